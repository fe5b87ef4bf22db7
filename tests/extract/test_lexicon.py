"""The patterns of the language data, and the shortcuts that keep them from being tried in vain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongbi.extraction.changes import _patterns
from tongbi.extraction.exclusions import _bounds
from tongbi.extraction.lexicon import Ending, Exclusion, any_of, lexicon, load
from tongbi.extraction.units import opens_tail, read_tail
from tongbi.extraction.wording import words

_ENDINGS = {
    name: getattr(words(), name) for name in ("tail", "last", "metric", "derived", "entity")
} | {"change": _patterns().change, "bound": _bounds().before}


def _listed(data: Any) -> Iterator[str]:
    """Yield the words that a file of language data lists."""
    if isinstance(data, str):
        yield data
    for one in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _listed(one)


# Phrases of the words that the language files list, and of what their patterns add to them.
_WORDS = {
    word for name in ("labels", "changes", "bounds") for word in _listed(load(f"{name}.toml"))
}
_ADDED = [
    "高达",
    "2020年",
    "“十四五”",
    "时期",
    "期间",
    "末",
    "底",
    "上年",
    "去年同期",
    "率",
    "幅度",
    "案件",
]
_PHRASES = st.lists(st.sampled_from([*sorted(_WORDS), *_ADDED]), max_size=4).map("".join)
if TYPE_CHECKING:
    from collections.abc import Iterator

_UNITS = sorted(lexicon().units)


@pytest.mark.parametrize("rule", lexicon().left, ids=lambda rule: rule.id)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_what_stands_at_the_left_ends_and_reaches_as_told(
    rule: Exclusion, data: st.DataObject
) -> None:
    """Whatever a pattern matches ends with one of `ends`, if it names any, and within `reach`."""
    text = data.draw(st.from_regex(rule.pattern)).removesuffix("\n")
    found = rule.pattern.search(text)

    assert found is not None
    assert not rule.ends or found.group()[-1] in rule.ends
    assert len(found.group()) <= rule.reach


@pytest.mark.parametrize("name", sorted(_ENDINGS))
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_no_ending_is_passed_over(name: str, data: st.DataObject) -> None:
    """The look at the last character skips nothing that the pattern itself finds, empty or not."""
    ending = _ENDINGS[name]
    text = data.draw(_PHRASES)

    for guarded, bare in (
        (ending.search, ending.pattern.search),
        (ending.match, ending.pattern.match),
    ):
        found, expected = guarded(text), bare(text)
        assert (found and found.span()) == (expected and expected.span())


@given(st.sampled_from(_UNITS), st.sampled_from(["", "万", "亿", "余", "万多", " "]))
def test_a_tail_begins_with_what_opens_one(unit: str, before: str) -> None:
    """No unit is passed over by the look at the character behind a numeral."""
    text = before + unit

    assert text[0] in opens_tail()
    assert read_tail(text, 0).unit == unit


class TestAnyOf:
    """Words as a prefix tree."""

    def test_prefers_the_longest(self) -> None:
        found = re.match(any_of(["增", "增长", "增长率"]), "增长率5%")

        assert found is not None
        assert found.group() == "增长率"

    @pytest.mark.parametrize(
        ("text", "expected"), [("门诊", "门诊"), ("门店", None), ("门", "门"), ("门诊店", "门诊")]
    )
    def test_a_word_does_not_stand_before_its_guard(self, text: str, expected: str | None) -> None:
        found = re.match(any_of(["门", "门诊"], not_before={"门": "店诊"}), text)

        assert (found and found.group()) == expected

    def test_falls_back_to_the_shorter_word(self) -> None:
        found = re.match(any_of(["件", "件次"], not_before={"件次": "数"}), "件次数")

        assert found is not None
        assert found.group() == "件"

    def test_a_guard_is_taken_literally(self) -> None:
        found = re.match(any_of(["件", "家"], not_before={"件": "^]", "家": ""}), "件^")

        assert found is None
        assert re.match(any_of(["家"], not_before={"家": ""}), "家庭") is not None

    def test_of_no_words_matches_nothing(self) -> None:
        assert re.search(any_of([]), "任何") is None


class TestEnding:
    """A pattern at a text's end."""

    def test_is_found_at_the_end_only(self) -> None:
        ending = Ending("增长|下降", ["增长", "下降"])

        assert ending.search("同比增长") is not None
        assert ending.search("增长了") is None
        assert ending.search("") is None

    def test_is_found_before_a_given_end(self) -> None:
        found = Ending("增长", ["增长"]).search("同比增长5%", 0, 4)

        assert found is not None
        assert found.start() == 2

    def test_without_last_characters_any_may_end_it(self) -> None:
        assert Ending("超.*", None).search("超全市平均") is not None
