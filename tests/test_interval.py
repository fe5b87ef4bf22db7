"""Intervals: what printed figures allow, and what may be computed from them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.interval import Interval

NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=2)


def interval(low: str, high: str, ends: str = "[]") -> Interval:
    return Interval(Decimal(low), Decimal(high), ends[0] == "[", ends[1] == "]")


@st.composite
def intervals_with_a_point(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    """An interval, and a number inside it."""
    point, low, high = draw(NUMBERS), draw(NUMBERS), draw(NUMBERS)
    low, high = min(low, point), max(high, point)
    return (
        Interval(
            draw(st.sampled_from([None, low])),
            draw(st.sampled_from([None, high])),
            low == point or draw(st.booleans()),
            high == point or draw(st.booleans()),
        ),
        point,
    )


def test_printed_figure_holds_what_rounds_to_it() -> None:
    """99.58 printed to two places stands for [99.575, 99.585)."""
    assert Interval.printed(Decimal("99.58"), Decimal("0.01")) == interval("99.575", "99.585", "[)")


def test_closure_admits_a_rounding_tie() -> None:
    """2 of 32 is 6.25%, which 6.2% allows once ties count."""
    printed = Interval.printed(Decimal("6.2"), Decimal("0.1"))
    assert not printed.contains(Decimal("6.25"))
    assert printed.closure().contains(Decimal("6.25"))


def test_ends_in_the_wrong_order_are_refused() -> None:
    """A lower end above the upper one is a wrong call."""
    with pytest.raises(ValueError, match="wrong order"):
        interval("2", "1")


def test_repr_shows_open_and_closed_ends() -> None:
    """Brackets show which end belongs; an unbounded end never does."""
    assert repr(interval("300", "400", "()")) == "Interval(300, 400)"
    assert repr(Interval(Decimal(50), None)) == "Interval[50, inf)"
    assert repr(Interval(None, Decimal(5))) == "Interval(-inf, 5]"


def test_difference_of_a_bound_and_a_count() -> None:
    """300多 less 280 is more than 20 and less than 120."""
    assert interval("300", "400", "()") - Interval.point(280) == interval("20", "120", "()")


def test_quotient_of_two_printed_amounts() -> None:
    """2236.6亿 of 3.68万亿 is between 6.07% and 6.09%."""
    share = Interval.printed(Decimal("2236.6"), Decimal("0.1")) / Interval.printed(
        Decimal(36800), 100
    )
    assert share.lower is not None
    assert share.upper is not None
    assert Decimal("0.06069") < share.lower < Decimal("0.06070")
    assert Decimal("0.06085") < share.upper < Decimal("0.06087")


def test_division_by_an_interval_that_holds_zero_is_refused() -> None:
    """There is no quotient when the divisor may be zero."""
    with pytest.raises(ZeroDivisionError, match="holds zero"):
        Interval.point(1) / interval("-1", "1")
    with pytest.raises(ZeroDivisionError, match="holds zero"):
        Interval.point(1) / Interval.point(0)


def test_division_by_an_open_zero_is_unbounded() -> None:
    """1 / (0, 2] is [0.5, inf)."""
    quotient = Interval.point(1) / interval("0", "2", "(]")
    assert repr(quotient) == "Interval[0.5, inf)"


def test_reciprocal_of_a_negative_interval() -> None:
    """1 / [-4, -2) is (-0.5, -0.25]."""
    assert interval("-4", "-2", "[)").reciprocal() == interval("-0.5", "-0.25", "(]")


def test_intersection_keeps_the_stricter_ends() -> None:
    """[1, 3) and (1, 5] share (1, 3); [1, 2) and [2, 3] share nothing."""
    assert interval("1", "3", "[)").intersection(interval("1", "5", "(]")) == interval(
        "1", "3", "()"
    )
    assert interval("1", "2", "[)").intersection(interval("2", "3")) is None
    assert Interval(None, Decimal(4)).intersection(Interval(Decimal(2), None)) == interval("2", "4")


def test_whole_numbers_respect_open_ends() -> None:
    """(300, 303) holds 301 and 302; [301.66, 301.99] holds none."""
    assert list(interval("300", "303", "()").whole_numbers()) == [301, 302]
    assert list(interval("301.66", "301.99").whole_numbers()) == []
    assert len(Interval(Decimal(0), None).whole_numbers(limit=5)) == 5


def test_whole_numbers_need_a_lower_end() -> None:
    """There is no lowest whole number below everything."""
    with pytest.raises(ValueError, match="without a lower end"):
        Interval(None, Decimal(3)).whole_numbers()


def test_width_is_missing_where_an_end_is() -> None:
    """An unbounded interval has no width."""
    assert interval("1", "4").width == 3
    assert Interval(Decimal(1), None).width is None


@given(intervals_with_a_point(), intervals_with_a_point())
def test_arithmetic_keeps_every_pair_of_members(
    a: tuple[Interval, Decimal], b: tuple[Interval, Decimal]
) -> None:
    """Sums, differences and products of members lie in those of the intervals."""
    assert (a[0] + b[0]).contains(a[1] + b[1])
    assert (a[0] - b[0]).contains(a[1] - b[1])
    assert (a[0] * b[0]).contains(a[1] * b[1])


@given(intervals_with_a_point(), st.decimals(min_value=-50, max_value=50, places=1))
def test_scaling_keeps_members(a: tuple[Interval, Decimal], factor: Decimal) -> None:
    """A member times a number lies in the interval times that number."""
    assert a[0].scale(factor).contains(a[1] * factor)


@given(intervals_with_a_point(), intervals_with_a_point())
def test_intersection_is_exactly_what_both_hold(
    a: tuple[Interval, Decimal], b: tuple[Interval, Decimal]
) -> None:
    """A number is in the intersection if and only if it is in both."""
    shared = a[0].intersection(b[0])
    for point in (a[1], b[1]):
        both = a[0].contains(point) and b[0].contains(point)
        assert both == (shared is not None and shared.contains(point))
