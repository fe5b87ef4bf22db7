"""JSON-stat 2.0: a cube an issuer, of its yearly levels.

Format: https://json-stat.org/full/. A cube has one value a cell, so that of the vintages the one
is taken that the comparison takes; a cell of which other reports say otherwise has the status
``r``, one of which the same report gives several values ``d``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tongbi.change.levels import primary_levels

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["jsonstat_bytes"]

_DIMENSIONS = ["place", "indicator", "period"]


def jsonstat_bytes(series: pd.DataFrame) -> bytes:
    """Return whole years' results as a JSON-stat collection with a dataset an issuer.

    Parameters
    ----------
    series : DataFrame
        The columns of :data:`tongbi.series.COLUMNS`.
    """
    levels = primary_levels(series)
    yearly = levels[(levels["rank"] == 0) & levels["value"].notna()]
    items = [_dataset(str(issuer), frame) for issuer, frame in yearly.groupby("issuer", sort=True)]
    collection = {
        "version": "2.0",
        "class": "collection",
        "label": "年度报告中的数字 / Figures of annual reports",
        "link": {"item": items},
    }
    return (json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _dataset(issuer: str, frame: pd.DataFrame) -> dict[str, Any]:
    categories = {name: sorted(frame[name].unique().tolist()) for name in _DIMENSIONS}
    positions = {
        name: {value: number for number, value in enumerate(values)}
        for name, values in categories.items()
    }
    sizes = [len(categories[name]) for name in _DIMENSIONS]
    values: dict[str, float | int] = {}
    status: dict[str, str] = {}
    for row in frame.to_dict("records"):
        cell = 0
        for name, size in zip(_DIMENSIONS, sizes, strict=True):
            cell = cell * size + positions[name][row[name]]
        values[str(cell)] = _number(row["value"])
        if row["ambiguous"]:
            status[str(cell)] = "d"
        elif row["restated"]:
            status[str(cell)] = "r"
    return {
        "version": "2.0",
        "class": "dataset",
        "label": issuer,
        "id": _DIMENSIONS,
        "size": sizes,
        "role": {"time": ["period"], "geo": ["place"], "metric": ["indicator"]},
        "dimension": _dimensions(issuer, frame, categories),
        "value": values,
        **({"status": status} if status else {}),
    }


def _dimensions(
    issuer: str, frame: pd.DataFrame, categories: dict[str, list[Any]]
) -> dict[str, Any]:
    named = frame.drop_duplicates("indicator", keep="last").set_index("indicator")
    labels, units = named["label"], named["unit"]
    indicators = categories["indicator"]
    return {
        "place": {
            "label": "范围",
            "category": {
                # An id may not be empty: the issuer as a whole is the total.
                "index": [place or "_T" for place in categories["place"]],
                "label": {place or "_T": place or issuer for place in categories["place"]},
            },
        },
        "indicator": {
            "label": "指标",
            "category": {
                "index": indicators,
                "label": {name: str(labels[name]) for name in indicators},
                "unit": {name: {"label": str(units[name])} for name in indicators},
            },
        },
        "period": {
            "label": "年度",
            "category": {"index": [str(year) for year in categories["period"]]},
        },
    }


def _number(value: float) -> float | int:
    return int(value) if value.is_integer() else value
