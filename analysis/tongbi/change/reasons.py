"""Reason codes: why a change can't be had, or what must be said beside it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tongbi.errors import DataError, NotFoundError

__all__ = ["Reason", "reasons", "say"]

_BLOCKS = ("", "percent", "change")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One code with what it leaves empty and its words.

    Attributes
    ----------
    code : str
        As it stands in the frame of changes.
    blocks : str
        ``change`` where no number is given at all, ``percent`` where the difference stands,
        empty for a caveat.
    zh, en : str
        For readers.
    """

    code: str
    blocks: str
    zh: str
    en: str


@cache
def reasons() -> dict[str, Reason]:
    """Return the codes in their order of precedence.

    Raises
    ------
    DataError
        If an entry of ``reasons.toml`` lacks a field or blocks something unknown.
    """
    path = files("tongbi.change") / "reasons.toml"
    found = {}
    for code, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
        if set(entry) != {"blocks", "zh", "en"} or entry["blocks"] not in _BLOCKS:
            raise DataError("change.reason-fields", reason=code, found=repr(entry), blocks=_BLOCKS)
        found[code] = Reason(code=code, **entry)
    return found


def say(codes: str, lang: str = "zh") -> str:
    """Put the codes of a cell into words.

    Parameters
    ----------
    codes : str
        Joined by ``;``, as in the column ``reason``.
    lang : {"zh", "en"}
        Language.

    Raises
    ------
    NotFoundError
        If a code is not registered.

    Examples
    --------
    >>> say("gap")
    '中间年份缺失，不作逐年比较'
    >>> say("zero_base;small_base", "en")
    'the prior is zero; no percent; small base; the percent swings widely'
    """
    table = reasons()
    words = []
    for code in filter(None, codes.split(";")):
        if code not in table:
            raise NotFoundError("change.no-reason", reason=code, known=tuple(table))
        words.append(getattr(table[code], lang))
    return ("；" if lang == "zh" else "; ").join(words)
