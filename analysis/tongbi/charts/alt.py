"""Charts in words: alternative texts made from the data, by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.charts.amounts import bounded
from tongbi.charts.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tongbi.charts.canvas import Heading
    from tongbi.charts.points import Line

__all__ = ["described", "trend_alt"]


def described(key: str, heading: Heading, body: str, lang: str) -> str:
    """Return the alternative text of a chart: its kind, words and figures."""
    text = word(key, lang, title=heading.title, subtitle=heading.subtitle, body=body)
    return " ".join([text, *(note + word("sentence_end", lang) for note in heading.notes)])


def trend_alt(lines: Sequence[Line], names: Sequence[str], heading: Heading, lang: str) -> str:
    """Return the alternative text of a trend: every year's figure, the missing ones too."""
    body = word("item_joiner", lang).join(
        _line(line, name, lang) for line, name in zip(lines, names, strict=True)
    )
    return described("alt_trend", heading, body, lang)


def _line(line: Line, name: str, lang: str) -> str:
    by_year = {p.period: p for p in line.points}
    items = []
    for year in range(line.first, line.last + 1):
        point = by_year.get(year)
        figure = word("missing", lang)
        if point is not None:
            figure = bounded(point.value, line.unit, point.bound, lang=lang, digits=4)
        items.append(word("alt_item", lang, name=word("year", lang, year=year), value=figure))
    for year, reason in line.breaks:
        why = reason or word("break_unspecified", lang)
        items.append(word("alt_break", lang, year=year, reason=why))
    listed = word("note_joiner", lang).join(items)
    return word("alt_series", lang, name=name, items=listed)
