"""Stated against computed: does it agree, and which slip of the pen would explain a difference."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from tongbi.interval import Interval

__all__ = ["Slip", "Verdict", "reconcile", "slips"]


class Verdict(StrEnum):
    """How a stated figure stands to the computed one."""

    AGREES = "agrees"
    DIFFERS = "differs"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip that turns the expected figure into the stated one.

    Attributes
    ----------
    code : str
        ``truncation``, ``sign``, ``decimal_point``, ``one_digit``, ``transposed`` or
        ``lost_digit``.
    right : Decimal
        The figure as it would have been printed.
    """

    code: str
    right: Decimal


def reconcile(stated: Interval, computed: Interval | None) -> Verdict:
    """Compare what a printed change allows with what the levels give.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from tongbi.interval import Interval
    >>> stated = Interval.printed(Decimal("7.5"), Decimal("0.1"))
    >>> reconcile(stated, Interval.point(Decimal("7.52")))
    <Verdict.AGREES: 'agrees'>
    >>> reconcile(stated, None)
    <Verdict.CANNOT_TELL: 'cannot_tell'>
    """
    if computed is None:
        return Verdict.CANNOT_TELL
    if not stated.closure().overlaps(computed.closure()):
        return Verdict.DIFFERS
    if stated.width is None or computed.width is None:
        return Verdict.CANNOT_TELL
    return Verdict.AGREES


def slips(stated: Decimal, step: Decimal, computed: Interval) -> Iterator[Slip]:
    """Yield the slips that explain a stated figure; nothing where the computed one is unbounded.

    Parameters
    ----------
    stated : Decimal
        The figure as printed.
    step : Decimal
        One in its last printed place.
    computed : Interval
        What the levels give, in the same unit.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from tongbi.interval import Interval
    >>> [
    ...     slip.code
    ...     for slip in slips(Decimal("3.4"), Decimal("0.1"), Interval.point(Decimal("4.33")))
    ... ]
    ['transposed']
    """
    if computed.lower is None or computed.upper is None:
        return
    middle = (computed.lower + computed.upper) / 2
    right = (middle / step).to_integral_value() * step
    printed, wanted = _digits(stated, step), _digits(right, step)
    if (stated < 0) != (right < 0) and printed == wanted:
        yield Slip("sign", right)
    elif printed != wanted and printed.strip("0") == wanted.strip("0"):
        yield Slip("decimal_point", right)
    elif len(printed) == len(wanted):
        yield from _same_length(printed, wanted, right)
    elif _drops_to(printed, wanted) or _drops_to(wanted, printed):
        yield Slip("lost_digit", right)


def _digits(value: Decimal, step: Decimal) -> str:
    return str(abs(int((value / step).to_integral_value())))


def _same_length(printed: str, wanted: str, right: Decimal) -> Iterator[Slip]:
    apart = [i for i, (a, b) in enumerate(zip(printed, wanted, strict=True)) if a != b]
    if len(apart) == 1:
        yield Slip("one_digit", right)
    elif (
        len(apart) == 2  # noqa: PLR2004 -- two digits changed places
        and printed[apart[0]] == wanted[apart[1]]
        and printed[apart[1]] == wanted[apart[0]]
    ):
        yield Slip("transposed", right)


def _drops_to(longer: str, shorter: str) -> bool:
    """Tell whether leaving out one digit of `longer` gives `shorter`."""
    if len(longer) != len(shorter) + 1:
        return False
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
