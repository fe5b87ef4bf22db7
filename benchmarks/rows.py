"""The rows of the table: what was measured, what was wanted, and whether it was reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.contest import Spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.contest import Contender, Outcome

__all__ = ["Goal", "Part", "Row", "absolute", "ratio", "skipped"]


@dataclass(frozen=True, slots=True)
class Goal:
    """What the median should be: at most or at least so much."""

    least: float = 0.0
    most: float = float("inf")

    def reached(self, value: float) -> bool:
        """Tell whether a median reaches the goal."""
        return self.least <= value <= self.most

    def said(self, unit: str) -> str:
        """Return the goal in words."""
        return f"≥ {self.least:g}{unit}" if self.least else f"≤ {self.most:g}{unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table.

    Attributes
    ----------
    what : str
        What the number is: a contender's time, or one's time divided by another's.
    spread : Spread or None
        The median, least and most of the rounds; None where it was not measured.
    unit : str
        Of the numbers.
    seconds, peak : str
        The median seconds and the peak memory of those concerned.
    goal : Goal or None
        What was wanted.
    reason : str
        Why it was not measured.
    """

    what: str
    spread: Spread | None = None
    unit: str = " ×"
    seconds: str = ""
    peak: str = ""
    goal: Goal | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A subject with its rows, and sentences on what was given and what each contender does."""

    title: str
    given: str
    rows: Sequence[Row]
    contenders: Sequence[Contender] = ()


def ratio(outcome: Outcome, above: str, below: str, goal: Goal | None = None) -> Row:
    """Return the row of one contender's time divided by another's, round by round."""
    what = f"{above} ÷ {below}"
    reason = outcome.missing(above, below)
    if reason:
        return Row(what=what, goal=goal, reason=reason)
    names = (above, below)
    return Row(
        what=what,
        spread=outcome.ratio(above, below),
        goal=goal,
        seconds=" ÷ ".join(_short(outcome.seconds(name).median) for name in names),
        peak=" ÷ ".join(f"{outcome.peak(name):.0f}" for name in names),
    )


def absolute(
    outcome: Outcome,
    name: str,
    goal: Goal | None = None,
    *,
    scale: float = 1.0,
    unit: str = " s",
    what: str = "",
) -> Row:
    """Return the row of a contender's own time, in seconds or as scaled."""
    said = f"{name}{what}"
    if reason := outcome.missing(name):
        return Row(what=said, goal=goal, unit=unit, reason=reason)
    taken = outcome.seconds(name)
    return Row(
        what=said,
        spread=Spread(taken.median * scale, taken.least * scale, taken.most * scale),
        unit=unit,
        goal=goal,
        seconds=_short(taken.median),
        peak=f"{outcome.peak(name):.0f}",
    )


def skipped(what: str, reason: str) -> Row:
    """Return the row of what could not be measured here."""
    return Row(what=what, reason=reason)


def _short(seconds: float) -> str:
    """Return seconds with three figures that count."""
    return f"{seconds:.3g}"
