"""Intervals with open and closed ends: what a printed figure allows the true one to be.

``300多`` is (300, 400), ``99.58%`` is [99.575, 99.585). Intervals go through every difference
and ratio, so that nothing computed from printed figures looks sharper than they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

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
        return self.upper is None or value < self.upper or (self.upper_closed and self.upper == value)

    def overlaps(self, other: Interval) -> bool:
        """Tell whether some number lies in both intervals."""
        return not (_before(self, other) or _before(other, self))

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

    def scale(self, factor: _Number) -> Interval:
        """Multiply by a number."""
        factor = Decimal(factor)
        if factor < 0:
            return (-self).scale(-factor)
        return Interval(
            None if self.lower is None else self.lower * factor,
            None if self.upper is None else self.upper * factor,
            self.lower_closed,
            self.upper_closed,
        )


def _sum(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return None if a is None or b is None else a + b


def _before(a: Interval, b: Interval) -> bool:
    """Whether all of `a` lies below all of `b`."""
    if a.upper is None or b.lower is None:
        return False
    return a.upper < b.lower or (a.upper == b.lower and not (a.upper_closed and b.lower_closed))
