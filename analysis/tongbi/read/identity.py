"""Tell which report a text is: its kind, the year that it covers, its title."""

from __future__ import annotations

import re
from collections import Counter

from tongbi.model import ReportKind
from tongbi.read.folding import fold

__all__ = ["covered_year", "report_kind", "report_title"]

_KINDS = (
    (ReportKind.BUDGET, re.compile(r"预算执行情况|预算草案")),
    (ReportKind.INFO_DISCLOSURE, re.compile(r"政府信息公开工作.{0,4}报告|主动公开政府信息情况|依申请公开方面|《?中华人民共和国政府信息公开条例")),
    (ReportKind.GOV_WORK, re.compile(r"向大会(?:作|报告)(?:政府)?工作|政府工作报告|政府工作，请予审议")),
    (ReportKind.STAT_COMMUNIQUE, re.compile(r"统计公报|本公报|初步核算")),
    (ReportKind.LAW_BASED_GOV, re.compile(r"法治政府建设|依法行政工作")),
)
_YEAR = r"(?:（)?((?:19|20)\d\d)(?:）)?"
# The plainest signs first: a section on the year's work, then a title, then a plan for the next.
_COVERED = (
    (re.compile(rf"{_YEAR}年(?:度)?[^\n。，]{{0,16}}(?:回顾|执行情况|主要工作(?:情况|回顾|完成|开展|及)|工作情况|开展情况)"), 0),
    (re.compile(rf"{_YEAR}年(?:度)?[^\n。，]{{0,24}}(?:年度报告|统计公报|情况的?报告|年报)"), 0),
    (re.compile(rf"{_YEAR}年(?:度)?[^\n。，]{{0,16}}(?:工作安排|工作计划|重点工作|工作打算|预算草案|主要工作|主要任务|工作重点|工作思路)"), -1),
    (re.compile(rf"{_YEAR}年\d\d?月\d\d?日在[^\n]{{2,60}}会议上"), -1),
)
_STRAY_BLANK = re.compile(r"(\d) (?=[\d年])")
_ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_HEAD = 6000
_OUTLINE = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、]")
_TITLE = re.compile(r"报告$|公报$|报告（|年报$|情况$")


def covered_year(text: str) -> int | None:
    """Return the year that a report covers, or None where the text does not tell.

    A government work report delivered in January 2025 covers 2024: what counts is the year
    whose work it reviews, not the date of delivery.

    Examples
    --------
    >>> covered_year("一、2024年主要工作情况\\n……\\n三、2025年工作安排")
    2024
    """
    text = _STRAY_BLANK.sub(r"\1", fold(text))
    for pattern, shift in _COVERED:
        years = [int(y) + shift for y in pattern.findall(text)]
        if years:
            return Counter(years).most_common(1)[0][0]
    years = [int(y) for y in _ANY_YEAR.findall(text[:_HEAD])]
    return Counter(years).most_common(1)[0][0] if years else None


def report_kind(text: str) -> ReportKind:
    """Tell the kind of report from its own words."""
    head = fold(text)[:_HEAD]
    for kind, pattern in _KINDS:
        if pattern.search(head):
            return kind
    return ReportKind.OTHER


def report_title(text: str) -> str:
    """Return the title that stands in the first lines of a text, else an empty string."""
    for line in text[:600].splitlines()[:6]:
        line = line.strip()
        if 4 <= len(line) <= 50 and _TITLE.search(fold(line)) and not _OUTLINE.match(line) and "。" not in line:
            return re.sub(r"\s+", "", line)
    return ""
