"""The growth of a whole against the growth of its parts."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from tongbi.audit.check import Check
from tongbi.audit.checks.sums import total
from tongbi.audit.figures import (
    allowed,
    contradicts,
    growth,
    printed_step,
    say_stated,
    show_interval,
    truncated,
)
from tongbi.audit.parts import Listing, group_of, listings
from tongbi.audit.words import words
from tongbi.interval import Interval
from tongbi.model import Base, Measure, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tongbi.audit.context import Context
    from tongbi.audit.tails import Tail
    from tongbi.model import Finding

__all__ = ["GrowthOutsideParts", "WeightedGrowth"]

_HUNDRED = Interval.point(100)


class WeightedGrowth(Check):
    """The stated growth of a whole against that of its parts, weighted by their implied priors."""

    code = "change_mismatch"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield the growths that the parts rule out."""
        for listing in listings(context.source):
            stated = listing.whole.relative
            parts = _whole_list(listing)
            if stated is None or not parts or _constant(listing):
                continue
            expected = _weighted(parts)
            if expected is None or not contradicts(stated, expected):
                continue
            changes = tuple(part.relative for part in parts if part.relative is not None)
            yield self.finding(
                context,
                stated,
                listing.whole.level,
                *changes,
                stated=say_stated(stated),
                expected=show_interval(expected, "%"),
                severity=Severity.CAUTION if truncated(stated, expected) else None,
                label=listing.whole.level.label,
            )


def _whole_list(listing: Listing) -> tuple[Tail, ...]:
    """Return the parts that make up the whole and all state their growth, else nothing."""
    for size in range(2, len(listing.parts) + 1):
        parts = listing.parts[:size]
        if total(parts).closure().overlaps(allowed(listing.whole.level)):
            stated = all(part.relative is not None and not part.own_basis for part in parts)
            return parts if stated and not listing.whole.own_basis else ()
    return ()


def _constant(listing: Listing) -> bool:
    said = listing.whole.level.label + "".join(listing.names)
    return words().has("prices.constant", said)


def _weighted(parts: Iterable[Tail]) -> Interval | None:
    """Return the growth of the sum of the parts over the sum of their implied priors."""
    levels, priors = [], []
    for part in parts:
        if part.relative is None:
            return None
        factor = (allowed(part.relative) + _HUNDRED) / _HUNDRED
        if factor.lower is None or factor.lower <= 0:
            return None
        levels.append(Interval.point(part.level.value))
        priors.append(Interval.point(part.level.value) / factor)
    return growth(_sum(levels), _sum(priors))


def _sum(parts: list[Interval]) -> Interval:
    return reduce(lambda a, b: a + b, parts)


class GrowthOutsideParts(Check):
    """The growth of a whole must lie between the lowest and the highest of its parts."""

    code = "growth_outside_parts"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield the wholes that grew more, or less, than every one of their parts."""
        figures, layout = context.figures, context.layout
        for i, figure in enumerate(figures):
            if not _is_growth(context, i):
                continue
            parts = list(_parts(context, i))
            names = tuple(layout.leads[j] for j in parts)
            if not group_of(names):
                continue
            changes = [figures[j] for j in parts]
            slack = max(printed_step(change) for change in (figure, *changes))
            low = min(change.value for change in changes) - slack
            high = max(change.value for change in changes) + slack
            if low <= figure.value <= high:
                continue
            yield self.finding(
                context,
                figure,
                *changes,
                stated=say_stated(figure),
                expected=show_interval(
                    Interval(
                        min(change.value for change in changes),
                        max(change.value for change in changes),
                    ),
                    "%",
                ),
                label=figure.label,
            )


def _is_growth(context: Context, i: int) -> bool:
    figure = context.figures[i]
    return figure.measure is Measure.CHANGE_REL and figure.base is not Base.OTHER


def _parts(context: Context, i: int) -> Iterator[int]:
    """Yield the growths of the parts that a 分…看 behind the whole introduces."""
    layout = context.layout
    follow = range(i + 1, len(context.figures))
    started = False
    for j in follow:
        if (
            layout.paragraph[j] != layout.paragraph[i]
            or layout.sentence[j] > layout.sentence[i] + 1
        ):
            return
        lead = layout.leads[j]
        if not started and not words().has("sums.divided", lead[:12]):
            return
        started = True
        if not _is_growth(context, j) or context.figures[j].period != context.figures[i].period:
            return
        yield j
