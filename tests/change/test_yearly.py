"""The yearly change, worked by hand on the fictional 云岭市."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from tests.change.frames import frame, rounded, row

from tongbi.change import CHANGE_COLUMNS, yearly


def last(*rows: dict[str, object], **options: object) -> pd.Series:
    """The last row of the yearly change."""
    return yearly(frame(*rows), **options).iloc[-1]  # type: ignore[arg-type]


def test_count_changes_in_units_and_percent() -> None:
    """742 after 815 is 73 fewer, a fall by 73/815 = 8.957 percent."""
    found = last(row(815, 2021), row(742, 2022))
    assert found["change"] == -73
    assert found["change_unit"] == "件"
    assert found["percent"] == pytest.approx(-8.9570552)
    assert found["reason"] == ""
    assert (found["prior_period"], found["prior"]) == (2021, 815)


def test_rate_changes_in_points_and_never_in_percent() -> None:
    """97.8% after 96.2% is 1.6 points, between 1.5 and 1.7 as printed."""
    found = last(rounded(96.2, 0.1, 2022, unit="%"), rounded(97.8, 0.1, 2023, unit="%"))
    assert found["change"] == pytest.approx(1.6)
    assert found["change_unit"] == "个百分点"
    assert found["change_lower"] == pytest.approx(1.5)
    assert found["change_upper"] == pytest.approx(1.7)
    assert math.isnan(found["percent"])


def test_percent_of_a_rate_is_given_when_asked_for_by_name() -> None:
    """15.1% after 14.6% is 3.42 percent more of itself."""
    rows = (row(14.6, 2022, unit="%"), row(15.1, 2023, unit="%"))
    assert last(*rows, percent_of_rates=True)["percent"] == pytest.approx(3.4246575)


def test_rank_changes_in_places() -> None:
    """From third to second place is one place up: minus one."""
    rows = [row(v, y, unit="位", label="全省排名") for v, y in ((3, 2022), (2, 2023))]
    found = last(*rows)
    assert (found["change"], found["change_unit"]) == (-1, "位")
    assert math.isnan(found["percent"])


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([row(5, 2022)], "no_prior"),
        ([row(50, 2020), row(60, 2022)], "gap"),
        ([row(50, 2021), row(60, 2022, unit="人")], "unit_differs"),
        ([row(50, 2021), row(60, 2022, part_year="H1")], "part_year"),
        ([row(50, 2021), row(60, 2022, role="term")], "term_total"),
        ([row(50, 2021), row(60, 2022, note="break: new definition")], "break"),
    ],
)
def test_no_number_across_what_is_not_comparable(
    rows: list[dict[str, object]], reason: str
) -> None:
    """A missing or incomparable prior empties difference and percent, and says why."""
    found = last(*rows)
    assert found["reason"] == reason
    assert math.isnan(found["change"])
    assert math.isnan(found["change_lower"])
    assert math.isnan(found["percent"])


@pytest.mark.parametrize(("prior", "reason"), [(0.0, "zero_base"), (-20.0, "negative_base")])
def test_no_percent_of_nothing(prior: float, reason: str) -> None:
    """From zero or below there is a difference but no percent."""
    found = last(row(prior, 2021), row(10, 2022))
    assert (found["change"], found["reason"]) == (10 - prior, reason)
    assert math.isnan(found["percent"])


def test_small_base_keeps_its_percent_with_a_caveat() -> None:
    """From 4 to 6 is 50 percent, of a small base."""
    found = last(row(4, 2021), row(6, 2022))
    assert (found["percent"], found["reason"]) == (50, "small_base")


def test_bound_gives_an_interval_and_no_point() -> None:
    """300多 after 280: between 20 and 120 more, no single number."""
    bounded = row(300, 2022, lower=300.0, upper=400.0, bound="more_than")
    found = last(row(280, 2021), bounded)
    assert found["reason"] == "bound_only"
    assert math.isnan(found["change"])
    assert (found["change_lower"], found["change_upper"]) == (20, 120)


def test_measure_words_of_one_kind_are_one_unit() -> None:
    """486宗 after 452件 is 34 more."""
    found = last(row(452, 2022), row(486, 2023, unit="宗"))
    assert (found["change"], found["reason"]) == (34, "")


def test_near_link_is_a_caveat() -> None:
    """A pair of unsure scope is compared, with the reason beside it."""
    found = last(row(50, 2021), row(60, 2022, match="near"))
    assert (found["change"], found["reason"]) == (10, "scope_differs")


def test_own_report_goes_before_a_later_restatement() -> None:
    """2023 is taken from its own report; what 2024's says of it stands in the note."""
    found = yearly(
        frame(
            row(334812, 2023, report_year=2023),
            rounded(332000, 1000, 2023, report_year=2024),
            rounded(351000, 1000, 2024),
        )
    )
    assert found["value"].tolist() == [334812, 351000]
    assert found["note"].tolist() == ["restated:yunling-2024=332000", ""]


def test_prior_from_the_current_report_fills_a_missing_year() -> None:
    """Where last year's report is not at hand, this report's own prior is compared with."""
    found = last(row(412, 2023, report_year=2024), row(438, 2024))
    assert (found["change"], found["prior_report"]) == (26, "yunling-2024")


def test_two_values_in_one_report_are_ambiguous() -> None:
    """A report that gives two numbers for one cell says so."""
    found = last(row(50, 2021), row(60, 2022), row(70, 2022, at=2))
    assert (found["change"], found["reason"]) == (10, "ambiguous")


@pytest.mark.parametrize(("stated", "verdict"), [(-9.0, "agrees"), (-9.8, "differs")])
def test_stated_change_is_judged_by_interval(stated: float, verdict: str) -> None:
    """-8.957% is printed as -9.0%; -9.8% is another number, kept beside the computed one."""
    said = rounded(stated, 0.1, 2022, measure="change_rel")
    found = last(row(815, 2021), row(742, 2022), said)
    assert (found["stated"], found["verdict"]) == (stated, verdict)
    assert found["percent"] == pytest.approx(-8.9570552)


def test_stated_points_are_judged_for_rates() -> None:
    """1.6 points agree with 97.8% after 96.2%."""
    said = rounded(1.6, 0.1, 2023, measure="change_pp")
    rows = (rounded(96.2, 0.1, 2022, unit="%"), rounded(97.8, 0.1, 2023, unit="%"), said)
    assert last(*rows)["verdict"] == "agrees"


def test_stated_change_without_levels_keeps_its_row() -> None:
    """A change without a level has no number to compare with, and says so."""
    found = last(rounded(-4.2, 0.1, 2023, measure="change_rel"))
    assert found["reason"] == "no_level"
    assert (found["stated"], found["verdict"]) == (-4.2, "cannot_tell")


def test_targets_are_no_results() -> None:
    """A target is never compared as if it had happened."""
    found = yearly(frame(row(50, 2021), row(70, 2022, role="target")))
    assert found["period"].tolist() == [2021]


def test_break_given_by_the_caller() -> None:
    """A series that a person marks as defined anew is not compared across that year."""
    rows = (row(50, 2021), row(60, 2022))
    assert last(*rows, breaks=[("云岭市", "cases", 2022)])["reason"] == "break"


def test_frame_keeps_its_schema_even_when_empty() -> None:
    """Columns, types and order are those declared, with rows or without."""
    for given in (frame(), frame(row(1, 2021), row(2, 2022))):
        found = yearly(given)
        assert {name: str(dtype) for name, dtype in found.dtypes.items()} == CHANGE_COLUMNS


def test_input_is_left_alone_and_order_does_not_matter() -> None:
    """The same rows in another order give the same frame; the input is not touched."""
    rows = [row(50, 2021), row(60, 2022), row(70, 2024), row(3, 2022, indicator="other")]
    given = frame(*rows)
    before = given.copy()
    pd.testing.assert_frame_equal(yearly(given), yearly(frame(*reversed(rows))))
    pd.testing.assert_frame_equal(given, before)
