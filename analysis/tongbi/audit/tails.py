"""A level and what follows it in the sentence: its prior, its changes and its shares."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tongbi.audit.words import words
from tongbi.change.kinds import same_unit
from tongbi.model import Base, Measure, Role

if TYPE_CHECKING:
    from tongbi.audit.layout import Layout
    from tongbi.model import Statement

__all__ = ["Tail", "tails"]

_CHANGES = (Measure.CHANGE_REL, Measure.CHANGE_ABS, Measure.CHANGE_PP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """A level with the figures that the sentence's wording ties to it.

    Attributes
    ----------
    index : int
        The level's index in the layout.
    level : Statement
        The level.
    prior : Statement or None
        The year before's level, as printed beside it.
    relative, absolute, points : Statement or None
        The stated changes.
    members : frozenset of int
        Indexes of all figures that belong to the level, its own among them.
    own_basis : bool
        The change is on a basis of its own (同口径), so that levels don't test it.
    """

    index: int
    level: Statement
    prior: Statement | None
    relative: Statement | None
    absolute: Statement | None
    points: Statement | None
    members: frozenset[int]
    own_basis: bool


def tails(layout: Layout) -> dict[int, Tail]:
    """Return the tails of all levels by index; a figure inside another's tail has none."""
    found: dict[int, Tail] = {}
    taken: set[int] = set()
    for i, figure in enumerate(layout.figures):
        if figure.measure is Measure.LEVEL and i not in taken:
            tail = _tail(layout, i, taken)
            found[i] = tail
            taken |= tail.members
    return _with_labelled(layout, found, taken)


def _with_labelled(layout: Layout, found: dict[int, Tail], taken: set[int]) -> dict[int, Tail]:
    """Give the changes that no sentence ties to a level to the one level of their label."""
    owners: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, tail in found.items():
        if tail.level.label:
            owners[_subject(tail.level)].append(i)
    for j, change in enumerate(layout.figures):
        # A stated increase (新增32家) may be gross of exits, so only percents and points count.
        relative = change.measure in {Measure.CHANGE_REL, Measure.CHANGE_PP}
        if j in taken or not relative or change.base is not Base.YOY:
            continue
        levels = owners.get(_subject(change), [])
        if len(levels) == 1:
            tail = found[levels[0]]
            found[levels[0]] = _with_change(tail, change, j)
    return found


def _with_change(tail: Tail, change: Statement, j: int) -> Tail:
    """Return the tail with a percent or points, where it has none of its own yet."""
    if change.measure is Measure.CHANGE_REL and tail.relative is None:
        return replace(tail, relative=change, members=tail.members | {j})
    if change.measure is Measure.CHANGE_PP and tail.points is None:
        return replace(tail, points=change, members=tail.members | {j})
    return tail


def _subject(figure: Statement) -> tuple[object, ...]:
    return (figure.label, figure.place, figure.period, figure.part_year, figure.role)


def _tail(layout: Layout, i: int, taken: set[int]) -> Tail:
    level = layout.figures[i]
    prior = _prior_in_front(layout, i)
    changes: dict[Measure, Statement] = {}
    members = {i} if prior is None else {i, i - 1}
    own_basis = False
    for j in range(i + 1, len(layout.figures)):
        figure, lead = layout.figures[j], layout.leads[j]
        if not layout.same_sentence(i, j) or layout.depth[j] < layout.depth[i]:
            break
        inside = layout.depth[j] > layout.depth[i]
        if _is_share(figure, lead) or (inside and not _is_prior(level, figure, lead)):
            continue
        if j in taken:
            break
        if prior is None and not changes and _is_prior(level, figure, lead):
            prior = figure
        elif _is_change(figure, lead) and figure.measure not in changes:
            changes[figure.measure] = figure
            own_basis |= words().has("tail.bases", lead)
        else:
            break
        members.add(j)
    return Tail(
        index=i,
        level=level,
        prior=prior,
        relative=changes.get(Measure.CHANGE_REL),
        absolute=changes.get(Measure.CHANGE_ABS),
        points=changes.get(Measure.CHANGE_PP),
        members=frozenset(members),
        own_basis=own_basis,
    )


def _is_share(figure: Statement, lead: str) -> bool:
    return (
        figure.measure is Measure.LEVEL
        and figure.unit == "%"
        and lead.lstrip("，、（").startswith(words().lists["shares.markers"])
    )


def _is_prior(level: Statement, figure: Statement, lead: str) -> bool:
    match = words().prior.fullmatch(lead)
    return (
        match is not None
        and figure.measure is Measure.LEVEL
        and same_unit(level.unit, figure.unit)
        and not (figure.role is Role.TARGET and level.role is not Role.TARGET)
        and (figure.period == level.period - 1 or _names_year_before(level, lead))
    )


def _names_year_before(level: Statement, lead: str) -> bool:
    return words().has("prior.names", lead) or f"{level.period - 1}年" in lead


def _is_change(figure: Statement, lead: str) -> bool:
    return (
        figure.measure in _CHANGES
        and figure.base is not Base.OTHER
        and words().tail.fullmatch(lead) is not None
    )


def _prior_in_front(layout: Layout, i: int) -> Statement | None:
    """Find the prior of 由上年的A提高到B."""
    if i == 0 or not words().rise_to.fullmatch(layout.leads[i]):
        return None
    before, lead = layout.figures[i - 1], layout.leads[i - 1]
    level = layout.figures[i]
    marked = any(word in lead for word in words().lists["prior.from"])
    yearly = before.period == level.period - 1 or words().has("prior.names", lead[-6:])
    alike = before.measure is Measure.LEVEL and same_unit(before.unit, level.unit)
    return before if marked and yearly and alike and layout.same_sentence(i - 1, i) else None
