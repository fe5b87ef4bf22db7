"""From the series frame to the lines of a chart: what is joined, what stands apart."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tongbi.change.kinds import same_unit
from tongbi.change.levels import primary_levels
from tongbi.errors import UsageError
from tongbi.series.breaks import BreakKind, find_breaks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from tongbi.series.breaks import Break

__all__ = ["Line", "Point", "lines", "whole_years"]

_NAN = float("nan")
_Row = dict[Any, Any]
_Key = tuple[str, str, str]  # issuer, place, indicator
_Breaks = tuple[tuple[int, str], ...]
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
        raise UsageError("charts.no-yearly-figure")
    marked = tuple(breaks)
    # All series at once where that gives the same: a frame of its own for each of hundreds of
    # series would take most of a briefing's time.
    chosen = _by_series(primary_levels(rows))
    stated = _by_series(_in_order(rows))
    out = []
    for key, group in _by_series(rows.assign(_row=range(len(rows)))).items():
        parts = _parts(group)
        for part in parts:
            if len(parts) == 1:
                out.append(_line(chosen[key], stated[key], _breaks(key, part, marked)))
            else:
                some = rows.iloc[[row["_row"] for row in part]]
                best, said = primary_levels(some), _in_order(some)
                found = _breaks(key, part, marked)
                out.append(_line(best.to_dict("records"), said.to_dict("records"), found))
    return tuple(out)


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values(["period", "report_year", "report", "at"], kind="stable")


def _by_series(rows: pd.DataFrame) -> dict[_Key, list[_Row]]:
    """Return the rows of each series, the series in the order of their first rows."""
    found: dict[_Key, list[_Row]] = {}
    for row in rows.to_dict("records"):
        key = str(row["issuer"]), str(row["place"]), str(row["indicator"])
        found.setdefault(key, []).append(row)
    return found


def _parts(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Divide a series by what its units count: 件 and 宗 count the same things."""
    parts: dict[str, list[_Row]] = {}
    for row in rows:
        unit = str(row["unit"])
        alike = next((u for u in parts if u == unit or same_unit(u, unit)), unit)
        parts.setdefault(alike, []).append(row)
    return list(parts.values())


def _line(chosen: Sequence[_Row], stated: Sequence[_Row], breaks: _Breaks) -> Line:
    points = tuple(_point(row) for row in chosen)
    head = chosen[-1]
    return Line(
        issuer=str(head["issuer"]),
        place=str(head["place"]),
        indicator=str(head["indicator"]),
        unit=str(head["unit"]),
        label=str(head["label"]),
        label_en=str(head["label_en"]),
        points=points,
        others=_others(stated, points),
        breaks=breaks,
    )


def _others(rows: Iterable[_Row], points: Iterable[Point]) -> tuple[Point, ...]:
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


def _breaks(key: _Key, rows: Sequence[_Row], marked: Iterable[Break]) -> _Breaks:
    """Return the breaks within the line; another unit makes another line, not a break."""
    import pandas as pd

    own = [b for b in marked if (b.issuer, b.place, b.indicator) == key]
    if not own and not any(row["note"] for row in rows):
        return ()
    years = [int(row["period"]) for row in rows]
    found = find_breaks(pd.DataFrame(rows), own)
    told = {b.period: b.note for b in found if b.kind is not BreakKind.UNIT}
    for period, row in zip(years, rows, strict=True):
        if str(row["note"]).startswith(_BREAK):
            told[period] = str(row["note"])
    return tuple(
        (period, note.removeprefix(_BREAK).lstrip(":： ").split("；")[0])
        for period, note in sorted(told.items())
        if min(years) < period <= max(years)
    )


def _point(row: _Row) -> Point:
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
