"""The formats that series are written in, by the names that the command line knows them by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.errors import UsageError
from tongbi.interchange.excel import excel_bytes
from tongbi.interchange.jsonstat import jsonstat_bytes
from tongbi.interchange.parquet import parquet_bytes
from tongbi.interchange.sdmx import sdmx_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

__all__ = ["FORMATS", "Format", "export_bytes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: the ending of its files, and what writes a frame of observations in it."""

    ending: str
    write: Callable[[pd.DataFrame], bytes]


FORMATS = {
    "csv-excel": Format(ending=".csv", write=excel_bytes),
    "parquet": Format(ending=".parquet", write=parquet_bytes),
    "json-stat": Format(ending=".json", write=jsonstat_bytes),
    "sdmx-csv": Format(ending=".csv", write=sdmx_bytes),
}


def export_bytes(series: pd.DataFrame, name: str) -> bytes:
    """Return observations in a format.

    Parameters
    ----------
    series : DataFrame
        The columns of :data:`tongbi.series.COLUMNS`.
    name : str
        One of :data:`FORMATS`.

    Raises
    ------
    UsageError
        When there is no such format, or what writes it is not installed.
    """
    found = FORMATS.get(name)
    if found is None:
        raise UsageError("interchange.no-format", format=name, known=tuple(FORMATS))
    return found.write(series)
