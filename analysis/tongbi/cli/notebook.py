"""``tongbi notebook``: run the shipped notebooks, list them, or copy them to work in."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tongbi.cli.options import lang_option
from tongbi.cli.progress import stepping, watched
from tongbi.cli.speaking import complain, note, say
from tongbi.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tongbi.publish.notebook_batch import Job, Outcome, Tell

__all__ = ["command"]

_FAILED = 1

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
@lang_option
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
    with _progress(runs, timed=jobs == 1) as tell:
        ended = run_jobs(runs, reports, out, formats=wanted, workers=jobs, limit=limit, tell=tell)
    _report(ended)


def _report(ended: Sequence[Outcome]) -> None:
    """Print the files, then what failed; leave with exit code 1 where something did."""
    for outcome in ended:
        for path in outcome.written:
            click.echo(path)
    failed = [outcome for outcome in ended if outcome.error]
    for outcome in failed:
        complain("failed", what=outcome.job.stem, why=outcome.error)
    if len(ended) > 1:
        note("notebooks_run", count=len(ended), failed=len(failed))
    if failed:
        click.get_current_context().exit(_FAILED)


@contextmanager
def _progress(runs: Sequence[Job], *, timed: bool) -> Iterator[Tell]:
    """Give what cells are told to: bars on a terminal, a line for each notebook elsewhere."""
    with stepping({job.stem: job.stem for job in runs}, timed=timed) as step:

        def tell(job: Job, done: int, total: int) -> None:
            step(job.stem, done, total)
            if done == total and not watched():
                note("notebook_cells", name=job.stem, done=done, total=total)

        yield tell


@command.command("list", help="列出随包的笔记本。")
@lang_option
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
@lang_option
def copy(folder: Path, lang: str) -> None:
    """Copy notebooks and reports, and say how to go on."""
    from tongbi.publish.notebook_copy import copy_notebooks

    for path in copy_notebooks(folder, lang):
        click.echo(path)
    note("go_on", folder=folder)


@command.command("check", help="看运行后的笔记本 FILE 是否仍与笔记本和数据一致；过时则退出码为 1。")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@_reports
def check(files: tuple[Path, ...], reports: Path) -> None:
    """Tell which executed notebooks are stale, and why."""
    from tongbi.publish.notebook_check import stale

    reasons = [(file, stale(file, reports)) for file in files]
    for file, reason in reasons:
        if reason:
            say("of_file", file=file, reason=reason)
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
        raise UsageError("cli.no-notebook", path=own)
    return (own,)


def _span(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{4})(?:[-—–~](\d{4}))?", text.strip())
    if found is None:
        raise UsageError("cli.span-unclear", years=text)
    first, last = int(found[1]), int(found[2] or found[1])
    if first > last:
        raise UsageError("cli.years-reversed", years=text, first=first, last=last)
    return first, last
