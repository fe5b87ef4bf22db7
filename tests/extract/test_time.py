"""Time grows with the text's length and no faster, whatever the text is made of."""

from __future__ import annotations

import time

import pytest

import tongbi

_SIZE = 2_000  # characters of the shorter text: long enough for a quadratic step to show
_LONGER = 4
_WORST = 9.0  # a linear reading takes 4 times as long; a quadratic one 16 times
_NOISE = 0.01  # seconds below which a ratio of two times says nothing

# What the grammar repeats, looks ahead for, or looks back to.
_CHARACTERS = "1一五万第年率的等及均共占超约近将由从到在中个部⼀，、。；：（）“”《》 \n\t\u3000\0😀"
_WORDS = (
    "1, 1. 1:2: 1：2： 1- 1— -1 1% 1%、 5件 5件、 5件和 （） “” 百分之 分之 三分之 点五 十多 "
    "一二三四五六七八九十 2024年 2024年5月 办结率 分别 其中 ，其中 累计 同比 同比增长 以上 "
    "五年来 受理 受理办结审结 及时按期 完成投资 云岭市 市县区镇村 （一） 一、\\n 1.\\n （5件 "
    "（5件， “5 1（“率的等、 增长5%， 受理案件5件， 其中5件， 占全市的5%， 由5%提高到 分别5件、 "
    "分别增长1%、2%和 学校、医院、 5所学校、3家医院、 安排资金5万元用于 abc"
)
_PIECES = [*_CHARACTERS, "1 ", "1, ", *(word.replace("\\n", "\n") for word in _WORDS.split())]


def _seconds(text: str) -> float:
    start = time.perf_counter()
    tongbi.extract_text(text, year=2024)
    return time.perf_counter() - start


def _text(piece: str, size: int, wrapped: bool) -> str:
    """Repeat a piece up to a size; wrapped, between the two halves of a plain sentence."""
    # The size goes into the sentence so that no cache of an earlier text answers.
    body = (piece * (size // len(piece) + 1))[:size]
    return f"全市受理案件{size}{body}共5件，办结率9%。" if wrapped else body


@pytest.mark.parametrize("wrapped", [False, True], ids=["bare", "wrapped"])
@pytest.mark.parametrize("piece", _PIECES, ids=ascii)
def test_time_grows_linearly(piece: str, wrapped: bool) -> None:
    """A text four times as long takes about four times as long, not sixteen."""
    short = _text(piece, _SIZE, wrapped)
    long = _text(piece, _SIZE * _LONGER, wrapped)
    ratio = _seconds(long) / max(_seconds(short), _NOISE)

    if ratio > _WORST:  # measured again, once: another process may have had the core
        ratio = _seconds(long + "。") / max(_seconds(short + "。"), _NOISE)
    assert ratio <= _WORST


def test_a_very_long_text_is_read() -> None:
    """A text as long as the longest reports is read in seconds."""
    text = "".join(piece * 40 + "全市受理案件5件。\n" for piece in _PIECES)
    text = (text * (200_000 // len(text) + 1))[:200_000]

    assert _seconds(text) < 30
