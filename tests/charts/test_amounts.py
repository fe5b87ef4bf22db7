"""Numbers in the reader's form."""

from __future__ import annotations

import csv

import pytest

from tongbi import archive
from tongbi.charts.amounts import bounded, change, digits_for, reader
from tongbi.charts.words import unit_name


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (14251, "宗", "1.43万宗"),
        (8301, "件", "8301件"),
        (9999.6, "件", "1万件"),
        (99999, "件", "10万件"),
        (99_999_999, "元", "1亿元"),
        (3_680_000_000_000, "元", "3.68万亿元"),
        (99.33, "%", "99.3%"),
        (100.0, "%", "100%"),
        (-0.67, "‰", "−0.67‰"),
        (0, "件", "0件"),
        (float("nan"), "件", "无数据"),
    ],
)
def test_chinese_groups_by_ten_thousands(value: float, unit: str, expected: str) -> None:
    """Chinese readers see 万, 亿 and 万亿; whole numbers below 万 are in full."""
    assert reader(value, unit) == expected


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (14251, "宗", "14,251 cases"),
        (3_680_000_000_000, "元", "3.68 trillion yuan"),
        (99.33, "%", "99.3%"),
        (1_999_900, "", "2 million"),
    ],
)
def test_english_groups_by_thousands(value: float, unit: str, expected: str) -> None:
    """English readers see thousands separators, million, billion and trillion."""
    assert reader(value, unit, lang="en") == expected


def test_change_carries_its_sign() -> None:
    """A rise has a plus, a fall a true minus, no change neither."""
    assert change(2.1, "个百分点") == "+2.1个百分点"
    assert change(-16.22, "%") == "−16.2%"
    assert change(0.0, "件") == "0件"


def test_bounds_are_said_in_words() -> None:
    """300多 is more than 300, not 300."""
    assert bounded(300, "件", "more_than") == "超300件"
    assert bounded(120, "件", "nearly", lang="en") == "nearly 120 items"


def test_different_values_look_different() -> None:
    """99.58% and 99.62% get a second decimal, so that no change hides behind rounding."""
    digits = digits_for([99.58, 99.62], "%")
    assert [reader(v, "%", digits=digits) for v in (99.58, 99.62)] == ["99.58%", "99.62%"]


def test_every_unit_of_the_shipped_reports_has_an_english_name() -> None:
    """No Chinese measure word is left in an English chart of what is shipped."""
    folder = archive.shipped()
    units: set[str] = set()
    for report in archive.open(folder).reports:
        with (folder / report.facts).open(encoding="utf-8-sig", newline="") as file:
            units.update(row["unit"] for row in csv.DictReader(file))
    named = {unit: unit_name(unit, "en") for unit in units}
    assert [unit for unit, name in named.items() if any(ord(c) > 0x2E7F for c in name)] == []
