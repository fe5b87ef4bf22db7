"""``tongbi audit``: check reports against themselves and against each other."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tongbi.archive import Archive
    from tongbi.audit import Source
    from tongbi.model import Finding, Report

__all__ = ["command"]

_KEYS = (
    "text",
    "code",
    "severity",
    "at",
    "stated",
    "expected",
    "message",
    "candidates",
    "fingerprint",
)
_CONTRADICTIONS = ("error", "inconsistency")


@click.command()
@click.argument("files", nargs=-1, type=click.Path(), metavar="[FILE]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "jsonl"]),
    default="table",
    show_default=True,
    help="输出格式。",
)
@click.option("--strict", is_flag=True, help="有矛盾（error、inconsistency）时以退出码 1 结束。")
@click.option("--notes/--no-notes", default=True, show_default=True, help="是否列出提示（note）。")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option(
    "--reports", type=click.Path(), default="reports", show_default=True, help="登记表所在文件夹。"
)
def command(
    files: tuple[str, ...], form: str, strict: bool, notes: bool, lang: str, reports: str
) -> None:
    """核对报告自身的数字，并与上年报告核对。

    同一机关的多份报告一并给出时，按年度先后互相核对；不给文件时核对 reports/ 中登记的全部报告。
    """
    found = _of_files(files) if files else _of_archive(reports)
    kept = [finding for finding in found if notes or finding.severity != "note"]
    printers = {"table": _table, "csv": _csv, "jsonl": _jsonl}
    text = printers[form](kept, lang)
    if text:
        click.echo(text)
    if strict and any(finding.severity in _CONTRADICTIONS for finding in kept):
        sys.exit(1)


def _of_files(files: Sequence[str]) -> tuple[Finding, ...]:
    from tongbi.audit import Source, audit_reports
    from tongbi.extract import extract_document
    from tongbi.read import read

    sources = []
    for path in files:
        document = read(path)
        sources.append(Source(text=path, document=document, statements=extract_document(document)))
    return audit_reports(sources)


def _of_archive(root: str) -> tuple[Finding, ...]:
    from tongbi import archive, series
    from tongbi.audit import audit_reports, conflicting_sources

    folder = archive.open(root)
    issuers: dict[tuple[str, str], list[Source]] = {}
    collected = []
    for report in folder.reports:
        rows = folder.rows(report)
        if all(row.statement.at == archive.NO_PLACE for row in rows):
            # Figures collected by hand from many publications: there is no text to audit.
            collected.append((report, rows))
        else:
            issuers.setdefault((report.issuer, report.kind), []).append(_source(folder, report))
    found = [f for sources in issuers.values() for f in audit_reports(sources)]
    return (*found, *conflicting_sources(series.observations(collected)))


def _source(folder: Archive, report: Report) -> Source:
    """Return a registered report; its text is empty where it stays with the user."""
    from tongbi.audit import Source
    from tongbi.errors import NotFoundError
    from tongbi.model import Document
    from tongbi.read import from_text

    try:
        document = from_text(folder.text(report), year=report.year, kind=report.kind)
    except NotFoundError:
        document = Document(text="", blocks=(), year=report.year, kind=report.kind)
    return Source(text=report.id, document=document, statements=folder.facts(report))


def _table(findings: Iterable[Finding], lang: str) -> str:
    """One finding a block: place and code, then the sentence and its explanations."""
    blocks = []
    for finding in findings:
        places = "+".join(map(str, finding.at))
        head = f"{finding.text}:{places}  {finding.code}  [{finding.severity}]"
        lines = [head, f"    {_message(finding, lang)}"]
        lines += [f"    · {candidate}" for candidate in finding.candidates]
        blocks.append("\n".join(lines))
    return "\n".join(blocks)


def _csv(findings: Iterable[Finding], lang: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_KEYS)
    for finding in findings:
        row = _record(finding, lang)
        row["at"] = "+".join(map(str, finding.at))
        row["candidates"] = "；".join(finding.candidates)
        writer.writerow([row[key] for key in _KEYS])
    return out.getvalue().rstrip("\n")


def _jsonl(findings: Iterable[Finding], lang: str) -> str:
    return "\n".join(json.dumps(_record(f, lang), ensure_ascii=False) for f in findings)


def _record(finding: Finding, lang: str) -> dict[str, object]:
    return {
        "text": finding.text,
        "code": finding.code,
        "severity": finding.severity,
        "at": list(finding.at),
        "stated": finding.stated,
        "expected": finding.expected,
        "message": _message(finding, lang),
        "candidates": list(finding.candidates),
        "fingerprint": finding.fingerprint,
    }


def _message(finding: Finding, lang: str) -> str:
    return finding.message_zh if lang == "zh" else finding.message_en
