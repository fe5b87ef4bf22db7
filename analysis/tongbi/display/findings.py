"""Findings of the audit as a table, the gravest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.audit import catalogue
from tongbi.display.shown import Cell, Shown
from tongbi.display.sources import titles
from tongbi.display.words import word
from tongbi.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tongbi.model import Finding, Report

__all__ = ["show_findings"]

_COLUMNS = ("severity", "finding", "explanations", "report", "evidence")
_RANK = {severity: rank for rank, severity in enumerate(Severity)}


def show_findings(
    findings: Iterable[Finding], lang: str = "zh", reports: Iterable[Report] = ()
) -> Shown:
    """Return one row a finding; pointing at it tells its check, its figures and its code.

    Parameters
    ----------
    findings : iterable of Finding
        As the audit gives them.
    lang : {"zh", "en"}
        The language.
    reports : iterable of Report
        The registered reports, for their titles.
    """
    named = titles(reports)
    ordered = sorted(findings, key=lambda finding: _RANK[finding.severity])
    return Shown(
        columns=tuple(word(name, lang) for name in _COLUMNS),
        rows=tuple(_row(finding, named, lang) for finding in ordered),
        empty=word("nothing", lang),
    )


def _row(f: Finding, named: dict[str, str], lang: str) -> tuple[Cell, ...]:
    semicolon = word("semicolon", lang)
    return (
        Cell(text=word(f.severity, lang), hover=_check(f.code, lang)),
        Cell(text=f.message_en if lang == "en" else f.message_zh, hover=_figures(f, lang)),
        Cell(text=semicolon.join(f.candidates_en if lang == "en" else f.candidates)),
        Cell(text=named.get(f.text, f.text)),
        Cell(text=word("comma", lang).join(map(str, f.at))),
    )


def _check(code: str, lang: str) -> str:
    """Return the check's name and its advice; a code that is not ours has neither."""
    entry = catalogue().get(code)
    if entry is None:
        return code
    title, advice = (
        (entry.title_en, entry.advice_en) if lang == "en" else (entry.title_zh, entry.advice_zh)
    )
    return f"{title}{word('colon', lang)}{advice}"


def _figures(f: Finding, lang: str) -> str:
    said = []
    if f.expected:
        said.append(word("stated_expected", lang, stated=f.stated, expected=f.expected))
    elif f.stated:
        said.append(word("stated_is", lang, stated=f.stated))
    said.append(word("code", lang, code=f.code, fingerprint=f.fingerprint))
    return word("semicolon", lang).join(said)
