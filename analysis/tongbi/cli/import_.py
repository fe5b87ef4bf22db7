"""``tongbi import``: figures from a user's spreadsheet."""

from __future__ import annotations

from pathlib import Path

import click

from tongbi.cli.speaking import note, say

__all__ = ["command"]

_HELP = """从表格 FILE（CSV 或 xlsx，长表或宽表）导入指标，连同出处写入 reports/。

对应文件（TOML）说明各列是什么、数字从哪里来，例如：

\b
    name = "yearbook-2015"       # 在 reports/<slug>/ 下的文件名
    shape = "wide"               # wide：每行一个指标，每列一年；long：每行一个数字
    vintage = 2015               # 数字所据出版物的年份
    [source]
    issuer = "云岭市"
    slug = "yunling"
    title = "云岭统计年鉴2015"
    address = "https://example.org/yearbook"
    [columns]
    label = "指标"
    unit = "单位"
    [indicators]                 # 接续已有序列时，指标名 = 指标标识
    "行政复议案件受理数" = "reconsideration_cases"
"""


@click.command("import", help=_HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--mapping", type=click.Path(path_type=Path), required=True, help="对应文件（TOML）。"
)
@click.option("--dry-run", is_flag=True, help="只试读，不写入。")
@click.option(
    "--reports",
    type=click.Path(path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="登记报告的文件夹。",
)
def command(file: Path, mapping: Path, dry_run: bool, reports: Path) -> None:
    """Register the figures as a collection."""
    from tongbi import archive
    from tongbi.interchange.importing import collect
    from tongbi.interchange.mapping import load_layout

    found = collect(file, load_layout(mapping))
    if not dry_run:
        with archive.locked(reports):
            folder = archive.create(reports)
            folder.write_facts(found.report, found.facts)
            folder.register(found.report)
    years = [fact.statement.period for fact in found.facts]
    labels = {fact.statement.label for fact in found.facts}
    say(
        "imported",
        report=found.report.id,
        indicators=len(labels),
        figures=len(found.facts),
        first=min(years),
        last=max(years),
        missing=found.missing,
    )
    if dry_run:
        note("import_tried")
