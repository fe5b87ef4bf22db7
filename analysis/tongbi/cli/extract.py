"""``tongbi extract``: the statements of reports."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import click

from tongbi.cli.output import format_option, write
from tongbi.cli.reading import documents_of, ocr_option
from tongbi.cli.records import of_statement
from tongbi.extraction import explain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tongbi.cli.records import Record
    from tongbi.model import Document, Statement

__all__ = ["command"]


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
def command(
    sources: tuple[str, ...], form: str, year: int | None, ocr: bool, explained: bool
) -> None:
    """Print the statements of reports."""
    found = list(documents_of(sources, year, ocr=ocr))
    placed = any(block.where for document, _ in found for block in document.blocks)
    records: list[Record] = []
    for document, statements in found:
        before: Record = {"report": document.source} if len(found) > 1 else {}
        places = _places(document, statements) if placed else []
        for index, statement in enumerate(statements):
            record = before | of_statement(statement)
            if placed:
                record["where"] = places[index]
            if explained:
                record["why"] = "；".join(explain(statement))
            records.append(record)
    kind = "explain" if explained else "extract"
    write(records, form, f"{kind}_several" if len(found) > 1 else kind)


def _places(document: Document, statements: Sequence[Statement]) -> list[str]:
    """Return the page, paragraph or cell of each statement."""
    starts = [block.start for block in document.blocks]
    return [document.blocks[bisect_right(starts, s.at) - 1].where for s in statements]
