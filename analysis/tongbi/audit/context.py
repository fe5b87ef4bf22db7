"""What a check sees: a report's figures in their text, the reports before it, and the links."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tongbi.audit.layout import Layout
from tongbi.audit.parts import listings
from tongbi.audit.tails import Tail, tails
from tongbi.model import Measure, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tongbi.model import Document, Statement
    from tongbi.series.linking import Link

__all__ = ["Context", "Source", "is_same"]


def is_same(link: Link) -> bool:
    """Tell whether a link is sure, and of one scope: 全市 and 市本级 are two indicators."""
    places = {link.a.place, link.b.place} - {""}
    return link.match == "same" and len(places) <= 1


@dataclass(frozen=True, kw_only=True)
class Source:
    """One report as the audit reads it.

    Parameters
    ----------
    text : str
        Id or path by which findings name the report.
    document : Document
        Its text.
    statements : tuple of Statement
        Its figures, in any order.
    """

    text: str
    document: Document
    statements: tuple[Statement, ...]

    @cached_property
    def year(self) -> int:
        """The year that the report covers, else the one that most of its results are about."""
        if self.document.year is not None:
            return self.document.year
        years = Counter(s.period for s in self.statements if s.role is Role.ACTUAL)
        return max(years, key=lambda year: (years[year], year), default=0)

    @cached_property
    def layout(self) -> Layout:
        """The figures in reading order."""
        return Layout(self.document, tuple(sorted(self.statements, key=lambda s: s.at)))

    @cached_property
    def tails(self) -> dict[int, Tail]:
        """What follows each level in its sentence."""
        return tails(self.layout)

    @cached_property
    def listed(self) -> frozenset[tuple[int, int]]:
        """Pairs of a whole and one of its listed parts, by index in the layout."""
        return frozenset(
            (listing.whole.index, part.index)
            for listing in listings(self)
            for part in listing.parts
        )


@dataclass(frozen=True, kw_only=True)
class Context:
    """A report under audit.

    Parameters
    ----------
    source : Source
        The report.
    older : tuple of Source
        The issuer's earlier reports, the latest first.
    links : mapping of int to Link
        For places in the report, the link to the report of the year before.
    trail : tuple of mappings
        Links of each older report to the one before it, in the order of `older`.
    """

    source: Source
    older: tuple[Source, ...] = ()
    links: Mapping[int, Link] = field(default_factory=dict)
    trail: tuple[Mapping[int, Link], ...] = ()

    @property
    def layout(self) -> Layout:
        """The report's figures in reading order."""
        return self.source.layout

    @property
    def figures(self) -> tuple[Statement, ...]:
        """The report's figures in reading order."""
        return self.source.layout.figures

    @property
    def prior(self) -> Source | None:
        """The report of the year before, where it is at hand."""
        if self.older and self.older[0].year == self.source.year - 1:
            return self.older[0]
        return None

    def linked(self, figure: Statement) -> Statement | None:
        """Return the figure of the prior report that is surely of the same indicator."""
        found = self.links.get(figure.at)
        return found.a if found is not None and is_same(found) else None

    def levels(self) -> tuple[Tail, ...]:
        """Return the levels that are results of the report's own year, with their tails."""
        return tuple(
            tail
            for tail in self.source.tails.values()
            if tail.level.role is Role.ACTUAL
            and tail.level.measure is Measure.LEVEL
            and tail.level.period == self.source.year
        )
