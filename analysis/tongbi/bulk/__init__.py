"""Work on a whole country's reports: many processes or machines, and tables on disk.

The same functions as for one report, spread by :mod:`concurrent.futures`: over the processors of
this machine, or over a Dask cluster. What comes out is a data set of Parquet files, partitioned by
issuer, which pandas, polars and DuckDB read.
"""

from __future__ import annotations

from tongbi.bulk.comparing import compare_dataset
from tongbi.bulk.engines import ENGINES
from tongbi.bulk.extracting import Extracted, extract_dataset

__all__ = ["ENGINES", "Extracted", "compare_dataset", "extract_dataset"]
