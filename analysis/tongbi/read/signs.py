"""The signs by which a report says what it is: ``language/reports.toml``, checked, compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from tongbi.errors import DataError
from tongbi.model import ReportKind

__all__ = ["Signs", "signs"]

_NAME = "reports.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """The compiled patterns.

    Attributes
    ----------
    kinds : tuple of (ReportKind, re.Pattern)
        In the order in which they are tried.
    covered : tuple of (re.Pattern, int)
        A pattern with a year in group 1, and what leads from it to the year covered.
    title, problems, plan, done : re.Pattern
        Of a title, and of the headings of the three parts.
    """

    kinds: tuple[tuple[ReportKind, re.Pattern[str]], ...]
    covered: tuple[tuple[re.Pattern[str], int], ...]
    title: re.Pattern[str]
    problems: re.Pattern[str]
    plan: re.Pattern[str]
    done: re.Pattern[str]


@lru_cache(maxsize=1)
def signs() -> Signs:
    """Return the signs, loaded at the first call.

    Raises
    ------
    DataError
        If the file breaks its schema.
    """
    path = resources.files("tongbi.read").joinpath("language", _NAME)
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        return Signs(
            kinds=tuple((ReportKind(x["name"]), re.compile(x["pattern"])) for x in data["kind"]),
            covered=tuple((re.compile(x["pattern"]), int(x["shift"])) for x in data["covered"]),
            title=re.compile(data["title"]["pattern"]),
            **{key: re.compile(data["section"][key]) for key in ("problems", "plan", "done")},
        )
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise DataError("read.language-entry", file=_NAME, error=repr(error)) from error
