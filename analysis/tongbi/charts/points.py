"""From the series frame to the lines of a chart: what is joined, what stands apart."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tongbi.change.kinds import same_unit
from tongbi.change.levels import SERIES_KEY, primary_levels
from tongbi.errors import UsageError
from tongbi.series.breaks import BreakKind, find_breaks

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from tongbi.series.breaks import Break

__all__ = ["Line", "Point", "lines", "whole_years"]

_NAN = float("nan")
_BREAK = "break"  # how a note in reports/ says that its figure is counted anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One observation as a chart shows it.

    Attributes
    ----------
    period : int
        The year that the figure is about.
    value, lower, upper : float
        The figure in its unit and what its wording allows (infinite where open).
    bound : str
        How the wording limits it: exact, at_least, about ...
    implied : bool
        Whether it was computed back from a stated change and stands in no report.
    report, address : str
        The report that stated it and where that was read.
    """

    period: int
    value: float
    lower: float
    upper: float
    bound: str
    implied: bool
    report: str
    address: str

    @property
    def bounded(self) -> bool:
        """Whether the wording limits the figure rather than giving it."""
        return self.bound not in {"exact", ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The observations of one indicator, one a year, and what stands beside them.

    Attributes
    ----------
    issuer, place, indicator, unit : str
        What the line is of.
    label, label_en : str
        The indicator's name in Chinese and English.
    points : tuple of Point
        One a year at most, in order; a year without a figure has none.
    others : tuple of Point
        What other reports state for the same years where it differs.
    breaks : tuple of (int, str)
        First year of a new definition, and the reason.
    """

    issuer: str
    place: str
    indicator: str
    unit: str
    label: str
    label_en: str
    points: tuple[Point, ...]
    others: tuple[Point, ...] = ()
    breaks: tuple[tuple[int, str], ...] = ()

    @property
    def first(self) -> int:
        """The first year with a figure."""
        return self.points[0].period

    @property
    def last(self) -> int:
        """The last year with a figure."""
        return self.points[-1].period

    def name(self, lang: str) -> str:
        """Return the indicator's name in `lang`; the Chinese one where there is no other."""
        return self.label_en if lang == "en" and self.label_en else self.label

    def drawn(self) -> tuple[list[float], list[float]]:
        """Return years and values to join: NaN at a missing year, and at a break before it."""
        by_year = {p.period: p.value for p in self.points}
        cut = {year for year, _ in self.breaks}
        xs: list[float] = []
        ys: list[float] = []
        for year in range(self.first, self.last + 1):
            if year in cut and year - 1 in by_year and year in by_year:
                xs.append(year - 0.5)
                ys.append(_NAN)
            xs.append(float(year))
            ys.append(by_year.get(year, _NAN))
        return xs, ys


def whole_years(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that a yearly line may hold: results, levels, whole years."""
    keep = (frame["measure"] == "level") & (frame["role"] == "actual") & (frame["part_year"] == "")
    return frame[keep]


def lines(frame: pd.DataFrame, breaks: Iterable[Break] = ()) -> tuple[Line, ...]:
    """Return one line for each issuer, place, indicator and unit in `frame`, in its order.

    Of several reports on one year the figure that :mod:`tongbi.change` compares is joined: that
    of the year's own report, else of the nearest later one. What the others state stands beside
    it where it differs, so that no vintage is lost.

    Parameters
    ----------
    frame : DataFrame
        Observations, as :mod:`tongbi.series` makes them.
    breaks : iterable of Break, optional
        Breaks that a person marked; those that the observations' notes tell are found.

    Raises
    ------
    UsageError
        When no whole-year result is among the observations.
    """
    rows = whole_years(frame)
    if rows.empty:
        raise UsageError(
            "there is no whole-year figure to draw", "choose other indicators, issuers or years"
        )
    out = []
    marked = tuple(breaks)
    for _, group in rows.groupby(SERIES_KEY, sort=False):
        unit = group["unit"].map({u: _alike(u, group["unit"]) for u in group["unit"].unique()})
        for _, part in group.groupby(unit, sort=False):
            out.append(_line(part, marked))
    return tuple(out)


def _alike(unit: str, units: pd.Series) -> str:
    """Return the first of `units` that counts the same things as `unit` (件 and 宗 do)."""
    return next(str(other) for other in units if other == unit or same_unit(other, unit))


def _line(group: pd.DataFrame, marked: Iterable[Break]) -> Line:
    chosen = primary_levels(group)
    points = tuple(_point(row) for row in chosen.to_dict("records"))
    stated = group.sort_values(["period", "report_year", "report", "at"], kind="stable")
    head = chosen.iloc[-1]
    return Line(
        issuer=str(head["issuer"]),
        place=str(head["place"]),
        indicator=str(head["indicator"]),
        unit=str(head["unit"]),
        label=str(head["label"]),
        label_en=str(head["label_en"]),
        points=points,
        others=_others(stated.to_dict("records"), points),
        breaks=_breaks(group, marked),
    )


def _others(rows: Iterable[dict[Any, Any]], points: Iterable[Point]) -> tuple[Point, ...]:
    """Return what the rows state that is not the point drawn for their year, each once."""
    drawn = {p.period: p for p in points}
    seen: set[tuple[int, float]] = set()
    kept = []
    for row in rows:
        point = _point(row)
        main = drawn[point.period]
        apart = point.lower > main.upper or point.upper < main.lower
        if apart and (point.period, point.value) not in seen:
            seen.add((point.period, point.value))
            kept.append(point)
    return tuple(kept)


def _breaks(rows: pd.DataFrame, marked: Iterable[Break]) -> tuple[tuple[int, str], ...]:
    """Return the breaks within the line; another unit makes another line, not a break."""
    first, last = int(rows["period"].min()), int(rows["period"].max())
    key = tuple(str(rows[name].iloc[0]) for name in SERIES_KEY)
    found = find_breaks(rows, [b for b in marked if (b.issuer, b.place, b.indicator) == key])
    told = {b.period: b.note for b in found if b.kind is not BreakKind.UNIT}
    for period, note in zip(rows["period"], rows["note"], strict=True):
        if str(note).startswith(_BREAK):
            told[int(period)] = str(note)
    return tuple(
        (period, note.removeprefix(_BREAK).lstrip(":： ").split("；")[0])
        for period, note in sorted(told.items())
        if first < period <= last
    )


def _point(row: dict[Any, Any]) -> Point:
    value = float(row["value"])
    lower, upper = float(row["lower"]), float(row["upper"])
    return Point(
        period=int(row["period"]),
        value=value,
        lower=value if math.isnan(lower) else lower,
        upper=value if math.isnan(upper) else upper,
        bound=str(row["bound"]),
        implied="implied" in str(row["note"]),
        report=str(row["report"]),
        address=str(row["address"]),
    )
