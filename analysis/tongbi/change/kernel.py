"""The arithmetic of yearly change on arrays: shift and subtract along sorted keys.

Rows are sorted by one integer key that holds series and year together, so that a row has a
prior exactly where its key is one more than that of the row before: a gap in the years or the
start of another series breaks the run without a look at either. Work goes block by block, small
enough for the temporaries to stay in the processor's cache.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Percents", "Steps", "joint_key", "percents", "steps"]

_YEAR_BITS = 16
_BLOCK = 1 << 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Differences from one year to the next, each array of shape (rows,), NaN where unlinked."""

    change: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
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
    rows = key.size
    change, low, high = np.empty(rows), np.empty(rows), np.empty(rows)
    for out in (change, low, high):
        out[:1] = np.nan
    for first in range(1, rows, _BLOCK):
        here = slice(first, min(first + _BLOCK, rows))
        prior = slice(here.start - 1, here.stop - 1)
        unlinked = (key[here] - key[prior]) != 1
        for out, minuend, subtrahend in (
            (change, value, value),
            (low, lower, upper),
            (high, upper, lower),
        ):
            np.subtract(minuend[here], subtrahend[prior], out=out[here])
            np.copyto(out[here], np.nan, where=unlinked)
    return Steps(change=change, lower=low, upper=high)


def percents(
    linked: NDArray[np.bool_],
    value: NDArray[np.float64],
    lower: NDArray[np.float64],
    upper: NDArray[np.float64],
) -> Percents:
    """Return the change of each linked row in percent of the row before it.

    Parameters
    ----------
    linked : array of shape (rows,)
        Whether the row before is this row's prior.
    value, lower, upper : arrays of shape (rows,)
        The level and the ends of its interval.

    Returns
    -------
    Percents
        NaN where the prior is zero, negative or may be either.
    """
    rows = value.size
    percent, low, high = np.empty(rows), np.empty(rows), np.empty(rows)
    for out in (percent, low, high):
        out[:1] = np.nan
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        for first in range(1, rows, _BLOCK):
            here = slice(first, min(first + _BLOCK, rows))
            prior = slice(here.start - 1, here.stop - 1)
            ok = linked[here] & (lower[prior] > 0)
            np.divide(value[here], value[prior], out=percent[here])
            floor, ceiling = lower[prior], upper[prior]
            np.minimum(lower[here] / floor, lower[here] / ceiling, out=low[here])
            np.maximum(upper[here] / floor, upper[here] / ceiling, out=high[here])
            for out in (percent, low, high):
                block = out[here]
                np.subtract(block, 1.0, out=block)
                np.multiply(block, 100.0, out=block)
                np.copyto(block, np.nan, where=~ok)
    return Percents(percent=percent, lower=low, upper=high)
