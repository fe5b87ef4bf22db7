"""The catalogue's data keeps its schema, and says where a table breaks it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tongbi.catalogue.indicators import Indicator, Kind, check, parse
from tongbi.catalogue.matcher import load
from tongbi.catalogue.units import unit
from tongbi.errors import DataError


def _entry(**changes: Any) -> dict[str, Any]:
    entry = {
        "id": "kites.flown",
        "zh": "放飞风筝数",
        "en": "Kites flown",
        "unit": "只",
        "kind": "count",
        "nature": "flow",
        "polarity": "neither",
    }
    return {"indicator": [entry | changes]}


def test_catalogue_covers_both_kinds_of_report() -> None:
    """At least 120 indicators of rule-of-law reports and 150 of work reports are shipped."""
    sources = Counter("法" in i.source or "条例" in i.source for i in load().indicators.values())
    assert sources[True] >= 120
    assert sources[False] >= 150


def test_every_indicator_is_fully_described() -> None:
    """Each has names in both languages, a definition and a source."""
    lacking = [
        i.id
        for i in load().indicators.values()
        if not (i.zh and i.en and i.definition and i.source)
    ]
    assert lacking == []


def test_every_indicator_can_be_found() -> None:
    """Each has key strings or aliases, and its own name matches nothing else."""
    lacking = [i.id for i in load().indicators.values() if not (i.require or i.aliases)]
    assert lacking == []


def test_every_unit_is_known() -> None:
    """Each unit belongs to a dimension of units.toml."""
    assert [
        i.id for i in load().indicators.values() if i.unit and unit(i.unit).dimension == i.unit
    ] == []


def test_rates_are_in_percent() -> None:
    """Rates are printed in percent or per mille, and nothing else is."""
    for found in load().indicators.values():
        assert (found.kind is Kind.RATE) == (found.dimension == "share"), found.id


def test_identities_fit_their_dimensions() -> None:
    """A rate's numerator and denominator, and the parts of a sum, count comparable things."""
    catalogue = load()
    for found in catalogue.indicators.values():
        if found.numerator:
            assert found.kind is Kind.RATE
            one, other = catalogue.get(found.numerator), catalogue.get(found.denominator)
            assert one.dimension == other.dimension, found.id
        assert {catalogue.get(part).dimension for part in found.parts} <= {found.dimension}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "sum"}, r"own\.toml: indicator kites\.flown: kind 的值 'sum' 不在允许之列"),
        ({"zh": ""}, r"own\.toml: indicator kites\.flown: zh 的值 '' 不合要求"),
        ({"nature": None}, r"own\.toml: indicator kites\.flown: 缺少 nature"),
        ({"colour": "red"}, r"own\.toml: indicator kites\.flown: 未知的键 \['colour'\]"),
        (
            {"aliases": "风筝"},
            r"own\.toml: indicator kites\.flown: aliases 的值 '风筝' 不是字符串列表",
        ),
        (
            {"require": ["风筝||放飞"]},
            r"own\.toml: indicator kites\.flown: require 的值 '风筝\|\|放飞'",
        ),
        ({"numerator": "a.b"}, r"own\.toml: indicator kites\.flown: numerator 与 denominator"),
    ],
)
def test_error_names_file_key_and_value(changes: dict[str, Any], message: str) -> None:
    """What breaks the schema is named with its file, entry, key and value."""
    with pytest.raises(DataError, match=message):
        parse(_entry(**changes), "own.toml")


def test_table_without_entries_is_an_error() -> None:
    """A file of another kind is told apart from a catalogue."""
    with pytest.raises(DataError, match=r"own\.toml: 没有 \[\[indicator\]\] 表"):
        parse({"schema": 1}, "own.toml")


def test_doubled_id_is_an_error() -> None:
    """Two entries may not have one id."""
    twice = [Indicator(id="kites.flown", zh="放飞风筝数")] * 2
    with pytest.raises(DataError, match=r"指标标识 'kites\.flown' 重复"):
        check(twice)


def test_reference_to_nothing_is_an_error() -> None:
    """An identity must name indicators that are there."""
    rate = Indicator(id="kites.rate", zh="放飞率", numerator="kites.up", denominator="kites.all")
    with pytest.raises(DataError, match=r"指标 'kites\.rate' 所引的 'kites\.up' 不存在"):
        check([rate])
