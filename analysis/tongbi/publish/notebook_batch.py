"""One notebook over many issuers and years, several at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tongbi.errors import NotFoundError, TongbiError, UsageError
from tongbi.files import write_atomically
from tongbi.model import Measure, Role
from tongbi.publish import notebook
from tongbi.publish.notebook_pdf import browser, pdf_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import Protocol

    from tongbi.archive import Archive

    class Tell(Protocol):
        """Called as a run goes on: which one, how many of its cells are done, of how many."""

        def __call__(self, job: Job, done: int, total: int) -> None:
            """Take note of it."""


__all__ = ["FORMATS", "Job", "Outcome", "jobs_for", "run_jobs"]

FORMATS = ("html", "pdf", "ipynb")
ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One run.

    Attributes
    ----------
    path : Path
        The notebook.
    parameters : mapping
        Its parameters.
    files : tuple of Path
        Files of the user's that it reads by their names.
    stem : str
        Name of what it writes, without ending.
    """

    path: Path
    parameters: Mapping[str, object]
    stem: str
    files: tuple[Path, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a run ended: with files, or with an error in one line."""

    job: Job
    written: tuple[Path, ...] = ()
    error: str = ""


def jobs_for(
    path: Path,
    folder: Archive,
    *,
    issuers: Sequence[str] = (),
    spans: Sequence[tuple[int, int]] = (),
    file: Path | None = None,
    lang: str = "zh",
) -> list[Job]:
    """Return a run for each issuer and span of years.

    Parameters
    ----------
    path : Path
        The notebook. Only those parameters are set that it has.
    folder : Archive
        The registered reports.
    issuers : sequence of str
        Names or parts of names; ``all`` alone is everyone that has whole-year figures. Without
        any the notebook's own is taken.
    spans : sequence of (int, int)
        First and last years; without any, all years of the issuer.
    file : Path, optional
        A report of the user's for the notebook to read.
    lang : {"zh", "en"}
        The language.

    Raises
    ------
    NotFoundError
        When an issuer is not registered.
    UsageError
        When the notebook reads no file of the user's.
    """
    has = notebook.parameters_of(path)
    if file is not None and "file" not in has:
        raise UsageError("publish.notebook-reads-no-file", notebook=path.stem)
    everyone = list(issuers) == [ALL]
    known = _years(folder) if everyone or (issuers and not spans) else {}
    names = list(known) if everyone else list(issuers)
    jobs = []
    for name in names or [""]:
        wished: Sequence[tuple[int, int] | None] = spans or (
            [_span(known, name)] if name else [None]
        )
        for span in wished:
            given: dict[str, object] = {
                "issuer": name or None,
                "years": span,
                "reports": "reports",
                "lang": lang,
            }
            given |= {"file": file.name if file else None}
            wanted = {key: value for key, value in given.items() if value and key in has}
            stem = "-".join(filter(None, (path.stem, name, _words(span))))
            files = (file,) if file else ()
            jobs.append(Job(path=path, parameters=wanted, stem=stem, files=files))
    return jobs


def _words(span: tuple[int, int] | None) -> str:
    if span is None:
        return ""
    return str(span[0]) if span[0] == span[1] else f"{span[0]}-{span[1]}"


def _years(folder: Archive) -> dict[str, set[int]]:
    """Return the years of which an issuer has results of a whole year."""
    known: dict[str, set[int]] = {}
    for report in folder.reports:
        for s in folder.facts(report):
            if s.measure is Measure.LEVEL and s.role is Role.ACTUAL and not s.part_year:
                known.setdefault(report.issuer, set()).add(s.period)
    return dict(sorted(known.items()))


def _span(known: Mapping[str, set[int]], name: str) -> tuple[int, int]:
    years = known.get(name) or {y for n, some in known.items() if name in n for y in some}
    if not years:
        raise NotFoundError("publish.no-issuer", name=name)
    return min(years), max(years)


def run_jobs(
    jobs: Iterable[Job],
    reports: Path,
    out: Path,
    *,
    formats: Sequence[str] = ("html", "ipynb"),
    workers: int = 1,
    limit: int = notebook.LIMIT,
    tell: Tell | None = None,
) -> list[Outcome]:
    """Run the jobs, each in a fresh kernel, and write what was asked for.

    One that fails leaves no files and does not keep the others from running.

    Parameters
    ----------
    jobs : iterable of Job
        The runs.
    reports : Path
        The folder of registered reports.
    out : Path
        Where to write; a run's exports go to a folder of its own in there.
    formats : sequence of {"html", "pdf", "ipynb"}
        What to write beside the exports.
    workers : int
        How many run at a time.
    limit : int
        Seconds that one cell may take.
    tell : callable, optional
        Told of every cell that is done.

    Returns
    -------
    list of Outcome
        In the order of the jobs.

    Raises
    ------
    UsageError
        For a format that there is not, no worker, or a PDF without a browser.
    """
    wrong = [name for name in formats if name not in FORMATS]
    if wrong:
        raise UsageError("publish.no-notebook-format", format=wrong[0], known=tuple(FORMATS))
    if workers < 1:
        raise UsageError("publish.no-workers", jobs=workers)
    if "pdf" in formats:
        browser()  # to say so before anything is run

    def one(job: Job) -> Outcome:
        try:
            written = _run(job, reports, out, formats, limit, tell)
        except TongbiError as error:
            return Outcome(job=job, error=" ".join(str(error).split()))
        return Outcome(job=job, written=written)

    with ThreadPoolExecutor(max_workers=workers) as pool:
        # Each in the caller's context, so that errors are told in its language.
        futures = [pool.submit(copy_context().run, one, job) for job in jobs]
        return [future.result() for future in futures]


def _run(
    job: Job, reports: Path, out: Path, formats: Sequence[str], limit: int, tell: Tell | None
) -> tuple[Path, ...]:
    def step(done: int, total: int) -> None:
        if tell is not None:
            tell(job, done, total)

    done = notebook.run(job.path, reports, job.parameters, files=job.files, limit=limit, step=step)
    page = notebook.html_bytes(done)
    makers = {
        "html": lambda: page,
        "pdf": lambda: pdf_bytes(page),
        "ipynb": lambda: notebook.ipynb_bytes(done),
    }
    contents = {out / f"{job.stem}.{name}": makers[name]() for name in formats}
    contents |= {out / f"{job.stem}-exports" / name: data for name, data in done.exports.items()}
    for path, data in contents.items():
        write_atomically(path, data)
    return tuple(contents)
