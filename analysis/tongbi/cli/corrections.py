"""``tongbi corrections``: a person's verdicts, merged into the reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tongbi.cli.speaking import note, say

if TYPE_CHECKING:
    from tongbi.review.applying import Plan

__all__ = ["command", "merge"]

_SHOWN = 60  # lines of a diff; corrections.csv has them all


@click.group("corrections", help="人工更正：核阅页下载的结论并入 reports/corrections.csv。")
def command() -> None:
    """Gather the commands."""


@command.command("apply", help="把更正文件 FILE 并入 reports/，并显示改了什么。")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="只试算和显示，不写入。")
@click.option(
    "--reports",
    type=click.Path(path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="登记报告的文件夹。",
)
def apply(file: Path, dry_run: bool, reports: Path) -> None:
    """Try the corrections, tell what they change, and write them."""
    merge(file, reports, dry_run=dry_run)


def merge(file: Path, reports: Path, *, dry_run: bool = False) -> None:
    """Merge a file of corrections into the folder and print the diff.

    Parameters
    ----------
    file : Path
        The table of corrections.
    reports : Path
        The folder that holds ``registry.csv``.
    dry_run : bool
        Whether to leave the folder as it is.
    """
    from tongbi import archive
    from tongbi.review.applying import carry_out, plan

    archive.open(reports)  # refused before a lock is made
    with archive.locked(reports):
        folder = archive.open(reports)
        planned = plan(folder, file)
        if not dry_run:
            carry_out(folder, planned)
    _tell(planned)
    if dry_run:
        note("corrections_tried")


def _tell(planned: Plan) -> None:
    """Print what is added, as a diff, and count it."""
    lines = list(planned.diff())
    for line in lines[:_SHOWN]:
        click.echo(line)
    if len(lines) > _SHOWN:
        say("more_lines", count=len(lines) - _SHOWN)
    say("corrections_merged", added=len(planned.added), known=planned.known)
