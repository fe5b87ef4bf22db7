"""What the neighbours of two figures say of them.

Reports tell of the same things in much the same order: a pair whose neighbours are a sure pair
gains. A figure that hangs on the one before it (罚款3件，计420元) is nothing without it: where
those two are no pair, neither are these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tongbi.series.evidence import Evidence
    from tongbi.series.profile import Profile
    from tongbi.series.settings import Settings

__all__ = ["supported"]

Rows = list[dict[int, "Evidence"]]


def supported(
    rows: Rows, ones: Sequence[Profile], others: Sequence[Profile], config: Settings
) -> Rows:
    """Return the evidence with what the neighbours add and take away.

    Parameters
    ----------
    rows : list of dict
        For each of `ones`, its candidates in `others` with their evidence.
    ones, others : sequence of Profile
        The statements of two reports, in reading order.
    """
    steps = [s for s in range(-config.neighbour_reach, config.neighbour_reach + 1) if s]

    def sure(i: int, j: int, least: float) -> bool:
        found = rows[i].get(j) if 0 <= i < len(rows) else None
        return found is not None and found.score >= least

    def weighed(i: int, j: int, found: Evidence) -> Evidence:
        score, reasons = found
        if any(sure(i + s, j + t, config.neighbour_sure) for s in steps for t in steps):
            score = min(1.0, score + config.neighbour_bonus)
        hanging = _hangs(ones, i, config) and _hangs(others, j, config)
        if hanging and not sure(i - 1, j - 1, config.same):
            score, reasons = score * config.hanging_factor, (*reasons, "hanging")
        return found._replace(score=score, reasons=reasons)

    return [{j: weighed(i, j, found) for j, found in row.items()} for i, row in enumerate(rows)]


def _hangs(profiles: Sequence[Profile], i: int, config: Settings) -> bool:
    """Tell whether a figure's own word is a bare one, right after another figure."""
    if i == 0 or profiles[i].indicator:
        return False
    gap = profiles[i].statement.at - profiles[i - 1].statement.end
    return gap <= config.hanging_gap and profiles[i].leaf <= config.hanging_length
