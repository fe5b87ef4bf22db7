"""Parquet, which keeps the types of the columns."""

from __future__ import annotations

import io
from importlib.util import find_spec
from typing import TYPE_CHECKING

from tongbi.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["parquet_bytes"]


def parquet_bytes(series: pd.DataFrame) -> bytes:
    """Return observations as Parquet.

    Parameters
    ----------
    series : DataFrame
        The columns of :data:`tongbi.series.COLUMNS`.

    Raises
    ------
    UsageError
        When pyarrow is not installed.
    """
    if find_spec("pyarrow") is None:
        raise UsageError("interchange.no-pyarrow")
    buffer = io.BytesIO()
    series.to_parquet(buffer, engine="pyarrow", index=False)
    return buffer.getvalue()
