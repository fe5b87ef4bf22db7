"""Tables of a PDF's page from its ruling lines: rules that meet make cells, characters fill them.

A missing piece of a rule merges the cells on its sides. Many statistical tables rule their
columns only; there the numbers tell the rows.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tongbi.read.ruledcells import Place, RuledCell, UnevenError, apart, rows_of
from tongbi.read.rules import NEAR, Rule, Rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tongbi.read.glyphs import Glyph
    from tongbi.read.grid import Grid

__all__ = ["RuledTable", "ruled_tables"]

_SLACK = 6.0  # points between a rule and the edge that it makes
_SIDE = 2  # columns, and rows, of a table at least
_CELLS = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledTable:
    """A table and its box in points; y counts from the page's foot.

    Attributes
    ----------
    grid : Grid
        Its cells.
    edges : tuple of float
        Where its columns begin, and the last one ends, counted from its left side.
    left, right, bottom, top : float
        The box.
    """

    grid: Grid
    edges: tuple[float, ...]
    left: float
    right: float
    bottom: float
    top: float

    def holds(self, glyph: Glyph) -> bool:
        """Tell whether a character stands inside."""
        across = (glyph.left + glyph.right) / 2
        return self.left <= across <= self.right and self.bottom <= glyph.middle <= self.top

    def is_laid_out_as(self, other: RuledTable) -> bool:
        """Tell whether another table has the same columns."""
        return len(self.edges) == len(other.edges) and all(
            abs(a - b) <= _SLACK for a, b in zip(self.edges, other.edges, strict=True)
        )

    def encloses(self, table: RuledTable) -> bool:
        """Tell whether another table stands inside."""
        return (
            self.left <= table.left
            and table.right <= self.right
            and self.bottom <= table.bottom
            and table.top <= self.top
        )


def ruled_tables(
    rules: Rules, glyphs: Sequence[Glyph], before: RuledTable | None = None
) -> list[RuledTable]:
    """Return the tables that the rules of a page make, from its head.

    Parameters
    ----------
    rules : Rules
        The rules.
    glyphs : sequence of Glyph
        The characters of the page.
    before : RuledTable, optional
        The last table of the page before, of which one row may be left for this one; any other
        table has at least two rows and columns.
    """
    found: list[RuledTable] = []
    for group in _groups(rules):
        try:
            table = _table(group, glyphs)
        except UnevenError:
            continue
        rest = before is not None and table.is_laid_out_as(before)
        if (len(table.grid) >= _SIDE or rest) and not any(x.encloses(table) for x in found):
            found.append(table)
    return sorted(found, key=lambda table: -table.top)


def _groups(rules: Rules) -> Iterator[Rules]:
    """Yield the rules that meet each other, the widest group first."""
    groups: list[Rules] = []
    for across in rules.horizontal:
        met = [group for group in groups if any(_meet(across, v) for v in group.vertical)]
        own = [v for v in rules.vertical if _meet(across, v)]
        if not own:
            continue
        merged = Rules([across], own)
        for group in met:
            groups.remove(group)
            merged.horizontal.extend(group.horizontal)
            merged.vertical.extend(v for v in group.vertical if v not in merged.vertical)
        groups.append(merged)
    yield from sorted(groups, key=_width, reverse=True)


def _width(group: Rules) -> float:
    return max(h.high for h in group.horizontal) - min(h.low for h in group.horizontal)


def _meet(across: Rule, down: Rule) -> bool:
    return (
        across.low - NEAR <= down.at <= across.high + NEAR
        and down.low - NEAR <= across.at <= down.high + NEAR
    )


def _table(group: Rules, glyphs: Sequence[Glyph]) -> RuledTable:
    xs = _edges(group.vertical, group.horizontal)
    ys = _edges(group.horizontal, group.vertical)
    rows, columns = len(ys) - 1, len(xs) - 1
    if columns < _SIDE or rows < 1 or rows * columns > _CELLS:
        raise UnevenError
    inside: dict[Place, list[Glyph]] = {}
    for glyph in glyphs:
        column = bisect_right(xs, (glyph.left + glyph.right) / 2) - 1
        up = bisect_right(ys, glyph.middle) - 1
        if 0 <= column < columns and 0 <= up < rows:
            inside.setdefault((rows - 1 - up, column), []).append(glyph)
    cells = [
        RuledCell(places, (g for place in places for g in inside.get(place, ())))
        for places in _merged(group, xs, ys[::-1])
    ]
    grid = rows_of(cells, rows, columns)
    edges = tuple(x - xs[0] for x in xs)
    return RuledTable(grid=grid, edges=edges, left=xs[0], right=xs[-1], bottom=ys[0], top=ys[-1])


def _edges(at: Sequence[Rule], ends: Sequence[Rule]) -> list[float]:
    """Return where rows or columns end: at rules, and where those across them end."""
    ends_at = (min(rule.low for rule in ends), max(rule.high for rule in ends))
    return apart([*(rule.at for rule in at), *ends_at])


def _merged(group: Rules, xs: Sequence[float], tops: Sequence[float]) -> Iterator[list[Place]]:
    """Yield the places of each cell, those without a rule between them together."""
    cell_of: dict[Place, list[Place]] = {}
    for row, (top, bottom) in enumerate(pairwise(tops)):
        for column, (left, right) in enumerate(pairwise(xs)):
            cell = [(row, column)]
            across, down = (left + right) / 2, (top + bottom) / 2
            sides = (
                ((row, column - 1), column == 0 or _ruled(group.vertical, left, down)),
                ((row - 1, column), row == 0 or _ruled(group.horizontal, top, across)),
            )
            for beside, closed in sides:
                if not closed and cell_of[beside] is not cell:
                    cell += cell_of[beside]
                    for place in cell:
                        cell_of[place] = cell
            cell_of[row, column] = cell
    seen: set[int] = set()
    for cell in cell_of.values():
        if id(cell) not in seen:
            seen.add(id(cell))
            yield sorted(cell)


def _ruled(rules: Sequence[Rule], at: float, middle: float) -> bool:
    """Tell whether a rule stands at an edge, along the middle of a row or column."""
    return any(
        abs(rule.at - at) <= _SLACK and rule.low - NEAR <= middle <= rule.high + NEAR
        for rule in rules
    )
