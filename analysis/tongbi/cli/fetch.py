"""``tongbi fetch``: get the sources of registered reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tongbi.cli.progress import counting
from tongbi.cli.speaking import complain, say
from tongbi.errors import TongbiError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tongbi.archive import Archive
    from tongbi.archive.sources import Kept
    from tongbi.fetch import Fetcher
    from tongbi.model import Report

__all__ = ["command"]

_SAID = {
    "new": "fetched",
    "same": "fetched_same",
    "changed": "fetched_changed",
    "replaced": "fetched_replaced",
}


@click.command(
    "fetch",
    help="下载已登记报告的原文到 reports/sources/，核对或记下 SHA-256。REPORT 为报告标识；"
    "省略时下载全部登记了网址的报告。原文不入库。",
)
@click.argument("ids", nargs=-1, metavar="[REPORT]...")
@click.option(
    "--reports",
    "root",
    type=click.Path(path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="登记报告的文件夹。",
)
@click.option("--update", is_flag=True, help="原文已变动时以新的替换旧的。")
@click.option("--private", is_flag=True, help="允许内部网络的地址。")
@click.option(
    "--interval",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    help="对同一网站两次请求之间的秒数。",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=20.0,
    show_default=True,
    help="每次等待的秒数。",
)
@click.pass_context
def command(
    context: click.Context,
    ids: tuple[str, ...],
    root: Path,
    update: bool,
    private: bool,
    interval: float,
    timeout: float,
) -> None:
    """Fetch and say what became of each; leave with 1 where one failed or has changed."""
    from tongbi import archive
    from tongbi.fetch import Fetcher

    reports = _chosen(archive.open(root), ids)
    failed = False
    fetching = Fetcher(interval=interval, timeout=timeout, private=private)
    with fetching as fetcher, counting("fetching", len(reports)) as tick:
        for report in reports:
            try:
                kept = _fetch(root, report, fetcher, update=update)
            except TongbiError as error:
                complain("failed", what=report.id, why=error)
                failed = True
            else:
                say(_SAID[kept.state], report=report.id, path=kept.path)
                failed = failed or kept.state == "changed"
            tick()
    if failed:
        context.exit(1)


def _chosen(folder: Archive, ids: Sequence[str]) -> tuple[Report, ...]:
    if not ids:
        found = tuple(report for report in folder.reports if _is_web(report))
        if not found:
            raise UsageError("cli.no-addresses", folder=folder.root)
        return found
    chosen = tuple(folder.report(name) for name in ids)
    for report in chosen:
        if not _is_web(report):
            raise UsageError("cli.no-address", report=report.id)
    return chosen


def _is_web(report: Report) -> bool:
    return report.address.startswith(("http://", "https://"))


def _fetch(root: Path, report: Report, fetcher: Fetcher, *, update: bool) -> Kept:
    """Fetch outside of the lock, then keep the file and record its checksum inside of it."""
    from tongbi import archive
    from tongbi.archive.sources import keep_source

    page = fetcher.get(report.address)
    with archive.locked(root):
        folder = archive.open(root)
        kept = keep_source(root, folder.report(report.id), page.data, replacing=update)
        if kept.report.sha256 != report.sha256:
            today = datetime.now().astimezone().date().isoformat()
            folder.register(replace(kept.report, accessed=today))
    return kept
