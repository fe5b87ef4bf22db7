"""``tongbi extract``: the statements of one report."""

from __future__ import annotations

from pathlib import Path

import click

from tongbi.cli.output import format_option, write
from tongbi.cli.reading import statements_of
from tongbi.cli.records import of_statement
from tongbi.extraction import explain

__all__ = ["command"]


@click.command("extract", help="列出一份报告（文本文件 PATH）中的全部数字陈述。")
@click.argument("path", type=click.Path(path_type=Path))
@format_option
@click.option("--year", type=int, help="报告所述年度；默认从原文判断。")
@click.option("--explain", "explained", is_flag=True, help="逐条说明按哪些规则读出。")
def command(path: Path, form: str, year: int | None, explained: bool) -> None:
    """Print the statements of a report."""
    statements = statements_of(path, year)
    records = [of_statement(statement) for statement in statements]
    if not explained:
        write(records, form, "extract")
        return
    for record, statement in zip(records, statements, strict=True):
        record["why"] = "；".join(explain(statement))
    write(records, form, "explain")
