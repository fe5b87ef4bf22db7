"""Tables of indicators: workbooks, separated values and Markdown."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.read.files import xlsx

from tongbi.errors import ReadError
from tongbi.extraction import extract_document
from tongbi.read import from_bytes

ROWS: list[list[object]] = [
    ["云岭市2024年主要指标", None, None, None],
    ["单位：万元", None, None, None],
    ["指标", "2023年", "2024年", "比上年增长（%）"],
    ["地区生产总值", 1200.5, 1300, 8.3],
    ["其中：第一产业", 100, 110, 10.0],
]
Stated = list[tuple[str, Decimal, str, int]]


def stated(data: bytes) -> Stated:
    """Return what a file states; each quote stands where it is said to stand."""
    document = from_bytes(data, "a", year=2024)
    statements = extract_document(document)
    assert all(document.text[s.start : s.end] == s.quote for s in statements)
    return [(s.label, s.value, s.unit, s.period) for s in statements]


def test_workbook_states_its_cells() -> None:
    """Row, year, unit of the caption and unit of the header give the statement."""
    assert [
        ("地区生产总值", Decimal(12005000), "元", 2023),
        ("地区生产总值", Decimal(13000000), "元", 2024),
        ("地区生产总值", Decimal("8.3"), "%", 2024),
        ("地区生产总值：第一产业", Decimal(1000000), "元", 2023),
        ("地区生产总值：第一产业", Decimal(1100000), "元", 2024),
        ("地区生产总值：第一产业", Decimal(10), "%", 2024),
    ] == stated(xlsx(ROWS, merged=["A1:D1", "A2:D2"]))


def test_workbook_tells_the_cells() -> None:
    """A row says its sheet and cells."""
    document = from_bytes(xlsx(ROWS), "a.xlsx", year=2024)
    assert "指标表!A4:D4" == next(block.where for block in document.blocks if block.cells)


@pytest.mark.parametrize(
    ("value", "shown", "printed"),
    [(0.056, "0.0%", "5.6%"), (1234.5, "#,##0.00", "1234.50"), (3, "General", "3")],
)
def test_numbers_are_read_as_the_sheet_shows_them(value: float, shown: str, printed: str) -> None:
    """A share kept as 0.056 and shown as 5.6% is 5.6%, with the decimals that are shown."""
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(xlsx([["指标", "2024年"], ["办结率", value]])))
    book.active["B2"].number_format = shown
    buffer = io.BytesIO()
    book.save(buffer)
    document = from_bytes(buffer.getvalue(), "a.xlsx", year=2024)
    assert [printed] == [s.quote for s in extract_document(document)]


@pytest.mark.parametrize("header", ["同比增长%", "比上年±%", "增速（%）", "比上年增长（％）"])
def test_rate_of_change_is_a_change(header: str) -> None:
    """However a column of growth rates is headed, its numbers are changes of the row."""
    document = from_bytes(xlsx([["指标", "2024年", header], ["工业", 90, 5.6]]), "a", year=2024)
    _, change = extract_document(document)
    assert ("工业", "%", "change_rel") == (change.label, change.unit, change.measure.value)


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_separated_values(separator: str, encoding: str) -> None:
    """A table is told by its lines, whatever separates its fields."""
    rows = [["指标", "单位", "上年", "2024年"], ["受理复议申请", "件", "700", "830"]]
    data = "\r\n".join(separator.join(row) for row in rows).encode(encoding)
    assert [
        ("受理复议申请", Decimal(700), "件", 2023),
        ("受理复议申请", Decimal(830), "件", 2024),
    ] == stated(data)


def test_side_by_side_tables() -> None:
    """Where a table is folded into two halves, each number has the label of its half."""
    data = b"\n".join(
        line.encode()
        for line in ("行业,增长（%）,行业,增长（%）", "采矿业,8.7,教育,3.4", "制造业,-2.5,卫生,4.9")
    )
    assert [("采矿业", "8.7"), ("教育", "3.4"), ("制造业", "-2.5"), ("卫生", "4.9")] == [
        (label, str(value)) for label, value, _, _ in stated(data)
    ]


def test_markdown() -> None:
    """Headings make the outline, tables are rows, and the marks are no text."""
    text = """# 云岭市2024年法治政府建设情况报告

## 主要工作

全年受理**行政复议申请** 830 件。

| 指标 | 单位 | 2024年 |
|---|---|---|
| 纠纷 | 件 | 15630 |
"""
    document = from_bytes(text.encode(), "a.md")
    statements = extract_document(document)
    assert ["830 件", "15630"] == [s.quote for s in statements]
    assert "受理行政复议申请" == statements[0].label
    assert statements[0].section.endswith("主要工作")
    assert "#" not in document.text
    assert "*" not in document.text


def test_own_table_is_no_report() -> None:
    """A table of facts that tongbi wrote is not taken for a report."""
    with pytest.raises(ReadError, match="tongbi 自己的数字表"):
        from_bytes(b"label,label_en,value\nx,,1\n", "facts.csv")
