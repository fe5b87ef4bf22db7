"""Units: what stands behind a numeral before the sentence goes on."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tongbi.extraction.lexicon import any_of, lexicon
from tongbi.extraction.numerals import scale_of
from tongbi.model import Bound

__all__ = ["Tail", "opens_tail", "read_tail"]

_ODD = frozenset("余多")
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
def _grammar() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of what stands behind a numeral, and the family of each unit."""
    lex = lexicon()
    families = dict.fromkeys(lex.counts, "count")
    families.update(dict.fromkeys(lex.durations, "duration"))
    families.update(dict.fromkeys(lex.amounts, "amount"))
    families.update(dict.fromkeys(lex.multiples, "multiple"))
    families.update(dict.fromkeys(lex.rates, "rate"))
    unit = any_of(families, not_before=lex.not_before)
    # 千米, 百分点: such a unit begins with what looks like a scale
    alike = {word for word in families if word.startswith(tuple(lex.scales))}
    scale = f"(?!{any_of(alike, not_before=lex.not_before)}){any_of(lex.scales)}"
    # (?:x|) and not x?, which takes the engine longer
    pattern = f" ?(?:({scale})|)(?:([余多])(?:({scale})|)|)(?:({unit})|)"
    return re.compile(pattern), families


@lru_cache(maxsize=1)
def opens_tail() -> frozenset[str]:
    """Return the characters that a tail which is not empty can begin with."""
    words = (*_grammar()[1], *lexicon().scales)
    return frozenset({" ", "成", *_ODD, *(word[0] for word in words)})


def read_tail(text: str, position: int) -> Tail:
    """Read what stands at `position`, right behind a numeral.

    Examples
    --------
    >>> read_tail("300多场次", 3)
    Tail(end=6, scale=1, bound=<Bound.MORE_THAN: 'more_than'>, unit='场次', family='count')
    """
    pattern, families = _grammar()
    found = pattern.match(text, position)
    if found is None:  # never: all of it may be missing
        return Tail(position, 1, Bound.EXACT, "", "bare")
    scale, odd, further, unit = found.groups()
    end = found.end()
    factor = scale_of(scale) if scale else 1
    bound = Bound.EXACT
    if odd:
        bound = Bound.MORE_THAN
        factor *= scale_of(further) if further else 1
    if not unit:
        if factor == 1 and text.startswith("成", end):
            return Tail(end + 1, 10, bound, "%", "rate")
        return Tail(end, factor, bound, "", "bare")
    if text[end : end + 1] in _ODD and unit in _ODD_BEHIND:
        bound, end = Bound.MORE_THAN, end + 1
        if text.startswith(("小时", "月", "点"), end):
            end += 1
    if unit == "元" and text.startswith("人民币", end):
        end += 3
    return Tail(end, factor, bound, unit, families[unit])
