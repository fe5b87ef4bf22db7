"""``tongbi build``: the main job."""

from __future__ import annotations

from pathlib import Path

import click

from tongbi.cli.options import lang_option
from tongbi.cli.progress import stepping
from tongbi.cli.speaking import note, sentence
from tongbi.workers import processors

__all__ = ["command"]


@click.command("build", help="读取已登记的报告，生成数据表、图表、笔记本和网页，写到一个文件夹。")
@click.option(
    "--reports",
    type=click.Path(path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="登记报告的文件夹。",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("build"),
    show_default=True,
    help="结果文件夹；整体替换，出错时旧的原样保留。",
)
@lang_option
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=processors,
    show_default="处理器个数",
    help="同时进行的进程数；结果相同。",
)
@click.option("--fresh", is_flag=True, help="全部重做，不沿用上次的结果。")
def command(reports: Path, out: Path, lang: str, jobs: int, *, fresh: bool) -> None:
    """Build everything and say where to look."""
    from tongbi.publish.build import STEPS, build

    # The steps run side by side, so that there is no time of each.
    with stepping({step: sentence(f"step_{step}") for step in STEPS}, timed=False) as progress:
        built = build(reports, out, lang=lang, jobs=jobs, fresh=fresh, progress=progress)
    if not built.made:
        note("unchanged")
    note(
        "built",
        reports=built.reports,
        observations=built.observations,
        compared=built.compared,
        findings=built.findings,
        charts=built.charts,
        notebooks=built.notebooks,
    )
    click.echo(out / "index.html")
