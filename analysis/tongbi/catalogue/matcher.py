"""Matching a statement to the catalogue, precision first.

A label matches an indicator where it is worded as one of its names, or where it holds all of
its key strings, none of its forbidden ones, and nothing else of weight: whatever is left of the
label once the key strings and the fillers of ``fillers.toml`` are taken away must be empty.
前海地区生产总值 is not 地区生产总值.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from tongbi.catalogue.indicators import Indicator, Kind, Nature, check, parse
from tongbi.catalogue.stems import stem
from tongbi.catalogue.tables import load_package_table, load_table, require
from tongbi.catalogue.units import Kinship, kinship
from tongbi.catalogue.wording import plain
from tongbi.errors import NotFoundError
from tongbi.model import Measure, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["OWN_TABLE", "Catalogue", "load", "match", "of_folder"]

_FILLERS = "fillers.toml"
_INDEX = "indicators/index.toml"

#: The table of a user's own indicators in a folder of reports.
OWN_TABLE = "indicators.toml"


class Catalogue:
    """Indicators with their matcher.

    Parameters
    ----------
    indicators : iterable of Indicator
        Entries with unique ids.
    """

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self.indicators: Mapping[str, Indicator] = check(indicators)
        self._find = lru_cache(maxsize=65536)(self._search)

    def __len__(self) -> int:
        return len(self.indicators)

    def get(self, indicator_id: str) -> Indicator:
        """Return the indicator with this id.

        Raises
        ------
        NotFoundError
            Where there is none; the message names what was probably meant.
        """
        import difflib

        found = self.indicators.get(indicator_id)
        if found is None:
            near = difflib.get_close_matches(indicator_id, self.indicators, n=3, cutoff=0.5)
            if near:
                raise NotFoundError("catalogue.no-indicator-but", id=indicator_id, near=near)
            raise NotFoundError("catalogue.no-indicator", id=indicator_id)
        return found

    def match(self, statement: Statement) -> Indicator | None:
        """Return the indicator that a statement is of, None where that is not sure.

        Parameters
        ----------
        statement : Statement
            A level or a change; a level's unit must fit the indicator's.
        """
        for text in _texts(statement):
            found = self._find(text, statement.unit, statement.measure)
            if found is not None:
                return found
        return self._part(statement)

    def _part(self, statement: Statement) -> Indicator | None:
        """Return what a label of the form whole：part is of, where the whole has such a part."""
        whole, colon, name = statement.label.rpartition("：")
        if not colon:
            return None
        above = self._find(plain(whole), "", Measure.CHANGE_REL)
        part = self._find(plain(name), statement.unit, statement.measure)
        known = above is not None and part is not None and part.id in above.parts
        return part if known else None

    def identify(self, statement: Statement, given: str = "") -> Indicator | None:
        """Return the indicator `given` by its id, else the one that matches.

        An id that the catalogue does not know stands for an indicator of its own.
        """
        if not given:
            return self.match(statement)
        known = self.indicators.get(given)
        return known or Indicator(id=given, zh=statement.label, unit=statement.unit)

    @cached_property
    def _aliases(self) -> Mapping[str, tuple[Indicator, ...]]:
        table: dict[str, list[Indicator]] = defaultdict(list)
        for found in self.indicators.values():
            for name in {plain(text) for text in (found.zh, *found.aliases)}:
                table[name].append(found)
        return {name: tuple(found) for name, found in table.items()}

    @cached_property
    def _anchors(self) -> Mapping[str, tuple[Indicator, ...]]:
        """Indicators by the first two characters of the key strings of their longest group."""
        table: dict[str, list[Indicator]] = defaultdict(list)
        for found in self.indicators.values():
            if found.require:
                anchor = max(found.require, key=lambda group: min(map(len, group)))
                for start in sorted({plain(word)[:2] for word in anchor}):
                    table[start].append(found)
        return {start: tuple(found) for start, found in table.items()}

    def _search(self, text: str, unit: str, measure: Measure) -> Indicator | None:
        named = [i for i in self._aliases.get(text, ()) if _unit_fits(i, unit, measure)]
        if len(named) == 1:
            return named[0]
        starts = {text[at : at + 2] for at in range(len(text) - 1)}
        nearby = {i.id: i for start in sorted(starts) for i in self._anchors.get(start, ())}
        best: list[Indicator] = []
        most = 0
        for found in nearby.values():
            if not _unit_fits(found, unit, measure):
                continue
            held = _held(found, text)
            if held > most:
                best, most = [found], held
            elif held == most and held:
                best.append(found)
        return best[0] if len(best) == 1 else None


def _texts(statement: Statement) -> tuple[str, ...]:
    """Return the label, then the label with the indicator that it is a part of."""
    text, parent = stem(statement), plain(statement.parent)
    return (text, parent + text) if parent and parent not in text else (text,)


def _unit_fits(indicator: Indicator, unit: str, measure: Measure) -> bool:
    if measure is Measure.CHANGE_REL:
        return not indicator.levels_only
    if measure is Measure.CHANGE_PP:
        return indicator.kind is Kind.RATE
    if not indicator.unit:
        return True
    return kinship(indicator.unit, unit) is not Kinship.OTHER


@cache
def _fillers() -> re.Pattern[str]:
    words = require(load_package_table(_FILLERS), "fillers", list, _FILLERS)
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=_longest_first)))


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word


def _held(indicator: Indicator, text: str) -> int:
    """Return how many characters of `text` the key strings account for, 0 where it fails."""
    if any(word in text for word in _plain_words(indicator.forbid)):
        return 0
    left, held = text, 0
    for group in indicator.require:
        hits = [word for word in _plain_words(group) if word in left]
        if not hits:
            return 0
        # The first of overlapping words: 新收 of 新收案件, not 收案.
        hit = min(hits, key=left.index)
        # A mark where the string was keeps its neighbours from joining to a new word.
        left = left.replace(hit, "|", 1)
        held += len(hit)
    if any(mark in left for mark in _marks(indicator.nature)):
        return 0
    for word in _plain_words(indicator.allow):
        left = left.replace(word, "|")
    return held if not _fillers().sub("", left).strip("|") else 0


@cache
def _marks(nature: Nature) -> tuple[str, ...]:
    """Return the words that a label of the other nature holds: 累计 is no flow, 新增 no stock."""
    key = "stock" if nature is Nature.FLOW else "flow"
    return tuple(require(load_package_table(_FILLERS), key, list, _FILLERS))


@cache
def _plain_words(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted((plain(word) for word in words), key=_longest_first))


def load(extra: Path | None = None) -> Catalogue:
    """Return the catalogue that the package ships, with a user's own indicators.

    Parameters
    ----------
    extra : Path, optional
        A TOML file in the form of the package's own, such as ``reports/indicators.toml``; an
        entry with the id of a shipped one replaces it.

    Raises
    ------
    DataError
        Where a file breaks the schema.
    """
    return _loaded(extra, extra.read_bytes() if extra is not None and extra.is_file() else b"")


@lru_cache(maxsize=8)
def _loaded(extra: Path | None, content: bytes) -> Catalogue:
    """Return the catalogue; `content` tells a user's file from what it was before."""
    del content
    shipped = [
        found
        for name in require(load_package_table(_INDEX), "files", list, _INDEX)
        for found in parse(load_package_table(f"indicators/{name}"), f"indicators/{name}")
    ]
    if extra is None:
        return Catalogue(shipped)
    own = parse(load_table(extra), str(extra))
    replaced = {found.id for found in own}
    return Catalogue([*(found for found in shipped if found.id not in replaced), *own])


def of_folder(root: Path) -> Catalogue:
    """Return the catalogue for a folder of reports: with its ``indicators.toml``, if it has one."""
    own = root / OWN_TABLE
    return load(own if own.is_file() else None)


def match(statement: Statement) -> Indicator | None:
    """Return the shipped indicator that a statement is of, None where that is not sure."""
    return load().match(statement)
