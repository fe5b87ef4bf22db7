"""``tongbi add``, ``list``, ``show`` and ``remove``: the registered reports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tongbi.cli.output import format_option, write
from tongbi.cli.progress import counting
from tongbi.cli.reading import ocr_option, read_report
from tongbi.cli.speaking import say, sentence
from tongbi.errors import UsageError
from tongbi.model import Report, ReportKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tongbi.archive import Archive
    from tongbi.cli.records import Record
    from tongbi.model import Document, Statement
    from tongbi.series.linking import Link
    from tongbi.series.review import Review

__all__ = ["add", "list_", "remove", "show"]

_SHOWN = 12  # lines of each part of a review; the table of facts has them all

reports_option = click.option(
    "--reports",
    type=click.Path(path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="登记报告的文件夹。",
)


@click.command(
    "add",
    help="登记报告 SOURCE（文件、网址或标准输入 -）：读出数字，与上年报告对照，写入 reports/。",
)
@click.argument("source")
@click.option("--issuer", required=True, help="发布机关，如 云岭市。")
@click.option("--year", type=int, required=True, help="报告所述的年度（不是发布的年份）。")
@click.option("--kind", type=click.Choice([k.value for k in ReportKind]), help="报告类型。")
@click.option("--slug", default="", help="首次登记这个机关时，它的拼音目录名，如 yunling。")
@click.option("--title", default="", help="标题；省略时取自正文。")
@click.option("--address", default="", help="网址。")
@click.option("--published", default="", help="发布日期，如 2025-01-17。")
@click.option("--accessed", default="", help="查阅日期。")
@click.option("--licence", default="", help="许可或法律依据。")
@ocr_option
@reports_option
def add(
    source: str,
    issuer: str,
    year: int,
    kind: str | None,
    slug: str,
    ocr: bool,
    reports: Path,
    **more: str,
) -> None:
    """Register a report and say what it brings."""
    from tongbi import archive
    from tongbi.catalogue import of_folder
    from tongbi.series.review import review

    with counting("reading"):
        document, statements = read_report(source, year, ocr=ocr)
    if kind is not None:
        document = replace(document, kind=ReportKind(kind))
    with archive.locked(reports):
        folder = archive.create(reports)
        place = slug or _slug(folder, issuer)
        report = _kept(folder, _report(document, issuer, year, place, more))
        prior = folder.prior(report)
        before = _bytes(folder, report)
        folder.write_facts(report, statements)
        folder = folder.register(report)
    if before == _bytes(folder, report):
        say("added_same", report=report.id)
        return
    say("added", report=report.id, figures=len(statements))
    if prior is not None:
        known = of_folder(folder.root)
        _tell(review(folder.facts(prior), statements, year, known), prior)


def _slug(folder: Archive, issuer: str) -> str:
    for known in folder.reports:
        if known.issuer == issuer:
            return known.slug
    raise UsageError("cli.issuer-new", issuer=issuer)


def _report(
    document: Document, issuer: str, year: int, slug: str, more: Mapping[str, str]
) -> Report:
    name = f"{slug}/{document.kind.value}-{year}"
    return Report(
        id=name,
        issuer=issuer,
        slug=slug,
        kind=document.kind,
        year=year,
        title=more["title"] or document.title,
        address=more["address"] or document.address or _address(document),
        published=more["published"] or document.published,
        accessed=more["accessed"],
        licence=more["licence"],
        sha256=document.sha256,
        facts=f"{name}.csv",
    )


def _kept(folder: Archive, report: Report) -> Report:
    """Fill in what the registry knows of the report, or of its issuer, and the call did not say."""
    fictional = any(r.fictional for r in folder.reports if r.issuer == report.issuer)
    known = next((r for r in folder.reports if r.id == report.id), None)
    if known is None:
        return replace(report, fictional=fictional)
    return replace(
        report,
        code=known.code,
        title=report.title or known.title,
        address=report.address or known.address,
        published=report.published or known.published,
        accessed=report.accessed or known.accessed,
        licence=report.licence or known.licence,
        fictional=fictional,
        # The text that is kept belongs to the registered checksum, and so does what was noted.
        source=known.source if known.sha256 == report.sha256 else "",
        note=known.note if known.sha256 == report.sha256 else "",
    )


def _address(document: Document) -> str:
    return document.source if "://" in document.source else ""


def _bytes(folder: Archive, report: Report) -> tuple[bytes, ...]:
    paths = (folder.root / "registry.csv", folder.root / report.facts)
    return tuple(path.read_bytes() if path.is_file() else b"" for path in paths)


def _tell(found: Review, prior: Report) -> None:
    """Print the review, the parts that need a person first."""
    say(
        "held_against",
        prior=prior.id,
        continued=len(found.continued),
        new=len(found.new),
        gone=len(found.gone),
        restated=len(found.restated),
        doubtful=len(found.doubtful),
    )
    _part("restated", (_pair(link) for link in found.restated))
    _part("doubtful", (_pair(link) for link in found.doubtful))
    _part("new", (_figure(s) for s in found.new))
    _part("gone", (_figure(s) for s in found.gone))


def _part(name: str, lines: Iterable[str]) -> None:
    listed = list(lines)
    if not listed:
        return
    say(f"part_{name}")
    for line in listed[:_SHOWN]:
        click.echo(f"  {line}")
    if len(listed) > _SHOWN:
        say("more_items", count=len(listed) - _SHOWN)


def _pair(found: Link) -> str:
    return f"{_figure(found.a)} → {_figure(found.b)}"


def _figure(s: Statement) -> str:
    return sentence("figure", place=s.place, label=s.label, quote=s.quote, period=s.period)


@click.command("list", help="列出已登记的报告。")
@click.option("--issuer", default="", help="发布机关或其一部分。")
@reports_option
@format_option
def list_(issuer: str, reports: Path, form: str) -> None:
    """Print the registry."""
    from tongbi import archive

    records: list[Record] = [
        {
            "id": report.id,
            "issuer": report.issuer,
            "kind": report.kind.value,
            "year": report.year,
            "title": report.title,
            "fictional": "虚构" if report.fictional else "",
        }
        for report in archive.open(reports).reports
        if issuer in report.issuer
    ]
    write(records, form, "list")


@click.command("show", help="显示指标 INDICATOR 的全部数字；可为标识、名称、别名或其一部分。")
@click.argument("indicator")
@click.option("--issuer", default="", help="发布机关；省略为全部。")
@reports_option
@format_option
def show(indicator: str, issuer: str, reports: Path, form: str) -> None:
    """Print every observation of an indicator, with the report that stated it."""
    from tongbi import archive
    from tongbi.catalogue import of_folder
    from tongbi.charts import choose
    from tongbi.series import observations

    folder = archive.open(reports)
    with counting("linking"):
        frame = observations(folder.all_rows().items(), of_folder(folder.root))
    rows = choose(frame, indicator, issuer=issuer)
    keys = ("issuer", "place", "indicator", "label", "period", "part_year", "value", "unit")
    more = ("measure", "role", "quote", "report", "match", "note")
    records: list[Record] = [
        {str(key): value for key, value in row.items()}
        for row in rows[[*keys, *more]].to_dict("records")
    ]
    write(records, form, "show")


@click.command("remove", help="从登记表删除报告 REPORT 及其数字表；原文文件不动。")
@click.argument("report")
@reports_option
def remove(report: str, reports: Path) -> None:
    """Take a report out."""
    from tongbi import archive

    with archive.locked(reports):
        folder = archive.open(reports)
        found = folder.report(report)
        folder.remove(found)
    say("removed", report=found.id)
