"""tongbi (同比): year-over-year comparison of what official annual reports state."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tongbi.model import ReportKind, Statement

__version__ = "0.1.0"

__all__ = ["__version__", "extract", "extract_text"]


def extract_text(
    text: str, *, year: int | None = None, kind: ReportKind | None = None
) -> tuple[Statement, ...]:
    """Return the numeric statements of a text.

    Parameters
    ----------
    text : str
        A report's text.
    year : int, optional
        The year that the report covers; found in the text where it is not given.
    kind : ReportKind, optional
        The kind of report; found in the text where it is not given.

    Returns
    -------
    tuple of Statement
        In reading order; ``text[s.start:s.end] == s.quote`` for each.

    Raises
    ------
    UsageError
        If the year is neither given nor found.

    Examples
    --------
    >>> [s] = extract_text("2024年，全市受理行政复议申请830件。")
    >>> s.value, s.unit, s.period, s.label
    (Decimal('830'), '件', 2024, '受理行政复议申请')
    """
    from tongbi.extract import extract_document
    from tongbi.read import from_text

    return extract_document(from_text(text, year=year, kind=kind))


def extract(
    path: str | Path, *, year: int | None = None, kind: ReportKind | None = None
) -> tuple[Statement, ...]:
    """Return the numeric statements of the report in a file.

    Parameters
    ----------
    path : str or Path
        A text file.
    year, kind
        As in :func:`extract_text`.

    Raises
    ------
    ReadError
        If the file is missing, empty or not text.
    UsageError
        If the year is neither given nor found.
    """
    from tongbi.extract import extract_document
    from tongbi.read import read

    return extract_document(read(path, year=year, kind=kind))
