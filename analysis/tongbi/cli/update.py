"""``tongbi update``: the yearly routine in one command."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tongbi.cli.build import command as build
from tongbi.cli.corrections import merge
from tongbi.cli.options import lang_option
from tongbi.cli.reports import add
from tongbi.cli.review import write_page
from tongbi.cli.speaking import say
from tongbi.errors import UsageError
from tongbi.language import current

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    from tongbi.read.source import is_address

    source = str(report["source"])
    if source == "-":
        raise UsageError("cli.update-from-stdin")
    before = _manifest(out)
    with _at_hand(source) as path:
        given = report | {"source": str(path)}
        if is_address(source):
            given["address"] = report["address"] or source
        context.invoke(add, reports=reports, **given)
        if corrections is not None:
            merge(corrections, reports)
        folder = archive.open(reports)
        sheet = write_page(str(path), page, folder, lang=lang)
        # In reports/sources/, which stays with the user, for the evidence pages of the build.
        keep_source(folder.root, sheet.report, path.read_bytes())
    say("update_page", page=page, figures=len(sheet.rows), findings=len(sheet.findings))
    if show:
        click.launch(str(page))
    context.invoke(build, reports=reports, out=out, lang=lang)
    if not before:
        say("update_first")
        return
    counts = {} if _manifest(out) == before else count_changes(out / FILE)
    said = current()
    parts = [word("counted", said, name=word(kind, said), count=n) for kind, n in counts.items()]
    if parts:
        say("update_changed", parts=_COMMA[said].join(parts), path=out / FILE)
    else:
        say("update_same")


def _manifest(out: Path) -> bytes:
    """Return the manifest of the build in a folder, empty where there is none."""
    from tongbi.publish.staging import MARK

    return (out / MARK).read_bytes() if (out / MARK).is_file() else b""


@contextmanager
def _at_hand(source: str) -> Iterator[Path]:
    """Give the report's file; what is at an address is fetched once, for all steps."""
    from tongbi.read.source import is_address, load

    if not is_address(source):
        yield Path(source)
        return
    with tempfile.TemporaryDirectory(prefix="tongbi-update-") as folder:
        path = Path(folder) / (source.rstrip("/").rpartition("/")[2] or "report")
        path.write_bytes(load(source).data)
        yield path
