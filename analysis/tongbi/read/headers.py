"""What the headers of tables say: ``language/tables.toml``, checked, compiled."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from tongbi.errors import DataError

__all__ = ["HeaderWords", "header_words"]

_NAME = "tables.toml"


class HeaderWords(NamedTuple):
    """What the headers of tables say.

    Attributes
    ----------
    nameless : frozenset of str
        Headers that say no more than that a number stands below.
    units, indexes : frozenset of str
        Headers of the columns of units and of running numbers.
    bracketed : re.Pattern
        A unit in brackets at the end of a header or of its part.
    """

    nameless: frozenset[str]
    units: frozenset[str]
    indexes: frozenset[str]
    bracketed: re.Pattern[str]


@lru_cache(maxsize=1)
def header_words() -> HeaderWords:
    """Return the words, loaded at the first call.

    Raises
    ------
    DataError
        If the file breaks its schema.
    """
    path = resources.files("tongbi.read").joinpath("language", _NAME)
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        words = data["headers"]
        return HeaderWords(
            nameless=frozenset(words["nameless"]),
            units=frozenset(words["units"]),
            indexes=frozenset(words["indexes"]),
            bracketed=re.compile(rf"[（(](?P<unit>{words['unit']})[）)](?=：|$)"),
        )
    except (KeyError, TypeError, re.error) as error:
        raise DataError("read.language-entry", file=_NAME, error=repr(error)) from error
