"""What linking knows of one statement, worked out once."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.catalogue.wording import plain
from tongbi.model import Measure
from tongbi.series.scope import place_of
from tongbi.series.wording import figures, grams, sides, unified

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tongbi.catalogue.matcher import Catalogue
    from tongbi.model import Statement
    from tongbi.series.settings import Settings

__all__ = ["Profile", "profile"]

_LISTING = re.compile("[、和及与]")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Profile:
    """A statement with the readings of its label that linking compares.

    Attributes
    ----------
    statement : Statement
        The statement itself.
    text : str
        Its label and the parts that the label leaves out, in plain characters.
    grams : mapping of str to float
        The distinct n-grams of `text` with their weight by place.
    sides : mapping of str to frozenset of int
        The sides of the contrasts that `text` names.
    figures : frozenset of str
        The figures that stand inside the label.
    pieces : frozenset of str
        What the label lists, in plain characters; one piece where it lists nothing.
    leaf : int
        Characters of what the label says after its last colon, where it has one, else of all.
    place : str
        The place that it is about, empty for the issuer as a whole.
    section : frozenset of str
        The two-character n-grams of the nearest heading.
    log_value : float or None
        Natural logarithm of a level's size; None for changes and zero.
    indicator : str
        Id of the catalogue's indicator that it matches, else empty.
    """

    statement: Statement
    text: str
    grams: Mapping[str, float]
    sides: Mapping[str, frozenset[int]]
    figures: frozenset[str]
    pieces: frozenset[str]
    leaf: int
    place: str
    section: frozenset[str]
    log_value: float | None
    indicator: str


def profile(statement: Statement, catalogue: Catalogue, config: Settings) -> Profile:
    """Read a statement for linking."""
    text = unified(plain(statement.label))
    for part in (statement.parent, statement.subject, statement.qualifier, statement.action):
        words = unified(plain(part))
        if words and words not in text:
            text = words + text
    known = catalogue.match(statement)
    value = abs(statement.value)
    level = statement.measure is Measure.LEVEL and value != 0
    return Profile(
        statement=statement,
        text=text,
        grams=grams(text, config.tail, config.front),
        sides=sides(text),
        figures=figures(text),
        pieces=frozenset(plain(piece) for piece in _LISTING.split(statement.label)),
        leaf=len(plain(re.split("[：:]", statement.label)[-1])),
        place=place_of(statement.place),
        section=_bigrams(plain(statement.section.rsplit(" / ", 1)[-1])),
        log_value=math.log(value) if level else None,
        indicator="" if known is None else known.id,
    )


def _bigrams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
