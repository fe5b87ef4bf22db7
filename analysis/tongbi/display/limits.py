"""Intervals as a reader writes them."""

from __future__ import annotations

import math

__all__ = ["limits"]

_DIGITS = 12  # enough for every printed figure, too few for the dust of binary fractions


def limits(
    lower: float, upper: float, *, lower_closed: bool = True, upper_closed: bool = True
) -> str:
    """Return an interval in brackets; nothing where it is one number or not known.

    Parameters
    ----------
    lower, upper : float
        The ends; infinite where open.
    lower_closed, upper_closed : bool
        Whether an end belongs to it.

    Examples
    --------
    >>> limits(99.575, 99.585, upper_closed=False), limits(300, 400, lower_closed=False)
    ('[99.575, 99.585)', '(300, 400]')
    >>> limits(-0.35, math.inf), limits(7, 7)
    ('[−0.35, ∞)', '')
    """
    if lower == upper or math.isnan(lower) or math.isnan(upper):
        return ""
    left = "[" if lower_closed and not math.isinf(lower) else "("
    right = "]" if upper_closed and not math.isinf(upper) else ")"
    return f"{left}{_end(lower)}, {_end(upper)}{right}"


def _end(value: float) -> str:
    if math.isinf(value):
        return "−∞" if value < 0 else "∞"
    text = f"{value:.{_DIGITS}g}"
    return (f"{value:.0f}" if "e" in text else text).replace("-", "−")
