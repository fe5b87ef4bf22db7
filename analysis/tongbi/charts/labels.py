"""Placing labels so that none covers another: exact in one dimension, greedy in two.

Both ways are deterministic: the same points give the same places on every run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Box", "Placed", "Wanted", "place", "spread"]


def spread(
    centres: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Move centres as little as possible so that boxes of these heights do not overlap.

    Overlapping neighbours are pooled and the pool is centred on its members' mean, as in
    isotonic regression, then the whole is kept between `low` and `high` where it fits.

    Parameters
    ----------
    centres, heights : sequence of float, of one length
        Where the boxes would like to be, and how high they are.
    low, high : float
        The ends of the room.

    Returns
    -------
    list of float
        The new centres, in the order given.

    Examples
    --------
    >>> spread([10, 11, 30], [4, 4, 4], 0, 100)
    [8.5, 12.5, 30.0]
    """
    order = sorted(range(len(centres)), key=lambda i: (centres[i], i))
    pools: list[tuple[float, float, list[int]]] = []  # bottom, height, members
    for i in order:
        height = heights[i]
        bottom = min(max(centres[i] - height / 2, low), max(high - height, low))
        members = [i]
        while pools and pools[-1][0] + pools[-1][1] > bottom:
            _, below, before = pools.pop()
            members = before + members
            height += below
            bottom = _pool_bottom(centres, heights, members)
            bottom = min(max(bottom, low), max(high - height, low))
        pools.append((bottom, height, members))
    out = [0.0] * len(centres)
    for start, _, members in pools:
        edge = start
        for i in members:
            out[i] = edge + heights[i] / 2
            edge += heights[i]
    return out


def _pool_bottom(
    centres: Sequence[float], heights: Sequence[float], members: Sequence[int]
) -> float:
    wanted = []
    below = 0.0
    for i in members:
        wanted.append(centres[i] - heights[i] / 2 - below)
        below += heights[i]
    return sum(wanted) / len(wanted)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in pixels."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: Box) -> bool:
        """Tell whether the two share an area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def inside(self, other: Box) -> bool:
        """Tell whether this one lies within `other`."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.bottom >= other.bottom
            and self.top <= other.top
        )

    def crossed_by(self, a: tuple[float, float], b: tuple[float, float]) -> bool:
        """Tell whether the segment from `a` to `b` passes through (Liang and Barsky's clip)."""
        dx, dy = b[0] - a[0], b[1] - a[1]
        enter, leave = 0.0, 1.0
        for p, q in (
            (-dx, a[0] - self.left),
            (dx, self.right - a[0]),
            (-dy, a[1] - self.bottom),
            (dy, self.top - a[1]),
        ):
            if p == 0:
                if q < 0:
                    return False
                continue
            at = q / p
            if p < 0:
                enter = max(enter, at)
            else:
                leave = min(leave, at)
        return enter < leave


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A label to place beside a point; sizes and positions in pixels.

    Attributes
    ----------
    x, y : float
        The point.
    width, height : float
        The label's size.
    above : bool
        Whether it would rather stand above the point than below.
    needed : bool
        Whether it must be placed even where it touches something.
    """

    x: float
    y: float
    width: float
    height: float
    above: bool = True
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a label went: the offset of its centre from the point, in pixels."""

    dx: float
    dy: float
    box: Box


def place(
    wanted: Sequence[Wanted],
    segments: Sequence[tuple[tuple[float, float], tuple[float, float]]],
    taken: Sequence[Box],
    room: Box,
    gap: float,
) -> list[Placed | None]:
    """Place labels in the order given, each where it covers nothing.

    Parameters
    ----------
    wanted : sequence of Wanted
        The labels, the most important one first.
    segments : sequence of segments
        The lines that no label should lie on, in pixels.
    taken : sequence of Box
        Areas that are taken already.
    room : Box
        The area that labels must stay in.
    gap : float
        Distance from the point to the label's edge, in pixels.

    Returns
    -------
    list of Placed or None
        One a label; None where there was no free place and it was not needed.
    """
    boxes = list(taken)
    out: list[Placed | None] = []
    for label in wanted:
        tries = [t for t in _candidates(label, gap) if t.box.inside(room)]
        free = [t for t in tries if not any(t.box.overlaps(b) for b in boxes)]
        clear = [t for t in free if not any(t.box.crossed_by(a, b) for a, b in segments)]
        choice = next(iter([*clear, *(free if label.needed else [])]), None)
        if choice is not None:
            boxes.append(choice.box)
        out.append(choice)
    return out


def _candidates(label: Wanted, gap: float) -> list[Placed]:
    up = gap + label.height / 2
    side = gap + label.width / 2
    vertical = [(0.0, up), (0.0, -up)] if label.above else [(0.0, -up), (0.0, up)]
    near = [(dx, dy) for _, dy in vertical for dx in (side * 0.6, -side * 0.6)]
    beside = [(side, 0.0), (-side, 0.0)]
    far = [(0.0, dy * 1.9) for _, dy in vertical]
    out = []
    for dx, dy in [*vertical, *near, *beside, *far]:
        x, y = label.x + dx, label.y + dy
        half = label.width / 2, label.height / 2
        out.append(Placed(dx, dy, Box(x - half[0], y - half[1], x + half[0], y + half[1])))
    return out
