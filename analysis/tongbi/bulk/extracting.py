"""From many reports to a data set of their statements, partitioned by issuer."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tongbi.bulk.batches import Batch, batches
from tongbi.bulk.engines import executor, untold
from tongbi.bulk.store import Store, file_system, partition
from tongbi.errors import TongbiError, UsageError
from tongbi.extraction import extract_document
from tongbi.model import Report
from tongbi.read import from_bytes, read
from tongbi.workers import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from os import PathLike

    from tongbi.model import Document, Statement

__all__ = ["STATEMENTS", "Extracted", "extract_dataset"]

STATEMENTS = "statements"
_LEDGER = "_batches"  # what has been done: a file a batch; readers of Parquet pass over it
_AHEAD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What an extraction gave.

    Attributes
    ----------
    reports, statements : int
        How many were read and found.
    skipped : tuple of (source, reason)
        What could not be read, and why.
    """

    reports: int = 0
    statements: int = 0
    skipped: tuple[tuple[str, str], ...] = field(default=())


def extract_dataset(
    sources: Sequence[str],
    out: str | PathLike[str],
    *,
    year: int | None = None,
    engine: str = "processes",
    jobs: int = 1,
    scheduler: str = "",
    tell: Callable[[int, int], None] = untold,
) -> Extracted:
    """Read reports and write their statements as Parquet, ``statements/issuer=…/….parquet``.

    The result depends on the reports alone, not on how the work was spread or in which order it
    was done. A run that was broken off goes on where it stopped: what is finished is not done
    again.

    Parameters
    ----------
    sources : sequence of str
        Files, or folders, which are searched to the bottom, by path or by an address that fsspec
        knows (``s3://…``). On a cluster every machine has to see them there.
    out : str or path
        A folder, or an address that fsspec knows (``s3://…``); empty, or left by a run on the
        same reports.
    year : int, optional
        The year that the reports cover, where their texts do not tell.
    engine, jobs, scheduler
        As in :func:`tongbi.bulk.engines.executor`.
    tell : callable
        Told of how many reports are done, and of how many, as they are.

    Raises
    ------
    UsageError
        When `out` holds the statements of other reports.
    ReadError
        When a source does not exist.
    """
    store = Store(out)
    ahead = {f"{batch.id}.json": len(batch.files) for batch in batches(sources)}
    finished = set(store.names(_LEDGER))
    if finished - ahead.keys():
        raise UsageError("bulk.other-reports", folder=out)
    total = sum(ahead.values())
    counts = [_known(store, mark) for mark in sorted(finished)]
    done = sum(ahead[mark] for mark in finished)
    with executor(engine, jobs, scheduler) as workers:
        work = partial(_extract, root=store.root, year=year)
        wanted = (batch for batch in batches(sources) if f"{batch.id}.json" not in finished)
        for future in in_order(workers, work, wanted, ahead=_AHEAD * jobs):
            counts.append(future.result())
            done += counts[-1].reports + len(counts[-1].skipped)
            tell(done, total)
    return Extracted(
        reports=sum(found.reports for found in counts),
        statements=sum(found.statements for found in counts),
        skipped=tuple(sorted(skipped for found in counts for skipped in found.skipped)),
    )


def _known(store: Store, mark: str) -> Extracted:
    """Return what a batch gave that an earlier run has finished."""
    known = json.loads(store.read(f"{_LEDGER}/{mark}"))
    return Extracted(**known | {"skipped": tuple(map(tuple, known["skipped"]))})


def _extract(batch: Batch, *, root: str, year: int | None) -> Extracted:
    """Read one batch, write its statements, and mark it as done."""
    from tongbi.bulk.rows import parquet_bytes

    store = Store(root)
    found, skipped = _read(batch, year)
    issuers: dict[str, list[tuple[Report, Sequence[Statement]]]] = defaultdict(list)
    for report, statements in found:
        issuers[report.issuer].append((report, statements))
    for issuer, own in issuers.items():
        name = f"{STATEMENTS}/{partition('issuer', issuer)}/{batch.id}.parquet"
        store.write(name, parquet_bytes(own))
    done = Extracted(
        reports=len(found), statements=sum(len(s) for _, s in found), skipped=tuple(skipped)
    )
    # Written last: what is marked as done is there.
    mark = json.dumps(asdict(done), ensure_ascii=False).encode()
    store.write(f"{_LEDGER}/{batch.id}.json", mark)
    return done


def _folder(file: str) -> str:
    path = file if "://" in file else Path(file).absolute().as_posix()
    return path.split("/")[-2]


def _document(file: str, year: int | None) -> Document:
    if "://" not in file:
        return read(file, year=year)
    files, path = file_system(file)
    return from_bytes(files.cat_file(path), file, year=year)


def _read(
    batch: Batch, year: int | None
) -> tuple[list[tuple[Report, Sequence[Statement]]], list[tuple[str, str]]]:
    found: list[tuple[Report, Sequence[Statement]]] = []
    skipped = []
    for file in batch.files:
        try:
            document = _document(file, year)
            statements = extract_document(document)
        except TongbiError as error:
            skipped.append((file, " ".join(str(error).split())))
            continue
        assert document.year is not None  # noqa: S101 - extraction refuses a text without a year
        report = Report(
            id=file,
            # A text that does not name its issuer lies in the issuer's folder, as most are kept.
            issuer=document.issuer or _folder(file),
            slug="",
            kind=document.kind,
            year=document.year,
            title=document.title,
            address=document.address,
            published=document.published,
            sha256=document.sha256,
        )
        found.append((report, statements))
    return found, skipped
