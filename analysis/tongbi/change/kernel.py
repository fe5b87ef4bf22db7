"""The arithmetic of yearly change on arrays: shift, subtract and divide along sorted keys.

Rows are sorted by one integer key that holds series and year together, so that a row has a
prior exactly where its key is one more than that of the row before: a gap in the years or the
start of another series breaks the run without a look at either. Work goes block by block, small
enough for the temporaries to stay in the processor's cache and for their memory to be used again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

__all__ = ["Percents", "Steps", "both", "joint_key", "percents", "steps"]

_YEAR_BITS = 16
_BLOCK = 1 << 14  # rows
_ENDS = 3  # columns of a result: the change, and the two ends of its interval


@dataclass(frozen=True, slots=True)
class Steps:
    """Differences from one year to the next, each array of shape (rows,), NaN where unlinked."""

    change: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Percents:
    """Relative changes in percent, each array of shape (rows,), NaN where they can't be had."""

    percent: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]


def joint_key(series: NDArray[np.int64], period: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return one integer that orders rows by series, then year.

    Parameters
    ----------
    series : array of shape (rows,)
        Code of the series, from 0 on.
    period : array of shape (rows,)
        Year, from 0 to 65534.

    Raises
    ------
    ValueError
        If a year is out of range, because keys of different series would then touch.
    """
    if period.size and (period.min() < 0 or period.max() >= (1 << _YEAR_BITS) - 1):
        msg = f"years must lie between 0 and 65534, not {period.min()} to {period.max()}"
        raise ValueError(msg)
    return (series.astype(np.int64) << _YEAR_BITS) | period


def steps(
    key: NDArray[np.int64],
    value: NDArray[np.float64],
    lower: NDArray[np.float64],
    upper: NDArray[np.float64],
) -> Steps:
    """Subtract from each row the row before it where that is the same series one year earlier.

    Parameters
    ----------
    key : array of shape (rows,)
        Strictly increasing, from :func:`joint_key`.
    value, lower, upper : arrays of shape (rows,)
        The level and the ends of its interval, in the indicator's unit.

    Returns
    -------
    Steps
        The difference and the ends of its interval: lower end less the prior's upper end, upper
        end less the prior's lower end.
    """
    [moved] = _written((_subtract,), key, value, lower, upper)
    return Steps(*moved)


def percents(
    key: NDArray[np.int64],
    value: NDArray[np.float64],
    lower: NDArray[np.float64],
    upper: NDArray[np.float64],
) -> Percents:
    """Return the change of each row in percent of the row before it.

    Parameters
    ----------
    key, value, lower, upper : arrays of shape (rows,)
        As for :func:`steps`.

    Returns
    -------
    Percents
        NaN where there is no prior, or it is zero, negative or may be either.
    """
    [relative] = _written((_divide,), key, value, lower, upper)
    return Percents(*relative)


def both(
    key: NDArray[np.int64],
    value: NDArray[np.float64],
    lower: NDArray[np.float64],
    upper: NDArray[np.float64],
) -> tuple[Steps, Percents]:
    """Return what :func:`steps` and :func:`percents` return, reading each column once."""
    moved, relative = _written((_subtract, _divide), key, value, lower, upper)
    return Steps(*moved), Percents(*relative)


class _Pairs(NamedTuple):
    """A block of rows beside the rows before them, and which of those are no prior."""

    value: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    prior: NDArray[np.float64]
    floor: NDArray[np.float64]
    ceiling: NDArray[np.float64]
    unlinked: NDArray[np.bool_]


def _written(
    writers: Sequence[Callable[[_Pairs, list[NDArray[np.float64]]], None]],
    key: NDArray[np.int64],
    value: NDArray[np.float64],
    lower: NDArray[np.float64],
    upper: NDArray[np.float64],
) -> list[list[NDArray[np.float64]]]:
    """Return the columns that each writer fills, block by block; the first row has no prior."""
    made = [[np.empty(key.size) for _ in range(_ENDS)] for _ in writers]
    for columns in made:
        for column in columns:
            column[:1] = np.nan
    for here, pairs in _blocks(key, value, lower, upper):
        for write, columns in zip(writers, made, strict=True):
            write(pairs, [column[here] for column in columns])
    return made


def _blocks(
    key: NDArray[np.int64],
    value: NDArray[np.float64],
    lower: NDArray[np.float64],
    upper: NDArray[np.float64],
) -> Iterator[tuple[slice, _Pairs]]:
    """Yield the rows from the second on, block by block."""
    for first in range(1, key.size, _BLOCK):
        here = slice(first, min(first + _BLOCK, key.size))
        before = slice(here.start - 1, here.stop - 1)
        yield (
            here,
            _Pairs(
                *(value[here], lower[here], upper[here]),
                *(value[before], lower[before], upper[before]),
                unlinked=(key[here] - key[before]) != 1,
            ),
        )


def _subtract(pairs: _Pairs, out: list[NDArray[np.float64]]) -> None:
    """Write the differences of a block and their ends."""
    minuends = pairs.value, pairs.lower, pairs.upper
    subtrahends = pairs.prior, pairs.ceiling, pairs.floor
    for minuend, subtrahend, column in zip(minuends, subtrahends, out, strict=True):
        np.subtract(minuend, subtrahend, out=column)
        np.copyto(column, np.nan, where=pairs.unlinked)


def _divide(pairs: _Pairs, out: list[NDArray[np.float64]]) -> None:
    """Write the percents of a block and their ends; the prior's interval lies above zero."""
    floor, ceiling = pairs.floor, pairs.ceiling
    empty = pairs.unlinked | ~(floor > 0)
    # of a positive number the greatest prior makes the least ratio, of a negative one the least
    least = np.where(pairs.lower < 0, floor, ceiling)
    most = np.where(pairs.upper < 0, ceiling, floor)
    dividends = pairs.value, pairs.lower, pairs.upper
    divisors = pairs.prior, least, most
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        for dividend, divisor, column in zip(dividends, divisors, out, strict=True):
            np.divide(dividend, divisor, out=column)
            np.subtract(column, 1.0, out=column)
            np.multiply(column, 100.0, out=column)
            np.copyto(column, np.nan, where=empty)
