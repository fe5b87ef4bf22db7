"""The outline of a plain text: headings, their parts, and lines that belong together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.model import BlockKind, SectionPart
from tongbi.read import from_text
from tongbi.read.structure import find_blocks

_LINES = st.lists(
    st.sampled_from(
        [
            *(
                "一、主要工作",
                "（一）行政复议",
                "1.基本情况",
                "（2）数据",
                "第三部分 附表",
                "二、下一步打算",
            ),
            *(
                "全市受理案件715件。",
                "（三）强化监督。全年检查86次。",
                "",
                "   ",
                "\u3000\u3000办结698件。",
            ),
            *("行政许可 3200 860", "2024年，", "甲" * 40, "乙" * 40 + "。", "一是", "3.5万人"),
        ]
    ),
    max_size=25,
).map("\n".join)


@given(_LINES | st.text(max_size=200))
def test_blocks_cover_the_text_in_order(text: str) -> None:
    """Blocks come in order, do not overlap, and leave out nothing but blanks."""
    end, left_out = 0, ""
    for block in find_blocks(text, 2024):
        assert end <= block.start < block.end <= len(text)
        left_out += text[end : block.start]
        end = block.end
    assert (left_out + text[end:]).strip() == ""


@given(_LINES)
def test_a_heading_is_on_its_own_path(text: str) -> None:
    """The last title of a heading's path is the heading itself."""
    for block in find_blocks(text, 2024):
        if block.kind is BlockKind.HEADING:
            assert block.path[-1] in text[block.start : block.end]


def test_paths_follow_the_outline() -> None:
    """A heading closes those of its own level and below, not those above."""
    text = "一、主要工作\n（一）执法\n甲。\n1.许可\n乙。\n（二）复议\n丙。\n二、问题\n丁。"
    paths = {text[b.start : b.end]: b.path for b in find_blocks(text)}

    assert ("主要工作", "执法") == paths["甲。"]
    assert ("主要工作", "执法", "许可") == paths["乙。"]
    assert ("主要工作", "复议") == paths["丙。"]
    assert ("问题",) == paths["丁。"]


def test_a_heading_may_share_its_line_with_a_paragraph() -> None:
    """What follows the heading's full stop is a paragraph under it."""
    heading, paragraph = find_blocks("（一）健全制度。全年修订办法12件。")

    assert (BlockKind.HEADING, ("健全制度",)) == (heading.kind, heading.path)
    assert (BlockKind.PARAGRAPH, ("健全制度",)) == (paragraph.kind, paragraph.path)


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("一、2024年主要工作情况", SectionPart.DONE),
        ("一、工作回顾", SectionPart.DONE),
        ("二、存在的问题和不足", SectionPart.PROBLEMS),
        ("二、面临的困难与挑战", SectionPart.PROBLEMS),
        ("三、2025年工作安排", SectionPart.PLAN),
        ("三、下一步工作打算", SectionPart.PLAN),
        ("三、2025年重点任务", SectionPart.PLAN),
        ("二、2024年工作计划完成情况", SectionPart.DONE),
        ("四、2025年", SectionPart.PLAN),
    ],
)
def test_titles_tell_results_problems_and_plans(title: str, part: SectionPart) -> None:
    """A section is for what its title says; a later year than the report's is a plan."""
    [_, paragraph] = find_blocks(f"{title}\n办理案件26件。", 2024)

    assert part is paragraph.part


def test_a_part_reaches_to_the_next_section() -> None:
    """Headings below a section do not change what the section is for."""
    text = "一、2025年工作安排\n（一）回顾制度成效\n甲。\n二、结语\n乙。"
    parts = {text[b.start : b.end]: b.part for b in find_blocks(text, 2024)}

    assert SectionPart.PLAN is parts["甲。"]
    assert SectionPart.DONE is parts["乙。"]


@pytest.mark.parametrize(
    "line", ["3.5万人参加了活动。", "2024年是关键一年。", "一是抓好落实。", "百分之三十。"]
)
def test_a_number_at_a_line_start_is_no_heading(line: str) -> None:
    """Decimals, years and run-in list marks open no section."""
    [block] = find_blocks(line)

    assert (BlockKind.PARAGRAPH, ()) == (block.kind, block.path)


def test_a_long_numbered_line_is_a_paragraph() -> None:
    """A numbered item that tells figures is no heading."""
    [block] = find_blocks("1.全年受理各类纠纷，共计办结715件，同比增长9.2%")

    assert BlockKind.PARAGRAPH is block.kind


def test_lines_of_one_paragraph_are_joined() -> None:
    """A text cut at a fixed width is put together again; the last, short line ends it."""
    lines = ["甲" * 36, "乙" * 36, "丙" * 36, "丁" * 20 + "。"] * 4
    blocks = find_blocks("\n".join(lines))

    assert [132] * 4 == [b.end - b.start for b in blocks]  # 3 * 36 + 21, and 3 line ends


def test_lines_that_are_paragraphs_stay_apart() -> None:
    """Lines of all lengths are paragraphs of their own."""
    lines = ["甲" * n + "。" for n in (10, 80, 25, 140, 60, 33, 90, 15, 70)]

    assert len(lines) == len(find_blocks("\n".join(lines)))


def test_a_document_knows_its_title_and_year() -> None:
    """Title and year are found in the text where the caller gives none."""
    document = from_text("云岭市2023年法治政府建设年度报告\n一、主要工作\n办理案件26件。")

    assert ("云岭市2023年法治政府建设年度报告", 2023) == (document.title, document.year)
    assert "law_based_gov_report" == document.kind
