"""Finding the level of the year before: in last year's report, or elsewhere in the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.audit.figures import allowed, is_plain
from tongbi.change.implied import implied_prior
from tongbi.change.kinds import same_unit
from tongbi.model import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from tongbi.audit.context import Context
    from tongbi.audit.tails import Tail
    from tongbi.interval import Interval
    from tongbi.model import Statement

__all__ = ["elsewhere", "implied", "last_year"]

_NEIGHBOUR = 200  # a figure within half a percent of the implied prior may be the prior


def implied(stated: Statement, level: Statement) -> Interval | None:
    """Return the prior level that a stated change implies, None where it implies none."""
    return implied_prior(allowed(level), allowed(stated), stated.measure)


def last_year(context: Context, tail: Tail) -> Statement | None:
    """Find a level's prior in last year's report, None where there is none.

    The linked figure is the prior, unless another figure named alike comes closer to what the
    stated change implies: then the link was to a neighbour.
    """
    linked = context.linked(tail.level)
    if linked is None or context.prior is None:
        return None
    middle = _implied_middle(tail)
    if middle is None:
        return linked
    rivals = [
        figure
        for figure in _levels(context.prior.layout.figures, tail.level)
        if is_plain(figure) and abs(figure.value - middle) * _NEIGHBOUR <= middle
    ]
    return min((linked, *rivals), key=lambda figure: abs(figure.value - middle))


def elsewhere(context: Context, tail: Tail) -> Statement | None:
    """Find a level's prior in the same report: last year's level, named alike, that fits."""
    if tail.relative is None:
        return None
    base = implied(tail.relative, tail.level)
    if base is None:
        return None
    found = [
        figure
        for figure in _levels(context.figures, tail.level)
        if base.closure().overlaps(allowed(figure))
    ]
    return found[0] if len(found) == 1 else None


def _implied_middle(tail: Tail) -> Decimal | None:
    stated = next((s for s in (tail.relative, tail.absolute, tail.points) if s is not None), None)
    base = None if stated is None else implied(stated, tail.level)
    if base is None or base.lower is None or base.upper is None:
        return None
    return (base.lower + base.upper) / 2


def _levels(figures: Iterable[Statement], level: Statement) -> Iterator[Statement]:
    """Yield the levels of the year before that are named like `level`."""
    for figure in figures:
        if (
            figure.measure is Measure.LEVEL
            and figure.period == level.period - 1
            and same_unit(figure.unit, level.unit)
            and _alike(figure.label, level.label)
        ):
            yield figure


def _alike(one: str, other: str) -> bool:
    """Tell whether two labels share more than half of the shorter one's characters."""
    a, b = set(one), set(other)
    return bool(a and b) and 2 * len(a & b) > min(len(a), len(b))
