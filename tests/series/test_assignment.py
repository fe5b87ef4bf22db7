"""The assignment takes the pairs that together weigh most."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.series.assignment import assign

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def _best(weights: Sequence[Mapping[int, float]], columns: int) -> float:
    """The greatest total by trying everything."""
    slots = [*range(columns), *([-1] * len(weights))]
    return max(
        sum(row.get(column, 0.0) for row, column in zip(weights, chosen, strict=True))
        for chosen in set(permutations(slots, len(weights)))
    )


@given(
    st.lists(
        st.dictionaries(st.integers(0, 3), st.floats(0.01, 1), max_size=4), min_size=1, max_size=4
    )
)
def test_total_is_the_greatest(weights: list[dict[int, float]]) -> None:
    """The total equals that of an exhaustive search, and no column is used twice."""
    chosen = assign(weights)
    used = [column for column in chosen if column is not None]
    assert len(used) == len(set(used))
    total = sum(
        row[column] for row, column in zip(weights, chosen, strict=True) if column is not None
    )
    assert total == pytest.approx(_best(weights, 4))


def test_nothing_to_assign() -> None:
    """Rows without candidates stay alone."""
    assert assign([{}, {}]) == [None, None]
    assert assign([]) == []
