"""Targets against results: what last year's report planned, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tongbi.change.levels import SERIES_KEY

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["plan_results"]

_CELL = [*SERIES_KEY, "period", "measure"]
_COLUMNS = [
    *SERIES_KEY, "label", "unit", "period", "measure", "target", "bound", "result", "difference",
    "completion", "verdict", "target_report", "report", "target_at", "at",
]  # fmt: skip


def plan_results(frame: pd.DataFrame) -> pd.DataFrame:
    """Put every target for a year beside the result of that year.

    Parameters
    ----------
    frame : DataFrame
        Observations in the columns of the series frame.

    Returns
    -------
    DataFrame
        issuer, place, indicator, label, unit, period, measure, target, bound (of the target),
        result, difference (result less target, in the unit or in points), completion (result in
        percent of the target; levels only), verdict (``met``, ``missed``, ``cannot_tell``),
        target_report, report, target_at and at.
    """
    whole = frame.loc[frame["part_year"] == ""]
    targets = whole.loc[(whole["role"] == "target") & (whole["report_year"] < whole["period"])]
    results = whole.loc[(whole["role"] == "actual") & (whole["report_year"] >= whole["period"])]
    results = results.sort_values([*_CELL, "report_year", "report", "at"], kind="stable")
    results = results.drop_duplicates(_CELL)
    both = targets.merge(results, on=_CELL, suffixes=("_target", ""))
    target, result = both["value_target"].to_numpy(), both["value"].to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        completion = np.where(
            (both["measure"] == "level").to_numpy() & (target > 0), result / target * 100, np.nan
        )
    out = both.assign(
        target=target,
        bound=both["bound_target"],
        result=result,
        difference=result - target,
        completion=completion,
        verdict=_verdicts(both),
        target_report=both["report_target"],
        target_at=both["at_target"],
    )
    out = out.sort_values([*_CELL, "target_report", "target_at"], kind="stable")
    return out[_COLUMNS].reset_index(drop=True)


def _verdicts(both: pd.DataFrame) -> np.ndarray:
    """Judge each pair: a cut or a ceiling is met from below, everything else from above."""
    target, result = both["value_target"].to_numpy(), both["value"].to_numpy()
    ceiling = both["bound_target"].isin(["at_most", "less_than"]).to_numpy() | (
        (both["measure"] != "level").to_numpy() & (target < 0)
    )
    met = np.where(ceiling, result <= target, result >= target)
    vague = both["bound_target"].isin(["about", "nearly"]).to_numpy()
    loose = ~both["bound"].isin(["exact", "more_than", "at_least"]).to_numpy()
    return np.where(met, "met", np.where(vague | loose, "cannot_tell", "missed"))
