"""Folding: one spelling for the grammar, without moving a character."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.read.folding import fold

_MIXED = st.text(
    st.sampled_from(list("0９,，. 　％%()（）⼀⽐⻓ＡbΩ件率\n\t🏆:;∶—－〜")), max_size=60
)


@given(st.text(max_size=200) | _MIXED)
def test_folding_keeps_every_character_in_place(text: str) -> None:
    """One character for one: an offset into the folded text is one into the original."""
    folded = fold(text)

    assert len(text) == len(folded)
    assert [c == "\n" for c in text] == [c == "\n" for c in folded]


@given(st.text(max_size=200) | _MIXED)
def test_folding_twice_is_folding_once(text: str) -> None:
    """The folded spelling is a fixed point."""
    assert fold(fold(text)) == fold(text)


@given(st.text("行政复议案件受理，。；：、（）“”《》0123456789.%", max_size=80))
def test_plain_text_is_left_alone(text: str) -> None:
    """What is in the grammar's spelling already stays as it is."""
    assert text == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("１２．５％", "12.5%"),
        ("（３）", "（3）"),
        ("(3)", "（3）"),
        ("1,204件,增长", "1,204件，增长"),
        ("⾏政⽴案", "行政立案"),
        ("增⻓", "增长"),
        ("7.3:46.0∶46.7", "7.3：46.0：46.7"),
        ("Ａ２．５Ｇ", "A2.5G"),
        ("甲\u00a0乙\u3000丙", "甲 乙 丙"),
    ],
)
def test_spellings_that_reports_mix(text: str, folded: str) -> None:
    """Full-width forms, ASCII punctuation and radicals become one spelling."""
    assert folded == fold(text)


@pytest.mark.parametrize("block", [(0x2F00, 0x2FD6), (0xF900, 0xFA0E)])
def test_every_radical_and_compatibility_ideograph_folds(block: tuple[int, int]) -> None:
    """No Kangxi radical and no compatibility ideograph is left for the grammar to stumble on."""
    for code in range(*block):
        assert unicodedata.name(fold(chr(code))).startswith("CJK UNIFIED IDEOGRAPH")
