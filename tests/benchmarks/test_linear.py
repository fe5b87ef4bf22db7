"""Work grows with its input and no faster; it is counted and not timed.

What is counted is calls of functions, those of libraries included, and for the arithmetic on
arrays the elements that pass through. What happens inside one call of a regular expression is not
counted here; `tests/extract/test_time.py` watches that.

Linking two reports weighs the pairs of statements that share words, which are more than
proportional to the statements by nature. A report is as long as it is, though, and what grows with
the years is how many there are: linking is counted by reports.
"""

from __future__ import annotations

import cProfile
import math
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

import tongbi
from benchmarks.made_up import frame, levels, report, statements, text
from tongbi.change.kernel import both, joint_key
from tongbi.series import observations

if TYPE_CHECKING:
    from collections.abc import Callable

    from tongbi.model import Report, Statement

_WORST = 1.1  # the exponent of the size; a linear reading has 1, a quadratic one 2
_LARGER = 4

_T = TypeVar("_T")


def _calls(work: Callable[[_T], object], given: _T) -> int:
    """Count the calls of functions, those of libraries included."""
    profile = cProfile.Profile()
    profile.runcall(work, given)
    return sum(entry.callcount for entry in profile.getstats())


def _exponent(small: int, large: int) -> float:
    return math.log(large / small, _LARGER)


def _extract(given: str) -> object:
    return tongbi.extract_text(given, year=2024)


def test_extraction_is_linear_in_the_length_of_the_text() -> None:
    """A text four times as long takes about four times the calls."""
    _extract(text(500))  # loads the grammar
    small, large = (_calls(_extract, text(n, seed=n)) for n in (2000, 2000 * _LARGER))
    assert small > 2000
    assert _exponent(small, large) <= _WORST


class Counted(np.ndarray):
    """An array that counts the elements which pass through its arithmetic."""

    elements = 0

    def __array_ufunc__(
        self, ufunc: np.ufunc, method: str, *inputs: Any, out: Any = None, **more: Any
    ) -> Any:
        if out is not None:
            more["out"] = tuple(np.asarray(array) for array in out)
        plain = (np.asarray(array) for array in inputs)
        result = getattr(ufunc, method)(*plain, **more)
        Counted.elements += np.size(result)
        return np.asarray(result).view(Counted)


def _elements(rows: int) -> int:
    """Count what the kernel of yearly change does to so many observations."""
    series, period, *columns = (column.view(Counted) for column in levels(rows))
    Counted.elements = 0
    key = joint_key(series, period)
    both(key, *columns)
    return Counted.elements


def test_yearly_change_is_linear_in_the_observations() -> None:
    """Four times the rows, over several blocks of work, are four times the elements."""
    rows = 50_000
    small, large = _elements(rows), _elements(rows * _LARGER)
    assert small > 10 * rows
    assert _exponent(small, large) <= _WORST


def test_the_frame_of_changes_is_linear_in_the_observations() -> None:
    """The frame around the kernel does no more for each row than the kernel does."""
    tongbi.changes(frame(100))
    frames = frame(1000), frame(1000 * _LARGER)
    small, large = (_calls(tongbi.changes, made) for made in frames)
    assert _exponent(small, large) <= _WORST


def _reports(count: int) -> list[tuple[Report, list[Statement]]]:
    """Return reports of issuers that have four years each, thirty statements in each."""
    cells = ((f"云岭{number // 4}市", 2020 + number % 4) for number in range(count))
    return [(report(issuer, year), statements(30, year=year)) for issuer, year in cells]


def test_linking_is_linear_in_the_reports() -> None:
    """Four times the reports are four times the calls."""
    observations(_reports(2))
    small, large = (_calls(observations, made) for made in (_reports(4), _reports(4 * _LARGER)))
    assert _exponent(small, large) <= _WORST


def test_linking_is_linear_in_the_years_of_an_issuer() -> None:
    """A report is linked to its neighbours, not to all that were ever made."""
    spans = (range(2000, 2006), range(2000, 2000 + 6 * _LARGER))
    years = ([(report("云岭市", y), statements(30, year=y)) for y in span] for span in spans)
    small, large = (_calls(observations, made) for made in years)
    assert _exponent(small, large) <= _WORST
