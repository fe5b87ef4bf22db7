"""Reading: a file's bytes become a :class:`~tongbi.model.Document`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.model import Document, ReportKind
from tongbi.read.identity import covered_year, report_kind, report_title
from tongbi.read.structure import find_blocks
from tongbi.read.text import read_text

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["from_text", "read"]


def from_text(
    text: str, *, year: int | None = None, kind: ReportKind | None = None, source: str = ""
) -> Document:
    """Make a document of a text.

    Parameters
    ----------
    text : str
        The report's text; its characters are kept as they are.
    year : int, optional
        The year that the report covers; found in the text where it is not given.
    kind : ReportKind, optional
        The kind of report; found in the text where it is not given.
    source : str
        Where the text came from.
    """
    if year is None:
        year = covered_year(text)
    return Document(
        text=text,
        blocks=find_blocks(text, year),
        year=year,
        kind=report_kind(text) if kind is None else kind,
        title=report_title(text),
        source=source,
    )


def read(path: str | Path, *, year: int | None = None, kind: ReportKind | None = None) -> Document:
    """Read the report in a file.

    Parameters
    ----------
    path : str or Path
        A plain text file.
    year, kind
        As in :func:`from_text`.

    Raises
    ------
    ReadError
        If the file is missing, empty or not text.
    """
    return from_text(read_text(path), year=year, kind=kind, source=str(path))
