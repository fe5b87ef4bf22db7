"""The stem of a label: the indicator's name without what says that it changed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tongbi.catalogue.tables import load_package_table, require
from tongbi.catalogue.wording import plain
from tongbi.model import Measure

if TYPE_CHECKING:
    from tongbi.model import Statement

__all__ = ["stem", "trimmed"]

_FILE = "stems.toml"


@cache
def _endings() -> tuple[tuple[str, ...], int]:
    table = load_package_table(_FILE)
    endings = sorted(require(table, "endings", list, _FILE), key=lambda word: (-len(word), word))
    return tuple(endings), require(table, "shortest", int, _FILE)


def stem(statement: Statement) -> str:
    """Return the plain label of a level, or of the level whose change is stated.

    The level and the change of one indicator share their stem: 地区生产总值 for both 3.68万亿元
    and 增长5.8%.
    """
    return plain(trimmed(statement))


def trimmed(statement: Statement) -> str:
    """Return the label as printed, of a change without the words that say so."""
    text = statement.label
    if statement.measure is Measure.LEVEL:
        return text
    endings, shortest = _endings()
    for ending in endings:
        if text.endswith(ending) and len(text) - len(ending) >= shortest:
            return text.removesuffix(ending)
    return text
