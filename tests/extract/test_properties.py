"""What holds of every text, however strange: spans, order, intervals, repetition."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tongbi
from tongbi.errors import UsageError
from tongbi.model import Bound, Measure, Statement

# Pieces that the grammar cares about, in any order: more likely to break it than plain text.
_CHARACTERS = (
    "0123456789一二三四五六七八九十百千万亿两数几余多近约超的和与及等共占率"
    "、，。；：（）“”《》% \n\t\r\u00a0\u3000-—.,１２％⾏⻓🏆"
)
_WORDS = (
    "增长 下降 同比 比上年 分别 均 其中 累计 提高到 由 个百分点 百分之 三分之二 翻一番 2.3倍 "
    "1,204件 99.5% 3.6万亿元 以上 2024年 上半年 五年来 全市 新丰县 受理 案件 一、 （一） 1. "
    "7：3：2 -0.5‰"
)
_PIECES = st.sampled_from([*_CHARACTERS, *_WORDS.split()])
_TEXTS = st.lists(_PIECES, max_size=60).map("".join)
_ANY = _TEXTS | st.text(max_size=120)


def _read(text: str) -> tuple[Statement, ...]:
    return tongbi.extract_text(text, year=2024)


@given(_ANY)
@settings(max_examples=300, deadline=None)
def test_statements_point_at_their_characters(text: str) -> None:
    """Each statement quotes the untouched text, and its numeral lies in the quote."""
    for s in _read(text):
        assert s.quote == text[s.start : s.end]
        assert s.start <= s.at < s.end


@given(_ANY)
@settings(max_examples=200, deadline=None)
def test_statements_stand_in_reading_order(text: str) -> None:
    """Numerals come in order, once each, and no statement begins before the last one's numeral."""
    found = _read(text)

    assert [s.at for s in found] == sorted({s.at for s in found})
    assert all(a.at < b.start or a.end <= b.at for a, b in pairwise(found))


@given(_ANY)
@settings(max_examples=200, deadline=None)
def test_intervals_hold_what_was_printed(text: str) -> None:
    """The interval holds the value, or ends at it where the bound leaves the value out."""
    for s in _read(text):
        ends = (s.interval.lower, s.interval.upper)
        if s.bound in {Bound.MORE_THAN, Bound.LESS_THAN, Bound.NEARLY}:
            assert s.value in ends
            assert not s.interval.contains(s.value)
        else:
            assert s.interval.contains(s.value)


@given(_ANY)
@settings(max_examples=150, deadline=None)
def test_only_changes_have_a_base(text: str) -> None:
    """A level is measured against nothing; a change always is against something."""
    for s in _read(text):
        assert (s.base == "") == (s.measure is Measure.LEVEL)


@given(_ANY)
@settings(max_examples=150, deadline=None)
def test_labels_are_never_empty_and_never_broken(text: str) -> None:
    """A number that nothing names states nothing; a label is one line."""
    for s in _read(text):
        assert s.label.strip()
        assert "\n" not in s.label
        assert s.label == s.label.strip("，。；、 ")


@given(_TEXTS)
@settings(max_examples=100, deadline=None)
def test_reading_repeats(text: str) -> None:
    """Same text, same statements."""
    assert _read(text) == _read(text)


@given(_TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_paragraph_of_other_matter_changes_nothing_before_it(text: str) -> None:
    """What is read in a text does not hang on a paragraph without figures behind it."""
    lines = text.replace("\r", "").replace("\n", "")
    plain = _read(lines)

    assert plain == _read(lines + "\n各项工作稳步推进。")


@given(
    st.integers(0, 10**9), st.sampled_from(["", "万", "亿"]), st.sampled_from(["件", "元", "人次"])
)
@settings(max_examples=100, deadline=None)
def test_scales_multiply(number: int, scale: str, unit: str) -> None:
    """万 and 亿 scale the value and are no part of the unit."""
    [s] = _read(f"全市办理业务{number}{scale}{unit}。")

    assert number * {"": 1, "万": 10**4, "亿": 10**8}[scale] == s.value
    assert unit == s.unit


@given(st.decimals(0, 999, places=2), st.sampled_from(["增长", "上升", "下降", "减少"]))
@settings(max_examples=100, deadline=None)
def test_direction_signs_a_change(size: object, verb: str) -> None:
    """Declines are negative, and the printed size is kept."""
    [s] = _read(f"用水总量同比{verb}{size}%。")

    assert abs(s.value) == size
    assert (verb in {"下降", "减少"} and size != 0) == (s.value < 0)


def test_a_text_that_tells_no_year_is_refused() -> None:
    """Without a year there is no period, and the message says what to do."""
    with pytest.raises(UsageError, match="没有写明所述年度"):
        tongbi.extract_text("办理案件715件。")
