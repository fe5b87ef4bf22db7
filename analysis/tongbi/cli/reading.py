"""From what is named on the command line to the statements of the reports there."""

from __future__ import annotations

import glob
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from tongbi.cli.progress import counting
from tongbi.cli.speaking import complain
from tongbi.errors import ReadError, TongbiError
from tongbi.workers import in_order, pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tongbi.model import Document, Statement

__all__ = [
    "Named",
    "documents_of",
    "each_of",
    "matching",
    "named",
    "ocr_option",
    "read_quietly",
    "read_report",
    "statements_of",
]

_T = TypeVar("_T")

_MAGIC = frozenset("*?[")
_STDIN = "-"
_AHEAD = 4  # reports that each process has waiting

ocr_option = click.option(
    "--ocr",
    is_flag=True,
    help="PDF 中没有文字的页（扫描件）按图像识别；识别可能有误，须对照页面核实。",
)


def statements_of(
    source: str | Path, year: int | None = None, *, ocr: bool = False
) -> tuple[Statement, ...]:
    """Return the statements of a report.

    Raises
    ------
    ReadError
        When it cannot be read, or states no number at all.
    """
    return read_report(source, year, ocr=ocr)[1]


def read_report(
    source: str | Path, year: int | None = None, *, ocr: bool = False
) -> tuple[Document, tuple[Statement, ...]]:
    """Return a report's document and its statements.

    Parameters
    ----------
    source : str or Path
        A path, ``-`` for standard input, or an address.
    year : int, optional
        The year that the report covers.
    ocr : bool
        Whether pages that are pictures are recognised; a warning on stderr tells when some were.

    Raises
    ------
    ReadError
        When it cannot be read, or states no number at all.
    """
    document, statements = read_quietly(source, year, ocr=ocr)
    if document.ocr:
        complain("recognised", source=document.source)
    return document, statements


def read_quietly(
    source: str | Path, year: int | None = None, *, ocr: bool = False
) -> tuple[Document, tuple[Statement, ...]]:
    """Do the same without the warning, which only the process that speaks can give."""
    from tongbi.extraction import extract_document
    from tongbi.read import read

    document = read(source, year=year, ocr=ocr)
    statements = extract_document(document)
    if not statements:
        raise ReadError("cli.no-statements", source=document.source)
    return document, statements


class Named(NamedTuple):
    """What was named on the command line, and the files that it stands for.

    Attributes
    ----------
    source : str
        As it was named.
    inside : list of str or None
        The files of a folder or a pattern; None for a report.
    """

    source: str
    inside: list[str] | None

    @property
    def paths(self) -> list[str]:
        """The reports that it stands for."""
        return [self.source] if self.inside is None else self.inside


def named(sources: Sequence[str]) -> list[Named]:
    """Look once what is named: reports, folders or patterns."""
    return [Named(source, _inside(source)) for source in sources]


def documents_of(
    sources: Sequence[str], year: int | None = None, *, ocr: bool = False
) -> Iterator[tuple[Document, tuple[Statement, ...]]]:
    """Yield the documents and statements of reports, folders and patterns, as :func:`each_of`."""
    return each_of(named(sources), partial(read_report, year=year, ocr=ocr))


def each_of(
    wanted: Sequence[Named], work: Callable[[str], _T], jobs: int = 1, *, shown: bool = True
) -> Iterator[_T]:
    """Do the same with each of the reports, folders and patterns; yield the results in order.

    What cannot be read in a folder or of a pattern is told on stderr, one line each, and the
    rest goes on. No more is held than a few reports for each process.

    Parameters
    ----------
    wanted : sequence of Named
        As :func:`named` gives it.
    work : callable
        Called with a report's path; with more jobs than one it is sent to other processes.
    jobs : int
        How many processes.
    shown : bool
        Whether to show how far it has got.

    Raises
    ------
    ReadError
        When a report that was named cannot be read, or a folder or pattern has none that can.
    """
    paths = [path for one in wanted for path in one.paths]
    preload = ("tongbi.cli.extract",)
    if len(paths) == 1 or _STDIN in paths:  # which other processes do not have
        jobs = 1
    bar = counting("reading", len(paths)) if shown else nullcontext(lambda: None)
    with bar as tick, pool(jobs, preload) as workers:
        done = in_order(workers, work, paths, ahead=1 if jobs == 1 else _AHEAD * jobs)
        for source, inside in wanted:
            if inside is None:
                yield next(done).result()
                tick()
                continue
            some = False
            for _ in inside:
                try:
                    result = next(done).result()
                except TongbiError as error:
                    complain("skipped", why=error)
                else:
                    some = True
                    yield result
                tick()
            if not some:
                raise ReadError("cli.nothing-readable", source=source)


def _inside(source: str) -> list[str] | None:
    """Return the files of a folder or a pattern in order, hidden ones left out; else None."""
    path = Path(source)
    if path.is_dir():
        return [str(p) for p in sorted(path.iterdir()) if p.is_file() and p.name[0] != "."]
    return matching(source)


def matching(source: str) -> list[str] | None:
    """Return the files that a pattern stands for, in order; None for what is no pattern."""
    if not _MAGIC & set(source) or "://" in source or Path(source).exists():
        return None
    # Path.glob takes no absolute patterns, which is what people paste.
    names = glob.glob(source, recursive=True)  # noqa: PTH207
    return sorted(name for name in names if Path(name).is_file())
