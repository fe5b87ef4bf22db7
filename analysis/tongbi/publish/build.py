"""The main job: from the ``reports/`` folder to a folder that a person can open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from tongbi import archive
from tongbi.errors import NotFoundError
from tongbi.publish import evidence, gallery, notebook
from tongbi.publish.data import collect
from tongbi.publish.gallery import Picture
from tongbi.publish.index import index_bytes
from tongbi.publish.inputs import digest_of, digests, of_everything, of_issuer, program
from tongbi.publish.manifest import manifest_bytes
from tongbi.publish.parts import Made, Part, Parts, last_build
from tongbi.publish.since import FILE, changes, snapshot, write_changes
from tongbi.publish.staging import MARK, staged
from tongbi.publish.tables import csv_bytes, findings_frame
from tongbi.workers import pool, threads

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike

    from tongbi.archive import Archive
    from tongbi.model import Report
    from tongbi.publish.data import Data
    from tongbi.publish.since import Change

__all__ = ["STEPS", "Built", "Progress", "build"]

STEPS = ("read", "tables", "charts", "notebooks", "evidence", "index")
"""The steps of a build by the names that progress is told under; some run side by side."""

_PRELOAD = ("tongbi.charts.trends", "tongbi.publish.evidence", "tongbi.review.page")


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
    made : bool
        Whether it was made now; False where the last build was made from the same and still holds.
    """

    out: Path
    reports: int
    observations: int
    compared: int
    findings: int
    charts: int
    notebooks: int
    made: bool = True


def _silent(step: str, done: int, total: int) -> None:
    """Tell nothing."""


def build(
    reports: str | PathLike[str] = "reports",
    out: str | PathLike[str] = "build",
    *,
    lang: str = "zh",
    jobs: int = 1,
    fresh: bool = False,
    progress: Progress = _silent,
) -> Built:
    """Read the registered reports, compare, audit and draw them, and write the whole to `out`.

    The folder holds ``series.csv``, ``changes.csv``, ``findings.csv``, ``charts/``,
    ``notebooks/``, ``evidence/`` (of reports whose text is at hand), ``index.html`` and
    ``manifest.json``. It is made beside its place and moved there at the end: a build that fails
    leaves the old folder as it was. Where it replaces a build with other figures or findings,
    ``changes-since-last-build.csv`` tells them.

    What the last build made from the same things is taken over: where nothing has changed, all of
    it; else the charts, notebooks and evidence pages that the change does not touch.

    Parameters
    ----------
    reports : str or path
        The folder that holds ``registry.csv``.
    out : str or path
        Where the folder is to be; what an earlier build left there is replaced.
    lang : {"zh", "en"}
        The language of charts and pages.
    jobs : int
        Processes to spread the work over; see :func:`tongbi.workers.pool`. The result is the same.
    fresh : bool
        Make everything anew.
    progress : callable
        Told of every step as it goes on.

    Raises
    ------
    TongbiError
        When the reports cannot be read, a notebook fails, or `out` is not ours to replace.
    """
    source, target = Path(reports), Path(out)
    progress("read", 0, 1)
    folder = archive.open(source)
    if not folder.reports:
        raise NotFoundError("publish.no-reports", folder=source)
    notebooks = _notebook_parts(folder, lang)
    ran_from = (part.made_from for part in notebooks)
    made_from = digest_of(program(), of_everything(folder), lang, *ran_from)
    held = None if fresh else _held(target, made_from)
    if held is not None:
        return held
    notebook.load()
    with staged(target) as making:
        parts = Parts(making, None if fresh else target)
        data, pages = _made(folder, notebooks, parts, lang, jobs, progress)
        since = _since(target, making)
        page = index_bytes(data, pages.pictures, pages.notebooks, lang, since, pages.evidence)
        (making / "index.html").write_bytes(page)
        progress("index", 1, 1)
        counts = {
            "reports": len(data.reports),
            "observations": len(data.series),
            "compared": int(data.changes["change"].notna().sum()),
            "findings": len(data.findings),
            "charts": len(pages.pictures),
            "notebooks": len(pages.notebooks),
        }
        manifest = manifest_bytes(
            folder.root,
            making,
            lang=lang,
            made_from=made_from if parts.lasting else "",
            counts=counts,
            parts=parts.recorded,
        )
        (making / MARK).write_bytes(manifest)
    return _built(target, counts)


def _built(out: Path, counts: Mapping[str, int]) -> Built:
    return Built(out=out, **counts)  # type: ignore[arg-type]


def _held(target: Path, made_from: str) -> Built | None:
    """Return the build in `target` where it was made from the same and is as it was written."""
    manifest = last_build(target)
    if manifest.get("made_from") != made_from:
        return None
    there = digests(target)
    there.pop(MARK, None)
    if there != manifest["outputs"]:
        return None
    counts: dict[str, int] = manifest["counts"]
    return replace(_built(target, counts), made=False)


class _Pages(NamedTuple):
    """What the index page links."""

    pictures: tuple[Picture, ...]
    notebooks: tuple[tuple[str, str], ...]
    evidence: dict[str, str]


def _made(
    source: Archive,
    wanted: Sequence[Part],
    parts: Parts,
    lang: str,
    jobs: int,
    progress: Progress,
) -> tuple[Data, _Pages]:
    """Make the tables and all parts; the notebooks, which take longest, begin first."""
    with pool(jobs, _PRELOAD) as workers, threads(jobs) as kernels:
        notebooks = parts.start(wanted, kernels)
        data = collect(source)
        progress("read", 1, 1)
        _write_tables(data, parts.folder, progress)
        drawings = gallery.drawings(data.series, reports=data.reports, lang=lang)
        charts = parts.start(gallery.parts(drawings), workers)
        pages = parts.start(evidence.parts(source, lang), workers)
        started = {"charts": charts, "notebooks": notebooks, "evidence": pages}
        parts.finish(started, progress)
    shown = [future.result().record for future in pages.values()]
    return data, _Pages(
        pictures=tuple(Picture(**future.result().record) for future in charts.values()),
        notebooks=tuple(
            (record["name"], record["title"])
            for record in (future.result().record for future in notebooks.values())
        ),
        evidence={record["report"]: record["page"] for record in shown if record["page"]},
    )


def _write_tables(data: Data, folder: Path, progress: Progress) -> None:
    tables = {
        "series.csv": data.series,
        "changes.csv": data.changes,
        "findings.csv": findings_frame(data.findings),
    }
    for number, (name, frame) in enumerate(tables.items(), start=1):
        (folder / name).write_bytes(csv_bytes(frame))
        progress("tables", number, len(tables))


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


def _notebook_parts(source: Archive, lang: str) -> list[Part]:
    """Return the shipped notebooks of a language as parts; the record of one has its title."""
    edition = notebook.shipped() / lang
    shipped = edition if edition.is_dir() else notebook.shipped()
    given = {"reports": "reports", "lang": lang, **_subject(source.reports)}
    data = of_issuer(source, str(given["issuer"]))
    return [
        Part(
            name=f"notebooks/{path.stem}",
            made_from=digest_of(program(), path.read_bytes(), repr(given), data),
            make=partial(_run_notebook, path, source.root, given),
        )
        for path in sorted(shipped.glob("*.ipynb"))
    ]


def _run_notebook(path: Path, source: Path, parameters: Mapping[str, object], folder: Path) -> Made:
    files = notebook.execute(path, source, parameters, folder / "notebooks")
    names = tuple(file.relative_to(folder).as_posix() for file in files)
    return Made(names, {"name": path.stem, "title": notebook.title_of(path)})
