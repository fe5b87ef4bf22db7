"""Clusters of statements taken to be of one indicator, and when two of them may become one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from tongbi.catalogue.units import Kinship, factor, kinship
from tongbi.model import Measure
from tongbi.series.scope import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.catalogue.indicators import Indicator
    from tongbi.interval import Interval
    from tongbi.model import Statement

__all__ = ["Clusters", "Node", "Slot", "Trust", "agree"]

#: Place, measure, base of a change, role, period and part of the year of a value.
Slot = tuple[str, str, str, str, int, str]


class Trust(Enum):
    """How sure it is that two clusters are of one indicator before their values are seen."""

    NONE = 0  # differing values of one year refute it
    WORDING = 1  # worded alike: another report's differing value is a restatement
    FULL = 2  # the catalogue or a person says so: values stand side by side


@dataclass(slots=True, kw_only=True, eq=False)
class Node:
    """A statement on its way to an indicator.

    Attributes
    ----------
    report : int
        Number of its report, in the order of years.
    statement : Statement
        The statement.
    stem : str
        Its label without words of change.
    indicator : Indicator or None
        The catalogue's entry that it matches, or that a person gave.
    match : str
        How it came to its cluster, as in the frame's ``match``; a node that a person placed
        (``manual``) is joined by the indicator's id alone.
    """

    report: int
    statement: Statement
    stem: str
    indicator: Indicator | None = None
    match: str = "exact"

    @property
    def slot(self) -> Slot:
        """Where its value stands in a series: two values of one slot should agree."""
        s = self.statement
        return (place_of(s.place), s.measure, s.base, s.role, s.period, s.part_year)


@dataclass(slots=True, eq=False)
class _Cluster:
    nodes: list[Node]
    slots: dict[Slot, list[Node]] = field(default_factory=lambda: defaultdict(list))
    indicator: Indicator | None = None
    manual: bool = False


class Clusters:
    """Disjoint clusters of nodes that grow by merging.

    Parameters
    ----------
    nodes : list of Node
        All nodes; each starts as a cluster of its own.
    """

    def __init__(self, nodes: list[Node]) -> None:
        self._of: dict[int, _Cluster] = {}
        for node in nodes:
            cluster = _Cluster([node], indicator=node.indicator, manual=node.match == "manual")
            cluster.slots[node.slot].append(node)
            self._of[id(node)] = cluster

    def __iter__(self) -> Iterator[tuple[list[Node], Indicator | None]]:
        """Yield the nodes of each cluster with its catalogue entry."""
        seen: set[int] = set()
        for cluster in self._of.values():
            if id(cluster) not in seen:
                seen.add(id(cluster))
                yield cluster.nodes, cluster.indicator

    def together(self, a: Node, b: Node) -> bool:
        """Tell whether two nodes are in one cluster."""
        return self._of[id(a)] is self._of[id(b)]

    def merge(self, a: Node, b: Node, trust: Trust = Trust.NONE) -> bool:
        """Make one cluster of two where nothing contradicts it.

        Parameters
        ----------
        a, b : Node
            Members of the two clusters.
        trust : Trust
            What differing values of one year mean.

        Returns
        -------
        bool
            Whether they are one cluster now.
        """
        one, other = self._of[id(a)], self._of[id(b)]
        if one is other:
            return True
        if trust is not Trust.FULL and not _compatible(one, other, trust):
            return False
        if len(one.nodes) < len(other.nodes):
            one, other = other, one
        one.nodes.extend(other.nodes)
        for slot, nodes in other.slots.items():
            one.slots[slot].extend(nodes)
        one.indicator = one.indicator or other.indicator
        for node in other.nodes:
            self._of[id(node)] = one
        return True


def _compatible(one: _Cluster, other: _Cluster, trust: Trust) -> bool:
    if one.manual or other.manual:
        return False
    a, b = one.indicator, other.indicator
    if a is not None and b is not None and a.id != b.id:
        return False
    if not _unitsagree(one, other):
        return False
    return all(
        agree(x, y) or (trust is Trust.WORDING and x.report != y.report)
        for slot in one.slots.keys() & other.slots.keys()
        for x in one.slots[slot]
        for y in other.slots[slot]
    )


def _unitsagree(one: _Cluster, other: _Cluster) -> bool:
    a = {n.statement.unit for n in one.nodes if n.statement.measure is Measure.LEVEL}
    b = {n.statement.unit for n in other.nodes if n.statement.measure is Measure.LEVEL}
    return all(kinship(x, y) is not Kinship.OTHER for x in a for y in b)


def agree(x: Node, y: Node) -> bool:
    """Tell whether the printed figures can be one number, in one unit."""
    if x.statement.measure is not y.statement.measure:
        return False
    scale = factor(x.statement.unit, y.statement.unit)
    if scale is None:
        return False
    interval: Interval = x.statement.interval.scale(scale)
    return interval.overlaps(y.statement.interval)
