"""The same communiqué as it was published and as plain text gives the same statements."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tongbi.extraction import extract_document
from tongbi.read import read

if TYPE_CHECKING:
    from pathlib import Path

    from tongbi.model import Document, Statement

pytestmark = pytest.mark.corpus

SHARE = 0.97
PAIRS = [
    ("changsha_2025_statistical_bulletin.html", "stat_communique/长沙市/2025.txt"),
    ("suzhou_2025_statistical_bulletin.html", "stat_communique/苏州市/2025.txt"),
    ("sanming_2019_budget_report.html", "budget_report/三明市/2019.txt"),
    ("jingzhou_2025_statistical_bulletin.pdf", "stat_communique/荆州市/2025.txt"),
]


def counted(document: Document) -> Counter[tuple[object, ...]]:
    """Count the statements by what makes two of them the same; blanks in labels do not."""

    def key(s: Statement) -> tuple[object, ...]:
        return s.value, s.unit, s.measure, s.label.replace(" ", "")

    return Counter(key(s) for s in extract_document(document))


@pytest.mark.parametrize(("original", "text"), PAIRS)
def test_original_states_what_its_text_states(corpus: Path, original: str, text: str) -> None:
    """At least 0.97 of the statements agree in value, unit, measure and label."""
    a = counted(read(corpus / "corpus" / "originals" / original))
    b = counted(read(corpus / "corpus" / text))
    assert SHARE <= (a & b).total() / max(a.total(), b.total())


def test_word_tables(corpus: Path) -> None:
    """The tables of a communiqué in Word state their rows; a label that comes twice is told."""
    path = corpus / "corpus" / "originals" / "hotan_2025_statistical_bulletin.docx"
    stated = {(s.label, s.measure.value): s for s in extract_document(read(path))}
    assert 15272200 == stated["旅客运输总量：公路", "level"].value
    assert -6 == stated["货物运输总量：公路", "change_rel"].value
    assert "人次" == stated["旅客运输总量：民航", "level"].unit


def test_page_that_hands_out_an_attachment(corpus: Path) -> None:
    """A page that only links the report says which file to get."""
    from tongbi.errors import ReadError

    path = corpus / "corpus" / "originals" / "hotan_2025_statistical_bulletin.html"
    with pytest.raises(ReadError, match=r"网页只有附件“2025年和田地区.*下载这个附件"):
        read(path)
