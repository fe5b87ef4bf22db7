"""``tongbi audit``: check reports against themselves and against each other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tongbi import archive
from tongbi.audit import Source, audit_reports, conflicting_sources, load_verdicts, outstanding
from tongbi.cli.options import lang_option
from tongbi.cli.output import format_option, write
from tongbi.cli.progress import counting
from tongbi.cli.reading import documents_of, ocr_option
from tongbi.errors import NotFoundError
from tongbi.model import Document, Severity
from tongbi.read import from_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from tongbi.archive import Archive
    from tongbi.cli.records import Record
    from tongbi.model import Finding, Report

__all__ = ["command"]

_CONTRADICTIONS = (Severity.ERROR, Severity.INCONSISTENCY)


@click.command(
    "audit",
    help="核对报告自身的数字，并与上年报告核对。同一机关的多份报告一并给出时，按年度先后互相核对；"
    "不给文件时核对 reports/ 中登记的全部报告。",
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@format_option
@ocr_option
@click.option("--strict", is_flag=True, help="有矛盾（error、inconsistency）时以退出码 1 结束。")
@click.option("--notes/--no-notes", default=True, show_default=True, help="是否列出提示（note）。")
@lang_option
@click.option(
    "--reports",
    "root",
    type=click.Path(path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="含登记表的文件夹。",
)
@click.option(
    "--verdicts",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="人工结论表（CSV），已判为 dismissed 的不再列出；默认为 reports/verdicts.csv。",
)
@click.pass_context
def command(
    context: click.Context,
    files: tuple[str, ...],
    form: str,
    ocr: bool,
    strict: bool,
    notes: bool,
    lang: str,
    root: Path,
    verdicts: Path | None,
) -> None:
    """Print what the audit finds."""
    found = _of_files(files, ocr=ocr) if files else _of_archive(root)
    ruled = verdicts or root / "verdicts.csv"
    if ruled.is_file():
        found = outstanding(found, load_verdicts(ruled))
    kept = [finding for finding in found if notes or finding.severity is not Severity.NOTE]
    if form == "table":
        _write_blocks(kept, lang)
    elif form == "csv":
        write([_row(finding, lang) for finding in kept], form, "audit")
    else:
        for finding in kept:
            record = {**_row(finding, lang), "at": list(finding.at)}
            click.echo(json.dumps(record, ensure_ascii=False))
    if strict and any(finding.severity in _CONTRADICTIONS for finding in kept):
        context.exit(1)


def _of_files(files: Sequence[str], *, ocr: bool) -> tuple[Finding, ...]:
    """Audit the files, those of one issuer and kind against each other."""
    groups: dict[tuple[str, str], list[Source]] = {}
    for document, statements in documents_of(files, ocr=ocr):
        source = Source(text=document.source, document=document, statements=statements)
        groups.setdefault((document.issuer, document.kind), []).append(source)
    return tuple(_audited(groups.values()))


def _of_archive(root: Path) -> tuple[Finding, ...]:
    from tongbi import series

    folder = archive.open(root)
    issuers: dict[tuple[str, str], list[Source]] = {}
    collected = []
    with counting("reading", len(folder.reports)) as tick:
        for report in folder.reports:
            rows = folder.rows(report)
            if all(row.statement.at == archive.NO_PLACE for row in rows):
                # Figures collected by hand from many publications: there is no text to audit.
                collected.append((report, rows))
            else:
                issuers.setdefault((report.issuer, report.kind), []).append(_source(folder, report))
            tick()
    found = _audited(issuers.values())
    with counting("linking"):
        return (*found, *conflicting_sources(series.observations(collected)))


def _audited(groups: Collection[Sequence[Source]]) -> list[Finding]:
    """Audit the sources of each issuer and kind against each other."""
    found: list[Finding] = []
    with counting("auditing", len(groups)) as tick:
        for sources in groups:
            found += audit_reports(sources)
            tick()
    return found


def _source(folder: Archive, report: Report) -> Source:
    """Return a registered report; its text is empty where it stays with the user."""
    try:
        document = from_text(folder.text(report), year=report.year, kind=report.kind)
    except NotFoundError:
        document = Document(text="", blocks=(), year=report.year, kind=report.kind)
    return Source(text=report.id, document=document, statements=folder.facts(report))


def _write_blocks(findings: Iterable[Finding], lang: str) -> None:
    """Print a finding a block: its place and code, its sentence, its explanations."""
    for finding in findings:
        places = "+".join(map(str, finding.at))
        place = f"{finding.text}:{places}" if places else finding.text
        click.echo(f"{place}  {finding.code}  [{finding.severity}]")
        click.echo(f"    {_message(finding, lang)}")
        for candidate in finding.candidates:
            click.echo(f"    · {candidate}")


def _row(finding: Finding, lang: str) -> Record:
    """Return a finding as a row of a table, its places joined as in ``2684+2671+2660``."""
    return {
        "text": finding.text,
        "code": finding.code,
        "severity": finding.severity.value,
        "at": "+".join(map(str, finding.at)),
        "stated": finding.stated,
        "expected": finding.expected,
        "message": _message(finding, lang),
        "candidates": list(finding.candidates),
        "fingerprint": finding.fingerprint,
    }


def _message(finding: Finding, lang: str) -> str:
    return finding.message_zh if lang == "zh" else finding.message_en
