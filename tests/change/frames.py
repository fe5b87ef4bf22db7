"""Small frames of observations for the tests of change."""

from __future__ import annotations

from typing import Any

import pandas as pd

COLUMNS = {
    "issuer": "str", "place": "str", "indicator": "str", "label": "str", "label_en": "str",
    "unit": "str", "measure": "str", "role": "str", "period": "int64", "part_year": "str",
    "value": "float64", "lower": "float64", "upper": "float64", "lower_closed": "bool",
    "upper_closed": "bool", "bound": "str", "base": "str", "report": "str",
    "report_year": "int64", "at": "Int64", "quote": "str", "section": "str", "address": "str",
    "match": "str", "note": "str",
}  # fmt: skip


def row(value: float, period: int, **given: Any) -> dict[str, Any]:
    """One observation of the fictional 云岭市, exact unless told otherwise."""
    measure = given.get("measure", "level")
    report_year = given.get("report_year", period)
    return {
        "issuer": "云岭市",
        "place": "",
        "indicator": "cases",
        "label": "案件",
        "label_en": "",
        "unit": "%" if measure in {"change_rel", "change_pp"} else "件",
        "measure": measure,
        "role": "actual",
        "period": period,
        "part_year": "",
        "value": value,
        "lower": value,
        "upper": value,
        "lower_closed": True,
        "upper_closed": True,
        "bound": "exact",
        "base": "" if measure == "level" else "yoy",
        "report": f"yunling-{report_year}",
        "report_year": report_year,
        "at": 1,
        "quote": "",
        "section": "",
        "address": "",
        "match": "exact",
        "note": "",
    } | given


def rounded(value: float, step: float, period: int, **given: Any) -> dict[str, Any]:
    """An observation printed to `step`."""
    return row(value, period, lower=value - step / 2, upper=value + step / 2, **given)


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    """The rows as a frame of observations."""
    return pd.DataFrame(list(rows), columns=list(COLUMNS)).astype(COLUMNS)
