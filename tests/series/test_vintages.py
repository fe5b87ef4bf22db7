"""Vintages, restatements, breaks and the completed yearly index."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tongbi.interval import Interval
from tongbi.series import (
    Break,
    BreakKind,
    Missing,
    Status,
    as_first_stated,
    as_of,
    complete,
    find_breaks,
    latest,
    observations,
    restatements,
)

if TYPE_CHECKING:
    import pandas as pd


@pytest.fixture
def restated(statement: Any, report: Any) -> pd.DataFrame:
    """2023 is stated as 500, then as 720; 2022 as 4.6 ten thousands, then in full."""
    rounded = Interval(Decimal(45500), Decimal(46500), True, False)
    return observations(
        [
            report(2022, [statement("灯会游客数", 46000, "人次", period=2022, interval=rounded)]),
            report(
                2023,
                [
                    statement("灯会游客数", 500, "人次", period=2023),
                    statement("灯会游客数", 46200, "人次", period=2022),
                ],
            ),
            report(
                2024,
                [
                    statement("灯会游客数", 800, "人次", period=2024),
                    statement("灯会游客数", 720, "人次", period=2023),
                ],
            ),
        ]
    )


def _values(frame: pd.DataFrame) -> dict[int, float]:
    return dict(zip(frame["period"], frame["value"], strict=True))


def test_first_statement_stays(restated: pd.DataFrame) -> None:
    """As first stated, each year has its own report's value."""
    assert _values(as_first_stated(restated)) == {2022: 46000, 2023: 500, 2024: 800}


def test_latest_statement_goes_first(restated: pd.DataFrame) -> None:
    """The latest view takes the later report's word."""
    assert _values(latest(restated)) == {2022: 46200, 2023: 720, 2024: 800}


def test_view_as_of_a_year(restated: pd.DataFrame) -> None:
    """As of 2023, the restatement of 2024 is not known yet."""
    assert _values(as_of(restated, 2023)) == {2022: 46200, 2023: 500}


def test_restatement_is_listed_where_no_number_fits_both(restated: pd.DataFrame) -> None:
    """500 and 720 contradict each other; 4.6万 and 46200 do not."""
    [row] = restatements(restated).to_dict("records")
    assert (row["period"], row["first"], row["value"]) == (2023, 500, 720)
    assert (row["first_report"], row["report"]) == ("云岭市-2023", "云岭市-2024")


def test_conflicting_reports_of_one_year_both_stay(statement: Any, report: Any) -> None:
    """Two sources of one year are not chosen between."""
    frame = observations(
        [
            report(2024, [statement("森林覆盖率", 61, "%")], id="bureau"),
            report(2024, [statement("森林覆盖率", 58, "%")], id="yearbook"),
        ]
    )
    assert set(latest(frame)["value"]) == {61, 58}


def test_gap_is_a_year_without_value(statement: Any, report: Any) -> None:
    """A silent year is there, empty, and never zero; a stated zero is told apart."""
    frame = observations(
        [
            report(2021, [statement("森林火灾", 0, "起", period=2021)]),
            report(2023, [statement("森林火灾", 4, "起", period=2023)]),
        ]
    )
    full = complete(frame)
    assert list(full["period"]) == [2021, 2022, 2023]
    assert list(full["status"]) == ["zero", "not_reported", "stated"]
    assert full["value"].isna().tolist() == [False, True, False]


def test_person_says_why_a_year_is_missing(statement: Any, report: Any) -> None:
    """A year that could not be read, or did not apply, is marked as such."""
    frame = observations(
        [
            report(2021, [statement("森林火灾", 3, "起", period=2021)]),
            report(2023, [statement("森林火灾", 4, "起", period=2023)]),
        ]
    )
    known = Missing(issuer="云岭市", indicator="森林火灾", period=2022, status=Status.UNREADABLE)
    assert list(complete(frame, [known])["status"]) == ["stated", "unreadable", "stated"]


def test_change_of_unit_is_a_break(statement: Any, report: Any) -> None:
    """From persons to person-times nothing is comparable; from 件 to 宗 all is."""
    frame = observations(
        [
            report(2022, [statement("法律援助受援人数", 90, "人次", period=2022)]),
            report(2023, [statement("人民调解案件受理数", 8, "件", period=2023)]),
            report(2024, [statement("人民调解案件受理数", 9, "宗", period=2024)]),
        ]
    )
    assert find_breaks(frame) == ()
    mixed = frame.assign(indicator="own", place="").astype({"indicator": "str", "place": "str"})
    [found] = find_breaks(mixed)
    assert (found.period, found.kind, found.note) == (2023, BreakKind.UNIT, "人次 → 件")


def test_marked_and_noted_breaks_are_listed(statement: Any, report: Any) -> None:
    """A person's mark, and a note on a new definition, break a series."""
    marked = Break(
        issuer="云岭市",
        place="",
        indicator="森林火灾",
        period=2023,
        kind=BreakKind.MARKED,
        note="新的起数标准",
    )
    frame = observations([report(2023, [statement("森林火灾", 3, "起", period=2023)])])
    noted = frame.assign(note="口径扩大到灌木").astype({"note": "str"})
    assert [found.kind for found in find_breaks(noted, [marked])] == ["definition", "marked"]
