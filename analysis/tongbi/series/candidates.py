"""The pairs of statements worth weighing, found by the words that they share."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tongbi.series.evidence import Evidence, comparable, overlap, weigh
from tongbi.series.wording import rarity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tongbi.series.profile import Profile
    from tongbi.series.settings import Settings

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
    holders = _index(others, lambda p: p.grams)
    known = _index(others, lambda p: (p.indicator,) if p.indicator else ())
    rows: list[dict[int, Evidence]] = []
    for one in ones:
        shared: dict[int, float] = defaultdict(float)
        for gram, place in one.grams.items():
            by = weight[gram]
            for j in holders.get(gram, ()):
                shared[j] += by * min(place, others[j].grams[gram])
        for j in known.get(one.indicator, ()):
            shared[j] += 0.0
        total = _total(one, weight)
        row = {}
        for j, common in shared.items():
            wording = overlap(common, total, totals[j], config)
            other = others[j]
            alike = one.indicator != "" and one.indicator == other.indicator
            if wording < config.overlap_candidate and not alike:
                continue
            if other.statement.period - one.statement.period == gap and comparable(one, other):
                row[j] = weigh(one, other, wording, config)
        rows.append(row)
    return rows


def _total(found: Profile, weight: Mapping[str, float]) -> float:
    return sum(weight[gram] * place for gram, place in found.grams.items())


def _index(
    profiles: Sequence[Profile], keys: Callable[[Profile], Iterable[str]]
) -> dict[str, list[int]]:
    table: dict[str, list[int]] = defaultdict(list)
    for j, found in enumerate(profiles):
        for key in keys(found):
            table[key].append(j)
    return table
