"""The frame of changes: its columns, their types and its order, declared once."""

from __future__ import annotations

__all__ = ["CHANGE_COLUMNS", "CHANGE_KEY"]

CHANGE_KEY = ("issuer", "place", "indicator", "period")

#: Column -> pandas dtype, in the order in which the frame carries them.
CHANGE_COLUMNS: dict[str, str] = {
    "issuer": "str",
    "place": "str",
    "indicator": "str",
    "label": "str",
    "label_en": "str",
    "unit": "str",
    "period": "int64",
    "prior_period": "Int64",
    "prior": "float64",
    "value": "float64",
    "change": "float64",
    "change_lower": "float64",
    "change_upper": "float64",
    "change_unit": "str",
    "percent": "float64",
    "percent_lower": "float64",
    "percent_upper": "float64",
    "reason": "str",
    "stated": "float64",
    "stated_measure": "str",
    "verdict": "str",
    "report": "str",
    "prior_report": "str",
    "at": "Int64",
    "prior_at": "Int64",
    "note": "str",
}
