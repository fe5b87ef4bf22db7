"""The kernel: shift and subtract along sorted keys, never across a gap or a series."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.change.kernel import joint_key, percents, steps


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


def test_blocks_do_not_show() -> None:
    """A run longer than one block of work is subtracted without a seam."""
    rows = 40_000
    key = joint_key(np.zeros(rows, dtype=np.int64), np.arange(rows))
    value = np.arange(rows, dtype=float) ** 2
    found = steps(key, value, value, value)
    assert np.array_equal(found.change[1:], np.diff(value))


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
