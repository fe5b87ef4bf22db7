"""One-to-one assignment: the pairs that together weigh most, each side used once.

Successive shortest augmenting paths with potentials on a sparse graph (Edmonds and Karp, 1972;
in the form of Jonker and Volgenant, 1987). The graphs of :mod:`tongbi.series.linking` have a
few candidates a row, where this takes milliseconds without numpy.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["assign"]


def assign(weights: Sequence[Mapping[int, float]]) -> list[int | None]:
    """Choose at most one column for each row so that the total weight is greatest.

    Parameters
    ----------
    weights : sequence of mappings
        For each row, its candidate columns (0 or more) with their weights, above 0.

    Returns
    -------
    list of int or None
        The column of each row; None where the row stays alone. No column occurs twice.

    Examples
    --------
    >>> assign([{0: 0.9, 1: 0.8}, {0: 0.7}])
    [1, 0]
    """
    columns = 1 + max((column for row in weights for column in row), default=-1)
    # A column of its own lets each row stay alone at no cost.
    costs = [
        {**{column: -weight for column, weight in sorted(row.items())}, columns + number: 0.0}
        for number, row in enumerate(weights)
    ]
    # Every reduced cost must start at 0 or above.
    row_price = [min(row.values()) for row in costs]
    column_price: dict[int, float] = {}
    holder: dict[int, int] = {}
    chosen: list[int] = [-1] * len(costs)
    for row in range(len(costs)):
        _augment(row, costs, row_price, column_price, holder, chosen)
    return [column if 0 <= column < columns else None for column in chosen]


def _augment(
    root: int,
    costs: Sequence[Mapping[int, float]],
    row_price: list[float],
    column_price: dict[int, float],
    holder: dict[int, int],
    chosen: list[int],
) -> None:
    """Give row `root` a column along the cheapest alternating path."""
    distance: dict[int, float] = {}
    via: dict[int, int] = {}
    done: dict[int, float] = {}
    rows = {root: 0.0}
    heap: list[tuple[float, int]] = []
    row, travelled = root, 0.0
    while True:
        for column, cost in costs[row].items():
            if column in done:
                continue
            reduced = travelled + cost - row_price[row] - column_price.get(column, 0.0)
            if reduced < distance.get(column, float("inf")) - 1e-12:
                distance[column] = reduced
                via[column] = row
                heapq.heappush(heap, (reduced, column))
        while True:
            travelled, column = heapq.heappop(heap)
            if column not in done:
                break
        done[column] = travelled
        if column not in holder:
            break
        row = holder[column]
        rows[row] = travelled
    for reached, at in rows.items():
        row_price[reached] += travelled - at
    for reached, at in done.items():
        column_price[reached] = column_price.get(reached, 0.0) - (travelled - at)
    while True:
        row = via[column]
        holder[column] = row
        column, chosen[row] = chosen[row], column
        if row == root:
            return
