"""Pairs of figures, before and after, in panels by unit: what slopes and dumbbells show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.charts.amounts import bounded, digits_for
from tongbi.charts.points import Line, Point, lines
from tongbi.charts.words import word
from tongbi.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

__all__ = [
    "Pair",
    "Panel",
    "count",
    "panels_of",
    "targets_pairs",
    "texts_of",
    "told",
    "years_pairs",
]

_PANELS = {"slide": 3, "half": 2, "a4": 3, "phone": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two figures of one series: the earlier year and the later, or the target and the result."""

    line: Line
    before: Point
    after: Point

    @property
    def moved(self) -> float:
        """How far apart the two are, as a share of the earlier; their distance where it is 0."""
        distance = abs(self.after.value - self.before.value)
        return distance / abs(self.before.value) if self.before.value else distance


Panel = tuple[str, list[Pair]]
"""A unit with the pairs that are in it."""


def years_pairs(frame: pd.DataFrame, first: int, last: int) -> list[Pair]:
    """Return the series that have figures of both years, and no break in between.

    Raises
    ------
    UsageError
        When there is none.
    """
    found = []
    for line in lines(frame):
        by_year = {p.period: p for p in line.points}
        broken = any(first < year <= last for year, _ in line.breaks)
        if first in by_year and last in by_year and not broken:
            found.append(Pair(line=line, before=by_year[first], after=by_year[last]))
    if not found:
        raise UsageError("charts.no-pairs", first=first, last=last)
    return found


def targets_pairs(frame: pd.DataFrame, year: int) -> list[Pair]:
    """Return the series that have a target for the year and its result.

    Raises
    ------
    UsageError
        When there is none.
    """
    planned = frame[(frame["role"] == "target") & (frame["period"] == year)]
    as_results = planned.assign(role="actual")
    aims = {_key(n): n.points[0] for n in lines(as_results)} if len(as_results) else {}
    found = []
    for line in lines(frame):
        results = [p for p in line.points if p.period == year]
        aim = aims.get(_key(line))
        if results and aim is not None:
            found.append(Pair(line=line, before=aim, after=results[0]))
    if not found:
        raise UsageError("charts.no-targets", year=year)
    return found


def _key(line: Line) -> tuple[str, str, str, str]:
    return line.issuer, line.place, line.indicator, line.unit


def panels_of(pairs: Sequence[Pair], size: str, most: int) -> list[Panel]:
    """Sort pairs into panels by unit, those with most pairs first, the most moved ones kept.

    Parameters
    ----------
    pairs : sequence of Pair
        All pairs.
    size : str
        Name of the picture's size: how many panels it holds.
    most : int
        How many pairs a panel holds.
    """
    units: dict[str, list[Pair]] = {}
    for pair in pairs:
        units.setdefault(pair.line.unit, []).append(pair)
    ordered = sorted(units.items(), key=lambda item: (-len(item[1]), item[0]))
    out = []
    for unit, some in ordered[: _PANELS[size]]:
        kept = sorted(some, key=lambda p: (-p.moved, p.line.indicator))[:most]
        out.append((unit, sorted(kept, key=lambda p: (-p.after.value, p.line.indicator))))
    return out


def count(panels: Sequence[Panel]) -> int:
    """Return how many pairs the panels show."""
    return sum(len(pairs) for _, pairs in panels)


def texts_of(unit: str, pairs: Sequence[Pair], lang: str) -> list[tuple[str, str]]:
    """Return both figures of each pair in words, with digits enough to tell them apart."""
    shown = unit if unit in "%‰" else ""
    digits = digits_for(
        [p.value for pair in pairs for p in (pair.before, pair.after)], shown, lang=lang
    )
    return [
        (
            bounded(pair.before.value, shown, pair.before.bound, lang=lang, digits=digits),
            bounded(pair.after.value, shown, pair.after.bound, lang=lang, digits=digits),
        )
        for pair in pairs
    ]


def told(panels: Sequence[Panel], lang: str) -> str:
    """Return all pairs of the panels in words, for the text that stands for the picture."""
    items = [
        word("alt_from_to", lang, name=pair.line.name(lang), before=before, after=after)
        for unit, pairs in panels
        for pair, (before, after) in zip(pairs, texts_of(unit, pairs, lang), strict=True)
    ]
    return word("note_joiner", lang).join(items)
