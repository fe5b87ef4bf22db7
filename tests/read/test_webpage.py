"""Web pages: the main text, the tables and the head of a government site's page."""

from __future__ import annotations

import pytest

from tongbi.errors import ReadError
from tongbi.extraction import extract_document
from tongbi.model import BlockKind
from tongbi.read import from_bytes

HEAD = """<meta charset="utf-8">
<meta name="SiteName" content="云岭市人民政府门户网站"><meta name="ArticleTitle"
content="云岭市2024年法治政府建设情况报告"><meta name="PubDate" content="2025-1-17 09:00">
<meta name="Url" content="http://www.example.gov.cn/yl/1.html">"""
TEXT = """<p>一、主要工作情况</p>
<p>2024年，全市受理行政复议申请830件，审结796件，经行政复议后提起诉讼的有45件。</p>
<p>全市人民调解组织受理纠纷15630件，
调解成功15210件，调解成功率为97.3%。</p>"""
PAGE = f"""<!DOCTYPE html><html><head>{HEAD}</head><body>
<div class="nav"><a href="/">首页</a>今日访问量 99887 人次</div>
<div id="wrap"><div class="article"><div class="TRS_Editor">{TEXT}</div></div>
<div class="share-box">分享到 3 个平台</div>
<ul class="related"><li><a href="/2">2023年全市受理行政复议申请700件</a></li></ul></div>
<div class="footer"><p>版权所有 主办：云岭市人民政府 网站标识码 5301000012 共 3 页</p></div>
<script>var views = 1024;</script></body></html>"""


def quotes(page: str, encoding: str = "utf-8") -> list[str]:
    """Return the figures that a page states."""
    return [s.quote for s in extract_document(from_bytes(page.encode(encoding), "a.html"))]


def test_only_the_main_text_is_read() -> None:
    """Navigation, share bars, related links, scripts and the footer state nothing."""
    assert ["830件", "796件", "45件", "15630件", "15210件", "97.3%"] == quotes(PAGE)


def test_furniture_of_the_page_is_no_text() -> None:
    """What sites set around a text, in the same container, is left out."""
    around = "<p>发布日期：2025-01-17 浏览次数：1234次 字号：大 中 小</p>"
    page = PAGE.replace(TEXT, f"{around}{TEXT}<p>上一篇：2023年受理700件</p>")
    assert quotes(PAGE) == quotes(page)


def test_head_tells_title_issuer_date_and_address() -> None:
    """The head's names of Chinese government sites are taken over."""
    document = from_bytes(PAGE.encode(), "a.html")
    assert "云岭市2024年法治政府建设情况报告" == document.title
    assert ("云岭市人民政府", "2025-01-17") == (document.issuer, document.published)
    assert "http://www.example.gov.cn/yl/1.html" == document.address
    assert 2024 == document.year


def test_lines_of_the_source_are_not_lines_of_the_text() -> None:
    """A line break inside a paragraph of the source is no blank between two ideographs."""
    document = from_bytes(PAGE.encode(), "a.html")
    assert "受理纠纷15630件，调解成功15210件" in document.text
    assert "第3段" == document.blocks[-1].where


def test_declared_gb2312_is_gb18030() -> None:
    """A page that declares gb2312 may hold what only GB18030 has."""
    page = PAGE.replace('charset="utf-8"', 'charset="gb2312"').replace("纠纷", "㛃镕纠纷")
    assert ["830件", "796件", "45件", "15630件", "15210件", "97.3%"] == quotes(page, "gb18030")


def test_wrapped_page_is_not_thrown_away() -> None:
    """A page that is wrapped in a form, or in a div named header, is read all the same."""
    page = PAGE.replace('<div id="wrap">', '<form><div id="header">').replace(
        "<script>", "</form><script>"
    )
    assert "830件" in quotes(page)


def test_table_keeps_rows_headers_and_units() -> None:
    """A number of a table knows its row, its column's year, and the unit of the caption."""
    cells = "<tr><td>地区生产总值</td><td>1,200.5</td><td>1300</td><td>8.3</td></tr>"
    heads = "<tr><th>指标</th><th>2023年</th><th>2024年</th><th>比上年增长（%）</th></tr>"
    page = PAGE.replace("</p></div></div>", "</p></div></div>", 1).replace(
        TEXT, f"{TEXT}<p>单位：万元</p><table>{heads}{cells}</table>"
    )
    document = from_bytes(page.encode(), "a.html")
    rows = [s for s in extract_document(document) if "table.cell" in s.rules]
    assert [(12005000, 2023), (13000000, 2024), (8.3, 2024)] == [
        (float(s.value), s.period) for s in rows
    ]
    assert ["元", "元", "%"] == [s.unit for s in rows]
    assert {"地区生产总值"} == {s.label for s in rows}
    assert all(document.text[s.start : s.end] == s.quote for s in rows)
    assert BlockKind.ROW is document.blocks[-1].kind
    assert "第5段起的表，第2行" == document.blocks[-1].where


def test_merged_cells_name_all_that_they_cover() -> None:
    """A cell over two rows names both; one over two columns heads both."""
    table = """<table><tr><td rowspan="2">类别</td><td rowspan="2">程序</td>
    <td colspan="2">案件（件）</td></tr><tr><td>受理</td><td>审结</td></tr>
    <tr><td rowspan="2">行政处罚</td><td>简易</td><td>11</td><td>10</td></tr>
    <tr><td>普通</td><td>21</td><td>20</td></tr></table>"""
    document = from_bytes(PAGE.replace(TEXT, TEXT + table).encode(), "a.html")
    cells = [cell for block in document.blocks for cell in block.cells]
    assert [
        ("行政处罚：简易", "案件：受理"),
        ("行政处罚：简易", "案件：审结"),
        ("行政处罚：普通", "案件：受理"),
        ("行政处罚：普通", "案件：审结"),
    ] == [(cell.row, cell.column) for cell in cells]
    assert {"件"} == {cell.unit for cell in cells}


def test_table_that_lays_out_the_page_is_text() -> None:
    """A text set in a table is read as the text that it is."""
    page = PAGE.replace(TEXT, f"<table><tr><td>{TEXT}</td></tr></table>")
    assert ["830件", "796件", "45件", "15630件", "15210件", "97.3%"] == quotes(page)


@pytest.mark.parametrize("page", ["<html></html>", "<!DOCTYPE html><script>1</script>"])
def test_page_without_text(page: str) -> None:
    """A page without a word says so."""
    with pytest.raises(ReadError, match=r"a\.html：.*没有"):
        from_bytes(page.encode(), "a.html")


def test_preformatted_text_keeps_its_lines() -> None:
    """Headings of a text that was pasted as it is stay lines of their own."""
    text = "一、主要工作\n2024年，受理行政复议申请830件。\n二、下一步计划\n办结率达到99%。"
    document = from_bytes(PAGE.replace(TEXT, f"<pre>{text}</pre>").encode(), "a.html")
    assert text == document.text
