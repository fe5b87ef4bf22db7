"""``tongbi update``: the yearly routine in one command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tongbi.cli.build import command as build
from tongbi.cli.corrections import merge
from tongbi.cli.options import lang_option
from tongbi.cli.reports import add
from tongbi.cli.review import write_page
from tongbi.cli.speaking import say
from tongbi.errors import UsageError
from tongbi.language import current

__all__ = ["command"]

_COMMA = {"zh": "，", "en": ", "}


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
@lang_option
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
        raise UsageError("cli.update-from-stdin")
    replaced = (out / "series.csv").is_file()
    context.invoke(add, reports=reports, **report)
    if corrections is not None:
        merge(corrections, reports)
    folder = archive.open(reports)
    sheet = write_page(source, page, folder, lang=lang)
    if Path(source).is_file():
        # In reports/sources/, which stays with the user, for the evidence pages of the build.
        keep_source(folder.root, sheet.report, Path(source).read_bytes())
    say("update_page", page=page, figures=len(sheet.rows), findings=len(sheet.findings))
    if show:
        click.launch(str(page))
    context.invoke(build, reports=reports, out=out, lang=lang)
    if not replaced:
        say("update_first")
        return
    counts = count_changes(out / FILE)
    said = current()
    parts = [word("counted", said, name=word(kind, said), count=n) for kind, n in counts.items()]
    if parts:
        say("update_changed", parts=_COMMA[said].join(parts), path=out / FILE)
    else:
        say("update_same")
