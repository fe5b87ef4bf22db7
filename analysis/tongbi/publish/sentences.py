"""Sentences made from the data by rule: no cause, no adjective, bounds and caveats in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from tongbi.change import say
from tongbi.charts.amounts import bounded, reader
from tongbi.charts.amounts import change as signed
from tongbi.charts.heading import with_place
from tongbi.publish.words import word

if TYPE_CHECKING:
    from tongbi.charts.points import Line

__all__ = ["bare", "name_of", "told"]

_DIGITS = 4
_NO_PRIOR = "no_prior"
_RATES = ("个百分点", "个千分点")
_STATED = {"change_rel": "%", "change_pp": "个百分点"}


def name_of(row: dict[Any, Any], lang: str) -> str:
    """Return the indicator's name in `lang`, with its place where it has one."""
    label = row["label_en"] if lang == "en" and row["label_en"] else row["label"]
    return with_place(str(label), row["place"], lang)


def told(row: dict[Any, Any], lang: str = "zh") -> str:
    """Return one change in a sentence.

    Parameters
    ----------
    row : dict
        A row of the frame of changes that has a change, as a number or as a finite range.
    lang : {"zh", "en"}
        The language.

    Examples
    --------
    >>> row = {
    ...     "label": "行政复议申请",
    ...     "label_en": "",
    ...     "place": "",
    ...     "unit": "件",
    ...     "value": 830.0,
    ...     "prior": 800.0,
    ...     "change": 30.0,
    ...     "change_unit": "件",
    ...     "percent": 3.75,
    ...     "reason": "",
    ...     "verdict": "",
    ... }
    >>> told(row)
    '行政复议申请830件，比上年（800件）增加30件，增长3.75%。'
    """
    values: dict[str, object] = {
        "name": name_of(row, lang),
        "value": reader(row["value"], row["unit"], lang=lang, digits=_DIGITS),
        "prior": reader(row["prior"], row["unit"], lang=lang, digits=_DIGITS),
    }
    if math.isnan(row["change"]):
        ends = (("low", row["change_lower"]), ("high", row["change_upper"]))
        values |= {key: signed(end, row["change_unit"], lang=lang) for key, end in ends}
        key = "sentence_range"
    else:
        size = abs(float(row["change"]))
        unit = row["change_unit"]
        if lang == "en" and unit not in _RATES:
            # A unit said once: English has singulars ("1 laws fewer"), and words enough.
            unit = ""
            values["prior"] = reader(row["prior"], unit, lang=lang, digits=_DIGITS)
        values["change"] = reader(size, unit, lang=lang, digits=_DIGITS)
        values["percent"] = reader(abs(float(row["percent"])), "%", lang=lang)
        key = _form(row)
    return word(key, lang, **values) + _caveats(row, lang)


def _form(row: dict[Any, Any]) -> str:
    change = float(row["change"])
    if change == 0:
        return "sentence_same"
    if row["change_unit"] in _RATES:
        return "sentence_up" if change > 0 else "sentence_down"
    form = "sentence_rise" if change > 0 else "sentence_fall"
    return f"{form}_bare" if math.isnan(row["percent"]) else form


def _caveats(row: dict[Any, Any], lang: str) -> str:
    text = ""
    codes = ";".join(code for code in row["reason"].split(";") if code != "bound_only")
    if codes:
        text += word("sentence_reason", lang, reason=say(codes, lang))
    if row["verdict"] == "differs":
        unit = _STATED.get(row["stated_measure"], row["unit"])
        stated = signed(row["stated"], unit, lang=lang, digits=_DIGITS)
        text += word("sentence_stated", lang, stated=stated)
    return text


def bare(line: Line, year: int, reason: str = "", lang: str = "zh") -> str:
    """Return the sentence on a figure that is not compared, and why.

    Parameters
    ----------
    line : Line
        The series.
    year : int
        The year.
    reason : str
        Reason codes, as in the frame of changes; none means that there is no prior.
    lang : {"zh", "en"}
        The language.
    """
    point = next(p for p in line.points if p.period == year)
    name = with_place(line.name(lang), line.place, lang)
    value = bounded(point.value, line.unit, point.bound, lang=lang, digits=_DIGITS)
    if not reason or _NO_PRIOR in reason.split(";"):
        return word("sentence_bare", lang, name=name, value=value)
    return word("sentence_apart", lang, name=name, value=value, reason=say(reason, lang))
