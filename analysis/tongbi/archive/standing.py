"""Whether the registered figures still stand in their source where they were found."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tongbi.archive.facts import NO_PLACE
from tongbi.extraction import extract_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tongbi.archive.facts import Fact
    from tongbi.model import Document, Statement

__all__ = ["Standing", "State", "standings"]


class State(StrEnum):
    """Where a registered figure is now."""

    STANDS = "stands"
    MOVED = "moved"  # the same statement, elsewhere in the text
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A registered figure and what its source says now.

    Attributes
    ----------
    fact : Fact
        As registered.
    state : State
        Where it is now.
    found : Statement or None
        The same statement in its new place; of one that is gone, the one that the source now
        has under its label, None where it has none.
    """

    fact: Fact
    state: State
    found: Statement | None = None


def standings(facts: Iterable[Fact], document: Document) -> tuple[Standing, ...]:
    """Look each figure up in the document that it was read from.

    Parameters
    ----------
    facts : iterable of Fact
        Registered figures; those that were collected by hand, without a place, are left out.
    document : Document
        The source as it reads now.

    Returns
    -------
    tuple of Standing
        In the order of `facts`.
    """
    stated: dict[str, list[Statement]] = defaultdict(list)
    for statement in extract_document(document):
        stated[statement.quote].append(statement)
    return tuple(
        _standing(fact, document, stated) for fact in facts if fact.statement.at != NO_PLACE
    )


def _standing(fact: Fact, document: Document, stated: dict[str, list[Statement]]) -> Standing:
    s = fact.statement
    if document.text[s.start : s.end] == s.quote:
        return Standing(fact=fact, state=State.STANDS)
    same = [x for x in stated.get(s.quote, ()) if _alike(x, s) and x.value == s.value]
    if same:
        nearest = min(same, key=lambda x: (abs(x.at - s.at), x.at))
        return Standing(fact=fact, state=State.MOVED, found=nearest)
    others = (x for found in stated.values() for x in found if _alike(x, s))
    nearest_other = min(others, key=lambda x: (abs(x.at - s.at), x.at), default=None)
    return Standing(fact=fact, state=State.GONE, found=nearest_other)


def _alike(found: Statement, registered: Statement) -> bool:
    """Tell whether two statements are of one thing; registered labels may have been cut."""
    return (
        found.label.endswith(registered.label)
        and found.measure is registered.measure
        and found.role is registered.role
        and found.period == registered.period
    )
