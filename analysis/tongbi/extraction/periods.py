"""Tell which year a figure is about, and whether it is a result, a plan or a term's total."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tongbi.extraction.lexicon import compiled, load, take
from tongbi.model import Role

__all__ = ["Period", "Setting", "opens_term", "opens_year", "period_of", "term_section"]

_NAME = "periods.toml"
_NAMES = re.compile(r"《[^》]*》|“(?!十[一二三四五六]五”)[^”]*”|（[^（）]*）|〔[^〕]*〕")
_PRIOR_ENDS = frozenset("的由从来末底初为是")  # last characters before a figure of another year
_HEADING_YEAR = re.compile(r"(20\d\d)年")
_HAN = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
_YEAR_END = ("上年末", "上年底", "去年末", "去年底")
_NEAR = 16  # characters right before a figure
_MONTHS = 3  # of a quarter
_FIVE = 5  # years of a plan period, and of a term
_TENTH_PLAN = 2005  # the year in which the tenth five-year plan ended


@dataclass(slots=True)
class Period:
    """The year of a figure, its role, the part of the year, a term's first year, the rule."""

    year: int
    role: Role
    part_year: str
    since: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a figure stands.

    Attributes
    ----------
    year : int
        The year that the report covers.
    plan, problems : bool
        Whether the section is a plan, or tells of problems.
    path : tuple of str
        The headings above.
    term : bool
        Whether the section or the paragraph so far tells of several years.
    """

    year: int
    plan: bool
    problems: bool
    path: tuple[str, ...]
    term: bool


@dataclass(frozen=True, slots=True)
class _Cues:
    year: re.Pattern[str]
    opens: re.Pattern[str]
    compared: re.Pattern[str]
    attribute: re.Pattern[str]
    from_year: re.Pattern[str]
    from_plan: re.Pattern[str]
    from_: re.Pattern[str]
    turned: re.Pattern[str]
    term: re.Pattern[str]
    term_section: re.Pattern[str]
    term_opens: re.Pattern[str]
    term_closes: re.Pattern[str]
    reached: re.Pattern[str]
    flow: re.Pattern[str]
    average: re.Pattern[str]
    target: re.Pattern[str]
    next_: re.Pattern[str]
    goal: re.Pattern[str]
    result: re.Pattern[str]
    parts: tuple[tuple[re.Pattern[str], str, bool], ...]


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    data = load(_NAME)

    def pattern(table: str, key: str) -> re.Pattern[str]:
        return compiled(_NAME, take(_NAME, data, table, dict), key)

    return _Cues(
        year=pattern("year", "pattern"),
        opens=pattern("year", "opens"),
        compared=pattern("year", "compared"),
        attribute=pattern("prior", "attribute"),
        from_year=pattern("prior", "from_year"),
        from_plan=pattern("prior", "from_plan"),
        from_=pattern("prior", "from"),
        turned=pattern("prior", "turned"),
        term=pattern("term", "sentence"),
        term_section=pattern("term", "section"),
        term_opens=pattern("term", "opens"),
        term_closes=pattern("term", "closes"),
        reached=pattern("term", "reached"),
        flow=pattern("term", "flow"),
        average=pattern("term", "average"),
        target=pattern("target", "cue"),
        next_=pattern("target", "next"),
        goal=pattern("target", "goal"),
        result=pattern("target", "result"),
        parts=tuple(
            (compiled(_NAME, x, "pattern"), take(_NAME, x, "code", str), bool(x.get("quarters")))
            for x in take(_NAME, data, "part", list)
        ),
    )


@lru_cache(maxsize=256)
def term_section(path: tuple[str, ...]) -> bool:
    """Tell whether a section tells of several years."""
    return any(_cues().term_section.search(title) for title in path)


def opens_term(text: str) -> bool:
    """Tell whether a text has turned to what several years brought."""
    return _may_span(text) and _cues().term_opens.search(text) is not None


def opens_year(text: str) -> bool:
    """Tell whether a text has turned from several years to the last one."""
    return _cues().term_closes.search(text) is not None


def period_of(sentence: str, clause: str, follows: str, setting: Setting) -> Period:
    """Return the period and role of a figure.

    Parameters
    ----------
    sentence, clause : str
        The sentence and the clause up to the figure.
    follows : str
        The text right behind the figure.
    setting : Setting
        Where it stands.
    """
    named = "“" in sentence or "（" in sentence or "《" in sentence or "〔" in sentence
    plain = _NAMES.sub("", sentence) if named else sentence
    part_year, words = "", plain + clause if named else plain
    if "季" in words or "月" in words or "半年" in words:
        part_year = _part_year(clause) or _part_year(plain[:_NEAR].partition("，")[0])
    printed, since = _printed(plain) if "年" in plain else (None, None)
    prior = _prior(plain, clause, follows, setting)
    if prior is not None:
        return Period(prior, Role.ACTUAL, part_year, None, "period.prior")
    if setting.plan:
        year, role, rule = _planned(clause, printed, setting)
        return Period(year, role, part_year, None, rule)
    if "的" in follows and _cues().goal.match(follows):
        return Period(printed or setting.year, Role.TARGET, part_year, None, "period.plan")
    year, role, since, rule = _told(plain, clause, (printed, since), setting)
    return Period(year, role, part_year, since, rule)


def _told(
    plain: str, clause: str, years: tuple[int | None, int | None], setting: Setting
) -> tuple[int, Role, int | None, str]:
    """Return year, role, first year and rule of a figure in a review.

    It is of the report's year, of a term, or a target named there.
    """
    year, (printed, since) = setting.year, years
    if printed is not None and printed > year:
        return printed, Role.TARGET, None, "period.plan"
    if ("年" in clause and _cues().next_.search(clause)) or (
        setting.problems and _cues().target.search(clause)
    ):
        return year + 1, Role.TARGET, None, "period.plan"
    if since is not None and since < year:
        return printed or year, Role.TERM, since, "period.term"
    spans = _may_span(clause) or _may_span(plain)
    if (spans or setting.term) and _of_term(
        plain, clause, setting, spans=spans, told=printed is not None
    ):
        return year, Role.TERM, since, "period.term"
    return printed or year, Role.ACTUAL, None, "period.printed" if printed else "period.report"


def _may_span(text: str) -> bool:
    """Tell whether a text may tell of several years: each word that does has one of these."""
    return "年" in text or "五" in text or "届" in text or "任期" in text


def _of_term(plain: str, clause: str, setting: Setting, *, spans: bool, told: bool) -> bool:
    """Tell whether a figure covers several years, or is what was reached in the last."""
    cues = _cues()
    if spans and (cues.average.search(clause) or cues.term.search(clause)):
        return True
    around = (spans and not told and cues.term.search(plain)) or (
        setting.term and not told and "全年" not in plain
    )
    if not around:
        return False
    return not cues.reached.search(clause) or cues.flow.search(clause) is not None


def _prior(plain: str, clause: str, follows: str, setting: Setting) -> int | None:
    """Return the year of a figure that is only there to be compared with."""
    if clause[-1:] not in _PRIOR_ENDS:
        return setting.year - 1 if clause.startswith(_YEAR_END) else None
    cues, near, year = _cues(), clause[-_NEAR:], setting.year
    printed = cues.from_year.search(near)
    if printed:
        return int(printed.group(1))
    plan = cues.from_plan.search(near)
    if plan:
        return _TENTH_PLAN + _FIVE * _HAN[plan.group(1)]
    if "年" in clause and cues.attribute.search(clause):
        return year - 1
    if not (cues.from_.search(near) and cues.turned.match(follows)):
        return None
    # 由…增加到… within a term's review starts from the term's base
    return year - (_FIVE if setting.term or cues.term.search(plain) else 1)


def _planned(clause: str, printed: int | None, setting: Setting) -> tuple[int, Role, str]:
    """Return year, role and rule in a plan: the figure's own year, the section's, or the next."""
    if printed is not None and printed <= setting.year:
        return printed, Role.ACTUAL, "period.printed"
    if _cues().result.search(clause):
        return setting.year, Role.ACTUAL, "period.result"
    years = (int(y) for title in setting.path for y in _HEADING_YEAR.findall(title))
    section = next((y for y in years if y > setting.year), setting.year + 1)
    return printed or section, Role.TARGET, "period.plan"


def _printed(plain: str) -> tuple[int | None, int | None]:
    """Return the last year printed before a figure, and the first year of a span."""
    cues = _cues()
    year = since = None
    for match in cues.year.finditer(plain):
        behind = plain[match.end() :]
        own = "，" not in behind and "；" not in behind
        if not own and not cues.opens.search(plain, max(0, match.start() - 4), match.start()):
            continue
        near = max(0, match.start() - 3)
        if cues.compared.search(plain, near, match.start()) and not behind.startswith("末"):
            continue
        if match.group("since"):
            since, year = int(match.group("year")), None
        elif match.group("last"):
            since, year = int(match.group("year")), int(match.group("last"))
        else:
            year = int(match.group("year"))
    return year, since


def _part_year(clause: str) -> str:
    """Return the code of the part of a year that a clause is about."""
    for pattern, code, quarters in _cues().parts:
        found = pattern.search(clause)
        if found is None:
            continue
        number = found.group(1) if found.groups() else ""
        count = _HAN.get(number) or int(number or 0)
        if code == "M":
            return f"M1-{count * _MONTHS if quarters else count}"
        return f"{code}{count}" if count else code
    return ""
