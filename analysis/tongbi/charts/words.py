"""The words of charts and briefings, in Chinese and English, from ``words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from string import Formatter

from tongbi.errors import DataError, UsageError

__all__ = ["LANGUAGES", "unit_name", "word"]

LANGUAGES = ("zh", "en")


@cache
def _tables() -> dict[str, dict[str, str]]:
    name = "charts/words.toml"
    text = resources.files("tongbi").joinpath(name).read_text(encoding="utf-8")
    tables: dict[str, dict[str, str]] = tomllib.loads(text)
    odd = sorted(set(tables["zh"]) ^ set(tables["en"]))
    if odd:
        raise DataError("charts.word-in-one-language", file=name, word=odd[0])
    for key, zh in tables["zh"].items():
        if _fields(zh) != _fields(tables["en"][key]):
            raise DataError("charts.word-fields-differ", file=name, word=key)
    return tables


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def word(key: str, lang: str = "zh", **values: object) -> str:
    """Return the words for `key` in `lang`, their fields filled in.

    Parameters
    ----------
    key : str
        A key of ``words.toml``.
    lang : {"zh", "en"}
        The language.
    **values
        The fields that the words hold.

    Raises
    ------
    UsageError
        When the language is not one of the two.

    Examples
    --------
    >>> word("years", first=2020, last=2024)
    '2020—2024年'
    >>> word("years", "en", first=2020, last=2024)
    '2020–2024'
    """
    if lang not in LANGUAGES:
        raise UsageError("charts.no-language", lang=lang)
    return _tables()[lang][key].format(**values)


def unit_name(unit: str, lang: str = "zh") -> str:
    """Return the unit as the reader of `lang` knows it; an unlisted one stays as printed.

    Examples
    --------
    >>> unit_name("宗", "en")
    'cases'
    """
    return unit if lang == "zh" else _tables()["units"].get(unit, unit)
