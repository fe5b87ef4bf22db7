"""Word documents: numbers, tables, notes, boxes, and tracked changes as accepted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.read.files import W, docx, p, table

from tongbi.extraction import extract_document
from tongbi.read import from_bytes
from tongbi.read.numbering import spell

NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
<w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
<w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""
STYLES = f"""<w:styles {W}><w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 1"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style></w:styles>"""


def listed(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'


def text_of(body: str, **parts: str) -> str:
    return from_bytes(docx(body, **parts), "a.docx", year=2024).text


def test_automatic_numbers_are_restored() -> None:
    """一、 （一） 1. stand where Word prints them, and start again below a new heading."""
    body = (
        p("主要工作", listed(0))
        + p("行政复议", listed(1))
        + p("行政应诉", listed(1))
        + p("2024年办结830件", listed(2))
        + p("下一步工作", '<w:pStyle w:val="a1"/>')
        + p("立法", listed(1))
    )
    assert [
        "一、主要工作",
        "（一）行政复议",
        "（二）行政应诉",
        "1. 2024年办结830件",
        "二、下一步工作",
        "（一）立法",
    ] == text_of(body, numbering=NUMBERING, styles=STYLES).split("\n")


def test_restored_numbers_make_the_outline() -> None:
    """A statement below an automatically numbered heading has its path."""
    body = p("主要工作", listed(0)) + p("受理行政复议申请830件。")
    document = from_bytes(docx(body, numbering=NUMBERING), "a.docx", year=2024)
    [statement] = extract_document(document)
    assert ("主要工作", "830件") == (statement.section, statement.quote)
    assert "第2段" == document.blocks[-1].where


def test_tracked_changes_are_read_as_accepted() -> None:
    """What was inserted is read; what was deleted or moved away is not."""
    body = (
        "<w:p><w:r><w:t>受理申请</w:t></w:r><w:del><w:r><w:delText>700</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>830</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>9</w:t></w:r></w:moveFrom>"
        "<w:r><w:t>件。</w:t></w:r></w:p>"
    )
    assert "受理申请830件。" == text_of(body)


def test_paragraph_whose_end_is_deleted_goes_on() -> None:
    """Two paragraphs that a tracked change joined are one."""
    body = p("受理申请", "<w:rPr><w:del/></w:rPr>") + p("830件。")
    assert "受理申请830件。" == text_of(body)


def test_text_boxes_are_read_once() -> None:
    """A box is read after its paragraph; the fallback that repeats it is not."""
    box = f"<w:txbxContent>{p('框内12件')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文</w:t></w:r><mc:AlternateContent>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert "正文\n框内12件" == text_of(body)


def test_footnotes_follow_the_text() -> None:
    """A footnote is read behind the text, and says that it is one."""
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator"/>'
        f"<w:footnote>{p('不含新丰县，新丰县为31件。')}</w:footnote></w:footnotes>"
    )
    document = from_bytes(docx(p("受理830件。"), footnotes=notes), "a.docx", year=2024)
    assert document.text.endswith("不含新丰县，新丰县为31件。")
    assert "脚注1" == document.blocks[-1].where


def test_tables_stand_in_their_order() -> None:
    """A table is read between the paragraphs around it; 其中 rows are parts of the one above."""
    rows = [["指标", "单位", "2024年"], ["纠纷", "万件", "1.5"], ["其中：婚姻", "件", "310"]]
    document = from_bytes(docx(p("前文") + table(rows) + p("后文")), "a.docx", year=2024)
    assert document.text.index("前文") < document.text.index("纠纷") < document.text.index("后文")
    assert [("纠纷", Decimal(15000)), ("纠纷：婚姻", Decimal(310))] == [
        (s.label, s.value) for s in extract_document(document)
    ]


def test_contents_and_hidden_text_are_left_out() -> None:
    """A table of contents repeats headings, and hidden text was not meant to be seen."""
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏12件</w:t></w:r></w:p>"
    body = p("一、主要工作 3", '<w:pStyle w:val="toc"/>') + hidden + p("受理830件。")
    assert "受理830件。" == text_of(body, styles=STYLES)


@pytest.mark.parametrize(
    ("value", "style", "printed"),
    [
        (10, "chineseCounting", "十"),
        (11, "japaneseCounting", "十一"),
        (20, "chineseCountingThousand", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (105, "ideographDigital", "一〇五"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (27, "lowerLetter", "aa"),
        (9, "upperRoman", "IX"),
        (4, "bullet", ""),
        (4, "unheardOf", "4"),
    ],
)
def test_counters_are_spelled_as_word_spells_them(value: int, style: str, printed: str) -> None:
    """Each number format has its spelling; past its end, and for unknown ones, figures."""
    assert printed == spell(value, style)
