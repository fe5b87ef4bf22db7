"""The lines of a PDF's tables, of which one may go on over the page with its header or without."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from tongbi.read.draft import Line
from tongbi.read.grid import grid_lines, head_rows, is_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tongbi.read.grid import Grid
    from tongbi.read.ruled import RuledTable

__all__ = ["CONTINUED", "goes_on", "table_lines"]

CONTINUED = re.compile(r"[（(]?(?:续表|表\s*\d+\s*[（(]?续|续上表)\s*\d*[）)]?(?:\s*单位[：:]\S+)?")
"""What stands above the part of a table that is on a later page."""

_IDEOGRAPH = re.compile(r"[一-鿿]")


Part = tuple[int, "RuledTable"]
"""What of a table stands on one page, and the page's number."""


def goes_on(before: Part, part: Part) -> bool:
    """Tell whether a table that follows another, with nothing between, goes on with it."""
    (page, one), (later, two) = before, part
    return (
        later == page + 1
        and two.is_laid_out_as(one)
        and (_repeated(one.grid, two.grid) > 0 or head_rows(two.grid) == 0)
    )


def table_lines(parts: Sequence[Part], above: str) -> Iterator[Line]:
    """Yield the lines of a table: rows of data, or of a table of text each cell.

    Parameters
    ----------
    parts : sequence of (int, RuledTable)
        The table, page by page.
    above : str
        The text right above it, in which a caption may give the unit.
    """
    rows: Grid = []
    places: list[str] = []
    for page, table in parts:
        repeated = _repeated(parts[0][1].grid, table.grid) if rows else 0
        for number, row in enumerate(table.grid[repeated:], start=repeated + 1):
            rows.append(row)
            places.append(f"第{page}页的表，第{number}行")
    if is_data(rows) and _IDEOGRAPH.search("".join("".join(row) for row in rows)):
        yield from grid_lines(rows, above, lambda index: places[index])
        return
    if len(rows) == 1:
        yield Line(text="\t".join(filter(None, rows[0])), where=places[0])
        return
    for row, over, where in zip(rows, [[], *rows], places, strict=False):
        for cell in _new(row, over):
            yield Line(text=cell.strip(), where=where)


def _repeated(first: Grid, later: Grid) -> int:
    """Return how many rows of the first part's head a later one has again."""
    head = first[: head_rows(first)]
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(head, later, strict=False))
    )


def _new(row: Sequence[str], over: Sequence[str]) -> list[str]:
    """Return the filled cells of a row, without those that go on from the left or from above."""
    left = ["", *row]
    return [
        cell
        for column, (beside, cell) in enumerate(pairwise(left))
        if cell and cell != beside and cell not in over[column : column + 1]
    ]
