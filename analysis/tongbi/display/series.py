"""The series frame as a table of indicators by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tongbi.charts.amounts import bounded
from tongbi.display.limits import limits
from tongbi.display.shown import Cell, Shown
from tongbi.display.sources import source, titles
from tongbi.display.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from tongbi.model import Report

__all__ = ["show_series"]

_KEY = ["issuer", "place", "indicator", "unit"]
_DIGITS = 8


def show_series(frame: pd.DataFrame, lang: str = "zh", reports: Iterable[Report] = ()) -> Shown:
    """Return one row a series, one column a year; an empty cell has no figure.

    Of several reports on one year the cell shows the figure that is compared, and on pointing
    at it what the others say. Targets, part years and totals of several years are left out.

    Parameters
    ----------
    frame : DataFrame
        The frame of observations.
    lang : {"zh", "en"}
        The language.
    reports : iterable of Report
        The registered reports, for their titles.
    """
    from tongbi.change.levels import primary_levels

    named = titles(reports)
    chosen = primary_levels(frame)
    chosen = chosen[chosen["rank"] == 0]
    years = sorted({int(year) for year in chosen["period"]})
    several = len(set(chosen["issuer"])) > 1
    rows = []
    for _, group in chosen.groupby(_KEY, sort=True):
        records = group.to_dict("records")
        cells = {int(row["period"]): _cell(row, named, lang) for row in records}
        last = records[-1]
        lead = (Cell(text=str(last["issuer"])),) if several else ()
        empty = Cell(text="")
        rows.append((*lead, _name(last, lang), *(cells.get(year, empty) for year in years)))
    heads = (word("issuer", lang), word("label", lang)) if several else (word("label", lang),)
    return Shown(
        columns=(*heads, *map(str, years)),
        rows=tuple(rows),
        figures=frozenset(range(len(heads), len(heads) + len(years))),
        empty=word("nothing", lang),
    )


def _name(row: dict[Any, Any], lang: str) -> Cell:
    label = row["label_en"] if lang == "en" and row["label_en"] else row["label"]
    text = word("in_place", lang, label=label, place=row["place"]) if row["place"] else label
    return Cell(text=text, hover=row["indicator"])


def _cell(row: dict[Any, Any], named: dict[str, str], lang: str) -> Cell:
    hover = [source(row, named, lang)]
    span = limits(
        row["lower"],
        row["upper"],
        lower_closed=row["lower_closed"],
        upper_closed=row["upper_closed"],
    )
    if span:
        hover.append(word("range", lang, range=span))
    if row["restated"]:
        hover.append(word("also", lang, others=_others(row["restated"], named, lang)))
    return Cell(
        text=bounded(row["value"], row["unit"], row["bound"], lang=lang, digits=_DIGITS),
        hover=word("semicolon", lang).join(hover),
        link=row["address"],
    )


def _others(restated: str, named: dict[str, str], lang: str) -> str:
    """Say ``id=value;id=value`` with the reports' titles."""
    told = (one.rpartition("=") for one in restated.split(";"))
    colon = word("colon", lang)
    return word("comma", lang).join(f"{named.get(i, i)}{colon}{value}" for i, _, value in told)
