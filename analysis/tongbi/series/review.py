"""What a new report brings: what goes on, what is new, what has gone, what was restated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.model import Role
from tongbi.series.linking import Link, link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tongbi.catalogue.matcher import Catalogue
    from tongbi.model import Statement

__all__ = ["Review", "review"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A report beside the one before it.

    Attributes
    ----------
    continued : tuple of Link
        Figures that both have.
    doubtful : tuple of Link
        Pairs that need a person's eye.
    new, gone : tuple of Statement
        Results that only the current report has, or only the prior one.
    restated : tuple of Link
        Figures of the prior report to which the current one gives another value.
    """

    continued: tuple[Link, ...]
    doubtful: tuple[Link, ...]
    new: tuple[Statement, ...]
    gone: tuple[Statement, ...]
    restated: tuple[Link, ...]


def review(
    prior: Sequence[Statement],
    current: Sequence[Statement],
    year: int,
    catalogue: Catalogue | None = None,
) -> Review:
    """Compare the statements of a report with those of the year before.

    Parameters
    ----------
    prior, current : sequence of Statement
        The statements of the two reports.
    year : int
        The year that the current report covers.
    catalogue : Catalogue, optional
        The indicators known beforehand; those that the package ships where it is left out.
    """
    links = link(prior, current, catalogue)
    results = [found for found in links if found.a.role is not Role.TARGET]
    forward = {id(found.a) for found in results}
    back = {id(found.b) for found in results}
    repeated = link(_of_year(prior, year - 1), _of_year(current, year - 1), catalogue)
    return Review(
        continued=tuple(found for found in results if found.match == "same"),
        doubtful=tuple(found for found in results if found.match != "same"),
        new=tuple(s for s in _of_year(current, year) if id(s) not in back),
        gone=tuple(s for s in _of_year(prior, year - 1) if id(s) not in forward),
        restated=tuple(found for found in repeated if _restated(found)),
    )


def _of_year(statements: Sequence[Statement], year: int) -> list[Statement]:
    return [s for s in statements if s.period == year and s.role is Role.ACTUAL]


def _restated(found: Link) -> bool:
    return found.match == "same" and not found.a.interval.overlaps(found.b.interval)
