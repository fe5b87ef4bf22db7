"""The entries of the catalogue, and the tables that they are read from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from tongbi.catalogue.tables import entries, require
from tongbi.catalogue.units import unit
from tongbi.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Indicator", "Kind", "Nature", "Polarity", "check", "parse"]


class Kind(StrEnum):
    """What sort of number an indicator is; it decides the arithmetic of change."""

    COUNT = "count"
    AMOUNT = "amount"
    RATE = "rate"
    INDEX = "index"
    RANK = "rank"


class Nature(StrEnum):
    """Whether an indicator counts what happened in a year, or what there is at its end."""

    FLOW = "flow"
    STOCK = "stock"


class Polarity(StrEnum):
    """Which direction is better, where one is."""

    MORE = "more_is_better"
    LESS = "less_is_better"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is measured, with its words and what is known of its arithmetic.

    Attributes
    ----------
    id : str
        Stable id, such as ``mediation.accepted``.
    zh, en : str
        Its names.
    unit : str
        The unit that its levels are usually printed in; empty where reports differ.
    kind, nature, polarity
        The vocabularies above.
    aliases : tuple of str
        Other wordings of the whole label.
    require : tuple of tuple of str
        Groups of key strings: a label must hold one string of each group.
    forbid : tuple of str
        Strings that a neighbour's label holds.
    allow : tuple of str
        Further words that the label may hold beside the key strings.
    numerator, denominator : str
        Ids of the indicators whose quotient a rate is; empty where there is no such identity.
    parts : tuple of str
        Ids of indicators that add up to this one.
    levels_only : bool
        True for a variant in another unit (美元): a change in percent, which has no unit, is not
        matched to it.
    definition, source : str
        What it counts, in the project's words, and where the term is laid down.
    """

    id: str
    zh: str
    en: str = ""
    unit: str = ""
    kind: Kind = Kind.COUNT
    nature: Nature = Nature.FLOW
    polarity: Polarity = Polarity.NEITHER
    aliases: tuple[str, ...] = ()
    require: tuple[tuple[str, ...], ...] = ()
    forbid: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    numerator: str = ""
    denominator: str = ""
    parts: tuple[str, ...] = ()
    levels_only: bool = False
    definition: str = ""
    source: str = ""

    @property
    def dimension(self) -> str:
        """Id of the unit's dimension, as in ``units.toml``."""
        return unit(self.unit).dimension


_KEYS = frozenset(Indicator.__dataclass_fields__)
_E = TypeVar("_E", bound=StrEnum)


def parse(table: Mapping[str, Any], name: str) -> tuple[Indicator, ...]:
    """Return the indicators of one TOML table.

    Parameters
    ----------
    table : mapping
        The parsed file.
    name : str
        Its name, for errors.

    Raises
    ------
    DataError
        Naming file, indicator, key and value, for the first thing that breaks the schema.
    """
    source = table.get("source", "")
    return tuple(
        _indicator(entry, where, source) for where, entry in entries(table, "indicator", name)
    )


def _indicator(entry: Mapping[str, Any], where: str, source: str) -> Indicator:
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise DataError(
            "catalogue.keys-unknown", where=where, unknown=str(unknown), keys=sorted(_KEYS)
        )
    numerator, denominator = (entry.get(key, "") for key in ("numerator", "denominator"))
    if bool(numerator) != bool(denominator):
        raise DataError("catalogue.half-a-quotient", where=where)
    return Indicator(
        id=require(entry, "id", str, where),
        zh=require(entry, "zh", str, where),
        en=require(entry, "en", str, where),
        unit=entry.get("unit", ""),
        kind=_member(Kind, entry, "kind", where),
        nature=_member(Nature, entry, "nature", where),
        polarity=_member(Polarity, entry, "polarity", where),
        aliases=_strings(entry, "aliases", where),
        require=tuple(_group(group, where) for group in entry.get("require", ())),
        forbid=_strings(entry, "forbid", where),
        allow=_strings(entry, "allow", where),
        numerator=numerator,
        denominator=denominator,
        parts=_strings(entry, "parts", where),
        levels_only=entry.get("levels_only", False),
        definition=entry.get("definition", ""),
        source=entry.get("source", source),
    )


def _member(vocabulary: type[_E], entry: Mapping[str, Any], key: str, where: str) -> _E:
    value = require(entry, key, str, where)
    try:
        return vocabulary(value)
    except ValueError:
        raise DataError(
            "catalogue.value-not-allowed",
            where=where,
            key=key,
            value=value,
            allowed=[member.value for member in vocabulary],
        ) from None


def _strings(entry: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise DataError("catalogue.not-strings", where=where, key=key, value=repr(value))
    return tuple(value)


def _group(group: object, where: str) -> tuple[str, ...]:
    words = group.split("|") if isinstance(group, str) else []
    if not all(words) or not words:
        raise DataError("catalogue.group-empty", where=where, value=repr(group))
    return tuple(words)


def check(indicators: Iterable[Indicator]) -> dict[str, Indicator]:
    """Return the indicators by id, their cross-references checked.

    Raises
    ------
    DataError
        For a doubled id, or an identity that names an indicator that is not there.
    """
    table: dict[str, Indicator] = {}
    for found in indicators:
        if found.id in table:
            raise DataError("catalogue.id-doubled", id=found.id)
        table[found.id] = found
    for found in table.values():
        for other in (found.numerator, found.denominator, *found.parts):
            if other and other not in table:
                raise DataError("catalogue.reference-missing", id=found.id, other=other)
    return table
