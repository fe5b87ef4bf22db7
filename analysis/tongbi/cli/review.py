"""``tongbi review``: a page to judge what was read of a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tongbi.cli.options import lang_option
from tongbi.cli.progress import counting
from tongbi.cli.speaking import note

if TYPE_CHECKING:
    from tongbi.archive import Archive
    from tongbi.review.sheet import Sheet

__all__ = ["command", "write_page"]


@click.command(
    "review",
    help="生成报告 REPORT（文件，或已登记的标识）的核阅页：左为原文，右为数字表，可逐项接受、剔除、"
    "改名、归并，下载 corrections.csv。页面不联网，可直接打开。",
)
@click.argument("report")
@click.option("--against", help="对照的报告（文件或标识）；省略时取已登记的上年报告。")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("review.html"),
    show_default=True,
    help="页面文件。",
)
@click.option("--year", type=int, help="报告所述年度，正文中读不出时给出。")
@lang_option
@click.option(
    "--reports",
    type=click.Path(path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="登记报告的文件夹；没有也可。",
)
@click.option("--open", "show", is_flag=True, help="写好后在浏览器中打开。")
def command(
    report: str,
    against: str | None,
    out: Path,
    year: int | None,
    lang: str,
    reports: Path,
    show: bool,
) -> None:
    """Write the page and say where it is."""
    from tongbi import archive

    folder = archive.open(reports) if (reports / "registry.csv").is_file() else None
    sheet = write_page(report, out, folder, against=against, year=year, lang=lang)
    judge = sum("near" in row.flags or "ambiguous" in row.flags for row in sheet.rows)
    note("review_page", figures=len(sheet.rows), findings=len(sheet.findings), doubtful=judge)
    click.echo(out)
    if show:
        click.launch(str(out))


def write_page(
    report: str,
    out: Path,
    folder: Archive | None,
    *,
    against: str | None = None,
    year: int | None = None,
    lang: str = "zh",
) -> Sheet:
    """Write the page of a report to a file and return what it shows.

    Parameters
    ----------
    report : str
        A file, or the id of a report that is registered in `folder`.
    out : Path
        The page.
    folder : Archive or None
        The registered reports.
    against : str, optional
        The report to hold it against, as `report`; the registered one of the year before where
        it is left out.
    year : int, optional
        The year that the file's report covers.
    lang : {"zh", "en"}
        The language.
    """
    from tongbi.files import write_atomically
    from tongbi.review.page import page_bytes
    from tongbi.review.sheet import gather
    from tongbi.review.subject import find_subject, registered_prior

    with counting("reading"):
        current = find_subject(report, folder, year)
        prior = None
        if against is not None:
            prior = find_subject(against, folder)
        elif folder is not None and current.registered:
            prior = registered_prior(folder, current.report)
        sheet = gather(current, prior, folder, lang)
    write_atomically(out, page_bytes(sheet, lang))
    return sheet
