"""What a printed figure allows the true one to be."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tongbi.interval import Interval
from tongbi.model import Bound, Measure

if TYPE_CHECKING:
    from tongbi.extraction.changes import Reading
    from tongbi.extraction.figures import Figure

__all__ = ["interval_of"]

_HUNDRED = Decimal(100)
_ZERO = Decimal(0)
_WHOLE = frozenset({"count", "duration", "bare"})  # families that come in whole numbers


def interval_of(figure: Figure, reading: Reading) -> Interval:
    """Return the interval of a figure: its qualifier and its printed precision together.

    ``300多`` is (300, 400), ``80%以上`` of a share [80, 100], ``99.58%`` [99.575, 99.585), and a
    count printed to the unit is that number alone.
    """
    value, step = reading.value, figure.step
    if reading.unit != figure.unit and figure.value:
        step *= abs(value / figure.value)  # 2倍 is read as 200%
    if figure.bound is not Bound.EXACT or figure.upper is not None:
        span = _bounded(figure, reading, abs(value), step)
        return -span if value < 0 else span
    if step == 1 and figure.family in _WHOLE:
        return Interval(value, value)
    half = step / 2
    if value < 0:
        return Interval(value - half, value + half, lower_closed=False)
    return Interval(value - half, value + half, upper_closed=False)


def _bounded(figure: Figure, reading: Reading, size: Decimal, step: Decimal) -> Interval:
    """Return the interval of a figure's size under its qualifier."""
    bound = figure.bound
    share = reading.measure is Measure.LEVEL and figure.unit == "%" and size <= _HUNDRED
    top = _HUNDRED if share else None
    if figure.upper is not None:
        return Interval(size, figure.upper * (step / figure.step))
    if bound is Bound.AT_LEAST:
        return Interval(size, top)
    if bound in {Bound.AT_MOST, Bound.LESS_THAN}:
        return Interval(_ZERO, size, upper_closed=bound is Bound.AT_MOST)
    place = _place(size, step)
    if bound is Bound.ABOUT:
        return Interval(size - place / 2, size + place / 2)
    if bound is Bound.NEARLY:
        return Interval(size - place, size, lower_closed=False, upper_closed=False)
    odd = "bound.odd" in figure.rules
    end = size + place if odd else top
    return Interval(size, end, lower_closed=False, upper_closed=not odd)


def _place(size: Decimal, step: Decimal) -> Decimal:
    """Return the place value of the last digit that is not zero: 100 for 300, 10 for 120."""
    place = step
    while size and size % (place * 10) == 0:
        place *= 10
    return place
