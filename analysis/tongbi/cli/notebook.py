"""``tongbi notebook``: run the shipped notebooks, list them, or copy them to work in."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tongbi.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tongbi.publish.notebook_batch import Job, Outcome, Tell

__all__ = ["command"]

_FAILED = 1

_lang = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
_reports = click.option(
    "--reports",
    type=click.Path(path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="登记报告的文件夹。",
)


@click.group("notebook", help="运行、列出或复制随包的笔记本。")
def command() -> None:
    """Gather the actions."""


@command.command(
    "run",
    help="在新的内核里运行笔记本 NAME（facts、yearly、audit、briefing，all 为全部，或自己的 .ipynb "
    "文件），写出结果和它导出的文件。有出错或警告即告失败，退出码为 1。",
)
@click.argument("name")
@click.option("--issuer", default="", help="机关，可用逗号分隔；all 为全部。省略则照笔记本所写。")
@click.option(
    "--year",
    "years",
    default="",
    help="年份或范围，如 2024、2022-2024，可用逗号分隔；省略为全部年份。",
)
@click.option("--file", "own", type=click.Path(path_type=Path), help="自己的报告文件（facts 用）。")
@click.option(
    "--format", "formats", default="html,ipynb", show_default=True, help="html、pdf、ipynb。"
)
@click.option("--out", type=click.Path(path_type=Path), default=Path(), help="写到哪个文件夹。")
@click.option("--jobs", type=int, default=1, show_default=True, help="同时运行几个。")
@click.option("--limit", type=int, default=300, show_default=True, help="每格的时限（秒）。")
@_reports
@_lang
def run(
    name: str,
    issuer: str,
    years: str,
    own: Path | None,
    formats: str,
    out: Path,
    jobs: int,
    limit: int,
    reports: Path,
    lang: str,
) -> None:
    """Execute one notebook for every issuer and span asked for."""
    from tongbi import archive
    from tongbi.publish.notebook_batch import jobs_for, run_jobs

    folder = archive.open(reports)
    issuers = [part for part in issuer.split(",") if part]
    spans = [_span(part) for part in years.split(",") if part]
    runs = [
        job
        for path in _paths(name, lang)
        for job in jobs_for(path, folder, issuers=issuers, spans=spans, file=own, lang=lang)
    ]
    wanted = formats.split(",")
    with _progress(runs) as tell:
        ended = run_jobs(runs, reports, out, formats=wanted, workers=jobs, limit=limit, tell=tell)
    _report(ended)


def _report(ended: Sequence[Outcome]) -> None:
    """Print the files, then what failed; leave with exit code 1 where something did."""
    for outcome in ended:
        for path in outcome.written:
            click.echo(path)
    failed = [outcome for outcome in ended if outcome.error]
    for outcome in failed:
        click.echo(f"失败: {outcome.job.stem}：{outcome.error}", err=True)
    if len(ended) > 1:
        click.echo(f"运行{len(ended)}个，失败{len(failed)}个", err=True)
    if failed:
        click.get_current_context().exit(_FAILED)


@contextmanager
def _progress(runs: Sequence[Job]) -> Iterator[Tell]:
    """Give what cells are told to: bars on a terminal, a line for each notebook elsewhere."""
    if not sys.stderr.isatty():

        def line(job: Job, done: int, total: int) -> None:
            if done == total:
                click.echo(f"{job.stem}  {done}/{total}", err=True)

        yield line
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        tasks = {job.stem: bar.add_task(job.stem, total=None, start=False) for job in runs}

        def tell(job: Job, done: int, total: int) -> None:
            bar.start_task(tasks[job.stem])
            bar.update(tasks[job.stem], completed=done, total=total)

        yield tell


@command.command("list", help="列出随包的笔记本。")
@_lang
def list_(lang: str) -> None:
    """Print names and titles."""
    from tongbi.publish.notebook import title_of
    from tongbi.publish.notebook_editions import edition

    for path in edition(lang):
        click.echo(f"{path.stem}\t{title_of(path)}")


@command.command(
    "copy", help="把随包的笔记本和登记数据复制到文件夹 FOLDER，供自己改用；已有的文件不覆盖。"
)
@click.argument("folder", type=click.Path(path_type=Path))
@_lang
def copy(folder: Path, lang: str) -> None:
    """Copy notebooks and reports, and say how to go on."""
    from tongbi.publish.notebook_copy import copy_notebooks

    for path in copy_notebooks(folder, lang):
        click.echo(path)
    click.echo(f"接着：jupyter lab {folder}", err=True)


@command.command("check", help="看运行后的笔记本 FILE 是否仍与笔记本和数据一致；过时则退出码为 1。")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@_reports
def check(files: tuple[Path, ...], reports: Path) -> None:
    """Tell which executed notebooks are stale, and why."""
    from tongbi.publish.notebook_check import stale

    reasons = [(file, stale(file, reports)) for file in files]
    for file, reason in reasons:
        if reason:
            click.echo(f"{file}：{reason}")
    if any(reason for _, reason in reasons):
        click.get_current_context().exit(_FAILED)


def _paths(name: str, lang: str) -> tuple[Path, ...]:
    """Return the notebooks called so: shipped ones, or a file of the user's."""
    from tongbi.publish.notebook_editions import edition, path_of

    if name == "all":
        return edition(lang)
    own = Path(name)
    if own.suffix != ".ipynb":
        return (path_of(name, lang),)
    if not own.is_file():
        raise UsageError(f"找不到笔记本 {own}", "给出文件，或 tongbi notebook list 所列的名字")
    return (own,)


def _span(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{4})(?:[-—–~](\d{4}))?", text.strip())
    if found is None:
        raise UsageError(f"年份“{text}”看不懂", "写成 2024 或 2022-2024")
    first, last = int(found[1]), int(found[2] or found[1])
    if first > last:
        raise UsageError(f"年份范围“{text}”前后颠倒", f"写成 {last}-{first}")
    return first, last
