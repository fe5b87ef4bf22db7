"""The notebook of year over year, run as a user runs it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import nbformat
import pytest

from tongbi import archive
from tongbi.errors import ReadError
from tongbi.publish import notebook
from tongbi.publish.notebook import NotebookError

if TYPE_CHECKING:
    from pathlib import Path

NAMES = sorted(path.name for path in notebook.shipped().glob("*.ipynb"))


def text_of(executed: notebook.Executed) -> str:
    return notebook.html_bytes(executed).decode("utf-8")


@pytest.mark.slow
def test_shaoguan_2024(tmp_path: Path) -> None:
    """韶关: 14155 of 14251 cases is 99.33%, not the stated 99.58%; both are shown."""
    parameters = {"issuer": "韶关市", "years": (2024, 2024)}
    path = notebook.shipped() / "yearly.ipynb"
    notebook.execute(path, archive.shipped(), parameters, tmp_path)
    html = (tmp_path / "yearly.html").read_text(encoding="utf-8")
    assert round(14155 / 14251 * 100, 2) == 99.33
    assert "14155宗/14251宗=99.33%" in html
    assert "99.58%" in html
    assert (tmp_path / "yearly-exports" / "series.csv").is_file()


@pytest.mark.slow
def test_yunling_comes_out_the_same_twice() -> None:
    """The fictional city: a change of hand-typed size, marked fictional, the same bytes twice."""
    parameters = {"issuer": "云岭市", "years": (2021, 2024)}
    path = notebook.shipped() / "yearly.ipynb"
    first, second = (notebook.run(path, archive.shipped(), parameters) for _ in range(2))
    assert notebook.ipynb_bytes(first) == notebook.ipynb_bytes(second)
    assert notebook.html_bytes(first) == notebook.html_bytes(second)
    assert first.exports == second.exports
    html = text_of(first)
    # 行政复议受理：2021年1102件，2022年1186件
    assert "+84件" in html
    assert "+7.62%" in html
    assert "虚构" in html
    assert not re.search(r'<(?:script|link|img)[^>]*(?:src|href)="https?:', html)
    assert 'alt="折线图' in html


@pytest.mark.parametrize("name", NAMES)
def test_notebooks_are_kept_without_outputs(name: str) -> None:
    """What is committed has no outputs, fixed cell ids and a parameters cell."""
    raw = json.loads((notebook.shipped() / name).read_text(encoding="utf-8"))
    code = [cell for cell in raw["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    numbers = range(1, len(raw["cells"]) + 1)
    assert [cell["id"] for cell in raw["cells"]] == [f"cell-{number:02}" for number in numbers]
    assert sum("parameters" in cell["metadata"].get("tags", []) for cell in code) == 1


def written(path: Path, *sources: str) -> Path:
    cells = [nbformat.v4.new_code_cell("years = 1", metadata={"tags": ["parameters"]})]  # type: ignore[no-untyped-call]
    cells += [nbformat.v4.new_code_cell(source) for source in sources]  # type: ignore[no-untyped-call]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)  # type: ignore[no-untyped-call]
    return path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("1 / 0", r"bad\.ipynb 出错：ZeroDivisionError: division by zero"),
        ("import warnings; warnings.warn('too old')", r"bad\.ipynb 的单元格 .* 有警告：.*too old"),
    ],
)
def test_error_or_warning_fails_the_run(tmp_path: Path, source: str, message: str) -> None:
    """A notebook that stumbles is not published."""
    path = written(tmp_path / "bad.ipynb", source)
    with pytest.raises(NotebookError, match=message):
        notebook.run(path, archive.shipped(), {"years": 2})


def test_parameters_need_their_cell(tmp_path: Path) -> None:
    """Without a tagged cell there is nothing to put parameters behind."""
    path = tmp_path / "plain.ipynb"
    nbformat.write(nbformat.v4.new_notebook(), path)  # type: ignore[no-untyped-call]
    with pytest.raises(ReadError, match=r"plain\.ipynb 没有标为 parameters 的单元格"):
        notebook.run(path, tmp_path, {})
    with pytest.raises(ReadError, match="找不到笔记本"):
        notebook.run(tmp_path / "none.ipynb", tmp_path, {})
