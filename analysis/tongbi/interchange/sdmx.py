"""SDMX-CSV 2.0: one row an observation, every vintage kept.

Format: https://github.com/sdmx-twg/sdmx-csv. Codes of SDMX are of ASCII letters, digits and
``_ @ $ -``; what has no such id gets one from a digest, with its name beside it as an attribute.
"""

from __future__ import annotations

import csv
import hashlib
import io
import math
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["sdmx_bytes", "time_period"]

_STRUCTURE = ("dataflow", "TONGBI:SERIES(1.0.0)", "I")
_HEADER = (
    *("STRUCTURE", "STRUCTURE_ID", "ACTION"),
    *("FREQ", "ISSUER", "PLACE", "INDICATOR", "MEASURE", "ROLE", "REPORT", "SEQUENCE"),
    *("TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"),
    *("UNIT_MEASURE", "LOWER", "UPPER", "BOUND", "BASE"),
    *("ISSUER_NAME", "PLACE_NAME", "INDICATOR_NAME", "QUOTE", "ADDRESS"),
)
_CODE = re.compile(r"[A-Za-z0-9_@$-]+")
_MONTHS = re.compile(r"M(\d+)-(\d+)")
_TOTAL = "_T"
_OTHER_FREQUENCY = "_O"
_DIGEST = 12


def sdmx_bytes(series: pd.DataFrame) -> bytes:
    """Return observations as SDMX-CSV.

    The sequence tells apart the figures that one report states of one thing: it counts them in
    the order of the frame. A missing value has the status ``M``, all others ``A``.

    Parameters
    ----------
    series : DataFrame
        The columns of :data:`tongbi.series.COLUMNS`.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(_HEADER)
    seen: Counter[tuple[str, ...]] = Counter()
    for row in series.to_dict("records"):
        freq, when = time_period(int(row["period"]), row["part_year"])
        report = row["report"].replace("/", "@")
        key = (
            freq,
            _code(row["report"].partition("/")[0], "R_"),
            _code(row["place"], "P_") if row["place"] else _TOTAL,
            _code(row["indicator"], "D_"),
            row["measure"].upper(),
            row["role"].upper(),
            _code(report, "R_"),
        )
        seen[*key, when] += 1
        writer.writerow([*_STRUCTURE, *key, seen[*key, when], when, *_observed(row)])
    return buffer.getvalue().encode("utf-8")


def time_period(year: int, part: str) -> tuple[str, str]:
    """Return frequency and time period in SDMX's spelling.

    Examples
    --------
    >>> time_period(2024, ""), time_period(2024, "H1"), time_period(2024, "Q3")
    (('A', '2024'), ('S', '2024-S1'), ('Q', '2024-Q3'))
    >>> time_period(2024, "M1-9"), time_period(2024, "M10"), time_period(2024, "D0331")
    (('_O', '2024-01-01/P9M'), ('M', '2024-10'), ('D', '2024-03-31'))
    """
    months = _MONTHS.fullmatch(part)
    if months:
        first, last = int(months[1]), int(months[2])
        return _OTHER_FREQUENCY, f"{year}-{first:02}-01/P{last - first + 1}M"
    number = part[1:]
    spelled = {
        "": ("A", ""),
        "H": ("S", f"-S{number}"),
        "Q": ("Q", f"-Q{number}"),
        "M": ("M", f"-{number:0>2}"),
        "D": ("D", f"-{number[:2]}-{number[2:]}"),
    }
    frequency, ending = spelled.get(part[:1], (_OTHER_FREQUENCY, ""))
    return frequency, f"{year}{ending}"


def _code(name: str, prefix: str) -> str:
    if _CODE.fullmatch(name):
        return name
    return prefix + hashlib.sha256(name.encode()).hexdigest()[:_DIGEST]


def _observed(row: dict[Any, Any]) -> list[str]:
    """Return the measure and the attributes of a row."""
    value = _number(row["value"])
    return [
        value,
        "A" if value else "M",
        row["unit"],
        _number(row["lower"]),
        _number(row["upper"]),
        row["bound"],
        row["base"],
        row["issuer"],
        row["place"],
        row["label"],
        row["quote"],
        row["address"],
    ]


def _number(value: float) -> str:
    if not math.isfinite(value):
        return ""
    return str(int(value)) if value.is_integer() else repr(float(value))
