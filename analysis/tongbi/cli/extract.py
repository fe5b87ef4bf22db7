"""``tongbi extract``: the statements of reports."""

from __future__ import annotations

import sys
from bisect import bisect_right
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from tongbi.cli.output import format_option, write
from tongbi.cli.progress import stepping
from tongbi.cli.reading import each_of, matching, named, ocr_option, read_quietly
from tongbi.cli.records import of_statement
from tongbi.cli.speaking import complain, note, sentence
from tongbi.errors import UsageError
from tongbi.extraction import explain
from tongbi.language import current
from tongbi.workers import processors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tongbi.cli.records import Record
    from tongbi.model import Document, Statement

__all__ = ["command"]

_JOINER = {"zh": "；", "en": "; "}


@click.command(
    "extract",
    help="列出报告中的全部数字陈述。SOURCE 为文件（TXT、Markdown、HTML、DOCX、DOC、PDF、XLSX、CSV，"
    "按内容辨认）、文件夹、网址，或 - （标准输入）。",
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@format_option
@click.option("--year", type=int, help="报告所述年度；默认从原文判断。")
@ocr_option
@click.option("--explain", "explained", is_flag=True, help="逐条说明按哪些规则读出。")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="同时进行的进程数；结果和次序相同。默认为 1，写数据集（--out）时为处理器个数。",
)
@click.option(
    "--out",
    help="不打印，而写成按发布机关分区的 Parquet 数据集；文件夹，或 fsspec 支持的地址。",
)
@click.option("--link", is_flag=True, help="与 --out 同用：再逐个发布机关对应各年、计算变化。")
@click.option(
    "--engine",
    type=click.Choice(["processes", "dask"]),
    default="processes",
    show_default=True,
    help="与 --out 同用：在哪里做，本机进程或 Dask 集群。",
)
@click.option("--scheduler", default="", help="Dask 调度器的地址；不给则在本机启动。")
def command(
    sources: tuple[str, ...],
    form: str,
    year: int | None,
    jobs: int | None,
    out: str | None,
    *,
    ocr: bool,
    explained: bool,
    link: bool,
    engine: str,
    scheduler: str,
) -> None:
    """Print the statements of reports, or write them as a data set."""
    if out is None and (link or scheduler or engine != "processes"):
        raise UsageError("cli.needs-out")
    if out is not None:
        if ocr or explained:
            raise UsageError("cli.not-with-out")
        place = {"engine": engine, "jobs": jobs or processors(), "scheduler": scheduler}
        _write_dataset(sources, out, year, place, link=link)
        return
    wanted = named(sources)
    several = sum(len(one.paths) for one in wanted) > 1
    work = partial(_read, year=year, ocr=ocr, lang=current() if explained else "", several=several)
    kind = "explain" if explained else "extract"
    # Lines that are printed as they come would tear a bar on the same terminal.
    shown = form == "table" or not sys.stdout.isatty()
    found = each_of(wanted, work, jobs or 1, shown=shown)
    records = (record for report in found for record in _told(*report))
    write(records, form, f"{kind}_several" if several else kind)


def _write_dataset(
    sources: Sequence[str], out: str, year: int | None, place: Mapping[str, Any], *, link: bool
) -> None:
    from tongbi.bulk import compare_dataset, extract_dataset

    paths = [path for source in sources for path in (matching(source) or [source])]
    steps = ("reading", "linking") if link else ("reading",)
    with stepping({step: sentence(step) for step in steps}) as tell:
        found = extract_dataset(paths, out, year=year, tell=partial(tell, "reading"), **place)
        if link:
            told = compare_dataset(out, tell=partial(tell, "linking"), **place)
    for _, error in found.skipped:
        complain("skipped", why=error)
    note("extracted", reports=found.reports, statements=found.statements)
    if link:
        note("linked", observed=told[0], changed=told[1])
    click.echo(out)


def _told(recognised: str, records: list[Record]) -> list[Record]:
    """Warn where figures were recognised from images, and hand the records on."""
    if recognised:
        complain("recognised", source=recognised)
    return records


def _read(
    source: str, year: int | None, *, ocr: bool, lang: str, several: bool
) -> tuple[str, list[Record]]:
    """Return the records of one report; those of several have the same columns.

    Before them stands the report's name where it was recognised from images; `lang` is the
    language of explanations, if they are asked for.
    """
    document, statements = read_quietly(source, year, ocr=ocr)
    placed = several or any(block.where for block in document.blocks)
    places = _places(document, statements) if placed else []
    records: list[Record] = []
    for index, statement in enumerate(statements):
        record: Record = {"report": document.source} if several else {}
        record |= of_statement(statement)
        if placed:
            record["where"] = places[index]
        if lang:
            record["why"] = _JOINER[lang].join(explain(statement, lang))
        records.append(record)
    return document.source if document.ocr else "", records


def _places(document: Document, statements: Sequence[Statement]) -> list[str]:
    """Return the page, paragraph or cell of each statement."""
    starts = [block.start for block in document.blocks]
    return [document.blocks[bisect_right(starts, s.at) - 1].where for s in statements]
