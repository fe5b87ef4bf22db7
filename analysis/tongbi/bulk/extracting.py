"""From many reports to a data set of their statements, partitioned by issuer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tongbi.bulk.batches import Batch, batches
from tongbi.bulk.engines import executor
from tongbi.bulk.ledger import STATEMENTS, Mark, finished, write_mark
from tongbi.bulk.store import Store, file_system, partition
from tongbi.errors import ReadError, TongbiError
from tongbi.extraction import extract_document
from tongbi.model import Report
from tongbi.publish.inputs import digest_of, program
from tongbi.read import from_bytes, read
from tongbi.read.source import LIMIT
from tongbi.workers import in_order, untold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from os import PathLike

    from tongbi.model import Document, Statement

__all__ = ["Extracted", "extract_dataset"]

_AHEAD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What an extraction gave.

    Attributes
    ----------
    reports, statements : int
        How many were read and found.
    skipped : tuple of (source, error)
        What could not be read, and why, in the order of the sources.
    """

    reports: int = 0
    statements: int = 0
    skipped: tuple[tuple[str, TongbiError], ...] = field(default=())


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

    The tables depend on the reports and their paths alone, not on how the work was spread or in
    which order it was done. What an earlier run has finished is kept, as long as the reports, the
    year and the program are the same; the rest is made again.

    Parameters
    ----------
    sources : sequence of str
        Files, or folders, which are searched to the bottom, by path or by an address that fsspec
        knows (``s3://…``). On a cluster every machine has to see them there.
    out : str or path
        A folder, or an address: empty, or a data set of these reports.
    year : int, optional
        The year that the reports cover, where their texts do not tell.
    engine, jobs, scheduler
        As in :func:`tongbi.bulk.engines.executor`.
    tell : callable
        Told of how many reports are done, and of how many, as they are.

    Raises
    ------
    UsageError
        When `out` holds the statements of other reports, or what is no data set.
    ReadError
        When a source does not exist, or none of the reports can be read.
    """
    store = Store(out)
    wanted = list(batches(sources, without="" if "://" in store.root else store.root))
    made_from = {b.id: digest_of(program(), str(year), b.version) for b in wanted}
    marks = finished(store, wanted, made_from)
    total, done = sum(len(b.files) for b in wanted), sum(len(m.files) for m in marks.values())
    rest = [batch for batch in wanted if batch.id not in marks]
    with executor(engine, jobs, scheduler) as workers:
        work = partial(_extract, root=store.root, year=year)
        ahead = 1 if jobs == 1 and engine == "processes" else _AHEAD * jobs
        asked = ((batch, made_from[batch.id]) for batch in rest)
        for batch, future in zip(rest, in_order(workers, work, asked, ahead), strict=True):
            marks[batch.id] = future.result()
            done += len(batch.files)
            tell(done, total)
    ordered = [marks[batch.id] for batch in wanted]
    skipped = tuple(
        (file, ReadError.restored(code, facts))
        for mark in ordered
        for file, code, facts in mark.skipped
    )
    if not any(mark.reports for mark in ordered):
        raise skipped[0][1] if skipped else ReadError("bulk.no-reports", sources=tuple(sources))
    return Extracted(
        reports=sum(mark.reports for mark in ordered),
        statements=sum(mark.statements for mark in ordered),
        skipped=skipped,
    )


def _extract(asked: tuple[Batch, str], *, root: str, year: int | None) -> Mark:
    """Read one batch, write its statements, and mark it as finished."""
    from tongbi.bulk.rows import parquet_bytes

    batch, made_from = asked
    store = Store(root)
    found, skipped = _read(batch, year)
    issuers: dict[str, list[tuple[Report, Sequence[Statement]]]] = defaultdict(list)
    for report, statements in found:
        issuers[report.issuer].append((report, statements))
    parts = []
    for issuer, own in issuers.items():
        parts.append(f"{STATEMENTS}/{partition('issuer', issuer)}/{batch.id}.parquet")
        store.write(parts[-1], parquet_bytes(own))
    mark = Mark(
        made_from=made_from,
        files=batch.files,
        parts=tuple(parts),
        reports=len(found),
        statements=sum(len(statements) for _, statements in found),
        skipped=tuple((file, error.code, error.facts) for file, error in skipped),
    )
    write_mark(store, batch, mark)
    return mark


def _read(
    batch: Batch, year: int | None
) -> tuple[list[tuple[Report, Sequence[Statement]]], list[tuple[str, TongbiError]]]:
    found: list[tuple[Report, Sequence[Statement]]] = []
    skipped: list[tuple[str, TongbiError]] = []
    for file in batch.files:
        try:
            document = _document(file, year)
            found.append((_report(file, document), extract_document(document)))
        except TongbiError as error:
            skipped.append((file, error))
        except Exception as error:  # noqa: BLE001 - one report must not end a country's run
            reason = f"{type(error).__name__}: {error}"
            skipped.append((file, ReadError("bulk.unexpected", source=file, reason=reason)))
    return found, skipped


def _document(file: str, year: int | None) -> Document:
    if "://" not in file:
        return read(file, year=year)
    files, path = file_system(file)
    data = files.cat_file(path, end=LIMIT + 1)
    if len(data) > LIMIT:
        raise ReadError("read.too-large", source=file, size=LIMIT // 2**20)
    return from_bytes(data, file, year=year)


def _report(file: str, document: Document) -> Report:
    path = file if "://" in file else Path(file).absolute().as_posix()
    return Report(
        id=file,
        # A text that does not name its issuer lies in the issuer's folder, as most are kept.
        issuer=document.issuer or path.split("/")[-2],
        slug="",
        kind=document.kind,
        year=document.year or 0,  # without a year the extraction refuses the text
        title=document.title,
        address=document.address,
        published=document.published,
        sha256=document.sha256,
    )
