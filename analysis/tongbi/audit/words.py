"""The audit's language knowledge, read from ``words.toml`` and checked at load."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tongbi.errors import DataError

__all__ = ["Words", "alternation", "words"]

_PUNCTUATION = r"[，,、（）()：:\s“”]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The tables of ``words.toml`` by dotted name, and the expressions built from them."""

    lists: dict[str, tuple[str, ...]]
    rates: dict[str, tuple[str, ...]]
    groups: tuple[tuple[str, ...], ...]
    tail: re.Pattern[str]
    prior: re.Pattern[str]
    rise_to: re.Pattern[str]
    name_end: re.Pattern[str]

    def has(self, name: str, text: str) -> bool:
        """Tell whether `text` holds a word of the list `name`."""
        return any(word in text for word in self.lists[name])

    def find(self, name: str, text: str) -> str:
        """Return the first word of the list `name` in `text`, else an empty string."""
        return next((word for word in self.lists[name] if word in text), "")


@cache
def alternation(found: tuple[str, ...]) -> str:
    """Return an expression for any of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(found, key=lambda w: (-len(w), w)))


@cache
def words() -> Words:
    """Return the words.

    Raises
    ------
    DataError
        If a table holds something else than lists of words.
    """
    path = files("tongbi.audit") / "words.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    groups = tuple(tuple(group) for group in raw["sums"].pop("groups"))
    lists = _lists(raw)
    rates = {stem: lists[f"rates.{stem}"] for stem in raw["rates"]}
    connectors = (
        lists["tail.compare"] + lists["tail.verbs"] + lists["tail.fillers"] + lists["tail.bases"]
    )
    before = alternation(lists["prior.names"])
    return Words(
        lists=lists,
        rates=rates,
        groups=groups,
        tail=re.compile(rf"(?:{_PUNCTUATION}|{alternation(connectors)})*"),
        prior=re.compile(
            rf"{_PUNCTUATION}*(?:比|较|与|由|从|而)?(?:{before}|\d{{4}}年)(?:末|底|同期)?"
            rf"(?:数量|数)?(?:的|为|是|仅)?{_PUNCTUATION}*"
        ),
        rise_to=re.compile(rf"{_PUNCTUATION}*(?:{alternation(lists['prior.to'])}){_PUNCTUATION}*"),
        name_end=re.compile(rf"(?:{alternation(lists['names.verbs'])}|{_PUNCTUATION})+$"),
    )


def _lists(raw: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    found = {}
    for table, entries in raw.items():
        for key, value in entries.items():
            if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
                raise DataError("audit.words-not-a-list", table=table, key=key, value=repr(value))
            found[f"{table}.{key}"] = tuple(value)
    return found
