"""Running a notebook with parameters, and its outputs as files that come out the same each time."""

from __future__ import annotations

import asyncio
import importlib
import re
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from tongbi.errors import ReadError, TongbiError, UsageError
from tongbi.publish.notebook_stamp import KEY, stamp
from tongbi.workers import untold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from types import ModuleType

    from nbformat import NotebookNode

__all__ = [
    "LIMIT",
    "Executed",
    "NotebookError",
    "execute",
    "html_bytes",
    "ipynb_bytes",
    "load",
    "parameters_of",
    "run",
    "shipped",
    "title_of",
]

_TAG = "parameters"
_CELL = "injected-parameters"
_REPORTS = "reports"
# jsonschema would compile grammars of internet addresses, which takes 2.4 s and which the schema of
# notebooks has no use for.
_ADDRESSES = "rfc3987_syntax"
_LANGUAGES = {"zh": "zh-CN", "en": "en"}

LIMIT = 300
"""Seconds that a cell may take."""


class NotebookError(TongbiError):
    """A notebook's cell failed, warned, or took too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Executed:
    """A notebook after its run.

    Attributes
    ----------
    name : str
        Its file name without suffix.
    notebook : NotebookNode
        The notebook with outputs.
    exports : mapping of str to bytes
        The files that it wrote, by path in its ``exports`` folder.
    """

    name: str
    notebook: NotebookNode
    exports: Mapping[str, bytes]


def shipped() -> Path:
    """Return the folder of notebooks that comes with the package, in a wheel or a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_shipped" / "notebooks"
    return installed if installed.is_dir() else package.parents[1] / "notebooks"


def run(
    path: Path,
    reports: Path,
    parameters: Mapping[str, object],
    *,
    files: Sequence[Path] = (),
    limit: int = LIMIT,
    step: Callable[[int, int], None] = untold,
) -> Executed:
    """Execute a notebook in a fresh kernel.

    The kernel works in a folder of its own, in which ``reports`` is the given folder and
    ``exports`` takes what the notebook writes: no path of this machine gets into the outputs.

    Parameters
    ----------
    path : Path
        The notebook.
    reports : Path
        The folder of registered reports.
    parameters : mapping
        Names of the parameters cell with their values; written as Python literals.
    files : sequence of Path
        Files of the user's, which the notebook finds by their names beside ``reports``.
    limit : int
        Seconds that one cell may take.
    step : callable
        Called with the number of cells done and of all, after each.

    Raises
    ------
    ReadError
        When there is no such notebook or file, or it has no cell tagged ``parameters``.
    UsageError
        When what runs notebooks is not installed.
    NotebookError
        When a cell raises, writes to stderr (as warnings do), or takes too long.
    """
    given = _ordered(path, parameters)
    notebook = _with_parameters(path, given)
    notebook.metadata[KEY] = stamp(path, reports, given)
    with _workplace(reports, files) as place:
        _execute(notebook, place, path.name, limit, step)
        exports = {
            file.relative_to(place / "exports").as_posix(): file.read_bytes()
            for file in sorted((place / "exports").rglob("*"))
            if file.is_file()
        }
    return Executed(name=path.stem, notebook=_normal(notebook), exports=exports)


def execute(
    path: Path, reports: Path, parameters: Mapping[str, object], folder: Path
) -> list[Path]:
    """Execute a notebook and write it, its HTML and its exports into `folder`.

    Returns
    -------
    list of Path
        The executed notebook, the HTML page, and then the exports.
    """
    done = run(path, reports, parameters)
    contents = {
        f"{done.name}.ipynb": ipynb_bytes(done),
        f"{done.name}.html": html_bytes(done),
        **{f"{done.name}-exports/{name}": data for name, data in done.exports.items()},
    }
    written = []
    for name, data in contents.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        written.append(file)
    return written


def parameters_of(path: Path) -> tuple[str, ...]:
    """Return the names that the parameters cell of a notebook sets.

    Raises
    ------
    ReadError
        When there is no such notebook, or it has no cell tagged ``parameters``.
    """
    import ast

    notebook = _read(path)
    tree = ast.parse(notebook.cells[_tagged(notebook, path)].source)
    targets = [t for node in tree.body if isinstance(node, ast.Assign) for t in node.targets]
    return tuple(target.id for target in targets if isinstance(target, ast.Name))


def _read(path: Path) -> NotebookNode:
    nbformat = _nbformat()
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
    except FileNotFoundError:
        raise ReadError(
            "publish.no-notebook-file",
            path=path,
            known=sorted(p.stem for p in shipped().glob("*.ipynb")),
        ) from None
    return notebook


def _nbformat() -> ModuleType:
    try:
        with _without(_ADDRESSES):
            return importlib.import_module("nbformat")
    except ModuleNotFoundError as error:
        raise UsageError("publish.no-nbclient") from error


@contextmanager
def _without(module: str) -> Iterator[None]:
    """Have imports in the block go without an optional module, unless it is loaded already."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]


def load() -> None:
    """Import what runs notebooks, so that no other thread meets it half imported.

    Raises
    ------
    UsageError
        When what runs notebooks is not installed.
    """
    _nbformat()
    try:
        for name in ("nbclient", "nbconvert"):
            importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise UsageError("publish.no-nbclient") from error


def _tagged(notebook: NotebookNode, path: Path) -> int:
    """Return the number of the parameters cell."""
    for number, cell in enumerate(notebook.cells):
        if _TAG in cell.metadata.get("tags", []):
            return number
    raise ReadError("publish.notebook-untagged", path=path, tag=_TAG)


def _ordered(path: Path, parameters: Mapping[str, object]) -> dict[str, object]:
    """Return the parameters in the order of the notebook's own, what it lacks at the end."""
    own = parameters_of(path)
    names = [name for name in own if name in parameters]
    names += [name for name in parameters if name not in own]
    return {name: parameters[name] for name in names}


def _with_parameters(path: Path, parameters: Mapping[str, object]) -> NotebookNode:
    """Read the notebook and put a cell with the parameters behind the one that is tagged so."""
    notebook = _read(path)
    place = _tagged(notebook, path) + 1
    if not parameters:
        return notebook
    source = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
    cell = _nbformat().v4.new_code_cell(source, id=_CELL, metadata={"tags": [_CELL]})
    notebook.cells.insert(place, cell)
    return notebook


@contextmanager
def _workplace(reports: Path, files: Sequence[Path]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="tongbi-notebook-") as name:
        place = Path(name)
        try:
            (place / _REPORTS).symlink_to(reports.resolve(), target_is_directory=True)
        except OSError:  # Windows lets few users make links
            shutil.copytree(reports, place / _REPORTS)
        for file in files:
            if not file.is_file():
                raise ReadError("publish.no-file", path=file)
            shutil.copyfile(file, place / file.name)
        (place / "exports").mkdir()
        yield place


def _execute(
    notebook: NotebookNode, place: Path, name: str, limit: int, step: Callable[[int, int], None]
) -> None:
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    cells = sum(cell.cell_type == "code" for cell in notebook.cells)
    done = 0

    def on_executed(**_: object) -> None:
        nonlocal done
        done += 1
        step(done, cells)

    client = NotebookClient(
        notebook,
        timeout=limit,
        kernel_name="python3",
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
        record_timing=False,
        resources={"metadata": {"path": str(place)}},
        on_cell_executed=on_executed,
    )
    try:
        _apart(lambda: asyncio.run(client.async_execute(env=_environment())))
    except CellExecutionError as error:
        raise NotebookError(
            "publish.notebook-failed", notebook=name, error=error.ename, reason=error.evalue
        ) from error
    except (CellTimeoutError, DeadKernelError) as error:
        raise NotebookError("publish.notebook-stopped", notebook=name, reason=error) from error
    _refuse_warnings(notebook, name)


def _apart(work: Callable[[], object]) -> None:
    """Do `work` in an event loop of its own, closed at the end.

    nbclient's own loop would outlive the thread that it is in; and where a loop runs already (in
    a notebook, under a browser's driver), another can only run in another thread.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        work()
        return
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(work).result()


def _environment() -> dict[str, str]:
    import os

    # Frozen modules make the debugger of the kernel warn; nobody debugs here.
    ours = {"PYTHONHASHSEED": "0", "PYDEVD_DISABLE_FILE_VALIDATION": "1", "NO_COLOR": "1"}
    return {**os.environ, **ours}


def _refuse_warnings(notebook: NotebookNode, name: str) -> None:
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                first = " ".join(str(output.text).split())[:160]
                raise NotebookError(
                    "publish.notebook-warned", notebook=name, cell=cell.id, warning=first
                )


def _normal(notebook: NotebookNode) -> NotebookNode:
    """Take out what differs between runs or machines: versions, ids and addresses of objects."""
    notebook.metadata["language_info"] = {
        "name": "python",
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "pygments_lexer": "ipython3",
    }
    for number, cell in enumerate(notebook.cells, start=1):
        cell["id"] = cell.id if cell.id == _CELL else f"cell-{number:02}"
        cell.metadata.pop("execution", None)
    return notebook


def ipynb_bytes(executed: Executed) -> bytes:
    """Return the executed notebook as a file's content."""
    text: str = _nbformat().writes(executed.notebook)
    return (text.rstrip("\n") + "\n").encode("utf-8")


def html_bytes(executed: Executed) -> bytes:
    """Return the executed notebook as one HTML page that loads nothing from anywhere."""
    from jinja2 import Template
    from nbconvert import HTMLExporter
    from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]

    exporter = HTMLExporter(template_name="basic")  # type: ignore[no-untyped-call]
    exporter.exclude_input_prompt = exporter.exclude_output_prompt = True
    body, _ = exporter.from_notebook_node(executed.notebook)
    page = resources.files("tongbi.publish").joinpath("templates/notebook.html.j2")
    html: str = Template(page.read_text(encoding="utf-8"), autoescape=True).render(
        lang=_LANGUAGES.get(executed.notebook.metadata[KEY]["parameters"].get("lang", ""), "zh-CN"),
        title=_title(executed.notebook, executed.name),
        body=body,
        colours=HtmlFormatter(style="default").get_style_defs(".highlight"),
    )
    return html.encode("utf-8")


def title_of(path: Path) -> str:
    """Return the heading that a notebook opens with, its file name where it has none."""
    return _title(_read(path), path.stem)


def _title(notebook: NotebookNode, name: str) -> str:
    for cell in notebook.cells:
        found = re.search(r"^#\s+(.+)$", cell.source, flags=re.MULTILINE)
        if cell.cell_type == "markdown" and found:
            return found[1].strip()
    return name
