"""The text is cut at its figures, and no character of it is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tongbi.extraction import extract_document
from tongbi.read import from_text
from tongbi.review.marks import paragraphs

TEXT = "2024年，全市受理案件1297件，办结率97.5%，印发12号文。\n计划2025年新建灯笼20盏以上。\n"


def test_every_figure_is_marked() -> None:
    """What states something is marked by its role, other digits as figures that state nothing."""
    document = from_text(TEXT, year=2024)
    statements = extract_document(document)
    pieces = [piece for block in paragraphs(document, statements) for piece in block.pieces]
    assert [(p.text, p.kind) for p in pieces if p.kind] == [
        ("2024", "other"),
        ("1297件", "actual"),
        ("97.5%", "actual"),
        ("12", "other"),
        ("2025", "other"),
        ("20盏以上", "target"),
    ]
    assert [statements[p.row].quote for p in pieces if p.row >= 0] == [
        "1297件",
        "97.5%",
        "20盏以上",
    ]


@given(st.text(alphabet="1２,.%件，。\n年第增长", max_size=40))
def test_pieces_make_up_the_text(text: str) -> None:
    """The pieces of a block, put together, are its characters."""
    document = from_text(text, year=2024)
    statements = extract_document(document)
    shown = ["".join(p.text for p in b.pieces) for b in paragraphs(document, statements)]
    assert [text[block.start : block.end] for block in document.blocks] == shown
