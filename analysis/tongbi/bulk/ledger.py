"""What of a data set is finished: a mark for each batch, written after its last file.

A run that was broken off, or that finds reports changed, goes on from here: what no mark of the
present reports vouches for is taken away and made again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from tongbi.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tongbi.bulk.batches import Batch
    from tongbi.bulk.store import Store

__all__ = ["STATEMENTS", "Mark", "finished", "write_mark"]

STATEMENTS = "statements"
_LEDGER = "_batches"  # readers of Parquet pass over what begins so


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a batch gave.

    Attributes
    ----------
    made_from : str
        Digest of the files and of what read them.
    files : tuple of str
        The reports, by path or address.
    parts : tuple of str
        The files of the data set that hold their statements.
    reports, statements : int
        How many were read and found.
    skipped : tuple of (str, str, dict)
        What could not be read: path, code of the error, and its facts.
    """

    made_from: str
    files: tuple[str, ...]
    parts: tuple[str, ...] = ()
    reports: int = 0
    statements: int = 0
    skipped: tuple[tuple[str, str, dict[str, Any]], ...] = field(default=())


def write_mark(store: Store, batch: Batch, mark: Mark) -> None:
    """Mark a batch as finished."""
    data = json.dumps(asdict(mark), ensure_ascii=False, indent=1).encode(errors="surrogateescape")
    store.write(f"{_LEDGER}/{batch.id}.json", data)


def finished(store: Store, wanted: Sequence[Batch], made_from: dict[str, str]) -> dict[str, Mark]:
    """Return the marks that still hold, by the ids of their batches; clear away all else.

    Parameters
    ----------
    store : Store
        The data set.
    wanted : sequence of Batch
        The reports that it is to hold.
    made_from : dict of str to str
        What each batch would now be made from, by its id.

    Raises
    ------
    UsageError
        When the folder holds something else: no data set, or reports that are not wanted.
    """
    names = store.names()
    if names and _LEDGER not in names:
        raise UsageError("bulk.not-a-data-set", folder=store.root)
    marks = {name.removesuffix(".json"): _read(store, name) for name in store.names(_LEDGER)}
    known = {file for batch in wanted for file in batch.files}
    if any(file not in known for mark in marks.values() for file in mark.files):
        raise UsageError("bulk.other-reports", folder=store.root)
    kept = {key: mark for key, mark in marks.items() if made_from.get(key) == mark.made_from}
    for key in marks.keys() - kept.keys():
        store.remove(f"{_LEDGER}/{key}.json")
    vouched = {part for mark in kept.values() for part in mark.parts}
    for folder in store.names(STATEMENTS):
        for name in store.names(f"{STATEMENTS}/{folder}"):
            part = f"{STATEMENTS}/{folder}/{name}"
            if part not in vouched:
                store.remove(part)
    return kept


def _read(store: Store, name: str) -> Mark:
    told = json.loads(store.read(f"{_LEDGER}/{name}"))
    return Mark(
        **told
        | {key: tuple(told[key]) for key in ("files", "parts")}
        | {"skipped": tuple((file, code, facts) for file, code, facts in told["skipped"])}
    )
