"""One function for all that a notebook may want to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.display.findings import show_findings
from tongbi.display.statements import show_statements
from tongbi.errors import UsageError
from tongbi.model import Finding, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from tongbi.display.shown import Shown
    from tongbi.model import Report

__all__ = ["show"]


def show(
    what: pd.DataFrame | Statement | Finding | Iterable[Statement] | Iterable[Finding],
    *,
    lang: str = "zh",
    reports: Sequence[Report] = (),
) -> Shown:
    """Return a view of statements, findings, the series frame or the frame of changes.

    Parameters
    ----------
    what : DataFrame, Statement, Finding, or iterable of Statement or Finding
        What to look at. A frame may be a part of the whole, its columns kept.
    lang : {"zh", "en"}
        The language.
    reports : sequence of Report
        The registered reports, so that sources have titles.

    Returns
    -------
    Shown
        A table in a notebook, aligned text in a terminal.

    Raises
    ------
    UsageError
        When it is none of these.

    Examples
    --------
    >>> from tongbi import extract_text
    >>> show(extract_text("2024年，全市受理行政复议申请830件。"), lang="en")
    Indicator         As printed      Value  Possible range  Year  Measure  Role    Scope
    受理行政复议申请       830件  830 items                  2024  level    actual  全市
    """
    if isinstance(what, (Statement, Finding)):
        return show([what], lang=lang, reports=reports)  # type: ignore[arg-type]  # one of a kind
    columns = getattr(what, "columns", None)
    if columns is not None:
        return _frame(what, set(columns), lang, reports)  # type: ignore[arg-type]  # has columns
    items = list(what)
    if all(isinstance(item, Statement) for item in items):
        return show_statements([i for i in items if isinstance(i, Statement)], lang)
    found = [item for item in items if isinstance(item, Finding)]
    if len(found) == len(items):
        return show_findings(found, lang, reports)
    raise UsageError("display.cannot-show", type=type(items[0]).__name__)


def _frame(frame: pd.DataFrame, columns: set[str], lang: str, reports: Sequence[Report]) -> Shown:
    if {"quote", "report_year"} <= columns:
        from tongbi.display.series import show_series

        return show_series(frame, lang, reports)
    if {"reason", "change_unit"} <= columns:
        from tongbi.display.changes import show_changes

        return show_changes(frame, lang, reports)
    raise UsageError("display.unknown-frame")
