"""The rows of a review: each figure with its indicator, last year's figure and what to doubt."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tongbi.change import change_words, say
from tongbi.charts.amounts import change as signed
from tongbi.extraction.explain import explain
from tongbi.model import Role, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from tongbi.model import Finding, Statement
    from tongbi.review.subject import Subject
    from tongbi.series.linking import Link
    from tongbi.series.review import Review

__all__ = ["FLAGS", "GoneRow", "Row", "Tables", "gone_rows", "rows"]

#: What a row can be filtered by, in the order in which the page offers it.
FLAGS = (
    *("finding", "restated", "near", "ambiguous", "doubt"),
    *("noted", "new", "same", "target", "term"),
)

_SHORT = 2  # a label of one character names nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure of the report under review.

    Attributes
    ----------
    statement : Statement
        The figure.
    indicator, name : str
        Id and name of the indicator that it counts towards.
    prior : Statement or None
        The figure of the year before that it was linked with.
    prior_indicator : str
        Id of that one's indicator; it differs from `indicator` where the link is ``near``.
    change, percent, reason : str
        What the comparison says, in words; empty where there is none.
    flags : tuple of str
        Those of :data:`FLAGS` that hold.
    findings : tuple of int
        Numbers of the findings that have this figure as evidence.
    why : tuple of str
        The rules that explain the reading, in words.
    """

    statement: Statement
    indicator: str
    name: str
    prior: Statement | None
    prior_indicator: str
    change: str
    percent: str
    reason: str
    flags: tuple[str, ...]
    findings: tuple[int, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneRow:
    """A figure of the year before that the report under review does not have."""

    statement: Statement
    indicator: str
    name: str


class Tables:
    """What the frames say of a report's figures, by the report's id and the place in its text.

    Parameters
    ----------
    series, changes : DataFrame
        The frames of observations and of changes.
    """

    def __init__(self, series: pd.DataFrame, changes: pd.DataFrame) -> None:
        placed = series[series["at"].notna()]
        keys = zip(placed["report"], placed["at"], strict=True)
        values = zip(placed["indicator"], placed["label"], placed["label_en"], strict=True)
        self._names = dict(zip(keys, values, strict=True))
        known = changes[changes["at"].notna()]
        self._changes: dict[tuple[str, int], dict[Any, Any]] = {
            (row["report"], row["at"]): row for row in known.to_dict("records")
        }

    def name(self, report: str, at: int, lang: str) -> tuple[str, str]:
        """Return id and name of the indicator of a figure, empty where it has no place."""
        indicator, zh, en = self._names.get((report, at), ("", "", ""))
        return indicator, (en if lang == "en" and en else zh)

    def change(self, report: str, at: int) -> Mapping[Any, Any]:
        """Return the row of the frame of changes, empty where the figure is not compared."""
        return self._changes.get((report, at), {})


def rows(
    current: Subject,
    prior: Subject | None,
    found: Review | None,
    tables: Tables,
    findings: Sequence[Finding],
    lang: str,
) -> tuple[Row, ...]:
    """Return a row for each figure of the report, in the order of the text.

    Parameters
    ----------
    current, prior : Subject
        The report and the one before, if there is one.
    found : Review or None
        What the comparison of the two says.
    tables : Tables
        What the frames say.
    findings : sequence of Finding
        What the audit of the report says.
    lang : {"zh", "en"}
        The language of names, changes and explanations.
    """
    pairs = _pairs(found)
    serious = {n for n, finding in enumerate(findings) if finding.severity is not Severity.NOTE}
    restated = set() if found is None else {id(link.b) for link in found.restated}
    new = set() if found is None else {id(s) for s in found.new}
    evidence: dict[int, list[int]] = {}
    for number, finding in enumerate(findings):
        for at in finding.at:
            evidence.setdefault(at, []).append(number)
    listed = []
    for fact in sorted(current.facts, key=lambda fact: fact.statement.at):
        s = fact.statement
        link = pairs.get(id(s))
        told = tuple(dict.fromkeys(evidence.get(s.at, ()))) if s.at >= 0 else ()
        marks = {
            "finding": not serious.isdisjoint(told),
            "restated": id(s) in restated,
            "near": link is not None and link.match != "same",
            "ambiguous": bool(s.readings),
            "doubt": len(s.label) < _SHORT,
            "noted": bool(told) and serious.isdisjoint(told),
            "new": id(s) in new,
            "same": link is not None and link.match == "same" and id(s) not in restated,
            "target": s.role is Role.TARGET,
            "term": s.role is Role.TERM,
        }
        flags = tuple(flag for flag in FLAGS if marks[flag])
        listed.append(_row(s, current, prior, link, tables, flags, told, lang))
    return tuple(listed)


def gone_rows(
    prior: Subject | None, found: Review | None, tables: Tables, lang: str
) -> tuple[GoneRow, ...]:
    """Return the figures of the year before that have gone, in the order of their text."""
    if prior is None or found is None:
        return ()
    listed = []
    for s in sorted(found.gone, key=lambda s: s.at):
        indicator, name = tables.name(prior.report.id, s.at, lang)
        listed.append(GoneRow(statement=s, indicator=indicator, name=name))
    return tuple(listed)


def _pairs(found: Review | None) -> dict[int, Link]:
    """Return the links by the figure of the current report.

    A restatement, which is of a year that the prior report covers, comes last, because the same
    figure may have been linked with another of its own indicator.
    """
    if found is None:
        return {}
    links = (*found.continued, *found.doubtful, *found.restated)
    return {id(link.b): link for link in links}


def _row(
    s: Statement,
    current: Subject,
    prior: Subject | None,
    link: Link | None,
    tables: Tables,
    flags: tuple[str, ...],
    told: tuple[int, ...],
    lang: str,
) -> Row:
    indicator, name = tables.name(current.report.id, s.at, lang)
    before, before_indicator = None, ""
    if link is not None and prior is not None:
        before = link.a
        before_indicator, _ = tables.name(prior.report.id, before.at, lang)
    compared = tables.change(current.report.id, s.at)
    change, percent, reason = _compared(compared, lang)
    return Row(
        statement=s,
        indicator=indicator,
        name=name,
        prior=before,
        prior_indicator=before_indicator,
        change=change,
        percent=percent,
        reason=reason,
        flags=flags,
        findings=told,
        why=explain(s, lang),
    )


def _compared(row: Mapping[Any, Any], lang: str) -> tuple[str, str, str]:
    """Say a row of the frame of changes: the difference, in percent, and what to mind."""
    if not row:
        return "", "", ""
    low, high = float(row["change_lower"]), float(row["change_upper"])
    known = not (math.isnan(low) or math.isnan(high))
    change = change_words(float(row["change"]), low, high, row["change_unit"], lang)
    percent = float(row["percent"])
    return (
        change if known else "",
        "" if math.isnan(percent) else signed(percent, "%", lang=lang),
        say(row["reason"], lang),
    )
