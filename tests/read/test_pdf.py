"""PDF: lines to paragraphs, columns in order, running heads dropped, scans told."""

from __future__ import annotations

import pytest
from tests.read.files import Placed, pdf

from tongbi.errors import ReadError
from tongbi.read import from_bytes

TITLE = (170.0, 780.0, "云岭市2024年法治政府建设情况报告")
BODY = [
    "（首行空两格）云岭市人民政府坚持依法行政，持续推进法治政府建",
    "设，全年各级行政复议机构受理行政复议申请合计830件，比上年增长",
    "12.5%，其中当年办结796件。",
    "（第二段从这里）开始，全年组织人民调解员开展矛盾纠纷集中排查",
    "化解，受理各类纠纷15630件。",
]


def page(number: int) -> list[Placed]:
    """Return a page with a running head, two paragraphs and its number."""
    lefts = [114, 90, 90, 114, 90]
    lines = [(x, 700 - 20 * i, t) for i, (x, t) in enumerate(zip(lefts, BODY, strict=True))]
    head = (90.0, 815.0, "云岭市人民政府文件")
    return [head, *lines, (290.0, 30.0, f"— {number} —")]


def read(pages: list[list[Placed]]) -> list[str]:
    return from_bytes(pdf(pages), "a.pdf", year=2024).text.split("\n")


def test_lines_are_joined_to_paragraphs() -> None:
    """A full line goes on in the next without a blank; an indented line begins a paragraph."""
    assert [TITLE[2], "".join(BODY[:3]), "".join(BODY[3:])] == read([[TITLE, *page(1)[1:]]])


def test_running_heads_and_page_numbers_are_dropped() -> None:
    """What stands in the margin of every page, and the page's number, is no text."""
    assert ["".join(BODY[:3]), "".join(BODY[3:])] * 3 == read([page(1), page(2), page(3)])


def test_paragraph_goes_on_over_the_page() -> None:
    """The foot of a page does not end a paragraph, and the place is that of its beginning."""
    one = [(114.0, 60.0, BODY[0]), (290.0, 30.0, "1")]
    two = [(90.0 + 24 * (i == 2), 780.0 - 20 * i, t) for i, t in enumerate(BODY[1:])]
    document = from_bytes(pdf([one, two]), "a.pdf", year=2024)
    assert "".join(BODY[:3]) == document.text.split("\n")[0]
    assert ["第1页", "第2页"] == [block.where for block in document.blocks]


def test_columns_are_read_one_after_the_other() -> None:
    """Two columns set side by side are not read across, in whatever order they were written."""
    left = [f"左栏第{i}行文字一直写到这一栏的边上为" for i in "一二三四五六七八"]
    right = [f"右栏第{i}行文字一直写到这一栏的边上为" for i in "一二三四五六七八"]
    lines = [
        placed
        for i in range(8)
        for placed in ((60.0, 700.0 - 20 * i, left[i]), (310.0, 700.0 - 20 * i, right[i]))
    ]
    assert "".join(left + right) == "".join(read([lines]))


def test_rows_of_a_table_keep_their_cells() -> None:
    """The cells of a row stay apart, so that a row is read by the header above it."""
    rows = [("指标", "2023年", "2024年"), ("受理", "700", "830"), ("审结", "650", "796")]
    lines = [
        (90.0 + 150 * x, 700.0 - 20 * y, cell)
        for y, row in enumerate(rows)
        for x, cell in enumerate(row)
    ]
    assert ["指标\t2023年\t2024年", "受理\t700\t830", "审结\t650\t796"] == read([lines])


def test_scan_says_what_to_do() -> None:
    """Pages without a character are a scan."""
    with pytest.raises(ReadError, match="2 页中没有文字，像是扫描件 — 请加 --ocr"):
        from_bytes(pdf([[], []]), "a.pdf")


def test_characters_without_a_meaning() -> None:
    """A file whose fonts do not say what they show is not read as nonsense."""
    with pytest.raises(ReadError, match="字体没有编码"):
        from_bytes(pdf([[(90.0, 700.0, "\ue001\ue002\ue003\ue004")]]), "a.pdf")


def test_characters_stand_where_they_are_set_not_where_they_are_written() -> None:
    """A file may write the quotation marks of a line, from another font, after the line."""
    lines = [(90.0, 700.0, "推进“"), (162.0, 700.0, "”事项"), (126.0, 701.0, "跨省通")]
    assert ["推进“跨省通”事项"] == read([sorted(lines, key=lambda x: x[2])])


def test_bold_by_printing_twice_is_read_once() -> None:
    """A title made bold by printing it twice, a little apart, is one title."""
    assert ["云岭市"] == read([[(90.0, 700.0, "云岭市"), (90.4, 700.0, "云岭市")]])


def test_long_figure_does_not_end_the_paragraph_above_it() -> None:
    """A line that is short because a long figure did not fit goes on."""
    one = "全市一般公共预算收入完成情况总体好于预期，全年共计完成收入"
    two = "1,076,420.55万元，比上年增长6.8%，其中税收收入占到大部分。"
    rest = "云岭市各级财政部门进一步加强收入管理，落实各项减税降费政策。"
    lines = [(114, one[:26]), (90, two), (114, rest), (90, rest), (90, rest)]
    placed = [(float(x), 700.0 - 20 * i, t) for i, (x, t) in enumerate(lines)]
    assert one[:26] + two == read([placed])[0]
