"""Say in words why a statement was read as it was."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tongbi.extraction.lexicon import load, take

if TYPE_CHECKING:
    from tongbi.model import Statement

__all__ = ["explain"]

_NAME = "rules.toml"


@lru_cache(maxsize=2)
def _texts(lang: str) -> dict[str, str]:
    return take(_NAME, load(_NAME), lang, dict)


def explain(statement: Statement, lang: str = "zh") -> tuple[str, ...]:
    """Return one sentence for each rule that a statement was read by.

    Parameters
    ----------
    statement : Statement
        As extraction gives it.
    lang : str
        ``zh`` or ``en``.

    Raises
    ------
    DataError
        If there are no texts in that language, or a rule has none.
    """
    texts = _texts(lang)
    return tuple(take(_NAME, texts, rule, str) for rule in statement.rules)
