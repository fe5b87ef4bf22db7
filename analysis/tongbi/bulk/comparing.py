"""From a data set of statements to series and yearly changes, issuer by issuer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tongbi.bulk.engines import executor
from tongbi.bulk.ledger import STATEMENTS
from tongbi.bulk.store import Store, partition_value
from tongbi.errors import ReadError
from tongbi.workers import in_order, untold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from os import PathLike

__all__ = ["CHANGES", "SERIES", "compare_dataset"]

SERIES = "series"
CHANGES = "changes"
_AHEAD = 4
_TOGETHER = 32  # issuers that are compared at a time


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
        some = [folders[at : at + _TOGETHER] for at in range(0, len(folders), _TOGETHER)]
        done = in_order(workers, work, some, ahead=_AHEAD * jobs)
        for number, future in enumerate(done, start=1):
            own, told = future.result()
            observed += own
            changed += told
            tell(min(number * _TOGETHER, len(folders)), len(folders))
    return observed, changed


def _compare(folders: Sequence[str], *, root: str) -> tuple[int, int]:
    """Link each issuer's reports; compare the years of all at once, which saves much time."""
    from tongbi.bulk.rows import reports_in
    from tongbi.interchange.parquet import parquet_bytes
    from tongbi.publish.data import compare
    from tongbi.series import observations

    store = Store(root)
    found = [
        pair
        for folder in folders
        for name in store.names(f"{STATEMENTS}/{folder}")
        for pair in reports_in(store.read(f"{STATEMENTS}/{folder}/{name}"))
    ]
    series = observations(found)
    changes = compare(series)
    for name, frame in ((SERIES, series), (CHANGES, changes)):
        own = {str(issuer): rows for issuer, rows in frame.groupby("issuer")}
        for folder in folders:
            rows = own.get(partition_value(folder), frame.iloc[:0]).reset_index(drop=True)
            data = parquet_bytes(rows.drop(columns="issuer"))
            store.write(f"{name}/{folder}/part.parquet", data)
    return len(series), int(changes["change"].notna().sum())
