"""A report against the one before it: restated figures, indicators that appear or vanish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.audit.check import Check
from tongbi.audit.context import is_same
from tongbi.audit.figures import allowed
from tongbi.change.kinds import same_unit
from tongbi.model import Measure, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tongbi.audit.context import Context, Source
    from tongbi.model import Finding, Statement

__all__ = ["Dropped", "New", "Restated"]


class Restated(Check):
    """Last year's figure as told now against what last year's report said."""

    code = "restated"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield the figures of last year that are told anew with another value."""
        for now, then in _retold(context):
            if not same_unit(now.unit, then.unit) or allowed(now).overlaps(allowed(then)):
                continue
            yield self.finding(
                context,
                now,
                stated=now.quote,
                expected=then.quote,
                label=then.label or now.label,
                place=str(then.at),
            )


def _retold(context: Context) -> Iterator[tuple[Statement, Statement]]:
    """Yield pairs of last year's figure as told now and as told then."""
    if context.prior is None:
        return
    told: set[int] = set()
    for tail in context.source.tails.values():
        then = context.linked(tail.level)
        if tail.prior is not None and then is not None:
            told.add(tail.prior.at)
            yield tail.prior, then
    rest = [
        figure
        for figure in context.figures
        if figure.period == context.source.year - 1
        and figure.at not in told
        and figure.measure is Measure.LEVEL
        and figure.role is Role.ACTUAL
    ]
    yield from _linked_as_if_new(context.prior, rest)


def _linked_as_if_new(
    prior: Source, figures: list[Statement]
) -> Iterator[tuple[Statement, Statement]]:
    """Link figures about last year to last year's report, as if they were a year younger."""
    from tongbi.series.linking import link

    if not figures:
        return
    by_place = {figure.at: figure for figure in figures}
    younger = [figure._replace(period=figure.period + 1) for figure in figures]
    own = [s for s in prior.statements if s.period == prior.year and s.role is Role.ACTUAL]
    for found in link(own, younger):
        if found.match == "same":
            yield by_place[found.b.at], found.a


class Dropped(Check):
    """An indicator that last year's report gave and this one doesn't; places are in last year's."""

    code = "dropped"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield last year's results that nothing in this report continues."""
        if context.prior is None:
            return
        kept = {found.a.at for found in context.links.values() if is_same(found)}
        for figure in _results(context.prior):
            if figure.at not in kept:
                yield self.finding(
                    context,
                    at=(figure.at,),
                    stated=figure.quote,
                    expected="",
                    label=figure.label,
                )


class New(Check):
    """An indicator that this report gives and last year's didn't."""

    code = "new"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield the results that nothing in last year's report precedes."""
        if context.prior is None:
            return
        for figure in _results(context.source):
            found = context.links.get(figure.at)
            if found is None or not is_same(found):
                yield self.finding(
                    context, figure, stated=figure.quote, expected="", label=figure.label
                )


def _results(source: Source) -> Iterator[Statement]:
    """Yield the levels that are results of the report's own year."""
    for figure in source.layout.figures:
        if (
            figure.measure is Measure.LEVEL
            and figure.role is Role.ACTUAL
            and figure.period == source.year
        ):
            yield figure
