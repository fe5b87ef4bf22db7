"""Rows of the published tables: frames turned into the words and figures that a reader sees."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tongbi.change import say
from tongbi.charts.amounts import change as signed
from tongbi.charts.amounts import reader
from tongbi.charts.words import unit_name
from tongbi.publish.sentences import name_of
from tongbi.publish.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from tongbi.model import Finding, Report

__all__ = ["ChangeRow", "FindingRow", "change_rows", "finding_rows", "not_compared"]

_STATED_UNITS = {"change_rel": "%", "change_pp": "个百分点"}
_DIGITS = 4
_UNIT = re.compile(r"(?<=\d)[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One yearly change as shown; the `*_key` fields are what a column is sorted by."""

    issuer: str
    fictional: bool
    indicator: str
    year: int
    prior: str
    value: str
    change: str
    change_key: float
    percent: str
    percent_key: float
    stated: str
    verdict: str
    remark: str
    report_id: str
    at: int | None


def _had(changes: pd.DataFrame) -> pd.Series[bool]:
    """Tell which rows have a change to show, a number or at least a range."""
    ends = changes[["change_lower", "change_upper"]].abs()
    known: pd.Series[bool] = changes["change"].notna() | (ends.lt(math.inf).all(axis=1))
    return known


def change_rows(
    changes: pd.DataFrame, reports: Iterable[Report], lang: str = "zh"
) -> list[ChangeRow]:
    """Return the changes that can be had, the latest year of an issuer first.

    Parameters
    ----------
    changes : DataFrame
        The frame of changes.
    reports : iterable of Report
        The registered reports, for what is fictional.
    lang : {"zh", "en"}
        The language.
    """
    fictional = {r.issuer for r in reports if r.fictional}
    shown = changes[_had(changes)].sort_values(
        ["issuer", "period", "indicator", "place"], ascending=[True, False, True, True]
    )
    return [_change_row(row, fictional, lang) for row in shown.to_dict("records")]


def _change_row(row: dict[Any, Any], fictional: set[str], lang: str) -> ChangeRow:
    import pandas as pd

    unit, change_unit = row["unit"], row["change_unit"]
    percent = _interval(row, "percent", "%", lang)
    verdict = row["verdict"]
    return ChangeRow(
        issuer=row["issuer"],
        fictional=row["issuer"] in fictional,
        indicator=name_of(row, lang),
        year=int(row["period"]),
        prior=reader(row["prior"], unit, lang=lang, digits=_DIGITS),
        value=reader(row["value"], unit, lang=lang, digits=_DIGITS),
        change=_interval(row, "change", change_unit, lang),
        change_key=_number(row["change"]),
        percent=percent,
        percent_key=_number(row["percent"]),
        stated=_stated(row, lang),
        verdict=word(verdict, lang) if verdict else "",
        remark=say(row["reason"], lang),
        report_id=row["report"],
        at=None if pd.isna(row["at"]) else int(row["at"]),
    )


def _number(value: float) -> float:
    return 0.0 if math.isnan(value) else value


def _interval(row: dict[Any, Any], name: str, unit: str, lang: str) -> str:
    """Say a change, as a range where its figures are only bounded."""
    value = float(row[name])
    if not math.isnan(value):
        return signed(value, unit, lang=lang)
    low, high = float(row[f"{name}_lower"]), float(row[f"{name}_upper"])
    if not (math.isfinite(low) and math.isfinite(high)):
        return ""
    ends = (signed(end, unit, lang=lang) for end in (low, high))
    return word("range", lang, **dict(zip(("low", "high"), ends, strict=True)))


def _stated(row: dict[Any, Any], lang: str) -> str:
    stated = float(row["stated"])
    if math.isnan(stated):
        return ""
    unit = _STATED_UNITS.get(row["stated_measure"], row["unit"])
    return signed(stated, unit, lang=lang, digits=_DIGITS)


def not_compared(changes: pd.DataFrame, lang: str = "zh") -> list[tuple[str, int]]:
    """Return why the other rows have no change, each reason with its count, the most first."""
    rest = changes.loc[~_had(changes), "reason"]
    counts = Counter(codes.split(";")[0] for codes in rest)
    return [(say(code, lang), n) for code, n in counts.most_common()]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One finding as shown."""

    severity: str
    severity_word: str
    issuer: str
    fictional: bool
    report: str
    year: int
    message: str
    places: str
    report_id: str
    at: tuple[int, ...]
    candidates: tuple[str, ...]


def _in_english(text: str) -> str:
    """Return a finding's English words with the units of its figures in English, too.

    Examples
    --------
    >>> _in_english("the numerator would be 809宗, of 2023年")
    'the numerator would be 809 cases, of 2023年'
    """
    return _UNIT.sub(lambda found: _unit_after(found[0]), text)


def _unit_after(unit: str) -> str:
    name = unit_name(unit, "en")
    return f" {name}" if name != unit and name else name


_ORDER = ("error", "inconsistency", "caution", "note")


def finding_rows(
    findings: Iterable[Finding], reports: Iterable[Report], lang: str = "zh"
) -> list[FindingRow]:
    """Return the findings, the gravest first, of one severity in the order of the reports."""
    known = {report.id: report for report in reports}
    rows = []
    for f in findings:
        report = known[f.text]
        rows.append(
            FindingRow(
                severity=f.severity.value,
                severity_word=word(f.severity.value, lang),
                issuer=report.issuer,
                fictional=report.fictional,
                report=report.title or report.id,
                year=report.year,
                message=_in_english(f.message_en) if lang == "en" else f.message_zh,
                places="、".join(map(str, f.at)) if lang == "zh" else ", ".join(map(str, f.at)),
                report_id=report.id,
                at=f.at,
                candidates=tuple(map(_in_english, f.candidates_en))
                if lang == "en"
                else f.candidates,
            )
        )
    # Real reports before the worked example, which was written to have every kind of slip.
    return sorted(rows, key=lambda row: (_ORDER.index(row.severity), row.fictional))
