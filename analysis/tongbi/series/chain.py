"""From the reports of one issuer over the years to indicators: which statements go together.

The catalogue speaks first. What it does not know is joined within a report by its wording, then
from year to year by :func:`tongbi.series.link`, then across a year in which a report was silent.
A merge that would put two different numbers into one place is refused.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from tongbi.catalogue.matcher import load
from tongbi.catalogue.stems import stem
from tongbi.series.cluster import Clusters, Node, Slot, Trust, agree
from tongbi.series.linking import link_profiles, profiles
from tongbi.series.scope import place_of
from tongbi.series.settings import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tongbi.catalogue.indicators import Indicator
    from tongbi.model import Statement
    from tongbi.series.profile import Profile

    _Read = Mapping[int, Profile]  # what linking has read of a statement, by its identity

__all__ = ["chain"]


def chain(
    reports: Sequence[tuple[int, Sequence[Statement]]],
    identify: Callable[[Statement], tuple[Indicator | None, str]],
) -> Clusters:
    """Join the statements of one issuer's reports into clusters, one an indicator.

    Parameters
    ----------
    reports : sequence of (year, statements)
        Reports of one kind in the order of the years that they cover.
    identify : callable
        Gives a statement's indicator, or None, and how it is known: ``catalogue`` or ``manual``.

    Returns
    -------
    Clusters
        The clusters; each node knows its report by its number in `reports`.
    """
    rows = [[_node(r, s, *identify(s)) for s in found] for r, (_, found) in enumerate(reports)]
    for row in rows:
        _doubt(row)
    nodes = [node for row in rows for node in row]
    clusters = Clusters(nodes)
    _join_catalogue(nodes, clusters)
    for row in rows:
        _join_wording(row, clusters)
    known = load()
    read = {id(p.statement): p for _, found in reports for p in profiles(found, known)}
    joined = _join_neighbours(rows, read, clusters)
    _join_across(rows, read, joined, clusters)
    return clusters


def _node(report: int, statement: Statement, indicator: Indicator | None, match: str) -> Node:
    return Node(
        report=report,
        statement=statement,
        stem=stem(statement),
        indicator=indicator,
        match="exact" if indicator is None else match,
    )


def _doubt(row: Sequence[Node]) -> None:
    """Take the catalogue's word back for figures that contradict an earlier one of the report.

    A report's own total comes first; a second value of the same year under the same words is
    mostly of a part that the label does not name.
    """
    first: dict[tuple[str, Slot], Node] = {}
    for node in row:
        if node.indicator is None or node.match == "manual":
            continue
        earlier = first.setdefault((node.indicator.id, node.slot), node)
        if earlier is not node and not agree(earlier, node):
            node.indicator, node.match = None, "exact"


def _join_catalogue(nodes: Sequence[Node], clusters: Clusters) -> None:
    first: dict[str, Node] = {}
    for node in nodes:
        if node.indicator is not None:
            clusters.merge(first.setdefault(node.indicator.id, node), node, Trust.FULL)


def _join_wording(row: Sequence[Node], clusters: Clusters) -> None:
    """Join the level, the stated change and the target that one report words alike."""
    alike: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in row:
        if node.stem:
            alike[node.stem, place_of(node.statement.place)].append(node)
    for nodes in alike.values():
        slots = Counter(node.slot for node in nodes)
        # A wording that stands for several figures of one kind and year names none of them.
        if max(slots.values()) == 1:
            for node in nodes[1:]:
                clusters.merge(nodes[0], node)


def _join_neighbours(rows: Sequence[Sequence[Node]], read: _Read, clusters: Clusters) -> set[int]:
    """Join each report with the next; return the nodes that were linked forward or back."""
    linked: set[int] = set()
    for prior, current in pairwise(rows):
        linked |= _join(prior, current, read, clusters, least=settings().chain)
    return linked


def _join_across(
    rows: Sequence[Sequence[Node]], read: _Read, linked: set[int], clusters: Clusters
) -> None:
    """Join figures over one silent year, where the evidence is better than it need be."""
    least = settings().skip
    for prior, current in zip(rows, rows[2:], strict=False):
        ends = [node for node in prior if id(node) not in linked]
        starts = [node for node in current if id(node) not in linked]
        _join(ends, starts, read, clusters, least=least)


def _join(
    prior: Sequence[Node],
    current: Sequence[Node],
    read: _Read,
    clusters: Clusters,
    *,
    least: float,
) -> set[int]:
    ones = {id(node.statement): node for node in prior}
    others = {id(node.statement): node for node in current}
    found = link_profiles(_in_order(prior, read), _in_order(current, read))
    linked: set[int] = set()
    for pair in sorted(found, key=lambda pair: (-pair.score, pair.b.at, pair.a.at)):
        if pair.match != "same" or pair.score < least:
            continue
        a, b = ones[id(pair.a)], others[id(pair.b)]
        if clusters.merge(a, b, Trust.NONE if pair.kind == "fuzzy" else Trust.WORDING):
            linked |= {id(a), id(b)}
            if b.match == "exact" and pair.kind == "fuzzy":
                b.match = "fuzzy"
    return linked


def _in_order(nodes: Sequence[Node], read: _Read) -> list[Profile]:
    return [read[id(s)] for s in sorted((node.statement for node in nodes), key=lambda s: s.at)]
