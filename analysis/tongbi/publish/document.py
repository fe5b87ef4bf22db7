"""The briefing as a Word document: real headings, tables, captions, pictures told in words."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from tongbi.charts.export import png_bytes
from tongbi.publish.office import library
from tongbi.publish.package import settled
from tongbi.publish.words import word
from tongbi.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tongbi.charts.canvas import Chart
    from tongbi.publish.story import Story

__all__ = ["document_bytes"]

_LATIN = "Arial"
_CHINESE = {"body": "宋体", "head": "黑体"}
_FINDINGS = {"zh": (1.5, 6.6, 4.6, 3.3), "en": (2.4, 6.4, 4.6, 2.6)}  # cm a column
_PICTURE_WIDTH = 16.0  # cm, the width of the text on A4


def document_bytes(story: Story) -> bytes:
    """Return the document: two to four pages of A4."""
    document = library("docx").Document()
    document.core_properties.title = story.title
    document.core_properties.author = f"tongbi {__version__}"
    _page(document)
    _styles(document)
    _Document(document, story).write()
    out = io.BytesIO()
    document.save(out)
    return settled(out.getvalue())


def _page(document: Any) -> None:  # noqa: ANN401 - untyped library
    cm = library("docx.shared").Cm
    section = document.sections[0]
    section.page_width, section.page_height = cm(21.0), cm(29.7)
    section.left_margin = section.right_margin = cm(2.5)
    section.top_margin = section.bottom_margin = cm(2.2)


def _styles(document: Any) -> None:  # noqa: ANN401 - untyped library
    """Give every style a font for both scripts: Word takes the Chinese one from eastAsia."""
    shared, qn = library("docx.shared"), library("docx.oxml.ns").qn
    sizes = {"Normal": 11, "Title": 20, "Heading 1": 15, "Heading 2": 12, "Caption": 9.5}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.size = shared.Pt(size)
        style.font.name = _LATIN
        style.font.color.rgb = shared.RGBColor(0x1F, 0x23, 0x28)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), _CHINESE["body" if name in {"Normal", "Caption"} else "head"])


class _Document:
    """The parts of one story, written in their order."""

    def __init__(self, document: Any, story: Story) -> None:  # noqa: ANN401 - untyped library
        self.document = document
        self.story = story
        self.lang = story.lang
        self.figures = 0
        self.tables = 0

    def write(self) -> None:
        """Write the whole."""
        story, doc = self.story, self.document
        doc.add_paragraph(story.title, style="Title")
        doc.add_paragraph(story.subtitle)
        if story.fictional:
            doc.add_paragraph().add_run(word("brief_fictional", self.lang)).bold = True
        self.section("covers", story.covers)
        doc.add_heading(word("moved_most", self.lang), level=1)
        for group in story.moved:
            doc.add_heading(group.heading, level=2)
            for said in group.sentences:
                doc.add_paragraph(said.text, style="List Bullet")
        if not story.moved:
            doc.add_paragraph(word("nothing_moved", self.lang))
        self.pictures()
        if story.new.sentences:
            doc.add_heading(story.new.heading, level=1)
            for said in story.new.sentences[:12]:
                doc.add_paragraph(said.text, style="List Bullet")
        self.findings()
        self.section("methods", story.methods)
        sources = [f"{r.title or r.id} {r.address}".strip() for r in story.sources]
        for text in sources:
            doc.add_paragraph(text, style="List Number")

    def section(self, key: str, texts: Sequence[str]) -> None:
        """Write a heading and a paragraph a text."""
        self.document.add_heading(word(key, self.lang), level=1)
        for text in texts:
            self.document.add_paragraph(text)

    def pictures(self) -> None:
        """Put in the trend charts and the bars of changes."""
        view, year = self.story.view, self.story.year
        charts: list[Chart] = []
        if self.story.trends:
            charts.append(view.trend(size="a4"))
        bars = view.change_bars(year, size="a4")
        if not isinstance(bars, str):
            charts.append(bars)
        if charts:
            self.document.add_heading(word("trends", self.lang), level=1)
        for chart in charts:
            self.picture(chart)

    def picture(self, chart: Chart) -> None:
        """Put in one chart with its caption and, as alternative text, the chart in words."""
        cm = library("docx.shared").Cm
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        picture = paragraph.add_run().add_picture(io.BytesIO(png_bytes(chart)), cm(_PICTURE_WIDTH))
        picture._inline.docPr.set("descr", chart.alt)  # noqa: SLF001 - the library has no API for it
        picture._inline.docPr.set("title", chart.heading.title)  # noqa: SLF001
        self.figures += 1
        caption = word("figure_caption", self.lang, number=self.figures, title=chart.heading.title)
        self.document.add_paragraph(caption, style="Caption")

    def findings(self) -> None:
        """Write the table of findings."""
        self.document.add_heading(word("contradictions", self.lang), level=1)
        rows = self.story.findings
        if not rows:
            self.document.add_paragraph(word("no_findings", self.lang))
            return
        self.tables += 1
        title = word("contradictions", self.lang)
        caption = word("table_caption", self.lang, number=self.tables, title=title)
        label = self.document.add_paragraph(caption, style="Caption")
        label.paragraph_format.keep_with_next = True
        keys = ("kind", "finding", "explanations", "evidence")
        joiner = "；" if self.lang == "zh" else "; "
        cells = [[f.severity_word, f.message, joiner.join(f.candidates), f.places] for f in rows]
        self.table([word(key, self.lang) for key in keys], cells, _FINDINGS[self.lang])

    def table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
    ) -> None:
        """Write a table whose head is repeated on every page."""
        cm, pt = library("docx.shared").Cm, library("docx.shared").Pt
        table = self.document.add_table(rows=0, cols=len(head), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = cm(width)
        for number, texts in enumerate([head, *rows]):
            cells = table.add_row().cells
            for cell, text, width in zip(cells, texts, widths, strict=True):
                cell.width = cm(width)
                run = cell.paragraphs[0].add_run(text)
                run.font.size = pt(9)
                run.bold = number == 0
        head_row = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - no API for it
        head_row.append(library("docx.oxml").OxmlElement("w:tblHeader"))
