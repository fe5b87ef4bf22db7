"""Growth, index, parts, plans, implied priors, slips and display, worked by hand."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.change.frames import frame, rounded, row

from tongbi.change import (
    chained,
    change_words,
    contributions,
    growth,
    honest,
    honest_range,
    implied_prior,
    implied_priors,
    index,
    mix,
    plan_results,
    reasons,
    say,
)
from tongbi.change.reconcile import Verdict, reconcile, slips
from tongbi.errors import NotFoundError
from tongbi.interval import Interval
from tongbi.model import Measure


def test_growth_is_spread_over_the_years_elapsed() -> None:
    """100 in 2020 and 121 in 2022, with no 2021: 21 percent in all, 10 percent a year."""
    found = growth(frame(row(100, 2020), row(121, 2022))).iloc[0]
    assert (found["years"], found["change"], found["percent"]) == (2, 21, pytest.approx(21))
    assert found["annual"] == pytest.approx(10)


def test_growth_of_a_rate_is_in_points_only() -> None:
    """A rate has no compound growth."""
    found = growth(frame(row(90, 2020, unit="%"), row(96, 2023, unit="%"))).iloc[0]
    assert (found["change"], found["change_unit"]) == (6, "个百分点")
    assert math.isnan(found["annual"])


def test_growth_from_zero_has_a_reason() -> None:
    """From nothing there is no percent."""
    assert growth(frame(row(0, 2020), row(5, 2021))).iloc[0]["reason"] == "zero_base"


def test_index_against_any_base_year() -> None:
    """With 2021 as 100, 2022's 150 of 200 is 75."""
    found = index(frame(row(100, 2020), row(200, 2021), row(150, 2022)), base=2021)
    assert found["index"].tolist() == [50, 100, 75]


def test_index_without_its_base_year_says_so() -> None:
    """No base year, no index."""
    found = index(frame(row(100, 2020)), base=2019).iloc[0]
    assert (math.isnan(found["index"]), found["reason"]) == (True, "no_prior")


def test_chain_of_stated_changes_starts_anew_after_a_gap() -> None:
    """-10% then +20% chain to 108; a year without a change ends the run."""
    found = chained(
        frame(
            *(
                rounded(v, 0.1, y, measure="change_rel")
                for v, y in ((-10, 2020), (20, 2021), (5, 2023))
            )
        )
    )
    assert found["period"].tolist() == [2019, 2020, 2021, 2022, 2023]
    assert found["index"].tolist() == pytest.approx([100, 90, 108, 100, 105])
    assert found["reason"].tolist() == ["", "", "", "gap", ""]
    assert found["index_lower"][2] == pytest.approx(89.95 * 1.1995)


def whole_and_parts() -> list[dict[str, object]]:
    """A whole of 100 then 120, parts of 60 and 40, then 66 and 44."""
    table = {"all": (100, 120), "one": (60, 66), "two": (40, 44)}
    return [
        row(value, 2022 + i, indicator=name, label=name)
        for name, values in table.items()
        for i, value in enumerate(values)
    ]


def test_contributions_of_parts_and_of_the_rest() -> None:
    """Of 20 percent growth 6 points come from one part, 4 from the other, 10 from the rest."""
    found = contributions(frame(*whole_and_parts()), "all", ["one", "two"]).set_index("indicator")
    assert found["points"].to_dict() == pytest.approx({"one": 6, "two": 4, "rest": 10})
    assert found["share"].to_dict() == pytest.approx({"one": 30, "two": 20, "rest": 50})


def test_contributions_need_their_indicators() -> None:
    """An unknown part is named."""
    with pytest.raises(NotFoundError, match="没有 three 的水平值"):
        contributions(frame(*whole_and_parts()), "all", ["one", "three"])


def test_mix_shifts_in_points() -> None:
    """A part that goes from 60 of 100 to 66 of 120 loses 5 points of share."""
    found = mix(frame(*whole_and_parts()), "all", ["one", "two"])
    one = found.loc[found["indicator"] == "one"]
    assert one["share"].tolist() == pytest.approx([60, 55])
    assert one["share_change"].tolist()[1] == pytest.approx(-5)


@pytest.mark.parametrize(
    ("target", "bound", "result", "verdict"),
    [
        (2600, "at_least", 2574, "missed"),
        (20, "at_least", 20, "met"),
        (5, "at_most", 4, "met"),
        (100, "about", 98, "cannot_tell"),
    ],
)
def test_targets_meet_their_results(target: float, bound: str, result: float, verdict: str) -> None:
    """不少于2600 is missed by 2574; a ceiling is met from below; 左右 is not judged."""
    planned = row(target, 2023, role="target", report_year=2022, bound=bound)
    found = plan_results(frame(planned, row(result, 2023))).iloc[0]
    assert (found["verdict"], found["difference"]) == (verdict, result - target)


def test_cut_is_met_by_a_deeper_fall() -> None:
    """压减10%以上 is missed by a fall of 8.6%."""
    planned = row(
        -10, 2024, role="target", report_year=2023, bound="at_least", measure="change_rel"
    )
    fell = row(-8.6, 2024, measure="change_rel")
    assert plan_results(frame(planned, fell)).iloc[0]["verdict"] == "missed"


def test_count_without_a_whole_prior() -> None:
    """281 at -6.9% has a prior between 301.66 and 301.99: no whole number."""
    stated = Interval.printed(Decimal("-6.9"), Decimal("0.1")).closure()
    base = implied_prior(Interval.point(281), stated, Measure.CHANGE_REL)
    assert base is not None
    assert list(base.whole_numbers()) == []
    assert base.contains(Decimal("301.8"))


def test_implied_priors_of_a_frame() -> None:
    """105 with 15 more implies 90; a rate's percent implies nothing."""
    found = implied_priors(
        frame(
            row(105, 2023),
            row(15, 2023, measure="change_abs"),
            row(15.1, 2023, unit="%", indicator="rate"),
            row(0.5, 2023, measure="change_rel", indicator="rate"),
        )
    )
    assert found[["indicator", "period", "value"]].to_numpy().tolist() == [["cases", 2022, 90.0]]


@pytest.mark.parametrize(
    ("stated", "right", "code"),
    [
        ("-7.5", "7.52", "sign"),
        ("3.4", "4.33", "transposed"),
        ("18.3", "15.28", "one_digit"),
        ("0.8", "8.0", "decimal_point"),
        ("12.4", "102.4", "lost_digit"),
    ],
)
def test_slips_of_the_pen_are_named(stated: str, right: str, code: str) -> None:
    """Each kind of slip is told from the digits alone."""
    found = slips(Decimal(stated), Decimal("0.1"), Interval.point(Decimal(right)))
    assert [slip.code for slip in found] == [code]


def test_touching_intervals_agree() -> None:
    """A tie may be rounded either way, so ends that touch are no contradiction."""
    stated = Interval.printed(Decimal("6.2"), Decimal("0.1"))
    assert reconcile(stated, Interval.point(Decimal("6.25"))) is Verdict.AGREES
    assert reconcile(stated, Interval.point(Decimal("6.26"))) is Verdict.DIFFERS
    assert reconcile(stated, Interval(Decimal(6), None)) is Verdict.CANNOT_TELL


def test_reasons_have_both_languages_and_unknown_ones_are_refused() -> None:
    """Every code can be said in Chinese and English."""
    for code in reasons():
        assert say(code, "zh") != say(code, "en")
    with pytest.raises(NotFoundError, match="没有原因代码 'mood'"):
        say("mood")


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1000))
def test_display_is_no_sharper_than_the_interval(value: float, half: float) -> None:
    """The last digit shown is worth at least half of what the number may be off."""
    text = honest(value, value - half, value + half).replace(",", "")
    places = len(text.partition(".")[2])
    assert 10.0**-places >= half * 0.999 or places == 0
    assert abs(float(text) - value) <= max(10.0**-places, 10 * half)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((-73, -73, -73), "减少73件"),
        ((0.0, 0.0, 0.0), "持平"),
        ((0.05, -0.05, 0.15), "增减不明"),
        ((math.nan, 20, 120), "增加20—120件"),
        ((math.nan, math.nan, math.nan), "—"),
    ],
)
def test_changes_in_words(numbers: tuple[float, float, float], said: str) -> None:
    """An interval that holds zero is neither rise nor fall."""
    assert change_words(*numbers, "件") == said


def test_open_ranges_in_words() -> None:
    """A missing end is said, not shown as infinity."""
    assert honest_range(50, math.inf) == "50以上"
    assert honest_range(-math.inf, 50, lang="en") == "under 50"
