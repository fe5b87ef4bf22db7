"""The page of a review: one HTML file that loads nothing, with its styles and script inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tongbi.catalogue.tables import load_package_table, require
from tongbi.errors import UsageError
from tongbi.model import Severity
from tongbi.review.rows import FLAGS
from tongbi.version import __version__

if TYPE_CHECKING:
    from tongbi.model import Finding
    from tongbi.review.rows import GoneRow, Row
    from tongbi.review.sheet import Sheet

__all__ = ["page_bytes", "words"]

_FILE = "words.toml"


def words(lang: str) -> dict[str, str]:
    """Return the words of the page in a language, unfilled.

    Raises
    ------
    UsageError
        When the language is neither ``zh`` nor ``en``.
    """
    tables = load_package_table(_FILE, "tongbi.review")
    if lang not in tables:
        raise UsageError("review.no-language", lang=lang)
    return require(tables, lang, dict, _FILE)


def page_bytes(sheet: Sheet, lang: str = "zh") -> bytes:
    """Return the page.

    Parameters
    ----------
    sheet : Sheet
        What it shows.
    lang : {"zh", "en"}
        The language.
    """
    from jinja2 import Environment, PackageLoader

    pages = Environment(
        loader=PackageLoader("tongbi.review", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    w = words(lang)
    html = pages.get_template("review.html.j2").render(
        lang="zh-CN" if lang == "zh" else "en",
        w=w,
        sheet=sheet,
        title=sheet.report.title or sheet.report.id,
        targets=_targets(sheet),
        filters=_filters(sheet),
        serious=[f for f in sheet.findings if f.severity is not Severity.NOTE],
        notes=[f for f in sheet.findings if f.severity is Severity.NOTE],
        data=_data(sheet, lang, w),
        program=w["program"].format(version=__version__),
    )
    return html.encode("utf-8")


def _filters(sheet: Sheet) -> list[tuple[str, int]]:
    """Return what the rows can be filtered by, with how many there are, those of none left out."""
    counts = [(flag, sum(flag in row.flags for row in sheet.rows)) for flag in FLAGS]
    counts.append(("gone", len(sheet.gone)))
    return [(flag, count) for flag, count in counts if count]


def _targets(sheet: Sheet) -> list[int | None]:
    """Return for each row the row whose mark in the text shows its figure.

    It is its own but where figures share characters; None where it stands nowhere.
    """
    marked = {piece.row for block in sheet.paragraphs for piece in block.pieces}
    targets: list[int | None] = []
    last: int | None = None
    for number, row in enumerate(sheet.rows):
        if number in marked:
            last = number
        elif last is not None and sheet.rows[last].statement.end <= row.statement.start:
            last = None
        targets.append(last)
    return targets


def _data(sheet: Sheet, lang: str, w: dict[str, str]) -> dict[str, Any]:
    """Return what the script needs beyond what the page shows."""
    stop = "；" if lang == "zh" else "; "
    rows = [_row(row, w, stop) for row in sheet.rows]
    return {
        "report": sheet.report.id if sheet.registered else "",
        "key": sheet.key,
        "rows": rows + [_gone(row, w) for row in sheet.gone],
        "findings": [_finding(finding, lang, w) for finding in sheet.findings],
        "choices": [[choice.id, choice.name] for choice in sheet.choices],
        "words": w,
    }


def _row(row: Row, w: dict[str, str], stop: str) -> dict[str, Any]:
    s = row.statement
    return {
        "at": s.at,
        "quote": s.quote,
        "label": s.label,
        "unit": s.unit,
        "period": s.period,
        "place": s.place,
        "measure": s.measure.value,
        "readings": [reading.value for reading in s.readings],
        "id": row.indicator,
        "indicator": row.name,
        "near": _joined(row) if "near" in row.flags else None,
        "prior": "" if row.prior is None else row.prior.label,
        "findings": list(row.findings),
        "about": [
            [w["section"], s.section or w["none"]],
            [w["why"], stop.join(row.why) or w["none"]],
        ],
    }


def _joined(row: Row) -> list[str] | None:
    """Return id and label of the indicator that accepting a near link joins, if there is one."""
    if row.prior is None or row.prior_indicator in {"", row.indicator}:
        return None
    return [row.prior_indicator, row.prior.label]


def _gone(row: GoneRow, w: dict[str, str]) -> dict[str, Any]:
    return {
        "at": None,
        "quote": row.statement.quote,
        "label": row.statement.label,
        "indicator": row.name,
        "readings": [],
        "prior": "",
        "findings": [],
        "about": [[w["section"], row.statement.section or w["none"]]],
    }


def _finding(finding: Finding, lang: str, w: dict[str, str]) -> dict[str, Any]:
    return {
        "severity": w[finding.severity.value],
        "note": finding.severity is Severity.NOTE,
        "message": finding.message_zh if lang == "zh" else finding.message_en,
        "candidates": list(finding.candidates if lang == "zh" else finding.candidates_en),
    }
