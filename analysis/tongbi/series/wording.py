"""The wording of labels: what two of them share, weighed by how telling it is.

A label becomes a bag of character n-grams. An n-gram that few of the two reports' labels hold
(首店) tells more than one that many hold (新增), so each weighs by its inverse frequency. Which
sides of the contrasts in ``contrasts.toml`` a label names, and which figures it holds (10亿元
以上), are read beside it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tongbi.catalogue.tables import entries, load_package_table, require
from tongbi.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Axis", "axes", "figures", "grams", "rarity", "sides", "unified"]

_FILE = "contrasts.toml"
_FIGURE = re.compile(r"\d+(?:\.\d+)?[百千万亿]*(?:%|‰)?|[百千万亿]+(?=元|级|吨)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One contrast of ``contrasts.toml``; factors are in (0, 1]."""

    id: str
    zh: str
    clash: float
    partial: float
    lone: float
    words: tuple[tuple[str, int], ...]  # word and number of its side, longest word first

    @property
    def pattern(self) -> re.Pattern[str]:
        """The words as one pattern that prefers the longest."""
        return _axis_pattern(self.words)


@cache
def _axis_pattern(words: tuple[tuple[str, int], ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word, _ in words))


@cache
def axes() -> tuple[Axis, ...]:
    """Return the contrasts that the package ships.

    Raises
    ------
    DataError
        Where an axis lacks a key, a factor is not in (0, 1], or a word has two sides.
    """
    table = load_package_table(_FILE, "tongbi.series")
    return tuple(_axis(where, entry) for where, entry in entries(table, "axis", _FILE))


def _axis(where: str, entry: Mapping[str, object]) -> Axis:
    words: dict[str, int] = {}
    for number, side in enumerate(require(entry, "sides", list, where)):
        for word in side:
            if word in words:
                raise DataError("series.word-on-two-sides", where=where, word=word)
            words[word] = number
    factors = {key: require(entry, key, float, where) for key in ("clash", "partial", "lone")}
    for key, value in factors.items():
        if not 0 < value <= 1:
            raise DataError("series.factor-out-of-range", where=where, key=key, value=value)
    longest = sorted(words.items(), key=lambda item: (-len(item[0]), item[0]))
    return Axis(
        id=require(entry, "id", str, where),
        zh=require(entry, "zh", str, where),
        words=tuple(longest),
        clash=factors["clash"],
        partial=factors["partial"],
        lone=factors["lone"],
    )


@lru_cache(maxsize=65536)
def sides(text: str) -> Mapping[str, frozenset[int]]:
    """Return, for each axis that `text` names, the sides that it names.

    Examples
    --------
    >>> sorted(sides("人民调解成功数"))
    ['mediation', 'stage']
    """
    found = {}
    for axis in axes():
        number = dict(axis.words)
        hits = frozenset(number[hit] for hit in axis.pattern.findall(text))
        if hits:
            found[axis.id] = hits
    return found


def figures(text: str) -> frozenset[str]:
    """Return the figures inside a label.

    Examples
    --------
    >>> sorted(figures("10亿元以上项目")), sorted(figures("亿元以上项目"))
    (['10亿'], ['亿'])
    """
    return frozenset(_FIGURE.findall(text))


def grams(text: str, tail: int, front: float) -> dict[str, float]:
    """Return the character n-grams of `text`, n from 1 to 3, with their weight by place.

    Parameters
    ----------
    text : str
        A label in plain characters.
    tail : int
        So many characters at its end count in full.
    front : float
        The weight of n-grams that begin before them.
    """
    bag: dict[str, float] = {}
    start_of_tail = len(text) - tail
    for size in (1, 2, 3):
        for start in range(len(text) - size + 1):
            bag[text[start : start + size]] = 1.0 if start >= start_of_tail else front
    return bag


def rarity(
    prior: Sequence[Iterable[str]], current: Sequence[Iterable[str]], sizes: Sequence[float]
) -> dict[str, float]:
    """Weigh each n-gram by how telling it is in the report that holds it most often.

    Counting the reports apart keeps an n-gram that both have once from weighing less than one
    that only one of them has.

    Parameters
    ----------
    prior, current : sequences of iterables of str
        The distinct n-grams of each label of two reports.
    sizes : sequence of float
        Weight of n-grams of one, two and three characters.

    Returns
    -------
    dict of str to float
        ``log(1 + labels / holders)`` times the weight of the n-gram's size.
    """
    counts = [Counter(gram for label in labels for gram in label) for labels in (prior, current)]
    holders = counts[0] | counts[1]  # the greater of the two counts
    number = max(len(prior), len(current))
    return {
        gram: math.log1p(number / count) * sizes[len(gram) - 1] for gram, count in holders.items()
    }


@cache
def _synonyms() -> tuple[re.Pattern[str], Mapping[str, str]]:
    name = "synonyms.toml"
    table: dict[str, str] = {}
    for where, entry in entries(load_package_table(name, "tongbi.series"), "synonym", name):
        read_as = require(entry, "as", str, where)
        for word in require(entry, "words", list, where):
            if word in table:
                raise DataError("series.word-doubled", where=where, word=word)
            table[word] = read_as
        # The target itself comes first, so that a word inside it is left alone.
        table[read_as] = read_as
    longest = sorted(table, key=lambda word: (-len(word), word))
    return re.compile("|".join(re.escape(word) for word in longest)), table


def unified(text: str) -> str:
    """Return a plain label with each synonym in one wording.

    Examples
    --------
    >>> unified("规模以上工业增加值"), unified("新设立市场主体")
    ('规上工业增加值', '新登记经营主体')
    """
    pattern, table = _synonyms()
    return pattern.sub(lambda hit: table[hit[0]], text)
