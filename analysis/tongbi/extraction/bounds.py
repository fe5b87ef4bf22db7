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


def interval_of(figure: Figure, reading: Reading) -> Interval:
    """Return the interval of a figure: its qualifier and its printed precision together.

    ``300多`` is (300, 400), ``80%以上`` of a share [80, 100], ``99.58%`` [99.575, 99.585), and a
    count printed to the unit is that number alone.
    """
    size = abs(reading.value)
    factor = size / abs(figure.value) if figure.value else Decimal(1)
    step = figure.step * factor
    top = (
        _HUNDRED
        if reading.measure is Measure.LEVEL and figure.unit == "%" and size <= _HUNDRED
        else None
    )
    if figure.upper is not None:
        span = Interval(size, figure.upper * factor)
    elif figure.bound is Bound.AT_LEAST:
        span = Interval(size, top)
    elif figure.bound is Bound.MORE_THAN:
        odd = "bound.odd" in figure.rules
        span = Interval(
            size,
            size + _place(size, step) if odd else top,
            lower_closed=False,
            upper_closed=not odd,
        )
    elif figure.bound is Bound.AT_MOST:
        span = Interval(_ZERO, size)
    elif figure.bound is Bound.LESS_THAN:
        span = Interval(_ZERO, size, upper_closed=False)
    elif figure.bound is Bound.ABOUT:
        half = _place(size, step) / 2
        span = Interval(size - half, size + half)
    elif figure.bound is Bound.NEARLY:
        span = Interval(size - _place(size, step), size, lower_closed=False, upper_closed=False)
    elif step == 1 and figure.family in ("count", "duration", "bare"):
        span = Interval.point(size)
    else:
        span = Interval(size - step / 2, size + step / 2, upper_closed=False)
    return -span if reading.value < 0 else span


def _place(size: Decimal, step: Decimal) -> Decimal:
    """Return the place value of the last digit that is not zero: 100 for 300, 10 for 120."""
    place = step
    while size and size % (place * 10) == 0:
        place *= 10
    return place
