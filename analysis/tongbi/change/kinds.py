"""Which arithmetic an indicator's unit calls for: counts and amounts, rates, or ranks."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from tongbi.errors import DataError

__all__ = ["Kind", "change_unit", "kind_of", "same_unit"]


class Kind(StrEnum):
    """The kinds of indicator that change differently."""

    QUANTITY = "quantity"
    RATE = "rate"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class _Table:
    rates: dict[str, str]
    rank_units: frozenset[str]
    rank_labels: tuple[str, ...]
    counters: tuple[frozenset[str], ...]


@cache
def _table() -> _Table:
    path = files("tongbi.change") / "kinds.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    for key in ("rates", "ranks", "counters"):
        if key not in raw:
            raise DataError("change.kinds-table-missing", table=key)
    return _Table(
        raw["rates"],
        frozenset(raw["ranks"]["units"]),
        tuple(raw["ranks"]["labels"]),
        tuple(frozenset(words) for words in raw["counters"].values()),
    )


@cache
def kind_of(unit: str, label: str = "") -> Kind:
    """Tell the kind of an indicator from its unit, and a rank from its name too.

    Examples
    --------
    >>> kind_of("%"), kind_of("件"), kind_of("位", "全省排名")
    (<Kind.RATE: 'rate'>, <Kind.QUANTITY: 'quantity'>, <Kind.RANK: 'rank'>)
    """
    table = _table()
    if unit in table.rates:
        return Kind.RATE
    named = unit in {"", "位", "名"} and any(word in label for word in table.rank_labels)
    return Kind.RANK if unit in table.rank_units or named else Kind.QUANTITY


@cache
def change_unit(unit: str, label: str = "") -> str:
    """Return the unit of a difference: points for rates, places for ranks, else the unit.

    Examples
    --------
    >>> change_unit("%"), change_unit("件")
    ('个百分点', '件')
    """
    kind = kind_of(unit, label)
    if kind is Kind.RATE:
        return _table().rates[unit]
    return "位" if kind is Kind.RANK else unit


@cache
def same_unit(one: str, other: str) -> bool:
    """Tell whether two measure words count the same things.

    Examples
    --------
    >>> same_unit("件", "宗"), same_unit("件", "人")
    (True, False)
    """
    if one == other:
        return True
    return any(one in words and other in words for words in _table().counters)
