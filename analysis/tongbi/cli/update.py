"""``tongbi update``: the yearly routine in one command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tongbi.cli.build import command as build
from tongbi.cli.corrections import merge
from tongbi.cli.reports import add
from tongbi.cli.review import write_page
from tongbi.errors import UsageError

__all__ = ["command"]


@click.command(
    "update",
    params=list(add.params),
    help="年度例行：登记报告 SOURCE，与上年对照，写核阅页，并入更正，重新生成结果，"
    "列出与上次结果的不同（changes-since-last-build.csv）。",
)
@click.option(
    "--corrections",
    type=click.Path(path_type=Path),
    help="核阅页下载的更正文件，一并并入。",
)
@click.option(
    "--page",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("review.html"),
    show_default=True,
    help="核阅页。",
)
@click.option("--open", "show", is_flag=True, help="在浏览器中打开核阅页。")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("build"),
    show_default=True,
    help="结果文件夹。",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.pass_context
def command(
    context: click.Context,
    /,
    corrections: Path | None,
    page: Path,
    show: bool,
    out: Path,
    lang: str,
    reports: Path,
    **report: Any,  # noqa: ANN401 - the options of `add`, handed on as they are
) -> None:
    """Do one after the other; each step says what it did."""
    from tongbi import archive
    from tongbi.archive.sources import keep_source
    from tongbi.publish.since import FILE, count_changes
    from tongbi.publish.words import word

    source = str(report["source"])
    if source == "-":
        raise UsageError("update 要读原文两次，标准输入只能读一次", "请先存为文件")
    replaced = (out / "series.csv").is_file()
    context.invoke(add, reports=reports, **report)
    if corrections is not None:
        merge(corrections, reports)
    folder = archive.open(reports)
    sheet = write_page(source, page, folder, lang=lang)
    if Path(source).is_file():
        # In reports/sources/, which stays with the user, for the evidence pages of the build.
        keep_source(folder.root, sheet.report, Path(source).read_bytes())
    click.echo(f"核阅页 {page}：{len(sheet.rows)} 个数字，核对发现 {len(sheet.findings)} 条。")
    if show:
        click.launch(str(page))
    context.invoke(build, reports=reports, out=out, lang=lang)
    if not replaced:
        click.echo("首次生成，没有上次结果可比。")
        return
    counts = count_changes(out / FILE)
    parts = [word("counted", lang, name=word(kind, lang), count=n) for kind, n in counts.items()]
    click.echo(
        f"与上次结果相比，{'，'.join(parts)}。见 {out / FILE}" if parts else "与上次结果相同。"
    )
