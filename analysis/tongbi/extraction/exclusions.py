"""Qualify a figure by the words beside it, and drop it where it states nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from tongbi.extraction.lexicon import Ending, any_of, lexicon

if TYPE_CHECKING:
    from tongbi.extraction.figures import Figure
    from tongbi.model import Bound

__all__ = ["excluded", "qualify"]

_WORD = 5  # characters of the longest bound before a figure, and of what makes it none
_CLAUSE = 40  # characters at the left in which a clause's own words are looked for
_TAKES_TIME = re.compile(
    r"比上年|同比|控制在|天数|审批|办理|许可|减少到|时限|用时|时间|时长|周期|工期|缩短|压缩|压减|提速|寿命|年龄|最快|平均|期限|办结"
)
# Words that end in a bound's character without being one (节约, 附近, 赶超).
_NOT_BOUND = re.compile(r"(?:[节签合预契履集解公条失相如特]约|[附最亲靠邻临晋就远]近|[赶反高]超)$")
_ABOVE = ("及以上", "或以上", "及以下", "以上", "以下", "以内")
_SIZES = frozenset({"amount", "count", "bare"})  # families of figures that name a class


@dataclass(frozen=True, slots=True)
class _Bounds:
    """The words that bound a figure: before it, apart from it behind 的, behind it."""

    before: Ending
    apart: re.Pattern[str]
    behind: re.Pattern[str]
    opens: frozenset[str]  # characters that `behind` begins with


@lru_cache(maxsize=1)
def _bounds() -> _Bounds:
    words = lexicon().bounds_before
    behind = [word for word in lexicon().bounds_behind if word not in "余多"]
    return _Bounds(
        before=Ending(any_of(words), words),
        # the whole stands between (不低于专项资金的30%)
        apart=re.compile(rf"({any_of(words)})[^，。；：\d]{{1,16}}的$"),
        behind=re.compile(any_of(behind)),
        opens=frozenset(word[0] for word in behind),
    )


def qualify(text: str, figure: Figure) -> None:
    """Give a figure the bound that the words at its left or right tell, and their span."""
    left, end = figure.left, figure.end
    said: Bound | None = None
    words = _bounds()
    before = words.before.search(text, max(0, left - _WORD), left)
    if before is None:
        if text[left - 1 : left] == "的":
            apart = words.apart.search(text, max(0, left - _CLAUSE), left)
            bound = lexicon().bounds_before[apart.group(1)] if apart else figure.bound
            said = None if bound is figure.bound else bound
    elif not _NOT_BOUND.search(text, max(0, left - _WORD), left):
        said, left = lexicon().bounds_before[before.group()], before.start()
    behind = words.behind.match(text, end) if text[end : end + 1] in words.opens else None
    if behind and (behind.group() != "内" or figure.family == "duration"):
        said, end = lexicon().bounds_behind[behind.group()], behind.end()
    if said is not None:
        figure.bound, figure.left, figure.end = said, left, end
        figure.rules = (*figure.rules, "bound.word")


def excluded(text: str, figure: Figure) -> bool:
    """Tell whether the words beside a figure make it no statement."""
    bare = figure.family == "bare"
    ruled_out, reach = _at_left(figure.unit, bare)
    start, left = figure.start, figure.left
    if ruled_out.search(text, max(0, start - reach), start):
        return True
    if left != start and ruled_out.search(text, max(0, left - reach), left):
        return True
    if bare and _at_right().match(text, figure.end):
        return True
    if figure.family == "duration":
        clause = re.split(r"[。；，]", text[max(0, left - _CLAUSE) : left])[-1]
        return _TAKES_TIME.search(clause) is None
    return _class_size(text, figure)


@lru_cache(maxsize=1024)
def _at_left(unit: str, bare: bool) -> tuple[Ending, int]:
    """Return what may not stand at the left of a figure of this unit, and how far it reaches."""
    rules = [
        rule
        for rule in lexicon().left
        if (not rule.units or unit in rule.units) and (bare or not rule.only_bare)
    ]
    pattern = "|".join(f"(?:{rule.pattern.pattern})" for rule in rules)
    ends = [rule.ends for rule in rules]
    return Ending(pattern, "".join(ends) if all(ends) else None), max(rule.reach for rule in rules)


@lru_cache(maxsize=1)
def _at_right() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in lexicon().right))


def _class_size(text: str, figure: Figure) -> bool:
    """Tell a size that names a class (10亿元级, 5000万元以上企业) or a plant (700万吨露天矿)."""
    lex = lexicon()
    if lex.class_size.match(text, figure.end):
        return True
    end, near = figure.end, max(0, figure.left - 6)
    if figure.unit in lex.capacity_units and lex.capacity_noun.match(text, end):
        return lex.capacity_done.search(text, near, figure.left) is None
    sized = "bound.word" in figure.rules and figure.family in _SIZES
    if not sized or not text.endswith(_ABOVE, figure.start, end):
        return False
    above = next(word for word in _ABOVE if text.endswith(word, figure.start, end))
    named = lex.class_above.match(text, end - len(above))
    if named is None or lex.class_verbs.match(text, named.end()):
        return False
    if figure.family == "count" and lex.class_made.search(text, near, figure.left):
        return False
    return lex.class_reached.search(text, near, figure.left) is None
