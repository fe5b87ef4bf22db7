"""Numbers of the audit: what a printed figure allows, quotients in percent, and how to say them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tongbi.audit.words import words
from tongbi.interval import Interval
from tongbi.model import Bound

if TYPE_CHECKING:
    from tongbi.model import Statement

__all__ = [
    "allowed",
    "contradicts",
    "growth",
    "is_exact_count",
    "is_plain",
    "percent",
    "printed_step",
    "say_like",
    "say_range",
    "say_stated",
    "show",
    "show_interval",
    "truncated",
]

_MULTIPLES = ("万", "亿", "千", "百", "成")
_SCALES = {"万亿": Decimal(10**12), "亿": Decimal(10**8), "万": Decimal(10**4)}
_HUNDRED = Interval.point(100)
_VAGUE = Decimal("0.1")  # 约 and 近 allow a tenth, as far as contradictions go


def is_plain(figure: Statement) -> bool:
    """Tell whether a figure is printed without a bound."""
    return figure.bound is Bound.EXACT


def is_exact_count(figure: Statement) -> bool:
    """Tell whether a figure counts whole things and is printed to the last one."""
    return (
        is_plain(figure)
        and figure.unit in words().lists["units.whole"]
        and figure.value == figure.value.to_integral_value()
        and "." not in figure.quote
        and not any(word in figure.quote for word in _MULTIPLES)
    )


def allowed(figure: Statement) -> Interval:
    """Return what a printed figure allows the true one to be, ties rounded either way.

    Counts printed to the unit are exact; 约 and 近 are wide.
    """
    if is_exact_count(figure):
        return Interval.point(figure.value)
    if figure.bound in {Bound.ABOUT, Bound.NEARLY}:
        margin = abs(figure.value) * _VAGUE
        wide = Interval(figure.value - margin, figure.value + margin)
        return figure.interval.closure().intersection(wide) or wide
    return figure.interval.closure()


def printed_step(figure: Statement) -> Decimal:
    """Return one in the last printed place, from the width of what the figure allows."""
    width = figure.interval.width
    return width or Decimal(1)


def percent(part: Interval, whole: Interval) -> Interval | None:
    """Return `part` in percent of `whole`, None where the whole may be zero or negative."""
    if whole.lower is None or whole.lower <= 0:
        return None
    return (part / whole) * _HUNDRED


def growth(level: Interval, prior: Interval) -> Interval | None:
    """Return the change from `prior` to `level` in percent, None where the prior may be zero."""
    quotient = percent(level, prior)
    return None if quotient is None else quotient - _HUNDRED


def contradicts(stated: Statement, expected: Interval) -> bool:
    """Tell whether no number fits both the printed figure and the expected interval."""
    return not allowed(stated).overlaps(expected.closure())


def truncated(stated: Statement, expected: Interval) -> bool:
    """Tell whether the stated figure is the expected one cut off instead of rounded."""
    step = printed_step(stated)
    value = stated.value
    cut = Interval(value, value + step) if value >= 0 else Interval(value - step, value)
    return cut.overlaps(expected.closure())


def show(value: Decimal, places: int | None = None) -> str:
    """Return a number without an exponent or trailing zeros, rounded where `places` is given."""
    if places is not None:
        value = round(value, places)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def show_interval(found: Interval, unit: str = "", places: int = 2) -> str:
    """Return an interval for readers: one number where both ends print alike."""
    low = "" if found.lower is None else show(found.lower, places)
    high = "" if found.upper is None else show(found.upper, places)
    if low == high:
        return f"{low}{unit}"
    return f"{low}~{high}{unit}"


def say_like(value: Decimal, figure: Statement) -> str:
    """Return a value in the scale and unit that `figure` is printed in.

    Parameters
    ----------
    value : Decimal
        In the unit of the figure's `value`.
    figure : Statement
        Whose 万 or 亿 and unit to take over.
    """
    for word, scale in _SCALES.items():
        if word in figure.quote:
            return f"{show(value / scale)}{word}{figure.unit}"
    return f"{show(value)}{figure.unit}"


def say_range(found: Interval, figure: Statement) -> str:
    """Return an interval in the scale and unit that `figure` is printed in."""
    step = printed_step(figure)
    ends = [
        say_like((end / step).to_integral_value() * step, figure)
        for end in (found.lower, found.upper)
        if end is not None
    ]
    return "~".join(dict.fromkeys(ends))


def say_stated(figure: Statement) -> str:
    """Return a figure as printed, with a minus where only the words around it say that it fell."""
    if figure.value < 0 and not figure.quote.startswith(("-", "－", "−")):
        return f"-{figure.quote}"
    return figure.quote
