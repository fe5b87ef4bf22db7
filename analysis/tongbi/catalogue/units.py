"""Units for comparing: which measure words count the same thing, and which units scale.

The data is ``units.toml``. A unit that it does not list is a dimension of its own: it compares
with itself alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from tongbi.catalogue.tables import entries, load_package_table, require
from tongbi.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Kinship", "Unit", "factor", "kinship", "unit"]

_FILE = "units.toml"


class Kinship(StrEnum):
    """How two units stand to each other."""

    SAME = "same"  # the same word
    EQUAL = "equal"  # two words for one thing (件, 宗)
    SCALED = "scaled"  # one dimension, another size (平方公里, 平方米)
    KIN = "kin"  # measure words that reports swap (个, 家)
    OTHER = "other"  # not comparable


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit as printed, with what is known of it.

    Attributes
    ----------
    word : str
        The unit or measure word.
    dimension : str
        Id of its dimension; the word itself where the table does not know it.
    size : Decimal
        How many of the dimension's first unit it holds; 1 for measure words.
    kin : frozenset of str
        Dimensions whose words are swapped for this one's.
    """

    word: str
    dimension: str
    size: Decimal = Decimal(1)
    kin: frozenset[str] = frozenset()


@cache
def _units() -> Mapping[str, Unit]:
    table: dict[str, Unit] = {}
    for where, entry in entries(load_package_table(_FILE), "dimension", _FILE):
        name = require(entry, "id", str, where)
        kin = frozenset(entry.get("kin", ()))
        sizes: dict[str, Any] = dict.fromkeys(entry.get("words", ()), "1")
        sizes.update(entry.get("scaled", {}))
        if not sizes:
            raise DataError("catalogue.dimension-empty", where=where, name=name)
        for word, size in sizes.items():
            if word in table:
                raise DataError("catalogue.unit-doubled", where=where, unit=word)
            table[word] = Unit(word=word, dimension=name, size=Decimal(size), kin=kin)
    return table


def unit(word: str) -> Unit:
    """Return what is known of a unit.

    Examples
    --------
    >>> unit("宗").dimension
    'case'
    >>> unit("丈").dimension
    '丈'
    """
    return _units().get(word) or Unit(word=word, dimension=word)


@cache
def kinship(a: str, b: str) -> Kinship:
    """Tell how two units stand to each other.

    Examples
    --------
    >>> kinship("件", "宗"), kinship("平方公里", "平方米"), kinship("人", "人次")
    (<Kinship.EQUAL: 'equal'>, <Kinship.SCALED: 'scaled'>, <Kinship.OTHER: 'other'>)
    """
    if a == b:
        return Kinship.SAME
    one, other = unit(a), unit(b)
    if one.dimension == other.dimension:
        return Kinship.EQUAL if one.size == other.size else Kinship.SCALED
    if one.dimension in other.kin or other.dimension in one.kin:
        return Kinship.KIN
    return Kinship.OTHER


def factor(a: str, b: str) -> Decimal | None:
    """Return what turns a figure in unit `a` into one in unit `b`; None where nothing does.

    Examples
    --------
    >>> factor("平方公里", "平方米")
    Decimal('1000000')
    >>> factor("人", "人次") is None
    True
    """
    if kinship(a, b) is Kinship.OTHER:
        return None
    return unit(a).size / unit(b).size
