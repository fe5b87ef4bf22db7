"""Explanations that would remove a contradiction between a printed figure and the expected one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.audit.check import Candidate
from tongbi.audit.figures import printed_step, say_like, truncated
from tongbi.change.kinds import Kind, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from tongbi.interval import Interval
    from tongbi.model import Statement

__all__ = ["slips"]


def slips(stated: Statement, expected: Interval) -> Iterator[Candidate]:
    """Yield the slips of the pen that turn the expected figure into the stated one.

    Parameters
    ----------
    stated : Statement
        The contested figure.
    expected : Interval
        What the other figures give, in the same unit.
    """
    if expected.lower is None or expected.upper is None:
        return
    step = printed_step(stated)
    middle = (expected.lower + expected.upper) / 2
    right = (middle / step).to_integral_value() * step
    figure = say_like(right, stated)
    printed, wanted = _digits(stated.value, step), _digits(right, step)
    if kind_of(stated.unit) is Kind.RATE and truncated(stated, expected):
        yield Candidate(code="truncation", figure=figure)
    elif (stated.value < 0) != (right < 0) and printed == wanted:
        yield Candidate(code="sign", figure=figure)
    elif printed != wanted and printed.strip("0") == wanted.strip("0"):
        yield Candidate(code="decimal_point", figure=figure)
    elif len(printed) == len(wanted):
        yield from _same_length(printed, wanted, figure)
    elif _drops_to(printed, wanted) or _drops_to(wanted, printed):
        yield Candidate(code="lost_digit", figure=figure)


def _digits(value: Decimal, step: Decimal) -> str:
    return str(abs(int((value / step).to_integral_value())))


def _same_length(printed: str, wanted: str, figure: str) -> Iterator[Candidate]:
    apart = [i for i, (a, b) in enumerate(zip(printed, wanted, strict=True)) if a != b]
    if len(apart) == 1:
        yield Candidate(code="one_digit", figure=figure)
    elif (
        len(apart) == 2  # noqa: PLR2004 -- two digits changed places
        and printed[apart[0]] == wanted[apart[1]]
        and printed[apart[1]] == wanted[apart[0]]
    ):
        yield Candidate(code="transposed", figure=figure)


def _drops_to(longer: str, shorter: str) -> bool:
    """Tell whether leaving out one digit of `longer` gives `shorter`."""
    if len(longer) != len(shorter) + 1:
        return False
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
