"""Qualify a figure by the words beside it, and drop it where it states nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tongbi.extraction.lexicon import any_of, lexicon

if TYPE_CHECKING:
    from tongbi.extraction.figures import Figure

__all__ = ["excluded", "qualified"]

_WINDOW = 24  # characters at the left that a pattern may look at
_CLAUSE = 40  # characters at the left in which a clause's own words are looked for
_TAKES_TIME = re.compile(
    r"比上年|同比|控制在|天数|审批|办理|许可|减少到|时限|用时|时间|时长|周期|工期|缩短|压缩|压减|提速|寿命|年龄|最快|平均|期限|办结"
)
# Words that end in a bound's character without being one (节约, 附近, 赶超).
_NOT_BOUND = re.compile(r"(?:[节签合预契履集解公条失相如特]约|[附最亲靠邻临晋就远]近|[赶反高]超)$")
_ABOVE = ("及以上", "或以上", "及以下", "以上", "以下", "以内")
_SIZES = frozenset({"amount", "count", "bare"})  # families of figures that name a class


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(lexicon().bounds_before)})$")


@lru_cache(maxsize=1)
def _last_characters() -> frozenset[str]:
    return frozenset(word[-1] for word in lexicon().bounds_before)


@lru_cache(maxsize=1)
def _apart() -> re.Pattern[str]:
    """Match a bound that the whole stands behind (不低于专项资金的30%)."""
    return re.compile(rf"({any_of(lexicon().bounds_before)})[^，。；：\d]{{1,16}}的$")


@lru_cache(maxsize=1)
def _behind() -> re.Pattern[str]:
    return re.compile(any_of(w for w in lexicon().bounds_behind if w not in "余多"))


def qualified(text: str, figure: Figure) -> Figure:
    """Return the figure with the bound that the words at its left or right give it."""
    lex = lexicon()
    bound, left, end = figure.bound, figure.left, figure.end
    near = text[max(0, left - 5) : left]
    before = _before().search(near) if near[-1:] in _last_characters() else None
    if before is None and near.endswith("的"):
        apart = _apart().search(text[max(0, left - _CLAUSE) : left])
        bound = lex.bounds_before[apart.group(1)] if apart else bound
    if before and not _NOT_BOUND.search(near):
        word = before.group()
        bound, left = lex.bounds_before[word], left - len(word)
    behind = _behind().match(text, end)
    if behind and (behind.group() != "内" or figure.family == "duration"):
        bound, end = lex.bounds_behind[behind.group()], behind.end()
    if end == figure.end and left == figure.left and bound is figure.bound:
        return figure
    rules = (*figure.rules, "bound.word")
    return figure._replace(bound=bound, left=left, end=end, rules=rules)


def excluded(text: str, figure: Figure) -> bool:
    """Tell whether the words beside a figure make it no statement."""
    left = text[max(0, figure.left - _WINDOW) : figure.left]
    near = left
    if figure.left != figure.start:
        near = text[max(0, figure.start - _WINDOW) : figure.start]
    bare = figure.family == "bare"
    ruled_out = _at_left(figure.unit, bare)
    if ruled_out.search(near) or (near is not left and ruled_out.search(left)):
        return True
    if bare and _at_right().match(text, figure.end):
        return True
    if figure.family == "duration":
        clause = re.split(r"[。；，]", text[max(0, figure.left - _CLAUSE) : figure.left])[-1]
        return _TAKES_TIME.search(clause) is None
    return _class_size(text, figure)


@lru_cache(maxsize=1024)
def _at_left(unit: str, bare: bool) -> re.Pattern[str]:
    """Return what may not stand at the left of a figure of this unit, as one pattern."""
    rules = [
        rule.pattern.pattern
        for rule in lexicon().left
        if (not rule.units or unit in rule.units) and (bare or not rule.only_bare)
    ]
    return re.compile("|".join(f"(?:{rule})" for rule in rules))


@lru_cache(maxsize=1)
def _at_right() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in lexicon().right))


def _class_size(text: str, figure: Figure) -> bool:
    """Tell a size that names a class (10亿元级, 5000万元以上企业) or a plant (700万吨露天矿)."""
    lex = lexicon()
    if lex.class_size.match(text, figure.end):
        return True
    left = text[max(0, figure.left - 6) : figure.left]
    if figure.unit in lex.capacity_units and lex.capacity_noun.match(text, figure.end):
        return lex.capacity_done.search(left) is None
    end = figure.end
    if figure.family not in _SIZES or not text.endswith(_ABOVE, figure.start, end):
        return False
    above = next(word for word in _ABOVE if text.endswith(word, figure.start, end))
    named = lex.class_above.match(text, end - len(above))
    if named is None or lex.class_verbs.match(text, named.end()):
        return False
    made = figure.family == "count" and lex.class_made.search(left)
    return not made and lex.class_reached.search(left) is None
