"""Numerals read back: ASCII figures as printed, Chinese numerals against a writer of its own."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.extraction.numerals import parse_ascii, parse_chinese

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")


def _below_ten_thousand(number: int) -> str:
    """Write 1 to 9999, with one 零 for a run of empty places inside."""
    written, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            written += ("零" if gap and written else "") + _DIGITS[digit] + _PLACES[power]
        gap = not digit
    return written


def chinese(number: int) -> str:
    """Write a whole number below 10^12 in Chinese, as a person would: 一十二 as 十二."""
    if number == 0:
        return "零"
    written = ""
    for power, scale in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section = number // power % 10**4
        if section:
            gap = written and section < 1000
            written += ("零" if gap else "") + _below_ten_thousand(section) + scale
    return written.removeprefix("一") if written.startswith("一十") else written


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (105, "一百零五"),
        (3050, "三千零五十"),
        (10_005, "一万零五"),
        (120_000, "十二万"),
        (305_000_000, "三亿零五百万"),
    ],
)
def test_the_writer_writes_as_people_do(number: int, written: str) -> None:
    """The writer that the next test rests on spells known numbers."""
    assert written == chinese(number)


@given(st.integers(0, 9999) | st.integers(0, 10**12 - 1))
def test_chinese_numerals_read_back(number: int) -> None:
    """Every whole number that is written in Chinese reads as itself."""
    assert number == parse_chinese(chinese(number))


@given(st.integers(0, 9999), st.text("0123456789", min_size=1, max_size=4))
def test_chinese_decimals_read_back(whole: int, fraction: str) -> None:
    """What follows 点 are decimals, digit by digit."""
    printed = chinese(whole) + "点" + "".join(_DIGITS[int(digit)] for digit in fraction)

    assert Decimal(f"{whole}.{fraction}") == parse_chinese(printed)


@pytest.mark.parametrize(
    ("printed", "value"),
    [("两", 2), ("两百", 200), ("二〇二四", 2024), ("百", 100), ("三百〇五", 305)],
)
def test_other_spellings(printed: str, value: int) -> None:
    """两 for 二, 〇 for 零, digits in a row, and a power alone are read too."""
    assert value == parse_chinese(printed)


@pytest.mark.parametrize("printed", ["三楼", "五点六七八x", "a"])
def test_what_is_no_numeral_is_refused(printed: str) -> None:
    """Characters that make no numeral raise, and the message quotes them."""
    with pytest.raises(ValueError, match=printed):
        parse_chinese(printed)


@given(st.integers(0, 10**15), st.integers(0, 6))
def test_ascii_numerals_read_back(number: int, places: int) -> None:
    """Thousands separators and decimals are read, and the decimals are counted."""
    value = Decimal(number).scaleb(-places)

    assert (value, places) == parse_ascii(f"{value:,.{places}f}")


@pytest.mark.parametrize("printed", ["1,421, 486", "1, 421,486", "1421,486", "1421486"])
def test_stray_blanks_and_commas_do_not_change_a_number(printed: str) -> None:
    """Separators are ignored wherever they stand."""
    assert (Decimal(1421486), 0) == parse_ascii(printed)
