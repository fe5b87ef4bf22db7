"""One indicator across issuers in one year, as ranked bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.charts.alt import described
from tongbi.charts.amounts import bounded, digits_for
from tongbi.charts.canvas import Sheet
from tongbi.charts.heading import compose
from tongbi.charts.ladder import Reach, add_ladder, rows_that_fit, small_for, write_beside
from tongbi.charts.points import lines as lines_of
from tongbi.charts.sources import Sources
from tongbi.charts.theme import ACCENT, CONTEXT, settings, theme
from tongbi.charts.words import unit_name, word
from tongbi.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from tongbi.charts.canvas import Chart
    from tongbi.charts.points import Line, Point
    from tongbi.model import Report

__all__ = ["ranked_bars"]

_FEWEST = 6  # rows that the room is divided into at least: a few bars stay bars, not slabs


def ranked_bars(
    frame: pd.DataFrame,
    ax: Axes | None = None,
    *,
    year: int,
    highlight: str = "",
    title: str = "",
    lang: str = "zh",
    size: str = "slide",
    font: str | Path | None = None,
    reports: Iterable[Report] = (),
) -> Chart:
    """Draw one indicator of one year for every issuer and place, the largest first.

    Parameters
    ----------
    frame : DataFrame
        Observations of one indicator.
    year : int
        The year.
    highlight : str
        An issuer or place to set off from the others.
    ax, title, lang, size, font, reports
        As in :func:`tongbi.charts.trend`.

    Returns
    -------
    Chart
        What was drawn; the first ones where there are more than fit, which is said.

    Raises
    ------
    UsageError
        When the frame holds several indicators or units, or no figure of that year.
    """
    lines = [n for n in lines_of(frame) if any(p.period == year for p in n.points)]
    if len({(n.indicator, n.unit) for n in lines}) != 1:
        raise UsageError("charts.not-one-indicator", series=len(lines), year=year)
    found = [(n, next(p for p in n.points if p.period == year)) for n in lines]
    found.sort(key=lambda pair: (-pair[1].value, pair[0].issuer, pair[0].place))
    shown = found[: rows_that_fit(size)]
    head = shown[0][0]
    sources = Sources(reports)
    with settings():
        sheet = Sheet(theme(size, lang, font), ax)
        cut = len(shown) < len(found)
        extra = word("ranked_only", lang, shown=len(shown), total=len(found)) if cut else ""
        unit = unit_name(head.unit, lang)
        heading = compose(
            (n.issuer for n, _ in shown),
            sources,
            lang,
            title=title or word("rank_title", lang, label=head.name(lang), year=year),
            extra=[word("unit", lang, unit=unit) if unit else "", extra],
            notes={"bounded": any(p.bounded for _, p in shown)},
            used=[(p.report, p.address) for _, p in shown],
        )
        names = [
            sources.issuer(n.issuer, lang) + (f" {n.place}" if n.place else "") for n, _ in shown
        ]
        texts = _texts([(n, p) for n, p in shown], lang)
        axes, drawn = _draw(sheet, shown, names, texts, highlight, sheet.head(heading))
        items = [
            word("alt_item", lang, name=name, value=text)
            for name, text in zip(names, texts, strict=True)
        ]
        alt = described("alt_bars", heading, word("note_joiner", lang).join(items), lang)
        return sheet.chart("ranking", (axes,), drawn, heading, alt)


def _texts(shown: Sequence[tuple[Line, Point]], lang: str) -> list[str]:
    unit = shown[0][0].unit
    unit = unit if unit in "%‰" else ""
    digits = digits_for([p.value for _, p in shown], unit, lang=lang)
    return [bounded(p.value, unit, p.bound, lang=lang, digits=digits) for _, p in shown]


def _draw(
    sheet: Sheet,
    shown: Sequence[tuple[Line, Point]],
    names: Sequence[str],
    texts: Sequence[str],
    highlight: str,
    room: tuple[float, float, float, float],
) -> tuple[Axes, dict[str, list[Artist]]]:
    left, bottom, width, height = room
    rows = max(len(shown), _FEWEST)
    small = small_for(sheet, height * sheet.theme.size.height, rows)
    used = height * len(shown) / rows
    values = [p.value for _, p in shown]
    beside = max(sheet.width_of(text, small) for text in texts) + sheet.inches(0.6)
    falls = min(values) < 0
    reach = Reach(
        low=min(0.0, *values), high=max(0.0, *values), left=beside if falls else 0.0, right=beside
    )
    place = (left, bottom + height - used, width, used)
    ax = add_ladder(sheet, place, names, reach, small=small)
    drawn: dict[str, list[Artist]] = {}
    for row, ((line, point), text) in enumerate(zip(shown, texts, strict=True)):
        strong = not highlight or highlight in (line.issuer, line.place)
        bar = ax.barh(row, point.value, height=0.62, color=ACCENT if strong else CONTEXT, zorder=3)
        drawn.setdefault("bars", []).extend(bar)
        right = point.value >= 0
        label = write_beside(sheet, ax, point.value, row, text, right=right, small=small)
        drawn.setdefault("labels", []).append(label)
    return ax, drawn
