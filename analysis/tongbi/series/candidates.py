"""The pairs of statements worth weighing, found by the words that they share."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tongbi.series.evidence import Evidence, comparable, least_shared, overlap, weigh
from tongbi.series.wording import rarity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tongbi.model import Base, Measure, Role
    from tongbi.series.profile import Profile
    from tongbi.series.settings import Settings

    _Kind = tuple[Measure, Role, Base, str, int]

__all__ = ["candidates"]


def candidates(
    ones: Sequence[Profile], others: Sequence[Profile], gap: int, config: Settings
) -> list[dict[int, Evidence]]:
    """Weigh the pairs that share telling words and lie as far apart as the reports do.

    Parameters
    ----------
    ones, others : sequence of Profile
        The statements of the prior and of the current report.
    gap : int
        Years between the reports.

    Returns
    -------
    list of dict
        For each of `ones`, the numbers of its candidates in `others` with their evidence.
    """
    weight = rarity([p.grams for p in ones], [p.grams for p in others], config.gram_sizes)
    totals = [_total(p, weight) for p in others]
    holders = _index(others)
    known: dict[tuple[_Kind, str], set[int]] = defaultdict(set)
    for j, other in enumerate(others):
        if other.indicator:
            known[_kind(other, other.statement.period), other.indicator].add(j)
    rows: list[dict[int, Evidence]] = []
    for one in ones:
        kind = _kind(one, one.statement.period + gap)
        held, shared = holders.get(kind, {}), defaultdict[int, float](float)
        for gram, place in one.grams.items():
            by = weight[gram]
            # The innermost loop of linking: a comparison costs half of what min() does.
            for j, other_place in held.get(gram, ()):
                shared[j] += by * (place if place < other_place else other_place)  # noqa: FURB136
        alike = known.get((kind, one.indicator), set())
        total = _total(one, weight)
        least = least_shared(total, config)
        row = {}
        for j in alike | {j for j, common in shared.items() if common >= least}:
            wording = overlap(shared.get(j, 0.0), total, totals[j], config)
            other = others[j]
            if (wording >= config.overlap_candidate or j in alike) and comparable(one, other):
                row[j] = weigh(one, other, wording, config)
        rows.append(row)
    return rows


def _kind(found: Profile, period: int) -> _Kind:
    """Return what two statements must share to be compared at all."""
    s = found.statement
    return s.measure, s.role, s.base, s.part_year, period


def _total(found: Profile, weight: Mapping[str, float]) -> float:
    return sum(weight[gram] * place for gram, place in found.grams.items())


def _index(profiles: Sequence[Profile]) -> dict[_Kind, dict[str, list[tuple[int, float]]]]:
    """Return, by kind and n-gram, the numbers of the profiles that hold it, with its weight."""
    table: dict[_Kind, dict[str, list[tuple[int, float]]]] = {}
    for j, found in enumerate(profiles):
        of_kind = table.setdefault(_kind(found, found.statement.period), defaultdict(list))
        for gram, place in found.grams.items():
            of_kind[gram].append((j, place))
    return table
