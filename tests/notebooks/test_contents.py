"""What the executed notebooks say: numbers typed by hand, for two issuers and both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tongbi.publish.notebook_editions import NAMES

if TYPE_CHECKING:
    from .conftest import Runs

pytestmark = pytest.mark.slow


def test_facts_of_the_passage_and_the_report(runs: Runs) -> None:
    """210余 is (210, 220); of 1297 applications 1236 were closed; the target is told apart."""
    page = runs.page("facts", "yunling")
    assert "(210, 220)" in page
    assert "目标" in page
    assert ">1297件</mark>" in page
    assert ">1236件</mark>" in page
    assert "虚构的示例，非真实数据" in page


def test_facts_of_a_report_whose_text_is_not_shipped(runs: Runs) -> None:
    """韶关's registered figures stand there, and that its text does not."""
    page = runs.page("facts", "shaoguan")
    assert "The text is not shipped" in page
    assert ">14251宗<" in page
    assert ">99.58%<" in page


def test_yearly_changes_of_yunling(runs: Runs) -> None:
    """Legal aid from 3418 to 3602 cases is +184, +5.38%, not the stated 5.1%."""
    page = runs.page("yearly", "yunling")
    assert "+184件" in page
    assert "+5.38%" in page
    assert "不符" in page
    assert 'alt="折线图' in page


def test_yearly_of_a_single_year_says_why_nothing_is_compared(runs: Runs) -> None:
    """One report has figures (14,251 cases; 283 items) and no prior."""
    page = runs.page("yearly", "shaoguan")
    assert ">14,251 cases<" in page
    assert ">283 items<" in page
    assert "no figure for the year before" in page


def test_audit_of_yunling(runs: Runs) -> None:
    """63 and 122 documents are 185, not the stated 175; the words around them are shown."""
    page = runs.page("audit", "yunling")
    assert "63件+122件=185件" in page
    assert "文中写 175件" in page
    assert "…" in page


def test_audit_of_shaoguan(runs: Runs) -> None:
    """14155 of 14251 cases is 99.33%, not the stated 99.58%; both are shown."""
    page = runs.page("audit", "shaoguan")
    assert round(14155 / 14251 * 100, 2) == 99.33
    assert "14155宗/14251宗=99.33%" in page
    assert "stated as 99.58%" in page


def test_briefing_of_yunling_in_four_formats(runs: Runs) -> None:
    """From 214 to 257 items is 43 more, up 20.1%; four files are written."""
    page = runs.page("briefing", "yunling")
    assert "257项，比上年（214项）增加43项，增长20.1%" in page
    exports = {path.suffix for path in (runs.out / "briefing-yunling-exports").iterdir()}
    assert exports == {".docx", ".html", ".pptx", ".xlsx"}


def test_briefing_of_shaoguan(runs: Runs) -> None:
    """Without a prior the figures are told as they are: 830 applications, 2579 files."""
    page = runs.page("briefing", "shaoguan")
    assert "830 items; the year before is in no registered report" in page
    assert "2,579 cases; the year before is in no registered report" in page


@pytest.mark.parametrize("which", ["yunling", "shaoguan"])
@pytest.mark.parametrize("name", NAMES)
def test_pages_load_nothing(runs: Runs, name: str, which: str) -> None:
    """A page works without a network, and knows its language."""
    page = runs.page(name, which)
    assert not re.search(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="https?:', page)
    assert "@import" not in page
    assert f'<html lang="{"zh-CN" if which == "yunling" else "en"}">' in page
