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
    finished = frozenset(store.names(_LEDGER))
    ahead = {f"{batch.id}.json": len(batch.files) for batch in batches(sources)}
    if finished - ahead.keys():
        raise UsageError("bulk.other-reports", folder=out)
    reports = statements = 0
    skipped: list[tuple[str, str]] = []
    with executor(engine, jobs, scheduler) as workers:
        work = partial(_extract, root=store.root, year=year, finished=finished)
        for future in in_order(workers, work, batches(sources), ahead=_AHEAD * jobs):
            found = future.result()
            reports += found.reports
            statements += found.statements
            skipped.extend(found.skipped)
            tell(reports + len(skipped), sum(ahead.values()))
    return Extracted(reports=reports, statements=statements, skipped=tuple(skipped))


def _extract(batch: Batch, *, root: str, year: int | None, finished: frozenset[str]) -> Extracted:
    """Read one batch and write its statements, unless that has been done."""
    store = Store(root)
    mark = f"{batch.id}.json"
    if mark in finished:
        known = json.loads(store.read(f"{_LEDGER}/{mark}"))
        return Extracted(**known | {"skipped": tuple(map(tuple, known["skipped"]))})
    found, skipped = _read(batch, year)
    from tongbi.bulk.rows import parquet_bytes

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
    store.write(f"{_LEDGER}/{mark}", json.dumps(asdict(done), ensure_ascii=False).encode())
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
