"""The scope of a figure: the issuer as a whole, its own level, or another place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tongbi.catalogue.tables import load_package_table, require

__all__ = ["OWN_LEVEL", "place_of"]

_FILE = "scope.toml"

#: The place of figures about the issuer's own level alone.
OWN_LEVEL = "本级"


@dataclass(frozen=True, slots=True)
class _Words:
    whole: frozenset[str]
    own: frozenset[str]


@cache
def _words() -> _Words:
    table = load_package_table(_FILE, "tongbi.series")
    return _Words(
        whole=frozenset(require(table, "whole", list, _FILE)),
        own=frozenset(require(table, "own", list, _FILE)),
    )


@cache
def place_of(place: str) -> str:
    """Return the place that a statement's ``place`` names, empty for the issuer as a whole.

    Examples
    --------
    >>> place_of("全市"), place_of("市级"), place_of("松坪县")
    ('', '本级', '松坪县')
    """
    words = _words()
    if place in words.whole:
        return ""
    return OWN_LEVEL if place in words.own else place
