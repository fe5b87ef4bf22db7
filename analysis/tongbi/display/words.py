"""The words of tables in a notebook, in Chinese and English, from ``words.toml``."""

from __future__ import annotations

from functools import cache

from tongbi.catalogue.tables import load_package_table
from tongbi.errors import DataError, UsageError

__all__ = ["word"]


@cache
def _tables() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = load_package_table("words.toml", "tongbi.display")
    odd = sorted(set(tables["zh"]) ^ set(tables["en"]))
    if odd:
        raise DataError("display.word-in-one-language", word=odd[0])
    return tables


def word(key: str, lang: str = "zh", **values: object) -> str:
    """Return the words for `key` in `lang`, their fields filled in.

    Raises
    ------
    UsageError
        When the language is neither ``zh`` nor ``en``.

    Examples
    --------
    >>> word("source_at", report="韶关市2024", at=2684, quote="99.58%")
    '韶关市2024，原文第2684字：99.58%'
    """
    if lang not in _tables():
        raise UsageError("display.no-language", lang=lang)
    return _tables()[lang][key].format(**values)
