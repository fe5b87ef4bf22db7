"""Tell which report a text is: its kind, the year that it covers, its title."""

from __future__ import annotations

import re
from collections import Counter

from tongbi.model import ReportKind
from tongbi.read.folding import fold
from tongbi.read.signs import signs

__all__ = ["covered_year", "report_kind", "report_title"]

_STRAY_BLANK = re.compile(r"(\d) (?=[\d年])")
_ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_OUTLINE = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、]")
_BLANKS = re.compile(r"\s+")
_HEAD = 6000  # characters in which a report says what it is
_TITLE_HEAD = 600  # characters in which its title stands
_TITLE_LENGTH = range(4, 51)


def covered_year(text: str) -> int | None:
    r"""Return the year that a report covers, or None where the text does not tell.

    A government work report delivered in January 2025 covers 2024: what counts is the year
    whose work it reviews, not the date of delivery.

    Examples
    --------
    >>> covered_year("一、2024年主要工作情况\n……\n三、2025年工作安排")
    2024
    """
    text = _STRAY_BLANK.sub(r"\1", fold(text))
    for pattern, shift in signs().covered:
        years = [int(year) + shift for year in pattern.findall(text)]
        if years:
            return Counter(years).most_common(1)[0][0]
    years = [int(year) for year in _ANY_YEAR.findall(text[:_HEAD])]
    return Counter(years).most_common(1)[0][0] if years else None


def report_kind(text: str) -> ReportKind:
    """Tell the kind of report from its own words."""
    head = fold(text)[:_HEAD]
    for kind, pattern in signs().kinds:
        if pattern.search(head):
            return kind
    return ReportKind.OTHER


def report_title(text: str) -> str:
    """Return the title that stands in the first lines of a text, else an empty string."""
    for printed in text[:_TITLE_HEAD].splitlines()[:6]:
        line = _BLANKS.sub("", printed)
        if len(line) not in _TITLE_LENGTH or "。" in line or _OUTLINE.match(line):
            continue
        if signs().title.search(fold(line)):
            return line
    return ""
