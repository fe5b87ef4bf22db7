"""Time the yearly change of ten million rows against bare numpy and against pandas.

    python benchmarks/bench_change.py [--rows 10000000] [--repeat 5]

Every contender gets the same rows, sorted by series and year, some years missing:

- bare: shift and subtract the values along the sorted keys, empty where the key does not follow;
- steps: the kernel of tongbi.change, difference and both ends of its interval, gap-safe;
- percents: the kernel's relative change with both ends;
- pct_change: pandas, grouped by the series' names, neither gaps nor intervals.
"""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tongbi.change.kernel import joint_key, percents, steps

if TYPE_CHECKING:
    from collections.abc import Callable

YEARS = 20


def make(rows: int) -> tuple[np.ndarray, ...]:
    """Return series codes, years and levels with their ends; one year in ten is missing."""
    random = np.random.default_rng(20241231)
    series = np.repeat(np.arange(rows // YEARS + 1), YEARS)[:rows]
    spread = np.cumsum(random.choice([1, 1, 1, 1, 1, 1, 1, 1, 1, 2], rows))
    first = np.searchsorted(series, series)
    period = 1990 + spread - spread[first]
    value = random.uniform(10, 1e6, rows).round(1)
    return series, period.astype(np.int64), value, value - 0.05, value + 0.05


def bare(key: np.ndarray, value: np.ndarray) -> np.ndarray:
    """Subtract along the sorted keys, the least that any yearly change has to do."""
    out = np.empty(value.size)
    out[0] = np.nan
    np.subtract(value[1:], value[:-1], out=out[1:])
    out[1:][(key[1:] - key[:-1]) != 1] = np.nan
    return out


def best(run: Callable[[], object], repeat: int) -> float:
    """Return the shortest of several runs, in seconds."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print the times and their ratios to the bare subtraction."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, default=10_000_000)
    options.add_argument("--repeat", type=int, default=5)
    given = options.parse_args()
    series, period, value, lower, upper = make(given.rows)
    key = joint_key(series, period)
    linked = np.diff(key, prepend=np.int64(-2)) == 1
    names = pd.Series(series).map(lambda code: f"indicator-{code}")
    frame = pd.DataFrame({"series": names, "value": value})
    moved = steps(key, value, lower, upper).change
    assert np.array_equal(moved, bare(key, value), equal_nan=True)
    times = {
        "bare": best(lambda: bare(key, value), given.repeat),
        "steps": best(lambda: steps(key, value, lower, upper), given.repeat),
        "percents": best(lambda: percents(linked, value, lower, upper), given.repeat),
        "pct_change": best(frame.groupby("series")["value"].pct_change, 1),
    }
    print(f"{given.rows:,} rows, best of {given.repeat}")
    for name, seconds in times.items():
        print(f"{name:12s} {seconds:8.3f} s  {seconds / times['bare']:6.2f} x bare")


if __name__ == "__main__":
    main()
