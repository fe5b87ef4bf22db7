"""Labels do not cover each other."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tongbi.charts.labels import Box, Wanted, place, spread


@given(st.lists(st.floats(0, 500), min_size=1, max_size=12), st.floats(1, 30))
def test_spread_keeps_order_and_distance(centres: list[float], height: float) -> None:
    """Whatever the wishes, neighbours end a label's height apart, in the order of the wishes."""
    moved = spread(centres, [height] * len(centres), 0, 1000)
    order = sorted(range(len(centres)), key=lambda i: (centres[i], i))
    placed = [moved[i] for i in order]
    assert all(b - a >= height - 1e-6 for a, b in pairwise(placed))
    assert min(placed) - height / 2 >= -1e-6


def test_labels_with_room_stay_where_they_are() -> None:
    """Nothing moves without need."""
    assert spread([10, 50, 90], [10, 10, 10], 0, 100) == [10, 50, 90]


def test_place_avoids_lines_and_labels() -> None:
    """The second label goes below, since the first one took the place above."""
    room = Box(0, 0, 100, 100)
    wanted = [Wanted(x=50, y=50, width=20, height=10), Wanted(x=52, y=50, width=20, height=10)]
    first, second = place(wanted, [], [], room, 2)
    assert first is not None
    assert second is not None
    assert (first.dy > 0, second.dy > 0) == (True, False)
    assert not first.box.overlaps(second.box)


def test_label_without_room_is_left_out_unless_needed() -> None:
    """A label that would lie on a line is dropped; one that is needed is drawn anyway."""
    line = [((0.0, 50.0 + d), (100.0, 50.0 + d)) for d in range(-50, 50, 4)]
    room = Box(0, 0, 100, 100)
    spare = Wanted(x=50, y=50, width=20, height=10)
    needed = Wanted(x=50, y=50, width=20, height=10, needed=True)
    assert place([spare], line, [], room, 2) == [None]
    assert place([needed], line, [], room, 2)[0] is not None
