"""``tongbi brief``: a briefing on one issuer and year."""

from __future__ import annotations

from pathlib import Path

import click

from tongbi.cli.options import lang_option
from tongbi.cli.progress import counting

__all__ = ["command"]


@click.command("brief", help="写一份同比简报：Word、PPT、Excel 或网页。")
@click.option("--issuer", required=True, help="发布机关，如 韶关市。")
@click.option("--year", type=int, required=True, help="简报所述年度。")
@click.option("--format", "formats", default="docx,pptx,xlsx,html", show_default=True)
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
    default=Path(),
    help="写到哪个文件夹；默认当前文件夹。",
)
@lang_option
@click.option("--template", type=click.Path(path_type=Path), help="自备的 PPT 模板（.pptx）。")
def command(
    issuer: str,
    year: int,
    formats: str,
    reports: Path,
    out: Path,
    lang: str,
    template: Path | None,
) -> None:
    """Write the briefing and say where it is."""
    from tongbi.publish.brief import brief

    with counting("writing_brief"):
        paths = brief(
            reports,
            issuer=issuer,
            year=year,
            formats=formats.split(","),
            out=out,
            lang=lang,
            template=template,
        )
    for path in paths:
        click.echo(path)
