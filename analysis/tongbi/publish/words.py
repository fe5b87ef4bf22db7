"""The words of pages and briefings, in Chinese and English, from ``words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from tongbi.errors import DataError, UsageError

__all__ = ["word", "words"]


@cache
def _tables() -> dict[str, dict[str, str]]:
    text = resources.files("tongbi.publish").joinpath("words.toml").read_text(encoding="utf-8")
    tables: dict[str, dict[str, str]] = tomllib.loads(text)
    odd = sorted(set(tables["zh"]) ^ set(tables["en"]))
    if odd:
        raise DataError("publish.word-in-one-language", word=odd[0])
    return tables


def words(lang: str) -> dict[str, str]:
    """Return all words of a language, unfilled.

    Raises
    ------
    UsageError
        When the language is neither ``zh`` nor ``en``.
    """
    if lang not in _tables():
        raise UsageError("publish.no-language", lang=lang)
    return _tables()[lang]


def word(key: str, lang: str = "zh", **values: object) -> str:
    """Return the words for `key` in `lang`, their fields filled in.

    Examples
    --------
    >>> word("counted", name="上年无数", count=3)
    '上年无数：3项'
    """
    return words(lang)[key].format(**values)
