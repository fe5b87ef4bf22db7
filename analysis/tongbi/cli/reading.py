"""From what is named on the command line to the statements of the reports there."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import TYPE_CHECKING

from tongbi.cli.progress import counting
from tongbi.cli.speaking import complain
from tongbi.errors import ReadError, TongbiError
from tongbi.extraction import extract_document
from tongbi.read import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tongbi.model import Document, Statement

__all__ = ["documents_of", "read_report", "statements_of"]

_MAGIC = frozenset("*?[")


def statements_of(source: str | Path, year: int | None = None) -> tuple[Statement, ...]:
    """Return the statements of a report.

    Raises
    ------
    ReadError
        When it cannot be read, or states no number at all.
    """
    return read_report(source, year)[1]


def read_report(
    source: str | Path, year: int | None = None
) -> tuple[Document, tuple[Statement, ...]]:
    """Return a report's document and its statements.

    Parameters
    ----------
    source : str or Path
        A path, ``-`` for standard input, or an address.
    year : int, optional
        The year that the report covers.

    Raises
    ------
    ReadError
        When it cannot be read, or states no number at all.
    """
    document = read(source, year=year)
    statements = extract_document(document)
    if not statements:
        raise ReadError("cli.no-statements", source=document.source)
    return document, statements


def documents_of(
    sources: Sequence[str], year: int | None = None
) -> Iterator[tuple[Document, tuple[Statement, ...]]]:
    """Yield the documents and statements of reports, folders and patterns.

    What cannot be read in a folder or of a pattern is told on stderr, one line each, and the
    rest goes on.

    Raises
    ------
    ReadError
        When a report that was named cannot be read, or a folder or pattern has none that can.
    """
    named = [(source, _inside(source)) for source in sources]
    with counting(
        "reading", sum(1 if inside is None else len(inside) for _, inside in named)
    ) as tick:
        for source, inside in named:
            if inside is None:
                yield read_report(source, year)
                tick()
                continue
            some = False
            for path in inside:
                try:
                    read_one = read_report(path, year)
                except TongbiError as error:
                    complain("skipped", why=error)
                else:
                    some = True
                    yield read_one
                tick()
            if not some:
                raise ReadError("cli.nothing-readable", source=source)


def _inside(source: str) -> list[str] | None:
    """Return the files of a folder or a pattern in order, hidden ones left out; else None."""
    path = Path(source)
    if path.is_dir():
        return [str(p) for p in sorted(path.iterdir()) if p.is_file() and p.name[0] != "."]
    if _MAGIC & set(source) and "://" not in source and not path.exists():
        # Path.glob takes no absolute patterns, which is what people paste.
        names = glob.glob(source, recursive=True)  # noqa: PTH207
        return sorted(name for name in names if Path(name).is_file())
    return None
