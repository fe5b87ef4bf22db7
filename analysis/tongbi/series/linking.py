"""Linking the statements of two consecutive reports: which figures are of one indicator.

Every pair of comparable statements is weighed by its wording, the sides of contrasts that the
labels name, units, figures inside the labels, size and neighbours; the best one-to-one
assignment is taken, and what falls below the threshold of ``linking.toml`` stays alone:
comparing the wrong two figures is worse than comparing none.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.catalogue.matcher import load
from tongbi.model import Role
from tongbi.series.assignment import assign
from tongbi.series.candidates import candidates
from tongbi.series.neighbours import supported
from tongbi.series.profile import Profile, profile
from tongbi.series.settings import Settings, settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tongbi.catalogue.matcher import Catalogue
    from tongbi.model import Statement
    from tongbi.series.evidence import Evidence

__all__ = ["Link", "link", "link_profiles", "profiles"]


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
    known = load() if catalogue is None else catalogue
    return link_profiles(profiles(prior, known), profiles(current, known))


def profiles(statements: Iterable[Statement], catalogue: Catalogue) -> list[Profile]:
    """Read statements for linking, in the order of their report."""
    config = settings()
    return [profile(s, catalogue, config) for s in sorted(statements, key=lambda s: s.at)]


def link_profiles(ones: Sequence[Profile], others: Sequence[Profile]) -> tuple[Link, ...]:
    """Link as :func:`link` does, from profiles in the order of their reports.

    Reports of many years are each linked twice or more; their statements need be read but once.
    """
    config = settings()
    year_a, year_b = _covered(ones), _covered(others)
    evidence = supported(candidates(ones, others, year_b - year_a, config), ones, others, config)
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


def _covered(profiles: Sequence[Profile]) -> int:
    """Return the year that a report covers: the one that most of its results are about."""
    years = Counter(p.statement.period for p in profiles if p.statement.role is Role.ACTUAL)
    return max(years, key=lambda year: (years[year], year), default=0)


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
