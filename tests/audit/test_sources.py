"""Sources that contradict each other, on the national intake of administrative reconsideration.

The figures are published ones: 31.5万 (People's Daily Online, February 2024) and 38.5万 (the
Ministry of Justice's report on 2023), then 74.96万 and +94.7% for 2024 (white paper of July 2025).
"""

from __future__ import annotations

from tests.change.frames import frame, rounded, row

from tongbi.audit import conflicting_sources


def test_next_year_tells_which_of_two_levels_holds() -> None:
    """749,600 at +94.7% implies about 385,000: only 38.5万 fits."""
    [found] = conflicting_sources(
        frame(
            rounded(315000, 1000, 2023, quote="31.5万件", report="moj", address="a"),
            rounded(385000, 1000, 2023, quote="38.5万件", report="moj", address="b"),
            rounded(749600, 100, 2024, quote="74.96万件", report="moj", address="c"),
            rounded(94.7, 0.1, 2024, measure="change_rel", report="moj", address="c"),
        )
    )
    assert found.code == "conflicting_sources"
    assert found.stated == "31.5万件、38.5万件"
    assert found.expected == "2024年（74.96万件、+94.7%）只与 38.5万件 相符"
    assert found.message_en.endswith("2024 (74.96万件、+94.7%) fits only 38.5万件.")


def test_one_level_against_the_year_after() -> None:
    """Where only 31.5万 is at hand, the year after still contradicts it."""
    [found] = conflicting_sources(
        frame(
            rounded(315000, 1000, 2023, quote="31.5万件", address="a"),
            rounded(749600, 100, 2024, quote="74.96万件", address="c"),
            rounded(94.7, 0.1, 2024, measure="change_rel", address="c"),
        )
    )
    assert found.expected.startswith("2024年（74.96万件、+94.7%）隐含的本年数为 384878~385127")


def test_rounding_is_no_conflict() -> None:
    """75万 and 749,600 are one figure at two precisions."""
    given = frame(rounded(749600, 100, 2024), rounded(750000, 10000, 2024, report="other"))
    assert conflicting_sources(given) == ()


def test_part_years_breaks_and_rates_do_not_conflict() -> None:
    """Half a year is no year, a broken series is another one, percent of a rate implies nothing."""
    given = frame(
        row(292000, 2024, part_year="H1"),
        row(749600, 2024),
        row(468000, 2022, indicator="aid", note="break: migrant workers only"),
        row(830000, 2022, indicator="aid", report="other"),
        row(90, 2024, indicator="rate", unit="%", address="a"),
        row(93.6, 2025, indicator="rate", unit="%", address="b"),
        row(3.3, 2025, indicator="rate", measure="change_rel", address="b"),
    )
    assert conflicting_sources(given) == ()
