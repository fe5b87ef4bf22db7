"""From reports to observations: what is joined, what stays apart, and how it is named."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tongbi.errors import DataError
from tongbi.interval import Interval
from tongbi.series import COLUMNS, KEY, observations, ordered, validate

if TYPE_CHECKING:
    import pandas as pd

    from tongbi.model import Statement


@dataclass(frozen=True, kw_only=True)
class _Fact:
    """A statement as an archive knows it."""

    statement: Statement
    label_en: str = ""
    indicator: str = ""
    vintage: int | None = None
    address: str = ""
    note: str = ""


def _series(frame: pd.DataFrame, indicator: str) -> dict[int, float]:
    rows = frame[(frame["indicator"] == indicator) & (frame["measure"] == "level")]
    return dict(zip(rows["period"], rows["value"], strict=True))


def test_frame_keeps_its_schema(statement: Any, report: Any) -> None:
    """The frame has the declared columns, dtypes, key and order."""
    frame = observations(
        [report(2024, [statement("灯会游客数", 7, "人次"), statement("地区生产总值", 9e10, "元")])]
    )
    assert list(frame.columns) == list(COLUMNS)
    assert validate(frame) is frame


def test_catalogue_names_the_series(statement: Any, report: Any) -> None:
    """Two wordings of a standing indicator are one series under its id and names."""
    frame = observations(
        [
            report(2023, [statement("受理行政复议申请", 830, period=2023)]),
            report(2024, [statement("行政复议机构新收案件", 902, "宗", period=2024)]),
        ]
    )
    assert _series(frame, "reconsideration.accepted") == {2023: 830, 2024: 902}
    assert set(frame["label_en"]) == {"Administrative reconsideration cases accepted"}
    assert set(frame["match"]) == {"catalogue"}


def test_discovered_series_runs_over_years(statement: Any, report: Any) -> None:
    """What the catalogue does not know is chained from year to year under its first label."""
    frame = observations(
        [
            report(year, [statement(label, value, "盏", period=year)])
            for year, label, value in (
                (2022, "新建智慧灯笼", 5),
                (2023, "新建智慧灯笼", 6),
                (2024, "智慧灯笼新建", 8),
            )
        ]
    )
    assert _series(frame, "新建智慧灯笼") == {2022: 5, 2023: 6, 2024: 8}
    assert list(frame["match"]) == ["exact", "exact", "fuzzy"]


def test_id_stays_when_a_year_is_added(statement: Any, report: Any) -> None:
    """A later report never renames an indicator."""
    years = [(2022, "新建智慧灯笼", 5), (2023, "智慧灯笼新建", 6), (2024, "智慧灯笼新建", 8)]
    reports = [report(y, [statement(label, v, "盏", period=y)]) for y, label, v in years]
    before, after = observations(reports[:2]), observations(reports)
    assert set(before["indicator"]) == set(after["indicator"]) == {"新建智慧灯笼"}


def test_silent_year_is_bridged(statement: Any, report: Any) -> None:
    """A series goes on over one report that leaves it out."""
    frame = observations(
        [
            report(2022, [statement("新建智慧灯笼", 5, "盏", period=2022)]),
            report(2023, [statement("夜市摊位", 40, "个", period=2023)]),
            report(2024, [statement("新建智慧灯笼", 8, "盏", period=2024)]),
        ]
    )
    assert _series(frame, "新建智慧灯笼") == {2022: 5, 2024: 8}


def test_level_change_and_target_share_an_indicator(statement: Any, report: Any) -> None:
    """The level, its stated growth and its target are told apart by measure and role."""
    rows = [
        statement("灯会门票收入", 120, "元"),
        statement("灯会门票收入增速", 8, "%", measure="change_rel"),
        statement("灯会门票收入", 130, "元", role="target", period=2025),
    ]
    frame = observations([report(2024, rows)])
    assert set(frame["indicator"]) == {"灯会门票收入"}
    assert list(zip(frame["measure"], frame["role"], strict=True)) == [
        ("change_rel", "actual"),
        ("level", "actual"),
        ("level", "target"),
    ]


def test_fuzzy_merge_is_refused_where_values_disagree(statement: Any, report: Any) -> None:
    """A reworded figure is not joined to a series that has another value for its year."""
    frame = observations(
        [
            report(2023, [statement("灯会游客接待总数", 500, "人次", period=2023)]),
            report(
                2024,
                [
                    statement("接待灯会游客总数", 800, "人次", period=2024),
                    statement("接待灯会游客总数", 720, "人次", period=2023),
                ],
            ),
        ]
    )
    assert frame["indicator"].nunique() == 2


def test_fuzzy_merge_goes_through_where_values_agree(statement: Any, report: Any) -> None:
    """The same reworded figure is joined where the later report repeats the earlier value."""
    frame = observations(
        [
            report(2023, [statement("灯会游客接待总数", 500, "人次", period=2023)]),
            report(
                2024,
                [
                    statement("接待灯会游客总数", 800, "人次", period=2024),
                    statement("接待灯会游客总数", 500, "人次", period=2023),
                ],
            ),
        ]
    )
    assert set(frame["indicator"]) == {"灯会游客接待总数"}


def test_restatement_in_the_same_words_stands_beside(statement: Any, report: Any) -> None:
    """Worded alike, a differing value is a restatement: both vintages are kept."""
    frame = observations(
        [
            report(2023, [statement("灯会游客数", 500, "人次", period=2023)]),
            report(
                2024,
                [
                    statement("灯会游客数", 800, "人次", period=2024),
                    statement("灯会游客数", 720, "人次", period=2023),
                ],
            ),
        ]
    )
    rows = frame[frame["period"] == 2023]
    assert dict(zip(rows["report_year"], rows["value"], strict=True)) == {2023: 500, 2024: 720}
    assert set(frame["indicator"]) == {"灯会游客数"}


def test_ambiguous_wording_joins_nothing(statement: Any, report: Any) -> None:
    """One wording for two figures of a year names neither."""
    frame = observations([report(2024, [statement("其他", 5), statement("其他", 6)])])
    assert frame["indicator"].nunique() == 2


def test_scaled_units_are_put_into_one(statement: Any, report: Any) -> None:
    """Square kilometres become the series' square metres; the printed figure stays."""
    interval = Interval(Decimal("2.35"), Decimal("2.45"), True, False)
    frame = observations(
        [
            report(
                2023,
                [statement("新增花田面积", 2.4, "平方公里", period=2023, interval=interval)],
            ),
            report(2024, [statement("新增花田面积", 1800000, "平方米", period=2024)]),
        ]
    )
    first = frame.iloc[0]
    assert (first["value"], first["lower"], first["unit"]) == (2_400_000, 2_350_000, "平方米")
    assert (first["quote"], first["note"]) == ("2.4平方公里", "由平方公里换算为平方米")


def test_issuers_stand_side_by_side(statement: Any, report: Any) -> None:
    """Two issuers share the catalogue's indicator; each discovered one is its own."""
    frame = observations(
        [
            report(2024, [statement("森林覆盖率", 61, "%"), statement("灯会游客数", 5, "人次")]),
            report(
                2024,
                [statement("森林覆盖率", 58, "%"), statement("灯会游客数", 9, "人次")],
                issuer="河湾市",
            ),
        ]
    )
    forest = frame[frame["indicator"] == "city.forest_coverage"]
    assert dict(zip(forest["issuer"], forest["value"], strict=True)) == {"云岭市": 61, "河湾市": 58}


def test_facts_bring_what_the_archive_knows(statement: Any, report: Any) -> None:
    """Indicator, vintage, address and note of a fact go into its row."""
    fact = _Fact(
        statement=statement("灯会游客数", 7, "人次", at=-1),
        label_en="Visitors to the lantern fair",
        indicator="fair.visitors",
        vintage=2026,
        address="https://yunling.example/fair",
        note="口径扩大",
    )
    row = observations([report(2024, [fact])]).iloc[0]
    assert (row["indicator"], row["label_en"]) == ("fair.visitors", "Visitors to the lantern fair")
    assert (row["report_year"], row["address"]) == (2026, "https://yunling.example/fair")
    assert (row["match"], row["note"]) == ("manual", "口径扩大")
    assert str(row["at"]) == "<NA>"


def test_order_of_reports_does_not_matter(statement: Any, report: Any) -> None:
    """The same reports in another order give the same frame."""
    reports = [
        report(y, [statement(f"新建{t}", y - 2000, "盏", period=y) for t in ("灯笼", "灯塔")])
        for y in (2022, 2023, 2024)
    ]
    frame, again = observations(reports), observations(reversed(reports))
    assert frame.equals(again)


def test_unbounded_ends_are_infinite(statement: Any, report: Any) -> None:
    """At least 60 percent runs to infinity where nothing closes it."""
    interval = Interval(Decimal(60), None)
    frame = observations([report(2024, [statement("灯会收入", 60, "元", interval=interval)])])
    assert frame["upper"].iloc[0] == float("inf")


def test_validate_names_the_column(statement: Any, report: Any) -> None:
    """A frame of another shape is refused by name of its column."""
    frame = observations([report(2024, [statement("灯会收入", 60, "元")])])
    with pytest.raises(DataError, match=r"缺少 \['note'\]"):
        validate(frame.drop(columns="note"))
    with pytest.raises(DataError, match="period 列的类型是 float64，应为 int64"):
        validate(frame.astype({"period": "float64"}))
    with pytest.raises(DataError, match=r"match 列有未知的值 \['guess'\]"):
        validate(frame.assign(match="guess").astype({"match": "str"}))


def test_validate_refuses_doubled_keys_and_disorder(statement: Any, report: Any) -> None:
    """A key occurs once, and the rows stand in its order."""
    import pandas as pd

    frame = observations([report(2024, [statement("灯会收入", 60, "元"), statement("花市", 1)])])
    with pytest.raises(DataError, match="有重复的键"):
        validate(ordered(pd.concat([frame, frame])))
    with pytest.raises(DataError, match="未按键排序"):
        validate(frame.iloc[::-1].reset_index(drop=True))
    assert list(frame[KEY].columns) == KEY


def test_person_splits_a_series(statement: Any, report: Any) -> None:
    """A figure that a person gave an indicator of its own is not joined by its wording."""
    later = _Fact(statement=statement("新建智慧灯笼", 8, "盏"), indicator="灯笼（新标准）")
    frame = observations(
        [report(2023, [statement("新建智慧灯笼", 6, "盏", period=2023)]), report(2024, [later])]
    )
    assert list(frame["indicator"]) == ["新建智慧灯笼", "灯笼（新标准）"]


def test_person_links_a_series(statement: Any, report: Any) -> None:
    """A figure that a person gave the id of a series continues it, whatever its wording."""
    later = _Fact(statement=statement("夜间照明设施", 8, "盏"), indicator="新建智慧灯笼")
    frame = observations(
        [report(2023, [statement("新建智慧灯笼", 6, "盏", period=2023)]), report(2024, [later])]
    )
    assert _series(frame, "新建智慧灯笼") == {2023: 6, 2024: 8}
