"""Units: what may be compared with what."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tongbi.catalogue.units import Kinship, factor, kinship, unit


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("件", "件", Kinship.SAME),
        ("件", "宗", Kinship.EQUAL),
        ("起", "宗", Kinship.EQUAL),
        ("平方公里", "平方米", Kinship.SCALED),
        ("个", "家", Kinship.EQUAL),
        ("项", "部", Kinship.KIN),
        ("人次", "次", Kinship.KIN),
        ("人", "人次", Kinship.OTHER),
        ("元", "美元", Kinship.OTHER),
        ("%", "个百分点", Kinship.OTHER),
        ("丈", "丈", Kinship.SAME),
        ("丈", "尺", Kinship.OTHER),
    ],
)
def test_kinship(one: str, other: str, expected: Kinship) -> None:
    """Two units stand to each other as the table says, in either order."""
    assert (kinship(one, other), kinship(other, one)) == (expected, expected)


def test_factor_turns_one_size_into_another() -> None:
    """5.7 square kilometres are 5.7 million square metres; 3 公顷 are 45 亩."""
    assert Decimal("5.7") * factor("平方公里", "平方米") == 5_700_000  # type: ignore[operator]
    assert round(3 * factor("公顷", "亩"), 6) == 45  # type: ignore[operator]


def test_factor_is_none_across_dimensions() -> None:
    """Persons are not turned into person-times."""
    assert factor("人", "人次") is None


def test_unknown_unit_is_its_own_dimension() -> None:
    """A unit that the table does not list is comparable with itself alone."""
    assert unit("斛").dimension == "斛"
