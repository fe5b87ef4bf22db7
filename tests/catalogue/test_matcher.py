"""Matching labels to the catalogue, precision first. All labels are invented."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tongbi.catalogue.matcher import load, match
from tongbi.errors import DataError, NotFoundError
from tongbi.interval import Interval
from tongbi.model import Measure, Statement

if TYPE_CHECKING:
    from pathlib import Path


def _statement(label: str, unit: str, measure: str = "level", parent: str = "") -> Statement:
    return Statement(
        at=0,
        start=0,
        end=1,
        quote="1",
        value=Decimal(1),
        interval=Interval.point(1),
        unit=unit,
        measure=Measure(measure),
        period=2024,
        label=label,
        parent=parent,
    )


@pytest.mark.parametrize(
    ("label", "unit", "expected"),
    [
        ("全市地区生产总值", "元", "economy.gdp"),
        ("GDP", "元", "economy.gdp"),
        ("规模以上工业增加值", "元", "industry.large.value_added"),
        ("各级人民调解组织受理矛盾纠纷", "件", "mediation.accepted"),
        ("人民调解案件调解成功数", "宗", "mediation.succeeded"),
        ("调解成功率", "%", "mediation.success_rate"),
        ("行政机关负责人出庭应诉率", "%", "litigation.appearance_rate"),
        ("行政复议机构新收案件", "件", "reconsideration.accepted"),
        ("办理市人大代表建议", "件", "motions.deputies"),
        ("宣布废止市政府规范性文件", "件", "documents.repealed"),
        ("城镇常住居民人均可支配收入", "元", "income.urban"),
        ("新增国家级专精特新“小巨人”企业", "家", "research.little_giants.new"),
        ("国家级专精特新“小巨人”企业总数", "家", "research.little_giants"),
    ],
)
def test_label_matches(label: str, unit: str, expected: str) -> None:
    """A label in usual wording finds its indicator."""
    found = match(_statement(label, unit))
    assert found is not None
    assert found.id == expected


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("松坪新区地区生产总值", "元"),  # another place is named
        ("海上风电装备制造业增加值", "元"),  # a branch of its own
        ("地区生产总值", "吨"),  # the unit does not fit
        ("人民调解员培训", "期"),  # shares words only
        ("涉外行政复议案件受理数", "件"),  # a part of the whole
        ("行政复议案件", "件"),  # accepted or concluded?
        ("", "件"),
    ],
)
def test_label_matches_nothing(label: str, unit: str) -> None:
    """A label that says more, less or something else finds nothing."""
    assert match(_statement(label, unit)) is None


def test_stated_change_matches_its_level() -> None:
    """The growth of an indicator belongs to the indicator, whatever the unit."""
    found = match(_statement("社会消费品零售总额增速", "%", "change_rel"))
    assert found is not None
    assert found.id == "trade.retail"


def test_change_in_points_matches_rates_alone() -> None:
    """Only a rate changes in percentage points."""
    assert match(_statement("地区生产总值", "个百分点", "change_pp")) is None
    assert match(_statement("森林覆盖率", "个百分点", "change_pp")) is not None


def test_currency_chooses_the_indicator() -> None:
    """Trade in dollars is an indicator of its own; growth goes to the one in renminbi."""
    matches = [
        match(_statement("进出口总额", unit, measure))
        for unit, measure in (("元", "level"), ("美元", "level"), ("%", "change_rel"))
    ]
    assert [found and found.id for found in matches] == [
        "trade.total",
        "trade.total.usd",
        "trade.total",
    ]


def test_parent_completes_a_label() -> None:
    """A rate that leaves out its subject is read with the indicator above it."""
    found = match(_statement("结案率", "%", parent="行政复议"))
    assert found is not None
    assert found.id == "reconsideration.closing_rate"


def test_own_table_extends_and_replaces(tmp_path: Path) -> None:
    """A user's file adds indicators, and replaces one that has its id."""
    path = tmp_path / "indicators.toml"
    path.write_text(
        """
        [[indicator]]
        id = "kites.flown"
        zh = "放飞风筝数"
        en = "Kites flown"
        unit = "只"
        kind = "count"
        nature = "flow"
        polarity = "neither"
        require = ["风筝", "放飞"]

        [[indicator]]
        id = "economy.gdp"
        zh = "本地生产总值"
        en = "Local product"
        unit = "元"
        kind = "amount"
        nature = "flow"
        polarity = "neither"
        aliases = ["本地生产总值"]
        """,
        encoding="utf-8",
    )
    catalogue = load(path)
    kites = catalogue.match(_statement("全市放飞风筝", "只"))
    assert kites is not None
    assert kites.id == "kites.flown"
    assert catalogue.get("economy.gdp").zh == "本地生产总值"
    assert len(catalogue) == len(load()) + 1


def test_broken_own_table_is_named(tmp_path: Path) -> None:
    """A file that is not TOML is an error that names it."""
    path = tmp_path / "indicators.toml"
    path.write_text("[[indicator]\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"indicators\.toml 不是合法的 TOML"):
        load(path)


def test_unknown_id_suggests_a_near_one() -> None:
    """A slip of the pen gets the id that was meant."""
    with pytest.raises(NotFoundError, match=r"是否指 economy\.gdp"):
        load().get("economy.gpd")


def test_given_indicator_wins() -> None:
    """What a person assigned is taken, known or not."""
    statement = _statement("地区生产总值", "元")
    known = load().identify(statement, "trade.retail")
    own = load().identify(statement, "own.series")
    assert known is not None
    assert own is not None
    assert (known.id, own.id, own.zh) == ("trade.retail", "own.series", "地区生产总值")


def test_part_of_a_whole_is_found_by_its_name() -> None:
    """A label that names the whole before the part is read where the whole has such a part."""
    known = match(_statement("地区生产总值：第一产业增加值", "元"))
    unknown = match(_statement("跨境电商进出口额：进口额", "元"))
    assert known is not None
    assert known.id == "economy.primary"
    assert unknown is None


@pytest.mark.parametrize(
    ("label", "unit"),
    [("推广新能源汽车总量", "辆"), ("累计新建绿道", "公里"), ("新增三甲医院", "家")],
)
def test_stock_and_flow_are_told_apart(label: str, unit: str) -> None:
    """A running total is not what a year brought, nor the other way round."""
    found = match(_statement(label, unit))
    assert found is None or found.id == "health.top_hospitals.new"
