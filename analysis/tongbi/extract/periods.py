"""Tell which year a figure is about, and whether it is a result, a plan or a term's total."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tongbi.model import Role, SectionPart

__all__ = ["Period", "opens_term", "opens_year", "period_of", "plan_year", "term_section"]

_NAMES = re.compile(r"《[^》]*》|“[^”]*”|（[^（）]*）|〔[^〕]*〕")
_YEAR = re.compile(
    r"(?<![比较与同\d])(?<!相比)(?P<year>(?:19|20)\d\d)年?(?:[—~至-]+(?P<last>(?:19|20)\d\d))?年(?P<since>以来|至今|起)?"
)
_CLAUSE_START = re.compile(r"(?:^|[，；：、。\s])(?:截至|截止到?|在|到|至|从|自|对|其中|预计|年初|全市|全区|全县|我市|我区|我县)?$")
_BASE_YEAR = re.compile(r"(?:比|较|与|同|是|为|占|相当于|由|从)$")
_PRIOR = re.compile(
    r"(?:^|[由从比较，（])(?:上年|去年|上一年)(?:同期|末|底|度)?的$"
    r"|(?:^|[，；（由从])(?:上年|去年|上一年度?)(?:同期|末|底|度)?(?:[一-鿿]{0,8})(?:为|是)$"
    r"|(?:由|从)(?:上年|去年)(?:同期|末|底|度)?(?:的)?$"
)
_FROM_YEAR = re.compile(r"(?:由|从)((?:19|20)\d\d)年(?:末|底|初)?的?$")
_FROM = re.compile(r"(?:由|从)(?:原来的?)?$")
_TURNED = re.compile(
    r"(?:提高|提升|增加|上升|下降|降低|降|减少|增长|扩大|增|升|压缩|缩短|发展|扩展)[到至]"
)
_NEAR = 16  # characters right before a figure
_TERM = re.compile(
    r"(?:过去|近|这|上一届|本届)?(?:五|三|四|六|十)年(?:来|间|累计|共|总|总计|内)|过去[五三四]年|“?十[一二三四五六]五”?(?:规划)?(?:以来|期间|时期|五年)"
    r"|本届政府|任期(?:内|以来)|历年"
)
_TERM_SECTION = re.compile(r"(?:过去|近|这|上届|本届|前).{0,3}[五三四]年|[五四三]年(?:来|的)?(?:工作|主要)?回顾|“?十[一二三四五]五”?(?:时期|期间).{0,8}(?:回顾|成就|情况)")
_PLAN_TERM = re.compile(r"今后五年|未来五年|“?十[二三四五六]五”?(?:时期|期间|末)|到(?:20\d\d)年")
_TARGET = re.compile(r"力争|预期|到20\d\d年|(?<!圆满)(?<!较好)(?<!全面)(?:主要)?目标(?:是|为)|计划(?:完成|新建|到|于)|明年")
_RESULT = re.compile(r"(?:去年|上年|(?:已|目前)(?:经|累计|完成|建成|达))")
_PARTS = (
    (re.compile(r"上半年"), "H1"),
    (re.compile(r"下半年"), "H2"),
    (re.compile(r"(?:第)?([一二三四])季度"), "Q"),
    (re.compile(r"前([二三])(?:个)?季度"), "M1-"),
    (re.compile(r"(?<!\d)1(?:月)?[—~至-]+(\d{1,2})月"), "M1-"),
)
_HAN = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The year of a figure and its role."""

    year: int
    role: Role
    part_year: str = ""
    since: int | None = None


def plan_year(path: tuple[str, ...], year: int) -> int:
    """Return the year that a plan section is for: printed in its headings, else the next."""
    years = [int(y) for title in path for y in re.findall(r"(20\d\d)年", title)]
    later = [y for y in years if y > year]
    return later[0] if later else year + 1


def term_section(path: tuple[str, ...]) -> bool:
    """Tell whether a section tells of several years."""
    return any(_TERM_SECTION.search(title) for title in path)


_TERM_OPENS = re.compile(r"(?:^|[。；—])(?:[五三四]年来|过去[五三四]年|“?十[一二三四五六]五”?(?:时期|期间|以来))，")
_YEAR_OPENS = re.compile(r"(?:刚刚)?过去的(?:20\d\d年|一年)|一年来，|这一年，")


def opens_term(text: str) -> bool:
    """Tell whether a text has turned to what several years brought."""
    return _TERM_OPENS.search(text) is not None


def opens_year(text: str) -> bool:
    """Tell whether a text has turned from several years to the last one."""
    return _YEAR_OPENS.search(text) is not None


def period_of(
    sentence: str, clause: str, *, year: int, part: SectionPart, path: tuple[str, ...], follows: str,
    term: bool,
) -> Period:  # fmt: skip
    """Return the period and role of a figure.

    Parameters
    ----------
    sentence : str
        The sentence up to the figure.
    clause : str
        The clause up to the figure.
    year : int
        The year that the report covers.
    part : SectionPart
        What the section is for.
    path : tuple of str
        The headings above.
    follows : str
        The text right behind the figure.
    term : bool
        Whether the section or the paragraph so far tells of several years.
    """
    plain = _NAMES.sub("", sentence)
    printed, since = _printed(plain) if "年" in plain else (None, None)
    part_year = _part_year(clause)
    from_year = _FROM_YEAR.search(clause[-_NEAR:])
    if from_year:
        return Period(year=int(from_year.group(1)), role=Role.ACTUAL)
    if ("年" in clause and _PRIOR.search(clause)) or (_FROM.search(clause[-_NEAR:]) and _TURNED.match(follows)):
        return Period(year=year - 1, role=Role.ACTUAL, part_year=part_year)
    if part is SectionPart.PLAN:
        planned = plan_year(path, year)
        if printed is not None and printed <= year:
            return Period(year=printed, role=Role.ACTUAL, part_year=part_year)
        if _RESULT.search(clause):
            return Period(year=year, role=Role.ACTUAL, part_year=part_year)
        return Period(year=printed or planned, role=Role.TARGET, part_year=part_year)
    if printed is not None and printed > year:
        return Period(year=printed, role=Role.TARGET, part_year=part_year)
    if _TARGET.search(clause) and part is not SectionPart.DONE:
        return Period(year=year + 1, role=Role.TARGET, part_year=part_year)
    if since is not None and since < year:
        return Period(year=printed or year, role=Role.TERM, since=since)
    if _TERM.search(plain) or (term and printed is None and "全年" not in plain):
        return Period(year=year, role=Role.TERM, since=since)
    return Period(year=printed if printed is not None else year, role=Role.ACTUAL, part_year=part_year)


def _printed(plain: str) -> tuple[int | None, int | None]:
    """Return the last year printed before a figure, and the first year of a span."""
    year = since = None
    for match in _YEAR.finditer(plain):
        own = "，" not in plain[match.end() :] and "；" not in plain[match.end() :]
        if not own and not _CLAUSE_START.search(plain, 0, match.start()):
            continue
        if _BASE_YEAR.search(plain, 0, match.start()) and not plain.startswith("末", match.end()):
            continue
        if match.group("since"):
            since, year = int(match.group("year")), None
        elif match.group("last"):
            since, year = int(match.group("year")), int(match.group("last"))
        else:
            year = int(match.group("year"))
    return year, since


def _part_year(clause: str) -> str:
    for pattern, code in _PARTS:
        found = pattern.search(clause)
        if found is None:
            continue
        if code == "Q":
            return f"Q{_HAN[found.group(1)]}"
        if code == "M1-":
            last = found.group(1)
            return f"M1-{int(last) if last.isdigit() else _HAN[last] * 3}"
        return code
    return ""
