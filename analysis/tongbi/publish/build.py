"""The main job: from the ``reports/`` folder to a folder that a person can open."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tongbi import archive
from tongbi.errors import NotFoundError
from tongbi.publish import notebook
from tongbi.publish.data import collect
from tongbi.publish.evidence import write_evidence
from tongbi.publish.gallery import draw
from tongbi.publish.index import index_bytes
from tongbi.publish.manifest import manifest_bytes
from tongbi.publish.since import FILE, changes, snapshot, write_changes
from tongbi.publish.staging import MARK, staged
from tongbi.publish.tables import csv_bytes, findings_frame

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike

    from tongbi.archive import Archive
    from tongbi.model import Report
    from tongbi.publish.data import Data
    from tongbi.publish.since import Change

__all__ = ["STEPS", "Built", "Progress", "build"]

STEPS = ("read", "tables", "charts", "notebooks", "index")
"""The steps of a build by the names that progress is told under; two run side by side."""


class Progress(Protocol):
    """Called as a build goes on: the step's name, how much of it is done, and of how much."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Take note of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made.

    Attributes
    ----------
    out : Path
        The folder.
    reports, observations, compared, findings, charts, notebooks : int
        How many of each are in it.
    """

    out: Path
    reports: int
    observations: int
    compared: int
    findings: int
    charts: int
    notebooks: int


def _silent(step: str, done: int, total: int) -> None:
    """Tell nothing."""


def build(
    reports: str | PathLike[str] = "reports",
    out: str | PathLike[str] = "build",
    *,
    lang: str = "zh",
    progress: Progress = _silent,
) -> Built:
    """Read the registered reports, compare, audit and draw them, and write the whole to `out`.

    The folder holds ``series.csv``, ``changes.csv``, ``findings.csv``, ``charts/``,
    ``notebooks/``, ``evidence/`` (of reports whose text is at hand), ``index.html`` and
    ``manifest.json``. It is made beside its place and moved there at the end: a build that fails
    leaves the old folder as it was. Where it replaces a build with other figures or findings,
    ``changes-since-last-build.csv`` tells them.

    Parameters
    ----------
    reports : str or path
        The folder that holds ``registry.csv``.
    out : str or path
        Where the folder is to be; what an earlier build left there is replaced.
    lang : {"zh", "en"}
        The language of charts and pages.
    progress : callable
        Told of every step as it goes on.

    Raises
    ------
    TongbiError
        When the reports cannot be read, a notebook fails, or `out` is not ours to replace.
    """
    source, target = Path(reports), Path(out)
    progress("read", 0, 1)
    reports_folder = archive.open(source)
    if not reports_folder.reports:
        raise NotFoundError("publish.no-reports", folder=source)
    data = collect(reports_folder)
    progress("read", 1, 1)
    with staged(target) as folder:
        return _fill(folder, reports_folder, data, target, lang, progress)


def _fill(
    folder: Path, source: Archive, data: Data, target: Path, lang: str, progress: Progress
) -> Built:
    tables = {
        "series.csv": data.series,
        "changes.csv": data.changes,
        "findings.csv": findings_frame(data.findings),
    }
    for number, (name, frame) in enumerate(tables.items(), start=1):
        (folder / name).write_bytes(csv_bytes(frame))
        progress("tables", number, len(tables))
    since = _since(target, folder)
    notebook.load()
    # Notebooks run in kernels of their own, so the charts can be drawn meanwhile. It is the
    # charts that go to the thread: nbclient leaves its event loop open in any but the main one.
    with ThreadPoolExecutor(max_workers=1) as aside:
        drawing = aside.submit(
            draw,
            data.series,
            folder / "charts",
            reports=data.reports,
            lang=lang,
            step=lambda done, total: progress("charts", done, total),
        )
        given = {"reports": "reports", "lang": lang, **_subject(data.reports)}
        notebooks = _notebooks(folder / "notebooks", source.root, given, progress)
        pictures = drawing.result()
    evidence = write_evidence(source, folder / "evidence", lang)
    page = index_bytes(data, pictures, notebooks, lang, since, evidence)
    (folder / "index.html").write_bytes(page)
    progress("index", 1, 1)
    (folder / MARK).write_bytes(manifest_bytes(source.root, folder, lang=lang))
    return Built(
        out=target,
        reports=len(data.reports),
        observations=len(data.series),
        compared=int(data.changes["change"].notna().sum()),
        findings=len(data.findings),
        charts=len(pictures),
        notebooks=len(notebooks),
    )


def _since(target: Path, folder: Path) -> tuple[Change, ...]:
    """Write what differs from the build that is replaced; nothing where nothing does."""
    before, after = snapshot(target), snapshot(folder)
    found = () if before is None or after is None else changes(before, after)
    if found:
        write_changes(folder / FILE, found)
    return found


def _subject(reports: Sequence[Report]) -> dict[str, object]:
    """Return whom the notebooks are run for: the worked example, else who has most years."""
    years: dict[str, set[int]] = {}
    for report in [r for r in reports if r.fictional] or reports:
        years.setdefault(report.issuer, set()).add(report.year)
    issuer = max(sorted(years), key=lambda name: len(years[name]))
    return {"issuer": issuer, "years": (min(years[issuer]), max(years[issuer]))}


def _notebooks(
    folder: Path, source: Path, parameters: Mapping[str, object], progress: Progress
) -> list[tuple[str, str]]:
    """Run the shipped notebooks with `parameters`; return their names and titles."""
    edition = notebook.shipped() / str(parameters["lang"])
    shipped = edition if edition.is_dir() else notebook.shipped()
    paths = sorted(shipped.glob("*.ipynb"))
    done = []
    for path in paths:
        notebook.execute(path, source, parameters, folder)
        done.append((path.stem, notebook.title_of(path)))
        progress("notebooks", len(done), len(paths))
    return done
