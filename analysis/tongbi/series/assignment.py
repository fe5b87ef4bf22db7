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

_FAR = float("inf")
_TINY = 1e-12


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
    matching = _Matching(costs)
    for row in range(len(costs)):
        matching.augment(row)
    return [column if column < columns else None for column in matching.chosen]


class _Matching:
    """A matching of least cost for the rows so far, with the prices that prove it.

    Parameters
    ----------
    costs : sequence of mappings
        The cost of each row's columns.
    """

    def __init__(self, costs: Sequence[Mapping[int, float]]) -> None:
        self.costs = costs
        # Every reduced cost (cost less both prices) must start at 0 or above.
        self.row_price = [min(row.values()) for row in costs]
        self.column_price: dict[int, float] = {}
        self.holder: dict[int, int] = {}
        self.chosen = [-1] * len(costs)

    def augment(self, root: int) -> None:
        """Give row `root` a column along the cheapest alternating path."""
        reached, via, end = self._search(root)
        length = reached[end]
        for column, distance in reached.items():
            price = self.column_price.get(column, 0.0)
            self.column_price[column] = price - (length - distance)
            if column != end:
                self.row_price[self.holder[column]] += length - distance
        self.row_price[root] += length
        column, row = end, -1
        while row != root:
            row = via[column]
            self.holder[column] = row
            column, self.chosen[row] = self.chosen[row], column

    def _search(self, root: int) -> tuple[dict[int, float], dict[int, int], int]:
        """Find the nearest free column; return the columns passed, their rows, and the end."""
        reached: dict[int, float] = {}
        nearest: dict[int, float] = {}
        via: dict[int, int] = {}
        heap: list[tuple[float, int]] = []
        row, travelled = root, 0.0
        while True:
            for column, cost in self.costs[row].items():
                price = self.row_price[row] + self.column_price.get(column, 0.0)
                distance = travelled + cost - price
                if column not in reached and distance < nearest.get(column, _FAR) - _TINY:
                    nearest[column] = distance
                    via[column] = row
                    heapq.heappush(heap, (distance, column))
            travelled, column = heapq.heappop(heap)
            while column in reached:
                travelled, column = heapq.heappop(heap)
            reached[column] = travelled
            if column not in self.holder:
                return reached, via, column
            row = self.holder[column]
