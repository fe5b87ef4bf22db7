"""``tongbi build``: the main job."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tongbi.workers import processors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.publish.build import Progress

__all__ = ["command"]

_NAMES = {
    "read": "读取报告",
    "tables": "写数据表",
    "charts": "绘图",
    "notebooks": "运行笔记本",
    "evidence": "生成证据页",
    "index": "生成网页",
}


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
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
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
    from tongbi.publish.build import build

    with _progress() as progress:
        built = build(reports, out, lang=lang, jobs=jobs, fresh=fresh, progress=progress)
    if not built.made:
        click.echo("数据没有变化，沿用上次的结果", err=True)
    click.echo(
        f"{built.reports}份报告，{built.observations}个数字，{built.compared}项变化，"
        f"{built.findings}条发现，{built.charts}张图，{built.notebooks}个笔记本",
        err=True,
    )
    click.echo(out / "index.html")


@contextmanager
def _progress() -> Iterator[Progress]:
    """Give what a build tells its progress to: a bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda step, done, total: None  # noqa: ARG005 - the protocol's names
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=Console(stderr=True)) as bar:
        tasks = {step: bar.add_task(name, total=None) for step, name in _NAMES.items()}

        def tell(step: str, done: int, total: int) -> None:
            bar.update(tasks[step], completed=done, total=total)

        yield tell
