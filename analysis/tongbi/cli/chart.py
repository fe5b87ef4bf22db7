"""``tongbi chart``: charts of registered indicators as files."""

from __future__ import annotations

import re
from pathlib import Path

import click

from tongbi.errors import UsageError

__all__ = ["command"]


@click.group("chart", help="绘制图表，写成 PNG、SVG 或 PDF 文件。")
def command() -> None:
    """Gather the kinds of chart."""


@command.command(
    "trend", help="绘制指标 NAME 的历年走势；NAME 可为标识、中英文名称、别名或其一部分。"
)
@click.argument("name")
@click.option("--issuer", default="", help="发布机关，如 韶关市；省略为全部。")
@click.option("--years", default="", help="年份范围，如 2020-2024；省略为全部。")
@click.option(
    "--reports",
    type=click.Path(path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="登记报告的文件夹。",
)
@click.option(
    "--format", "formats", default="png", show_default=True, help="png,svg,pdf 之一或几种。"
)
@click.option("--size", default="slide", show_default=True, help="slide、half、a4 或 phone。")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path(),
    help="写到哪个文件夹；默认当前文件夹。",
)
@click.option("--font", type=click.Path(path_type=Path), help="自备字体文件，代替自带的思源黑体。")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option("--page", type=int, default=1, help="指标多而分页时，画第几页。")
def trend_command(
    name: str,
    issuer: str,
    years: str,
    reports: Path,
    formats: str,
    size: str,
    out: Path,
    font: Path | None,
    lang: str,
    page: int,
) -> None:
    """Draw the trend of the indicators that a name stands for."""
    span = _span(years)
    from tongbi import archive
    from tongbi.charts import choose, save, trend
    from tongbi.series import observations

    folder = archive.open(reports)
    frame = observations((r, folder.rows(r)) for r in folder.reports)
    rows = choose(frame, name, issuer=issuer, years=span)
    chart = trend(rows, lang=lang, size=size, font=font, reports=folder.reports, page=page)
    stem = "-".join(filter(None, ("trend", issuer, re.sub(r"[^\w]+", "_", name), years)))
    for path in save(chart, out, stem, formats.split(",")):
        click.echo(path)


def _span(years: str) -> tuple[int, int] | None:
    if not years:
        return None
    found = re.fullmatch(r"(\d{4})(?:[-—–~](\d{4}))?", years)
    if found is None:
        raise UsageError(f"年份范围“{years}”看不懂", "写成 2020-2024 或 2024")
    first, last = int(found[1]), int(found[2] or found[1])
    if first > last:
        raise UsageError(f"年份范围“{years}”前后颠倒", f"写成 {last}-{first}")
    return first, last
