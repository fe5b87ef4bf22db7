"""``tongbi compare``: the figures that two years' reports share, and how they changed."""

from __future__ import annotations

import click

from tongbi.cli.output import format_option, write
from tongbi.cli.progress import counting
from tongbi.cli.reading import ocr_option, statements_of
from tongbi.cli.records import of_link
from tongbi.cli.speaking import note
from tongbi.series import link

__all__ = ["command"]


@click.command("compare", help="对比上年报告 PRIOR 与本年报告 CURRENT 中相同指标的数字。")
@click.argument("prior")
@click.argument("current")
@format_option
@ocr_option
def command(prior: str, current: str, form: str, ocr: bool) -> None:
    """Print the linked figures of two reports with their change."""
    with counting("reading"):
        links = link(statements_of(prior, ocr=ocr), statements_of(current, ocr=ocr))
    write([of_link(found) for found in links], form, "compare")
    if not links:
        note("nothing_linked")
