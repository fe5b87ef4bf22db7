"""What a build publishes: the observations, changes and findings of all registered reports."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.audit import Source, audit_reports
from tongbi.catalogue import of_folder
from tongbi.change import yearly
from tongbi.errors import NotFoundError
from tongbi.publish.shadow import shadow
from tongbi.read import from_text
from tongbi.series import find_breaks, observations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from tongbi.archive import Archive
    from tongbi.archive.facts import Fact
    from tongbi.model import Finding, Report

__all__ = ["Data", "collect", "compare"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """The tables behind everything that is published.

    Attributes
    ----------
    reports : tuple of Report
        The registered reports.
    series : DataFrame
        The frame of observations.
    changes : DataFrame
        The frame of yearly changes.
    findings : tuple of Finding
        What the audit says.
    """

    reports: tuple[Report, ...]
    series: pd.DataFrame
    changes: pd.DataFrame
    findings: tuple[Finding, ...]


def collect(archive: Archive) -> Data:
    """Read all registered reports, link them over the years, compare and audit them.

    Parameters
    ----------
    archive : Archive
        The ``reports/`` folder.
    """
    facts = archive.all_rows()
    series = observations(facts.items(), of_folder(archive.root))
    return Data(
        reports=archive.reports,
        series=series,
        changes=compare(series),
        findings=_audited(archive, facts),
    )


def compare(series: pd.DataFrame) -> pd.DataFrame:
    """Return the yearly changes of `series`, nothing compared across the breaks that it tells."""
    breaks = [(b.issuer, b.indicator, b.period) for b in find_breaks(series)]
    return yearly(series, breaks=breaks)


def _audited(archive: Archive, facts: Mapping[Report, Sequence[Fact]]) -> tuple[Finding, ...]:
    groups: dict[tuple[str, str], list[Source]] = defaultdict(list)
    for report, rows in facts.items():
        source = _source(archive, report, rows)
        if source is not None:
            groups[report.issuer, report.kind].append(source)
    return tuple(f for _, group in sorted(groups.items()) for f in audit_reports(group))


def _source(archive: Archive, report: Report, rows: Sequence[Fact]) -> Source | None:
    statements = tuple(row.statement for row in rows if row.statement.at >= 0)
    if not statements:
        return None  # a collection of figures typed from many pages has no text to audit
    try:
        text = archive.text(report)
    except NotFoundError:
        text = shadow(statements)
    document = from_text(text, year=report.year, kind=report.kind, source=report.id)
    return Source(text=report.id, document=document, statements=statements)
