"""The frame of changes as a table: amounts with units, reasons in words, sources on hover."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from tongbi.change import honest, say
from tongbi.charts.amounts import change as signed
from tongbi.charts.amounts import reader
from tongbi.charts.words import unit_name
from tongbi.display.limits import limits
from tongbi.display.shown import Cell, Shown
from tongbi.display.sources import place_of, titles
from tongbi.display.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from tongbi.model import Report

__all__ = ["show_changes"]

_COLUMNS = (
    "label",
    "period",
    "prior",
    "current",
    "change",
    "percent",
    "stated",
    "verdict",
    "remark",
)
_FIGURES = frozenset(range(1, 7))
_ORDER = ["issuer", "period", "indicator", "place"]
_STATED = {"change_rel": "%", "change_pp": "个百分点"}
_DIGITS = 8


def show_changes(frame: pd.DataFrame, lang: str = "zh", reports: Iterable[Report] = ()) -> Shown:
    """Return one row a comparison, the latest year first.

    Where there is no number to give, the last column says why; a change that its figures only
    bound is shown as a range.

    Parameters
    ----------
    frame : DataFrame
        The frame of changes.
    lang : {"zh", "en"}
        The language.
    reports : iterable of Report
        The registered reports, for their titles.
    """
    named = titles(reports)
    several = len(set(frame["issuer"])) > 1
    ordered = frame.sort_values(_ORDER, ascending=[True, False, True, True], kind="stable")
    rows = []
    for row in ordered.to_dict("records"):
        lead = (Cell(text=row["issuer"]),) if several else ()
        rows.append((*lead, *_row(row, named, lang)))
    shift = int(several)
    return Shown(
        columns=tuple(word(name, lang) for name in ("issuer",)[: int(several)] + _COLUMNS),
        rows=tuple(rows),
        figures=frozenset(i + shift for i in _FIGURES),
        empty=word("nothing", lang),
    )


def _row(row: dict[Any, Any], named: dict[str, str], lang: str) -> tuple[Cell, ...]:
    label = row["label_en"] if lang == "en" and row["label_en"] else row["label"]
    name = word("in_place", lang, label=label, place=row["place"]) if row["place"] else label
    return (
        Cell(text=name, hover=row["indicator"]),
        Cell(text=str(row["period"])),
        _level(row, "prior", lang, _source(row, "prior_", named, lang)),
        _level(row, "value", lang, _source(row, "", named, lang)),
        _difference(row, "change", row["change_unit"], lang),
        _difference(row, "percent", "%", lang),
        Cell(text=_stated(row, lang)),
        Cell(text=word(row["verdict"], lang) if row["verdict"] else ""),
        Cell(text=say(row["reason"], lang), hover=row["reason"]),
    )


def _level(row: dict[Any, Any], name: str, lang: str, hover: str) -> Cell:
    value = float(row[name])
    if math.isnan(value):
        return Cell(text="")
    return Cell(text=reader(value, row["unit"], lang=lang, digits=_DIGITS), hover=hover)


def _source(row: dict[Any, Any], prefix: str, named: dict[str, str], lang: str) -> str:
    report = row[f"{prefix}report"]
    if not isinstance(report, str) or not report:
        return ""
    at = place_of(row[f"{prefix}at"])
    title = named.get(report, report)
    if at is None:
        return word("source_is", lang, report=title)
    return word("source_is_at", lang, report=title, at=at)


def _difference(row: dict[Any, Any], name: str, unit: str, lang: str) -> Cell:
    """Return a difference no sharper than its interval, or the interval where that is all."""
    value, lower, upper = (float(row[f"{name}{end}"]) for end in ("", "_lower", "_upper"))
    span = limits(lower, upper)
    gap = " " if lang == "en" and unit != "%" else ""
    suffix = f"{gap}{unit_name(unit, lang)}"
    if not math.isnan(value):
        text = honest(value, lower, upper, signed=True)
        hover = word("range", lang, range=span) if span else ""
        return Cell(text=f"{text}{suffix}".replace("-", "−"), hover=hover)
    # nothing falls by more than all of it, so that -100% and more says nothing
    least = -100.0 if name == "percent" else -math.inf
    return Cell(text=f"{span}{suffix}" if _bounded(lower, upper, least) else "")


def _bounded(lower: float, upper: float, least: float) -> bool:
    """Tell whether an interval rules out anything; `least` is where it ends by nature."""
    if math.isnan(lower) or math.isnan(upper):
        return False
    return lower > least or not math.isinf(upper)


def _stated(row: dict[Any, Any], lang: str) -> str:
    stated = float(row["stated"])
    if math.isnan(stated):
        return ""
    unit = _STATED.get(row["stated_measure"], row["unit"])
    return signed(stated, unit, lang=lang, digits=_DIGITS)
