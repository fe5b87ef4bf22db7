"""From a data set of statements to series and yearly changes, issuer by issuer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tongbi.bulk.engines import executor, untold
from tongbi.bulk.extracting import STATEMENTS
from tongbi.bulk.store import Store, partition_value
from tongbi.errors import ReadError
from tongbi.workers import in_order

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

__all__ = ["CHANGES", "SERIES", "compare_dataset"]

SERIES = "series"
CHANGES = "changes"
_AHEAD = 4


def compare_dataset(
    dataset: str | PathLike[str],
    *,
    engine: str = "processes",
    jobs: int = 1,
    scheduler: str = "",
    tell: Callable[[int, int], None] = untold,
) -> tuple[int, int]:
    """Link each issuer's statements over the years and compare them.

    Writes ``series/issuer=…/part.parquet`` and ``changes/issuer=…/part.parquet`` beside the
    statements; the columns are those of :data:`tongbi.series.COLUMNS` and
    :data:`tongbi.change.CHANGE_COLUMNS`, without the issuer, which the folder tells.

    Parameters
    ----------
    dataset : str or path
        Where :func:`tongbi.bulk.extract_dataset` has written.
    engine, jobs, scheduler
        As in :func:`tongbi.bulk.engines.executor`.
    tell : callable
        Told of how many issuers are done, and of how many, as they are.

    Returns
    -------
    (int, int)
        How many observations there are, and how many changes that can be told.

    Raises
    ------
    ReadError
        When there are no statements.
    """
    store = Store(dataset)
    folders = store.names(STATEMENTS)
    if not folders:
        raise ReadError("bulk.no-statements", folder=dataset)
    observed = changed = 0
    with executor(engine, jobs, scheduler) as workers:
        work = partial(_compare, root=store.root)
        done = in_order(workers, work, folders, ahead=_AHEAD * jobs)
        for number, future in enumerate(done, start=1):
            own, told = future.result()
            observed += own
            changed += told
            tell(number, len(folders))
    return observed, changed


def _compare(folder: str, *, root: str) -> tuple[int, int]:
    """Link and compare one issuer's reports."""
    from tongbi.bulk.rows import reports_in
    from tongbi.interchange.parquet import parquet_bytes
    from tongbi.publish.data import compare
    from tongbi.series import observations

    store = Store(root)
    place = f"{STATEMENTS}/{folder}"
    found = [
        pair for name in store.names(place) for pair in reports_in(store.read(f"{place}/{name}"))
    ]
    issuer = partition_value(folder)
    assert all(report.issuer == issuer for report, _ in found)  # noqa: S101 - as it was written
    series = observations(found)
    changes = compare(series)
    for name, frame in ((SERIES, series), (CHANGES, changes)):
        data = parquet_bytes(frame.drop(columns="issuer"))
        store.write(f"{name}/{folder}/part.parquet", data)
    return len(series), int(changes["change"].notna().sum())
