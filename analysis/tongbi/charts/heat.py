"""The heat map: every indicator's yearly changes at a glance, coloured around zero."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tongbi.charts.alt import described
from tongbi.charts.amounts import change as signed
from tongbi.charts.canvas import Sheet
from tongbi.charts.heading import compose
from tongbi.charts.ladder import Reach, add_ladder, small_for
from tongbi.charts.sources import Sources
from tongbi.charts.theme import DIVERGING, INK, MUTED, settings, theme
from tongbi.charts.words import word
from tongbi.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap

    from tongbi.charts.canvas import Chart
    from tongbi.model import Report

__all__ = ["heatmap"]

_ROWS = {"slide": 20, "half": 20, "a4": 20, "phone": 16}
_YEARS = {"slide": 12, "half": 7, "a4": 8, "phone": 5}
_POINTS = "个百分点"
_DARK = 0.62  # beyond this share of the scale the cell is dark and its figure white


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """An indicator with its changes by year; a year without one has none."""

    name: str
    by_year: dict[int, float]

    @property
    def weight(self) -> tuple[int, float]:
        """What decides which rows are kept: years first, then how far they move."""
        return len(self.by_year), max(abs(v) for v in self.by_year.values())


def heatmap(
    changes: pd.DataFrame,
    *,
    points: bool = False,
    title: str = "",
    lang: str = "zh",
    size: str = "slide",
    font: str | Path | None = None,
    reports: Iterable[Report] = (),
) -> Chart:
    """Draw the yearly changes of indicators as coloured cells, each with its figure.

    Parameters
    ----------
    changes : DataFrame
        The frame of changes.
    points : bool
        Rates in percentage points; otherwise counts and amounts in percent. The two are never
        on one scale.
    title, lang, size, font, reports
        As in :func:`tongbi.charts.trend`.

    Returns
    -------
    Chart
        What was drawn; the fullest rows and latest years where there are more than fit, which
        is said. A cell without a comparable change is empty.

    Raises
    ------
    UsageError
        When there is no such change.
    """
    name, unit = ("change", _POINTS) if points else ("percent", "%")
    known = changes[changes[name].notna() & ((changes["change_unit"] == _POINTS) == points)]
    if known.empty:
        raise UsageError("charts.no-yearly-change")
    years = list(range(int(known["period"].min()), int(known["period"].max()) + 1))
    shown = years[-_YEARS[size] :]
    known = known[known["period"].isin(shown)]
    rows = _rows(known.to_dict("records"), name, lang)
    kept = sorted(sorted(rows, key=lambda r: r.weight, reverse=True)[: _ROWS[size]], key=_order)
    sources = Sources(reports)
    with settings():
        sheet = Sheet(theme(size, lang, font))
        cut = len(kept) < len(rows)
        heading = compose(
            (str(i) for i in known["issuer"]),
            sources,
            lang,
            title=title or word("heat_title", lang),
            extra=[
                word("heat_scale_pp" if points else "heat_scale_rel", lang),
                word("fullest_only", lang, shown=len(kept), total=len(rows)) if cut else "",
                word("recent_only", lang, shown=len(shown)) if len(shown) < len(years) else "",
            ],
            notes={"heat_note": True},
            used=[(str(r), "") for r in known["report"]],
        )
        ax, drawn = _draw(sheet, kept, shown, sheet.head(heading))
        body = word("item_joiner", lang).join(_told(row, shown, unit, lang) for row in kept)
        return sheet.chart(
            "heatmap", (ax,), drawn, heading, described("alt_heat", heading, body, lang)
        )


def _order(row: _Row) -> tuple[float, str]:
    return -row.by_year[max(row.by_year)], row.name


def _rows(records: Sequence[dict[Any, Any]], name: str, lang: str) -> list[_Row]:
    found: dict[tuple[str, str, str], dict[int, float]] = {}
    labels: dict[tuple[str, str, str], str] = {}
    issuers = {r["issuer"] for r in records}
    for r in records:
        key = (r["issuer"], r["place"], r["indicator"])
        label = r["label_en"] if lang == "en" and r["label_en"] else r["label"]
        parts = (r["issuer"] if len(issuers) > 1 else "", r["place"], label)
        labels[key] = " ".join(filter(None, parts))
        found.setdefault(key, {})[int(r["period"])] = float(r[name])
    return [_Row(name=labels[key], by_year=by_year) for key, by_year in found.items()]


def _told(row: _Row, years: Sequence[int], unit: str, lang: str) -> str:
    items = [
        word(
            "alt_item",
            lang,
            name=word("year", lang, year=year),
            value=signed(row.by_year[year], unit, lang=lang),
        )
        for year in years
        if year in row.by_year
    ]
    return word("alt_series", lang, name=row.name, items=word("note_joiner", lang).join(items))


def _draw(
    sheet: Sheet,
    rows: Sequence[_Row],
    years: Sequence[int],
    room: tuple[float, float, float, float],
) -> tuple[Axes, dict[str, list[Artist]]]:
    from matplotlib import colormaps

    left, bottom, width, height = room
    head = sheet.inches(1.8) / sheet.theme.size.height
    slots = max(len(rows), 6)
    used = (height - head) * len(rows) / slots
    small = small_for(sheet, (height - head) * sheet.theme.size.height, slots)
    place = (left, bottom + height - head - used, width, used)
    reach = Reach(low=-0.5, high=len(years) - 0.5)
    ax = add_ladder(sheet, place, [row.name for row in rows], reach, small=small)
    ax.lines[0].remove()  # there is no zero line between columns of years
    ax.set_xticks(
        range(len(years)), labels=[str(y) for y in years], **sheet.theme.text(small, MUTED)
    )
    ax.tick_params(axis="x", length=0, labeltop=True, labelbottom=False)
    values = [abs(v) for row in rows for v in row.by_year.values()]
    # The ends of the scale are the ninth decile, so that one outlier does not bleach the rest.
    end = sorted(values)[min(int(len(values) * 0.9), len(values) - 1)] or 1.0
    drawn: dict[str, list[Artist]] = {}
    for y, row in enumerate(rows):
        for x, year in enumerate(years):
            _cell(sheet, ax, (x, y), row.by_year.get(year), end, colormaps[DIVERGING], small, drawn)
    return ax, drawn


def _cell(
    sheet: Sheet,
    ax: Axes,
    at: tuple[int, int],
    value: float | None,
    end: float,
    colours: Colormap,
    small: float,
    drawn: dict[str, list[Artist]],
) -> None:
    from matplotlib.patches import Rectangle

    corner = (at[0] - 0.48, at[1] - 0.46)
    if value is None:
        blank = Rectangle(corner, 0.96, 0.92, facecolor="white", edgecolor="#d0d5da", hatch="///")
        drawn.setdefault("blanks", []).append(ax.add_patch(blank))
        return
    share = math.copysign(min(abs(value) / end, 1.0), value)
    cell = Rectangle(corner, 0.96, 0.92, facecolor=colours(0.5 + share / 2), edgecolor="white")
    drawn.setdefault("cells", []).append(ax.add_patch(cell))
    ink = "white" if abs(share) > _DARK else INK
    text = ax.text(
        *at,
        signed(value, lang=sheet.theme.lang),
        ha="center",
        va="center",
        **sheet.theme.text(small * 0.92, ink),
    )
    drawn.setdefault("labels", []).append(text)
