"""Units: what stands behind a numeral before the sentence goes on."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tongbi.extraction.lexicon import any_of, lexicon
from tongbi.extraction.numerals import scale_of
from tongbi.model import Bound

__all__ = ["Tail", "read_tail"]

_ODD = frozenset("余多")
_SCALE_OPENS = frozenset("十百千万亿")  # first characters of a scale word
# Units behind which 多 and 余 still say "and more" (3个多月, 5公里多).
_ODD_BEHIND = frozenset({"倍", "个", "元", "吨", "亩", "米", "公里"})


class Tail(NamedTuple):
    """Scale, qualifier and unit behind a numeral.

    Attributes
    ----------
    end : int
        Where the text goes on.
    scale : int
        What 万, 亿 and the like multiply by.
    bound : Bound
        ``more_than`` for 余 and 多, else ``exact``.
    unit, family : str
        The unit as printed, and its family: ``rate``, ``amount``, ``duration``, ``count``,
        ``multiple`` or, without a unit, ``bare``.
    """

    end: int
    scale: int
    bound: Bound
    unit: str
    family: str


@lru_cache(maxsize=1)
def _scales() -> re.Pattern[str]:
    return re.compile(any_of(lexicon().scales))


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    lex = lexicon()
    families = dict.fromkeys(lex.counts, "count")
    families.update(dict.fromkeys(lex.durations, "duration"))
    families.update(dict.fromkeys(lex.amounts, "amount"))
    families.update(dict.fromkeys(lex.multiples, "multiple"))
    families.update(dict.fromkeys(lex.rates, "rate"))
    return families


@lru_cache(maxsize=1)
def _lengths() -> dict[str, tuple[int, ...]]:
    """Return, for each first character of a unit, the lengths to try, longest first."""
    lengths: dict[str, set[int]] = {}
    for word in _families():
        lengths.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def read_tail(text: str, position: int) -> Tail:
    """Read what stands at `position`, right behind a numeral.

    Examples
    --------
    >>> read_tail("300多场次", 3)
    Tail(end=6, scale=1, bound=<Bound.MORE_THAN: 'more_than'>, unit='场次', family='count')
    """
    if text.startswith(" ", position):
        position += 1
    begin, bound = position, Bound.EXACT
    scale, position = _scale(text, position)
    if text[position : position + 1] in _ODD:
        bound = Bound.MORE_THAN
        further, position = _scale(text, position + 1)
        scale *= further
    unit, family = _unit(text, position)
    if not unit and scale == 1 and text.startswith("成", position):
        return Tail(position + 1, 10, bound, "%", "rate")
    position += len(unit)
    if unit in _ODD_BEHIND and text[position : position + 1] in _ODD:
        bound, position = Bound.MORE_THAN, position + 1
        if text.startswith(("小时", "月", "点"), position):
            position += 1
    if unit == "元" and text.startswith("人民币", position):
        position += 3
    if begin == position:
        return Tail(begin, 1, Bound.EXACT, "", "bare")
    return Tail(position, scale, bound, unit, family)


def _scale(text: str, position: int) -> tuple[int, int]:
    """Return what the scale word at `position` multiplies by, and where the text goes on."""
    if text[position : position + 1] not in _SCALE_OPENS or _unit(text, position)[0]:
        return 1, position  # 千米, 百分点: the unit begins with what looks like a scale
    found = _scales().match(text, position)
    return (scale_of(found.group()), found.end()) if found else (1, position)


def _unit(text: str, position: int) -> tuple[str, str]:
    """Return the longest unit at `position` and its family."""
    families = _families()
    for length in _lengths().get(text[position : position + 1], ()):
        word = text[position : position + length]
        family = families.get(word)
        if family is not None and not _opens_noun(word, text, position + length):
            return word, family
    return "", "bare"


def _opens_noun(word: str, text: str, end: int) -> bool:
    """Tell whether a measure word is the beginning of a noun (部门, 家庭)."""
    return text[end : end + 1] in lexicon().not_before.get(word, ())
