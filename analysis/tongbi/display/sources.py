"""Where a figure stands, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tongbi.display.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tongbi.model import Report

__all__ = ["place_of", "source", "titles"]


def titles(reports: Iterable[Report]) -> dict[str, str]:
    """Return the reports' titles by id."""
    return {report.id: report.title or report.id for report in reports}


def source(row: dict[Any, Any], named: dict[str, str], lang: str) -> str:
    """Return the report, the place and the printed figure of an observation."""
    report = named.get(row["report"], row["report"])
    at = place_of(row["at"])
    if at is None:
        return word("source", lang, report=report, quote=row["quote"])
    return word("source_at", lang, report=report, at=at, quote=row["quote"])


def place_of(at: object) -> int | None:
    """Return an offset as a number; None where the figure has none.

    pandas says that with its own NA, the collected figures of ``reports/`` with -1.
    """
    return int(at) if isinstance(at, int) and at >= 0 else None
