"""Linking the statements of two consecutive reports: which figures are of one indicator.

Every pair of comparable statements is weighed by its wording, the sides of contrasts that the
labels name, units, figures inside the labels, size and neighbours; the best one-to-one
assignment is taken, and what falls below the threshold of ``linking.toml`` stays alone:
comparing the wrong two figures is worse than comparing none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.catalogue.matcher import load
from tongbi.model import Role
from tongbi.series.assignment import assign
from tongbi.series.evidence import Evidence, comparable, overlap, weigh
from tongbi.series.profile import Profile, profile
from tongbi.series.settings import Settings, settings
from tongbi.series.wording import rarity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tongbi.catalogue.matcher import Catalogue
    from tongbi.model import Statement

__all__ = ["Link", "link"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two figures taken to be of one indicator.

    Attributes
    ----------
    a, b : Statement
        The figure of the prior and of the current report.
    match : str
        ``same``, or ``near`` for a pair that needs a caveat and must be shown apart.
    score : float
        The evidence, in [0, 1].
    reasons : tuple of str
        Codes of what speaks against the pair or makes it ``near``; empty where nothing does.
    kind : str
        ``catalogue`` where both match one indicator, ``exact`` where the labels are worded
        alike, else ``fuzzy``.
    """

    a: Statement
    b: Statement
    match: str
    score: float
    reasons: tuple[str, ...]
    kind: str


def link(
    prior: Sequence[Statement],
    current: Sequence[Statement],
    catalogue: Catalogue | None = None,
) -> tuple[Link, ...]:
    """Link the statements of a report to those of the next.

    Parameters
    ----------
    prior, current : sequence of Statement
        The statements of two reports of one issuer, in any order.
    catalogue : Catalogue, optional
        The indicators known beforehand; those that the package ships where it is left out.

    Returns
    -------
    tuple of Link
        One-to-one, in the order of the current report.
    """
    config = settings()
    known = load() if catalogue is None else catalogue
    ones = _profiles(prior, known, config)
    others = _profiles(current, known, config)
    year_a, year_b = _covered(ones), _covered(others)
    evidence = _support(_evidence(ones, others, year_b - year_a, config), config)
    rows = [
        {j: found.score**config.sharpness for j, found in row.items() if found.score >= config.near}
        for row in evidence
    ]
    links = [
        _link(ones[i], others[j], evidence[i][j], config)
        for i, j in enumerate(assign(rows))
        if j is not None
    ]
    return tuple(sorted(links, key=lambda found: (found.b.at, found.a.at)))


def _profiles(
    statements: Sequence[Statement], catalogue: Catalogue, config: Settings
) -> list[Profile]:
    return [profile(s, catalogue, config) for s in sorted(statements, key=lambda s: s.at)]


def _covered(profiles: Sequence[Profile]) -> int:
    """Return the year that a report covers: the one that most of its results are about."""
    years = Counter(p.statement.period for p in profiles if p.statement.role is Role.ACTUAL)
    return max(years, key=lambda year: (years[year], year), default=0)


def _evidence(
    ones: Sequence[Profile], others: Sequence[Profile], gap: int, config: Settings
) -> list[dict[int, Evidence]]:
    """Weigh the pairs that share telling words and lie as far apart as the reports do."""
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


def _support(rows: list[dict[int, Evidence]], config: Settings) -> list[dict[int, Evidence]]:
    """Add a bonus to the pairs whose neighbours in both reports are a sure pair too."""
    steps = [s for s in range(-config.neighbour_reach, config.neighbour_reach + 1) if s]

    def beside(i: int, j: int) -> bool:
        return any(
            0 <= i + s < len(rows)
            and (found := rows[i + s].get(j + t)) is not None
            and found.score >= config.neighbour_sure
            for s in steps
            for t in steps
        )

    return [
        {
            j: found._replace(score=min(1.0, found.score + config.neighbour_bonus))
            if beside(i, j)
            else found
            for j, found in row.items()
        }
        for i, row in enumerate(rows)
    ]


def _link(a: Profile, b: Profile, found: Evidence, config: Settings) -> Link:
    reasons = list(found.reasons)
    match = "same" if found.score >= config.same else "near"
    if a.statement.role is Role.TARGET:
        match = "near"
        reasons.append("targets")
    if "scope" in reasons:
        match = "near"
    return Link(
        a=a.statement,
        b=b.statement,
        match=match,
        score=round(found.score, 3),
        reasons=tuple(reasons),
        kind=_kind(a, b),
    )


def _kind(a: Profile, b: Profile) -> str:
    if a.indicator and a.indicator == b.indicator:
        return "catalogue"
    return "exact" if a.text == b.text else "fuzzy"
