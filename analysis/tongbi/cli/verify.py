"""``tongbi verify``: whether the registered figures still stand in their sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tongbi.cli.output import format_option, write
from tongbi.cli.progress import counting
from tongbi.cli.speaking import note
from tongbi.errors import NotFoundError

if TYPE_CHECKING:
    from tongbi.archive.standing import Standing
    from tongbi.cli.records import Record

__all__ = ["command"]


@click.command(
    "verify",
    help="重读已登记报告的原文，列出不在原处的数字；有则以退出码 1 结束。REPORT 为报告标识；"
    "省略时核对全部存有原文的报告。",
)
@click.argument("ids", nargs=-1, metavar="[REPORT]...")
@format_option
@click.option(
    "--reports",
    "root",
    type=click.Path(path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="登记报告的文件夹。",
)
@click.pass_context
def command(context: click.Context, ids: tuple[str, ...], form: str, root: Path) -> None:
    """Print the figures that no longer stand where they were."""
    from tongbi import archive
    from tongbi.archive.sources import source_path
    from tongbi.archive.standing import State, standings
    from tongbi.read import read

    folder = archive.open(root)
    chosen = [folder.report(name) for name in ids] or folder.reports
    records: list[Record] = []
    checked = figures = 0
    with counting("verifying", len(chosen)) as tick:
        for report in chosen:
            path = source_path(root, report)
            if path is not None:
                document = read(path, year=report.year, kind=report.kind)
                found = standings(folder.rows(report), document)
                checked += 1
                figures += len(found)
                records.extend(_record(report.id, x) for x in found if x.state is not State.STANDS)
            elif ids:
                raise NotFoundError("cli.no-source", report=report.id, folder=root)
            tick()
    if records or form != "table":
        write(records, form, "verify")
    note("verified", reports=checked, figures=figures, moved=len(records))
    if records:
        context.exit(1)


def _record(report: str, standing: Standing) -> Record:
    s, found = standing.fact.statement, standing.found
    return {
        "report": report,
        "at": s.at,
        "label": s.label,
        "period": s.period,
        "quote": s.quote,
        "state": standing.state.value,
        "found": "" if found is None else found.quote,
        "found_at": None if found is None else found.at,
    }
