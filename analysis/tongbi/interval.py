"""Intervals with open and closed ends: what a printed figure allows the true one to be.

``300多`` is (300, 400), ``99.58%`` is [99.575, 99.585). Intervals go through every difference
and ratio, so that nothing computed from printed figures looks sharper than they are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Interval"]

_Number = Decimal | int


@dataclass(frozen=True, slots=True)
class Interval:
    """A set of real numbers between two ends.

    Parameters
    ----------
    lower, upper : Decimal or None
        The ends; None is unbounded.
    lower_closed, upper_closed : bool
        Whether an end belongs to the interval.

    Examples
    --------
    >>> Interval.point(7) + Interval(Decimal(1), Decimal(2), True, False)
    Interval[8, 9)
    >>> Interval(Decimal(300), Decimal(400), False, False).contains(300)
    False
    """

    lower: Decimal | None
    upper: Decimal | None
    lower_closed: bool = True
    upper_closed: bool = True

    def __post_init__(self) -> None:
        if self.lower is not None and self.upper is not None and self.lower > self.upper:
            msg = f"interval ends are in the wrong order: {self.lower} > {self.upper}"
            raise ValueError(msg)

    @classmethod
    def point(cls, value: _Number) -> Interval:
        """Return the interval that holds `value` alone."""
        value = Decimal(value)
        return cls(value, value)

    @classmethod
    def printed(cls, value: _Number, step: _Number = 1) -> Interval:
        """Return what a figure rounded to `step` allows the true one to be.

        Parameters
        ----------
        value : Decimal or int
            The figure as printed.
        step : Decimal or int
            Size of one in its last printed place, positive.

        Examples
        --------
        >>> Interval.printed(Decimal("99.58"), Decimal("0.01"))
        Interval[99.575, 99.585)
        """
        value, half = Decimal(value), Decimal(step) / 2
        return cls(value - half, value + half, True, False)

    def __repr__(self) -> str:
        left = "[" if self.lower_closed and self.lower is not None else "("
        right = "]" if self.upper_closed and self.upper is not None else ")"
        low = "-inf" if self.lower is None else f"{self.lower:f}"
        high = "inf" if self.upper is None else f"{self.upper:f}"
        return f"Interval{left}{low}, {high}{right}"

    @property
    def is_point(self) -> bool:
        """Whether the interval holds one number only."""
        return self.lower is not None and self.lower == self.upper

    def contains(self, value: _Number) -> bool:
        """Tell whether `value` lies in the interval."""
        value = Decimal(value)
        if self.lower is not None and not (
            self.lower < value or (self.lower_closed and self.lower == value)
        ):
            return False
        if self.upper is None or value < self.upper:
            return True
        return self.upper_closed and self.upper == value

    def overlaps(self, other: Interval) -> bool:
        """Tell whether some number lies in both intervals."""
        return not (_before(self, other) or _before(other, self))

    @property
    def width(self) -> Decimal | None:
        """Distance between the ends; None where one is missing."""
        return None if self.lower is None or self.upper is None else self.upper - self.lower

    def closure(self) -> Interval:
        """Return the interval with both ends included.

        A tie may be rounded either way (6.25 is printed as 6.2 and as 6.3), so whoever looks
        for contradictions compares closures.
        """
        return Interval(self.lower, self.upper)

    def intersection(self, other: Interval) -> Interval | None:
        """Return what both allow, or None where that is nothing."""
        if not self.overlaps(other):
            return None
        lower, lower_closed = _highest_lower(self, other)
        mirrored, upper_closed = _highest_lower(-self, -other)
        return Interval(lower, None if mirrored is None else -mirrored, lower_closed, upper_closed)

    def whole_numbers(self, limit: int = 1000) -> range:
        """Return the whole numbers inside, at most `limit` of them from the lowest on.

        Raises
        ------
        ValueError
            If the interval has no lower end to count from.
        """
        if self.lower is None:
            msg = "an interval without a lower end has no lowest whole number"
            raise ValueError(msg)
        first = math.ceil(self.lower)
        if first == self.lower and not self.lower_closed:
            first += 1
        stop = first + limit
        if self.upper is not None:
            last = math.floor(self.upper)
            if last == self.upper and not self.upper_closed:
                last -= 1
            stop = min(stop, last + 1)
        return range(first, max(first, stop))

    def __neg__(self) -> Interval:
        return Interval(
            None if self.upper is None else -self.upper,
            None if self.lower is None else -self.lower,
            self.upper_closed,
            self.lower_closed,
        )

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            _sum(self.lower, other.lower),
            _sum(self.upper, other.upper),
            self.lower_closed and other.lower_closed,
            self.upper_closed and other.upper_closed,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + (-other)

    def __mul__(self, other: Interval) -> Interval:
        return _hull(
            _End(a.value * b.value, (a.closed and b.closed) or _exact_zero(a, b))
            if a.value is not None and b.value is not None
            else _unbounded_product(a, b)
            for a in _ends(self)
            for b in _ends(other)
        )

    def __truediv__(self, other: Interval) -> Interval:
        return self * other.reciprocal()

    def reciprocal(self) -> Interval:
        """Return one divided by the interval.

        Raises
        ------
        ZeroDivisionError
            If the interval reaches across zero or holds it; a divisor that merely ends at an
            open zero gives an unbounded result.
        """
        if self.contains(0) or not (_above_zero(self) or _above_zero(-self)):
            msg = f"cannot divide by {self}, which holds zero"
            raise ZeroDivisionError(msg)
        if not _above_zero(self):
            return -(-self).reciprocal()
        lower = Decimal(0) if self.upper is None else 1 / self.upper
        upper = None if not self.lower else 1 / self.lower
        lower_closed = self.upper is not None and self.upper_closed
        return Interval(lower, upper, lower_closed, self.lower_closed)

    def scale(self, factor: _Number) -> Interval:
        """Multiply by a number."""
        factor = Decimal(factor)
        if factor == 0:
            return Interval.point(0)
        if factor < 0:
            return (-self).scale(-factor)
        return Interval(
            None if self.lower is None else self.lower * factor,
            None if self.upper is None else self.upper * factor,
            self.lower_closed,
            self.upper_closed,
        )


@dataclass(frozen=True, slots=True)
class _End:
    """One end of an interval while ends are multiplied; `sign` tells infinities apart."""

    value: Decimal | None
    closed: bool
    sign: int = 0


def _ends(a: Interval) -> tuple[_End, _End]:
    return _End(a.lower, a.lower_closed, -1), _End(a.upper, a.upper_closed, 1)


def _exact_zero(a: _End, b: _End) -> bool:
    """Whether the product is a zero that is reached: zero times anything is zero."""
    return (a.closed and a.value == 0) or (b.closed and b.value == 0)


def _unbounded_product(a: _End, b: _End) -> _End:
    """Multiply ends of which at least one is infinite; zero times infinity is zero here."""
    if a.value == 0 or b.value == 0:
        return _End(Decimal(0), _exact_zero(a, b))
    return _End(None, False, _sign(a) * _sign(b))


def _sign(end: _End) -> int:
    if end.value is None:
        return end.sign
    return 1 if end.value > 0 else -1


def _hull(products: Iterable[_End]) -> Interval:
    """Return the interval from the lowest to the highest of the products of ends."""
    found = tuple(products)
    finite = [end for end in found if end.value is not None]
    lower = upper = None
    lower_closed = upper_closed = False
    if finite and all(end.sign >= 0 for end in found if end.value is None):
        lower = min(end.value for end in finite if end.value is not None)
        lower_closed = any(end.closed for end in finite if end.value == lower)
    if finite and all(end.sign <= 0 for end in found if end.value is None):
        upper = max(end.value for end in finite if end.value is not None)
        upper_closed = any(end.closed for end in finite if end.value == upper)
    return Interval(lower, upper, lower_closed, upper_closed)


def _above_zero(a: Interval) -> bool:
    return a.lower is not None and a.lower >= 0 and not a.contains(0)


def _highest_lower(a: Interval, b: Interval) -> tuple[Decimal | None, bool]:
    if a.lower is None or (b.lower is not None and b.lower > a.lower):
        return b.lower, b.lower_closed
    if b.lower is None or a.lower > b.lower:
        return a.lower, a.lower_closed
    return a.lower, a.lower_closed and b.lower_closed


def _sum(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return None if a is None or b is None else a + b


def _before(a: Interval, b: Interval) -> bool:
    """Whether all of `a` lies below all of `b`."""
    if a.upper is None or b.lower is None:
        return False
    return a.upper < b.lower or (a.upper == b.lower and not (a.upper_closed and b.lower_closed))
