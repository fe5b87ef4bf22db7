"""The language data of the extractor: loaded once from TOML, checked, compiled.

Words live in ``language/*.toml``; code holds the grammar only.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeVar

from tongbi.errors import DataError
from tongbi.model import Bound

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

T = TypeVar("T")

__all__ = ["Ending", "Exclusion", "Lexicon", "any_of", "compiled", "lexicon", "load", "take"]

_REACH = 8  # characters that most exclusions span


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One pattern beside a numeral that makes it no statement.

    Attributes
    ----------
    id : str
        Its name.
    pattern : re.Pattern
        What stands there.
    units : frozenset of str
        The units that it is about; empty for all.
    only_bare : bool
        Whether it is about numerals without a unit only.
    reach : int
        The most characters that it may span at the left.
    ends : str
        The characters that it can end with at the left; empty for any.
    """

    id: str
    pattern: re.Pattern[str]
    units: frozenset[str]
    only_bare: bool
    reach: int
    ends: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words that the grammar refers to."""

    digits: dict[str, int]
    powers: dict[str, int]
    scales: dict[str, int]
    rates: frozenset[str]
    amounts: frozenset[str]
    durations: frozenset[str]
    counts: frozenset[str]
    multiples: frozenset[str]
    not_before: dict[str, frozenset[str]]
    bounds_before: dict[str, Bound]
    bounds_behind: dict[str, Bound]
    up: tuple[str, ...]
    down: tuple[str, ...]
    doing: frozenset[str]
    fronted: tuple[str, ...]
    cutting: frozenset[str]
    between: tuple[str, ...]
    doubling: dict[str, int]
    bases_yoy: tuple[str, ...]
    bases_other: tuple[str, ...]
    against: tuple[str, ...]
    left: tuple[Exclusion, ...]
    right: tuple[Exclusion, ...]
    class_size: re.Pattern[str]
    class_above: re.Pattern[str]
    class_reached: re.Pattern[str]
    class_made: re.Pattern[str]
    class_verbs: re.Pattern[str]
    chinese_idioms: re.Pattern[str]
    capacity_units: frozenset[str]
    capacity_noun: re.Pattern[str]
    capacity_done: re.Pattern[str]

    @property
    def units(self) -> frozenset[str]:
        """All units and measure words."""
        return self.rates | self.amounts | self.durations | self.counts | self.multiples


def any_of(words: Iterable[str], *, not_before: Mapping[str, Iterable[str]] | None = None) -> str:
    """Return a pattern that matches the longest of `words`.

    The words are laid out as a prefix tree behind a look at the first character, so that the
    cost of a try does not grow with their number.

    Parameters
    ----------
    words : iterable of str
        What is matched.
    not_before : mapping of str to characters, optional
        For some of the words, the characters before which they do not match.

    Examples
    --------
    >>> re.match(any_of(["增", "增长", "下降"]), "增长5%").group()
    '增长'
    """
    tree: dict[str, Any] = {}
    for word in sorted(set(words)):
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    if not tree:
        return r"(?!)"
    first = "".join(re.escape(c) for c in tree if c)
    guards = {
        word: f"(?![{re.escape(''.join(sorted(found)))}])"
        for word, found in (not_before or {}).items()
        if found
    }
    return f"(?=[{first}]){_branches(tree, '', guards)}"


def _branches(tree: dict[str, Any], begun: str, guards: dict[str, str]) -> str:
    """Write one level of a prefix tree as a pattern that prefers the longer match.

    Parameters
    ----------
    tree : dict
        What may follow, by first character; an empty one ends a word.
    begun : str
        The characters that lead here.
    guards : dict of str to str
        What is appended to a word.
    """
    options = [re.escape(c) + _branches(tree[c], begun + c, guards) for c in tree if c]
    if "" not in tree:
        return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"
    guard = guards.get(begun, "")
    if not options:
        return guard
    return f"(?:{'|'.join([*options, guard])})"


class Ending:
    """A pattern at a text's end, tried only behind a character that can end it.

    Most texts end otherwise, and to look at one character takes a tenth of a search's time.

    Parameters
    ----------
    pattern : str
        What the text ends in.
    last : iterable of str or None
        The words, or the characters, that it ends with; an empty one where it may be empty, None
        for any.
    """

    __slots__ = ("_last", "_match", "_search", "pattern")

    def __init__(self, pattern: str, last: Iterable[str] | None) -> None:
        self.pattern = re.compile(rf"(?:{pattern})$")
        self._match, self._search = self.pattern.match, self.pattern.search
        self._last = None if last is None else frozenset(word[-1:] for word in last)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first match from `start` on that reaches the `end` of `text`, if any."""
        if end is None:
            end = len(text)
        if self._last is not None and text[end - 1 : end] not in self._last:
            return None
        return self._search(text, start, end)

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match of all of `text`, if it is one."""
        if self._last is not None and text[-1:] not in self._last:
            return None
        return self._match(text)


def load(name: str) -> dict[str, Any]:
    """Load one file of language data.

    Raises
    ------
    DataError
        If the file is not valid TOML.
    """
    path = resources.files("tongbi.extraction").joinpath("language", name)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError("extraction.not-toml", file=name, reason=error) from error


def take(name: str, data: dict[str, Any], key: str, kind: type[T]) -> T:
    """Return ``data[key]``, checked to be of `kind`.

    Raises
    ------
    DataError
        If the key is missing or its value of another type.
    """
    if key not in data:
        raise DataError("extraction.key-missing", file=name, key=key)
    value = data[key]
    if not isinstance(value, kind):
        raise DataError(
            "extraction.value-type", file=name, key=key, value=repr(value), type=kind.__name__
        )
    return value


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon, loaded at the first call.

    Raises
    ------
    DataError
        If a language file breaks its schema; the message names file, key and value.
    """
    units, numerals = load("units.toml"), load("numerals.toml")
    bounds, changes = load("bounds.toml"), load("changes.toml")
    excluded = load("exclusions.toml")
    bases = take("changes.toml", changes, "bases", dict)
    size = take("exclusions.toml", excluded, "class_size", dict)
    chinese = take("exclusions.toml", excluded, "chinese", dict)
    capacity = take("exclusions.toml", excluded, "capacity", dict)

    def words(name: str, data: dict[str, Any], key: str) -> tuple[str, ...]:
        return tuple(take(name, data, key, list))

    return Lexicon(
        digits=take("numerals.toml", numerals, "digits", dict),
        powers=take("numerals.toml", numerals, "powers", dict),
        scales=take("numerals.toml", numerals, "scales", dict),
        rates=frozenset(words("units.toml", units, "rates")),
        amounts=frozenset(words("units.toml", units, "amounts")),
        durations=frozenset(words("units.toml", units, "durations")),
        counts=frozenset(words("units.toml", units, "counts")),
        multiples=frozenset(words("units.toml", units, "multiples")),
        not_before={
            word: frozenset(first)
            for word, first in take("units.toml", units, "not_before", dict).items()
        },
        bounds_before=_bounds(bounds, "before"),
        bounds_behind=_bounds(bounds, "behind"),
        up=words("changes.toml", changes, "up"),
        down=words("changes.toml", changes, "down"),
        doing=frozenset(words("changes.toml", changes, "doing")),
        fronted=words("changes.toml", changes, "fronted"),
        cutting=frozenset(words("changes.toml", changes, "cutting")),
        between=words("changes.toml", changes, "between"),
        doubling=take("changes.toml", changes, "doubling", dict),
        bases_yoy=words("changes.toml", bases, "yoy"),
        bases_other=words("changes.toml", bases, "other"),
        against=words("changes.toml", bases, "against"),
        left=_exclusions(excluded, "left"),
        right=_exclusions(excluded, "right"),
        class_size=compiled("exclusions.toml", size, "pattern"),
        class_above=compiled("exclusions.toml", size, "above"),
        class_reached=compiled("exclusions.toml", size, "reached"),
        class_made=compiled("exclusions.toml", size, "made"),
        class_verbs=compiled("exclusions.toml", size, "verbs"),
        chinese_idioms=compiled("exclusions.toml", chinese, "idioms"),
        capacity_units=frozenset(words("exclusions.toml", capacity, "units")),
        capacity_noun=compiled("exclusions.toml", capacity, "noun"),
        capacity_done=compiled("exclusions.toml", capacity, "done"),
    )


def _bounds(data: dict[str, Any], side: str) -> dict[str, Bound]:
    found: dict[str, Bound] = {}
    for name, entry in data.items():
        try:
            bound = Bound(name)
        except ValueError as error:
            raise DataError("extraction.not-a-bound", name=name) from error
        for word in take("bounds.toml", entry, side, list):
            found[word] = bound
    return found


def _exclusions(data: dict[str, Any], side: str) -> tuple[Exclusion, ...]:
    name = "exclusions.toml"
    return tuple(
        Exclusion(
            id=take(name, entry, "id", str),
            pattern=compiled(name, entry, "pattern"),
            units=frozenset(entry.get("units", ())),
            only_bare=bool(entry.get("only_bare", False)),
            reach=int(entry.get("reach", _REACH)),
            ends=str(entry.get("ends", "")),
        )
        for entry in take(name, data, side, list)
    )


def compiled(name: str, data: dict[str, Any], key: str) -> re.Pattern[str]:
    """Return ``data[key]``, compiled.

    Raises
    ------
    DataError
        If the key is missing or no pattern.
    """
    source = take(name, data, key, str)
    try:
        return re.compile(source)
    except re.error as error:
        raise DataError(
            "extraction.not-a-pattern", file=name, key=key, pattern=source, reason=error
        ) from error
