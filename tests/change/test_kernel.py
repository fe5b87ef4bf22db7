"""The kernel: shift and subtract along sorted keys, never across a gap or a series."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.change.kernel import both, joint_key, percents, steps


@st.composite
def tables(draw: st.DrawFn) -> list[tuple[int, int, float, float, float]]:
    """Rows (series, year, lower, value, upper), sorted, each series and year once."""
    cells = draw(
        st.sets(st.tuples(st.integers(0, 4), st.integers(2000, 2012)), min_size=1, max_size=40)
    )
    rows = []
    for series, year in sorted(cells):
        value = draw(st.floats(-100, 1000).map(lambda x: round(x, 2)))
        rows.append(
            (series, year, value - draw(st.floats(0, 5)), value, value + draw(st.floats(0, 5)))
        )
    return rows


@st.composite
def unbounded(draw: st.DrawFn) -> list[tuple[int, int, float, float, float]]:
    """Rows as above, some of them without an end, some at zero."""
    odd = st.sampled_from([math.inf, 0.0])
    return [
        (
            series,
            year,
            -draw(odd) if draw(st.booleans()) else low,
            value,
            draw(odd) if draw(st.booleans()) else high,
        )
        for series, year, low, value, high in draw(tables())
    ]


def columns(rows: list[tuple[int, int, float, float, float]]) -> tuple[np.ndarray, ...]:
    series, period, lower, value, upper = (np.array(c) for c in zip(*rows, strict=True))
    return joint_key(series, period), value, lower, upper


@given(tables())
def test_steps_equal_a_plain_loop(rows: list[tuple[int, int, float, float, float]]) -> None:
    """Each row is compared with the same series a year before, and with nothing else."""
    found = steps(*columns(rows))
    by_cell = {(series, year): (low, v, high) for series, year, low, v, high in rows}
    for i, (series, year, low, value, high) in enumerate(rows):
        prior = by_cell.get((series, year - 1))
        if prior is None:
            assert math.isnan(found.change[i])
            assert math.isnan(found.lower[i])
        else:
            assert found.change[i] == value - prior[1]
            assert found.lower[i] == low - prior[2]
            assert found.upper[i] == high - prior[0]


@given(tables())
def test_percents_hold_every_pair_of_members(
    rows: list[tuple[int, int, float, float, float]],
) -> None:
    """The percent of any two numbers inside their intervals lies between the ends."""
    key, value, lower, upper = columns(rows)
    linked = np.diff(key, prepend=np.int64(-2)) == 1
    found = percents(key, value, lower, upper)
    for i in range(1, len(rows)):
        if not linked[i] or lower[i - 1] <= 0:
            assert math.isnan(found.percent[i])
            continue
        for now in (lower[i], value[i], upper[i]):
            for then in (lower[i - 1], value[i - 1], upper[i - 1]):
                change = (now / then - 1) * 100
                slack = 1e-9 * max(1.0, abs(change))
                assert found.lower[i] - slack <= change <= found.upper[i] + slack


@given(unbounded())
def test_both_are_the_two_together(rows: list[tuple[int, int, float, float, float]]) -> None:
    """One pass gives what two give, also where ends are infinite and priors zero or negative."""
    moved, relative = both(*columns(rows))
    for ours, theirs in ((moved, steps(*columns(rows))), (relative, percents(*columns(rows)))):
        for name in type(ours).__slots__:
            assert np.array_equal(getattr(ours, name), getattr(theirs, name), equal_nan=True)


@pytest.mark.parametrize(
    ("prior", "current", "lower", "upper"),
    [
        ((300, math.inf), (400, math.inf), -100, math.inf),  # 超过300件, 超过400件
        ((300, 400), (400, math.inf), 0, math.inf),
        ((300, math.inf), (400, 500), -100, (500 / 300 - 1) * 100),
        ((100, 200), (-50, -40), -150, -120),  # a surplus that became a deficit
        ((0, math.inf), (1, 2), math.nan, math.nan),
        ((-1, 2), (1, 2), math.nan, math.nan),
    ],
)
def test_percents_of_bounds(
    prior: tuple[float, float], current: tuple[float, float], lower: float, upper: float
) -> None:
    """An end that is not bounded leaves the percent unbounded there, and no further."""
    key = joint_key(np.array([0, 0]), np.array([2023, 2024]))
    low, high = (np.array(ends, dtype=float) for ends in zip(prior, current, strict=True))
    found = percents(key, low, low, high)
    assert found.lower[1] == pytest.approx(lower, nan_ok=True)
    assert found.upper[1] == pytest.approx(upper, nan_ok=True)


def test_blocks_do_not_show() -> None:
    """A run longer than one block of work is subtracted without a seam."""
    rows = 40_000
    key = joint_key(np.zeros(rows, dtype=np.int64), np.arange(rows))
    value = np.arange(rows, dtype=float) ** 2
    moved, relative = both(key, value + 1, value + 1, value + 1)
    assert np.array_equal(moved.change[1:], np.diff(value + 1))
    assert np.array_equal(relative.upper[1:], ((value + 1)[1:] / (value + 1)[:-1] - 1) * 100)


def test_last_year_of_a_series_does_not_meet_the_next_series() -> None:
    """Year 2001 of one series and 2002 of the next are no pair."""
    key = joint_key(np.array([0, 1]), np.array([2001, 2002]))
    assert np.isnan(steps(key, *(np.array([1.0, 2.0]),) * 3).change).all()


def test_empty_input_gives_empty_output() -> None:
    """No rows, no changes."""
    none = np.array([], dtype=float)
    assert steps(joint_key(np.array([], int), np.array([], int)), none, none, none).change.size == 0


def test_years_beyond_the_key_are_refused() -> None:
    """A negative year would touch the keys of the series before."""
    with pytest.raises(ValueError, match="years must lie between 0 and 65534"):
        joint_key(np.array([0]), np.array([-1]))
