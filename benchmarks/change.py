"""Yearly change beside pandas, polars, DuckDB and the least that numpy has to do.

All get the same rows, sorted by series and year, series as integers (which spares the dataframe
libraries the names), one year in ten missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.contest import Contender, Setting, hold
from benchmarks.rows import Goal, Part, absolute, ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np

__all__ = ["parts"]

_LIBRARIES = ("pandas", "polars", "DuckDB")
_DOES = {
    "numpy": "the floor: shifts and subtracts along the keys, empty where there is no prior; "
    "neither interval nor percent.",
    "tongbi difference": "the difference with both ends of its interval, empty across gaps and "
    "series.",
    "tongbi percent": "the change in percent with both ends of its interval, empty across gaps, "
    "series, and where the prior may be zero or negative.",
    "tongbi both": "difference and percent, each with both ends: six columns, most of whose memory "
    "comes fresh from the system.",
    "pandas": "groupby.pct_change: one column of points; compares across a missing year as if it "
    "were the year before, no interval.",
    "pandas, six columns": "the same six columns as an analyst would write them: groupby.shift, "
    "subtractions, divisions and where; empty across gaps, series, and where the prior may be zero "
    "or negative.",
    "polars": "pct_change().over(series), on all cores: as pandas, one column, no gaps, no "
    "interval.",
    "DuckDB": "value / lag(value) over (partition by series order by period), on all cores, "
    "fetched as numpy: as pandas, one column, no gaps, no interval.",
}
_CALLS = {
    "numpy": "bare",
    "tongbi difference": "difference",
    "tongbi percent": "relative",
    "tongbi both": "both",
    "pandas": "by_pandas",
    "pandas, six columns": "by_pandas_six",
    "polars": "by_polars",
    "DuckDB": "by_duckdb",
}
_QUERY = (
    "select value / lag(value) over (partition by series order by period) - 1 as change from level"
)


def parts(setting: Setting) -> Iterator[Part]:
    """Measure the kernel on one and ten million rows, and the whole frame on fewer."""
    for rows, rounds in ((100_000, 1),) if setting.quick else ((1_000_000, 5), (10_000_000, 3)):
        yield _kernel(setting, rows, rounds)
    yield _whole(setting, 10_000 if setting.quick else 100_000)


def _kernel(setting: Setting, rows: int, rounds: int) -> Part:
    contenders = [
        Contender(
            name=name,
            does=does,
            call=f"benchmarks.change:{_CALLS[name]}",
            given={"rows": rows},
            peer=name in {"polars", "DuckDB"},
        )
        for name, does in _DOES.items()
    ]
    outcome = hold(contenders, setting, setting.turns(rounds))
    ahead = Goal(least=1)
    return Part(
        title=f"Yearly change, {rows:,} observations",
        given="Columns in memory in, columns in memory out; series are integers.",
        rows=[
            ratio(outcome, "tongbi difference", "numpy", Goal(most=3)),
            ratio(outcome, "tongbi percent", "numpy"),
            ratio(outcome, "tongbi both", "numpy"),
            *(ratio(outcome, name, "tongbi percent", ahead) for name in _LIBRARIES),
            ratio(outcome, "pandas, six columns", "tongbi both", ahead),
            *(ratio(outcome, name, "tongbi both", ahead) for name in _LIBRARIES),
        ],
        contenders=contenders,
    )


def _whole(setting: Setting, rows: int) -> Part:
    contenders = [
        Contender(
            name="tongbi.changes",
            does="the whole frame: vintages, reasons, kinds of unit, notes, stated changes and "
            "verdicts beside difference and percent.",
            call="benchmarks.change:whole",
            given={"rows": rows},
        ),
        Contender(
            name="pandas",
            does=_DOES["pandas"],
            call="benchmarks.change:by_pandas",
            given={"rows": rows},
        ),
    ]
    outcome = hold(contenders, setting, setting.turns(3))
    return Part(
        title=f"The whole frame of changes, {rows:,} observations",
        given="A frame of observations with all of its 25 columns in.",
        rows=[
            absolute(outcome, "tongbi.changes"),
            ratio(outcome, "tongbi.changes", "pandas"),
        ],
        contenders=contenders,
    )


def subtracted(key: np.ndarray, value: np.ndarray) -> np.ndarray:
    """Subtract along the sorted keys, the least that any yearly change has to do."""
    import numpy as np

    out = np.empty(value.size)
    out[0] = np.nan
    np.subtract(value[1:], value[:-1], out=out[1:])
    out[1:][(key[1:] - key[:-1]) != 1] = np.nan
    return out


def _keyed(rows: int) -> tuple[np.ndarray, ...]:
    """Return the joint key, the values and both ends."""
    from benchmarks.made_up import levels
    from tongbi.change.kernel import joint_key

    series, period, value, lower, upper = levels(rows)
    return joint_key(series, period), value, lower, upper


def bare(rows: int) -> Callable[[], int]:
    """Subtract with numpy."""
    key, value, _, _ = _keyed(rows)
    subtracted(key[:1000], value[:1000])
    return lambda: subtracted(key, value).size


def difference(rows: int) -> Callable[[], int]:
    """Subtract with tongbi; it has to give what numpy gives."""
    import numpy as np

    from tongbi.change.kernel import steps

    columns = _keyed(rows)
    some = [column[:1000] for column in columns]
    if not np.array_equal(steps(*some).change, subtracted(*some[:2]), equal_nan=True):
        raise AssertionError("tongbi and numpy differ")
    return lambda: steps(*columns).change.size


def relative(rows: int) -> Callable[[], int]:
    """Divide with tongbi."""
    from tongbi.change.kernel import percents

    columns = _keyed(rows)
    percents(*(column[:1000] for column in columns))
    return lambda: percents(*columns).percent.size


def both(rows: int) -> Callable[[], int]:
    """Subtract and divide with tongbi."""
    from tongbi.change import kernel

    columns = _keyed(rows)
    kernel.both(*(column[:1000] for column in columns))
    return lambda: kernel.both(*columns)[0].change.size


def by_pandas(rows: int) -> Callable[[], int]:
    """Let pandas do it."""
    import pandas as pd

    from benchmarks.made_up import levels

    series, _, value, _, _ = levels(rows)
    frame = pd.DataFrame({"series": series, "value": value})

    def work(frame: pd.DataFrame) -> int:
        return int(frame.groupby("series")["value"].pct_change().size)

    work(frame.head(1000))
    return lambda: work(frame)


def by_pandas_six(rows: int) -> Callable[[], int]:
    """Let pandas make the columns that tongbi makes; they have to be the same."""
    import numpy as np
    import pandas as pd

    from benchmarks.made_up import levels
    from tongbi.change import kernel

    names = "series", "period", "value", "lower", "upper"
    frame = pd.DataFrame(dict(zip(names, levels(rows), strict=True)))

    def work(frame: pd.DataFrame) -> pd.DataFrame:
        prior = frame.groupby("series")[list(names[1:])].shift()
        linked = frame["period"] - prior["period"] == 1
        positive = linked & (prior["lower"] > 0)
        low = pd.Series(
            np.minimum(frame["lower"] / prior["lower"], frame["lower"] / prior["upper"])
        )
        high = pd.Series(
            np.maximum(frame["upper"] / prior["lower"], frame["upper"] / prior["upper"])
        )
        return pd.DataFrame(
            {
                "change": (frame["value"] - prior["value"]).where(linked),
                "change_lower": (frame["lower"] - prior["upper"]).where(linked),
                "change_upper": (frame["upper"] - prior["lower"]).where(linked),
                "percent": ((frame["value"] / prior["value"] - 1) * 100).where(positive),
                "percent_lower": ((low - 1) * 100).where(positive),
                "percent_upper": ((high - 1) * 100).where(positive),
            }
        )

    moved, relative = kernel.both(*(column[:1000] for column in _keyed(rows)))
    for name, column in work(frame.head(1000)).items():
        part, _, end = str(name).partition("_")
        ours = getattr(moved if part == "change" else relative, end or part)
        if not np.array_equal(column, ours, equal_nan=True):
            raise AssertionError(f"tongbi and pandas differ in {name}")
    return lambda: len(work(frame))


def by_polars(rows: int) -> Callable[[], int]:
    """Let polars do it."""
    import polars as pl

    from benchmarks.made_up import levels

    series, _, value, _, _ = levels(rows)
    frame = pl.DataFrame({"series": series, "value": value})
    change = pl.col("value").pct_change().over("series")
    frame.head(1000).select(change)
    return lambda: frame.select(change).height


def by_duckdb(rows: int) -> Callable[[], int]:
    """Let DuckDB do it, from a table of its own."""
    import duckdb
    import pandas as pd

    from benchmarks.made_up import levels

    series, period, value, _, _ = levels(rows)
    frame = pd.DataFrame({"series": series, "period": period, "value": value})
    database = duckdb.connect()

    def work(frame: pd.DataFrame) -> Callable[[], int]:
        database.register("frame", frame)
        database.execute("create or replace table level as select * from frame")
        return lambda: int(database.execute(_QUERY).fetchnumpy()["change"].size)

    work(frame.head(1000))()
    return work(frame)


def whole(rows: int) -> Callable[[], int]:
    """Compare with tongbi.changes."""
    import tongbi
    from benchmarks.made_up import frame

    observations = frame(rows)
    tongbi.changes(observations.head(1000))
    return lambda: len(tongbi.changes(observations))
