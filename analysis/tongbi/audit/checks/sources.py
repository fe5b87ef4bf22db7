"""Sources that contradict each other, and what the years around them say to it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from tongbi.audit.check import catalogue
from tongbi.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

__all__ = ["conflicting_sources"]

CODE = "conflicting_sources"
_SERIES = ["issuer", "place", "indicator"]
_CELL = [*_SERIES, "period"]


def conflicting_sources(frame: pd.DataFrame) -> tuple[Finding, ...]:
    """Find years for which sources state levels that can't be the same number.

    The change stated for the year after, with that year's level, implies what the contested
    level was; so does the change stated for the year itself, with the level before. Where just
    one of the contested levels fits, the finding says which.

    Parameters
    ----------
    frame : DataFrame
        Observations in the columns of the series frame.

    Returns
    -------
    tuple of Finding
        Sorted by issuer, place, indicator and year; `text` is the report of the first value
        that does not fit, else of the first.
    """
    whole = frame.loc[(frame["part_year"] == "") & (frame["role"] == "actual")]
    levels = whole.loc[whole["measure"] == "level"]
    changes = whole.loc[(whole["measure"] == "change_rel") & (whole["base"] == "yoy")]
    wide = levels.groupby(_CELL).agg(lower=("lower", "max"), upper=("upper", "min"))
    contested = wide.index[(wide["lower"] > wide["upper"]).to_numpy()]
    by_cell = dict(tuple(levels.groupby(_CELL)))
    moves = dict(tuple(changes.groupby(_CELL)))
    return tuple(_finding(by_cell, moves, cell) for cell in contested)


def _finding(
    levels: dict[tuple[object, ...], pd.DataFrame],
    changes: dict[tuple[object, ...], pd.DataFrame],
    cell: tuple[object, ...],
) -> Finding:
    rows = levels[cell].sort_values(["value", "report_year", "report", "address"])
    rows = rows.drop_duplicates("value")
    implied = list(_implied(levels, changes, cell))
    fits = np.array([_fits(row.lower, row.upper, implied) for row in rows.itertuples()])
    first = rows.iloc[int(np.argmin(fits))] if implied and not fits.all() else rows.iloc[0]
    values = [f"{row.quote or f'{row.value:.12g}'}" for row in rows.itertuples()]
    zh, en = _verdict(values, fits, implied)
    entry = catalogue()[CODE]
    said = {
        "label": f"{first['issuer']} {cell[-1]}年 {first['label']}",
        "stated": "、".join(f"{v}（{r}）" for v, r in zip(values, rows["report"], strict=True)),
        "expected": zh,
        "expected_en": en,
    }
    key = "\x1f".join([CODE, *map(str, cell), *values])
    return Finding(
        code=CODE,
        severity=entry.severity,
        text=str(first["report"]),
        at=() if np.any(rows["at"].isna()) else tuple(int(at) for at in rows["at"]),
        stated="、".join(values),
        expected=zh,
        message_zh=entry.zh.format(**said),
        message_en=entry.en.format(**said),
        fingerprint=hashlib.sha256(key.encode()).hexdigest()[:16],
    )


def _implied(
    levels: dict[tuple[object, ...], pd.DataFrame],
    changes: dict[tuple[object, ...], pd.DataFrame],
    cell: tuple[object, ...],
) -> Iterator[tuple[str, str, float, float]]:
    """Yield what the years around say the contested level was: words and interval."""
    *series, period = cell
    assert isinstance(period, int)  # noqa: S101 -- the schema has period as int64
    after = (*series, period + 1)
    if after in levels and after in changes:
        for level in levels[after].itertuples():
            for move in changes[after].itertuples():
                low, high = 1 + move.lower / 100, 1 + move.upper / 100
                if low > 0:
                    said = f"{level.quote or level.value}、{move.value:+.12g}%"
                    yield str(period + 1), said, level.lower / high, level.upper / low


def _fits(lower: float, upper: float, implied: list[tuple[str, str, float, float]]) -> bool:
    return any(lower <= high and low <= upper for _, _, low, high in implied)


def _verdict(
    values: list[str], fits: np.ndarray, implied: list[tuple[str, str, float, float]]
) -> tuple[str, str]:
    """Put into words which of the contested values the year after fits."""
    if not implied:
        return "不能同时成立", "they cannot both hold"
    year, said, *_ = implied[0]
    fitting = [value for value, fit in zip(values, fits, strict=True) if fit]
    if not fitting:
        return f"{year}年（{said}）与各值都不符", f"{year} ({said}) fits none of them"
    if len(fitting) == len(values):
        return f"{year}年的数字不能区分", f"the figures of {year} do not decide"
    only = "、".join(fitting)
    return f"{year}年（{said}）只与 {only} 相符", f"{year} ({said}) fits only {only}"
