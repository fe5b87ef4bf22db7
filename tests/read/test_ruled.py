"""Tables of a PDF that have rules: cells, merged cells, pages, and what is no table."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from tests.read.files import grid_of, pdf, ruled, set_in_cells

from tongbi.extraction import extract_document
from tongbi.read import from_bytes

XS = (90.0, 230.0, 330.0, 450.0)
CAPTION = (350.0, 706.0, "单位：万元")
ROWS = [
    ("指标", "2023年", "2024年"),
    ("财政收入", "1200", "1300"),
    ("税收收入", "900", "950.5"),
]
YS = (700.0, 680.0, 660.0, 640.0)
CELLS = set_in_cells(ROWS, XS, 700)
Stated = list[tuple[str, Decimal, str, int]]
STATED: Stated = [
    ("财政收入", Decimal(12000000), "元", 2023),
    ("财政收入", Decimal(13000000), "元", 2024),
    ("税收收入", Decimal(9000000), "元", 2023),
    ("税收收入", Decimal(9505000), "元", 2024),
]


def stated(data: bytes) -> Stated:
    """Return what a file states; each quote stands where it is said to stand."""
    document = from_bytes(data, "a.pdf", year=2024)
    statements = extract_document(document)
    assert all(document.text[s.start : s.end] == s.quote for s in statements)
    return [(s.label, s.value, s.unit, s.period) for s in statements]


def test_cells_are_named_by_row_and_column() -> None:
    """Row, year of the header and unit of the caption give the statement, and a place its cell."""
    data = pdf([[CAPTION, *CELLS]], drawn=[grid_of(XS, YS)])
    assert STATED == stated(data)
    document = from_bytes(data, "a.pdf", year=2024)
    assert "第1页的表，第2行" == next(block.where for block in document.blocks if block.cells)


def test_lines_that_are_thin_bars_or_boxes() -> None:
    """Word fills thin bars, piece by piece; other programs draw a box for each cell."""
    bars = "".join(
        f"{x} {y} {b - x} 0.5 re f {x} {y - 20} 0.5 20 re f {b} {y - 20} 0.5 20 re f\n"
        for x, b in pairwise(XS)
        for y in YS[:-1]
    )
    bars += f"{XS[0]} {YS[-1]} {XS[-1] - XS[0]} 0.5 re f\n"
    boxes = "".join(f"{x} {y - 20} {b - x} 20 re S\n" for x, b in pairwise(XS) for y in YS[:-1])
    for drawn in (
        bars,
        boxes,
        f"q 2 0 0 2 0 0 cm {grid_of([x / 2 for x in XS], [y / 2 for y in YS])} Q",
    ):
        assert STATED == stated(pdf([[CAPTION, *CELLS]], drawn=[drawn]))


def test_open_sides_and_rows_without_rules() -> None:
    """A statistical table may rule its columns and its header only: the numbers tell the rows."""
    rows = [*ROWS, ("非税收入", "300", "349.5")]
    across = [(y, XS[0], XS[-1]) for y in (700.0, 680.0, 620.0)]
    down = [(x, 620.0, 700.0) for x in XS[1:-1]]
    data = pdf([[CAPTION, *set_in_cells(rows, XS, 700)]], drawn=[ruled(across, down)])
    more: Stated = [
        ("非税收入", Decimal(3000000), "元", 2023),
        ("非税收入", Decimal(3495000), "元", 2024),
    ]
    assert [*STATED, *more] == stated(data)


def test_label_of_two_lines_among_rows_without_rules() -> None:
    """A label that is as long as two lines belongs to the number in its middle."""
    cells = [
        *set_in_cells([ROWS[0]], XS, 700),
        *(
            (94.0, y, t)
            for y, t in ((668, "一般公共"), (654, "预算收入"), (640, "政府性"), (626, "基金收入"))
        ),
        *((x, y, t) for x, y, t in ((234.0, 661, "1200"), (334.0, 661, "1300"))),
        *((x, y, t) for x, y, t in ((234.0, 633, "900"), (334.0, 633, "950"))),
    ]
    across = [(y, XS[0], XS[-1]) for y in (700.0, 680.0, 620.0)]
    down = [(x, 620.0, 700.0) for x in XS]
    labels = [label for label, *_ in stated(pdf([cells], drawn=[ruled(across, down)]))]
    assert ["一般公共预算收入"] * 2 + ["政府性基金收入"] * 2 == labels


def test_merged_cells() -> None:
    """Where a piece of a rule is missing, the cells on its sides are one."""
    rows = [("指标", "    案件数（件）", ""), ("", "2023年", "2024年"), ("受理", "700", "830")]
    across = [(y, XS[0], XS[-1]) for y in (700.0, 660.0, 640.0)] + [(680.0, XS[1], XS[-1])]
    down = [(XS[0], 640.0, 700.0), (XS[1], 640.0, 700.0), (XS[3], 640.0, 700.0)]
    down += [(XS[2], 640.0, 680.0)]
    assert [
        ("受理：案件数", Decimal(700), "件", 2023),
        ("受理：案件数", Decimal(830), "件", 2024),
    ] == stated(pdf([set_in_cells(rows, XS, 700)], drawn=[ruled(across, down)]))


def test_parts_are_told_by_their_indent() -> None:
    """A label that is moved in is a part of the row above it."""
    rows = [ROWS[0], ("财政收入", "1200", "1300"), ("  税收收入款", "900", "950")]
    labels = [x for x, *_ in stated(pdf([set_in_cells(rows, XS, 700)], drawn=[grid_of(XS, YS)]))]
    assert ["财政收入"] * 2 + ["财政收入：税收收入款"] * 2 == labels


def test_table_goes_on_over_the_page() -> None:
    """The rest of a table is read by its header, whether the next page repeats it or not."""
    more = ("非税收入", "300", "349.5")
    for head in ([], [ROWS[0]]):
        rest = [(90.0, 790.0, "续表"), *set_in_cells([*head, more], XS, 780)]
        ys = [780.0 - 20 * i for i in range(len(head) + 2)]
        drawn = [grid_of(XS, YS), grid_of(XS, ys)]
        document = from_bytes(pdf([[CAPTION, *CELLS], rest], drawn=drawn), "a.pdf", year=2024)
        *_, last = extract_document(document)
        assert ("非税收入", Decimal(3495000), 2024) == (last.label, last.value, last.period)
        assert f"第2页的表，第{len(head) + 1}行" == document.blocks[-1].where
        assert 1 == document.text.count("指标")


def test_another_table_on_the_next_page() -> None:
    """A table with a header of its own is another one, though its columns be as wide."""
    other = [("项目", "2022年", "2023年"), ("支出", "11", "12.5")]
    pages = [CELLS, set_in_cells(other, XS, 780)]
    drawn = [grid_of(XS, YS), grid_of(XS, (780.0, 760.0, 740.0))]
    assert [2022, 2023] == [period for *_, period in stated(pdf(pages, drawn=drawn))][-2:]


def test_text_beside_a_table_stays() -> None:
    """What stands above and below a table is read as if it were not there."""
    text = "云岭市各级财政部门进一步加强收入管理，落实各项减税降费政策。"
    around = [(90.0, 750.0, text), (90.0, 600.0, text)]
    lines = from_bytes(pdf([[*around, *CELLS]], drawn=[grid_of(XS, YS)]), "a", year=2024)
    assert [text, "指标  2023年  2024年", text] == [
        line for line in lines.text.split("\n") if "\t" not in line
    ]


def test_boxes_and_underlines_are_no_tables() -> None:
    """A paragraph in a box, a heading underlined, rules above and below a page change nothing."""
    lines = [(94.0, 685.0 - 20 * i, f"云岭市全年受理案件{700 + i}件。") for i in range(3)]
    plain = from_bytes(pdf([lines]), "a", year=2024)
    box = grid_of((90.0, 450.0), (700.0, 620.0))
    two = grid_of((90.0, 450.0), (700.0, 680.0, 620.0))  # one column
    under = ruled([(683.0, 94.0, 300.0), (663.0, 94.0, 300.0)], [])
    for drawn in (box, two, under):
        assert plain.text == from_bytes(pdf([lines], drawn=[drawn]), "a", year=2024).text


def test_numbers_side_by_side_are_not_glued() -> None:
    """Where two columns have no rule between them, the table is left to be read as lines."""
    xs = (90.0, 230.0, 450.0)
    document = from_bytes(pdf([CELLS], drawn=[grid_of(xs, YS)]), "a", year=2024)
    assert "财政收入\t1200\t1300" in document.text


def test_table_of_text_is_read_cell_by_cell() -> None:
    """The lines of a table without numbers are not read across its columns."""
    cells = [(94.0, 687.0, "司法局"), (234.0, 687.0, "组织排查"), (234.0, 673.0, "矛盾纠纷")]
    cells += [(94.0, 647.0, "公安局"), (234.0, 647.0, "打击诈骗")]
    drawn = grid_of((90.0, 230.0, 450.0), (700.0, 665.0, 640.0))
    document = from_bytes(pdf([cells], drawn=[drawn]), "a", year=2024)
    assert ["司法局", "组织排查矛盾纠纷", "公安局", "打击诈骗"] == document.text.split("\n")
