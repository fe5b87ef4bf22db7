"""The tidy frame of observations: columns, types, key and order, declared once.

One row an observation: a statement attached to an indicator, with the report that stated it
(its vintage). Nothing is averaged or chosen here; observations from conflicting sources stand
side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from tongbi.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["COLUMNS", "KEY", "MATCHES", "SERIES_KEY", "from_rows", "validate"]

#: Column -> pandas dtype, in the order in which the frame carries them.
COLUMNS: dict[str, str] = {
    "issuer": "str",
    "place": "str",
    "indicator": "str",
    "label": "str",
    "label_en": "str",
    "unit": "str",
    "measure": "str",
    "role": "str",
    "period": "int64",
    "part_year": "str",
    "value": "float64",
    "lower": "float64",
    "upper": "float64",
    "lower_closed": "bool",
    "upper_closed": "bool",
    "bound": "str",
    "base": "str",
    "report": "str",
    "report_year": "int64",
    "at": "Int64",
    "quote": "str",
    "section": "str",
    "address": "str",
    "match": "str",
    "note": "str",
}

#: What tells one observation from all others, and the order of the frame.
KEY = [
    "issuer",
    "place",
    "indicator",
    "measure",
    "role",
    "period",
    "part_year",
    "report",
    "at",
]

#: What one series is: one number a year and report.
SERIES_KEY = ["issuer", "place", "indicator"]

#: How an observation came to its indicator.
MATCHES = ("catalogue", "exact", "fuzzy", "near", "manual")


def from_rows(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Make the frame from rows that hold all columns, in any order.

    Parameters
    ----------
    rows : iterable of mappings
        One an observation; ``at`` is None for a figure without a place in a text.

    Returns
    -------
    DataFrame
        In the columns and dtypes of :data:`COLUMNS`, sorted by :data:`KEY`.
    """
    listed = list(rows)
    columns = {
        name: pd.Series([row[name] for row in listed], dtype=dtype)
        for name, dtype in COLUMNS.items()
    }
    return ordered(pd.DataFrame(columns))


def ordered(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame sorted by its key, with a fresh index."""
    return frame.sort_values(KEY, kind="stable", ignore_index=True, na_position="last")


def validate(frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` unchanged where it keeps the schema.

    Raises
    ------
    DataError
        Naming the first column, row or key that breaks it.
    """
    if list(frame.columns) != list(COLUMNS):
        missing = [name for name in COLUMNS if name not in frame.columns]
        extra = [name for name in frame.columns if name not in COLUMNS]
        raise DataError("series.columns-differ", missing=str(missing), extra=str(extra))
    for name, dtype in COLUMNS.items():
        if str(frame[name].dtype) != dtype:
            raise DataError(
                "series.column-type", column=name, type=frame[name].dtype, expected=dtype
            )
    unknown = sorted(set(frame["match"]) - set(MATCHES))
    if unknown:
        raise DataError("series.match-unknown", found=str(unknown), known=tuple(MATCHES))
    _check_key(frame)
    return frame


def _check_key(frame: pd.DataFrame) -> None:
    # A figure without a place in a text cannot be told from its twin by place.
    placed = frame[frame["at"].notna()]
    doubled = placed[placed.duplicated(KEY)]
    if len(doubled):
        key = dict(doubled.iloc[0][KEY])
        raise DataError("series.key-doubled", key=repr(key))
    if not frame.index.equals(ordered(frame).index) or not frame[KEY].equals(ordered(frame)[KEY]):
        raise DataError("series.not-ordered")
