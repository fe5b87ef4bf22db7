"""CSV that Excel opens as it is: with a byte order mark, headings in Chinese, and no formulas."""

from __future__ import annotations

import csv
import io
import math
from typing import TYPE_CHECKING

from tongbi.catalogue.tables import load_package_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["excel_bytes"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def excel_bytes(series: pd.DataFrame) -> bytes:
    """Return observations as CSV with a byte order mark.

    Unbounded and missing are empty cells. Text that Excel would take for a formula gets an
    apostrophe before it: a report is not trusted to say what a spreadsheet computes.

    Parameters
    ----------
    series : DataFrame
        The columns of :data:`tongbi.series.COLUMNS`.
    """
    headings: dict[str, str] = load_package_table("words.toml", "tongbi.interchange")["headings"]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([headings[name] for name in series.columns])
    for row in series.itertuples(index=False):
        writer.writerow([_cell(value) for value in row])
    return buffer.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) and not _is_number(value) else value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        return str(int(value)) if value.is_integer() else repr(value)
    # What pandas has for a missing whole number says so when it is shown.
    text = str(value)
    return "" if text == "<NA>" else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
