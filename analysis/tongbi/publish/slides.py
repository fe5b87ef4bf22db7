"""The briefing as a deck of slides: charts that can be edited, the evidence in the notes."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any

from tongbi.charts.alt import trend_alt
from tongbi.charts.canvas import Heading
from tongbi.charts.heading import with_unit
from tongbi.charts.words import word as chart_word
from tongbi.publish.native import add_lines, both_scripts, colour, shown_unit
from tongbi.publish.office import library
from tongbi.publish.package import settled
from tongbi.publish.words import word
from tongbi.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from tongbi.charts.points import Line
    from tongbi.publish.rows import FindingRow
    from tongbi.publish.story import Said, Story

__all__ = ["slides_bytes"]

_INK, _MUTED, _WARN = "1F2328", "5A6068", "9A3B00"
_WIDE, _HIGH = 13.333, 7.5  # inches
_TRENDS = 4
_SENTENCES = 8  # that fit on a slide
_FEW = 6  # sentences that may be in larger letters
_FINDINGS = 6


def slides_bytes(story: Story, template: str | PathLike[str] | None = None) -> bytes:
    """Return the deck.

    Parameters
    ----------
    story : Story
        The contents.
    template : str or path, optional
        A .pptx of the user's whose masters and layouts are used; its slides are left out.
    """
    inches = library("pptx.util").Inches
    deck = library("pptx").Presentation(None if template is None else str(template))
    if template is None:
        deck.slide_width, deck.slide_height = inches(_WIDE), inches(_HIGH)
    else:
        _without_slides(deck)
    deck.core_properties.title = story.title
    deck.core_properties.author = f"tongbi {__version__}"
    deck.core_properties.last_modified_by = ""
    _Deck(deck, story).make()
    out = io.BytesIO()
    deck.save(out)
    return settled(out.getvalue())


def _without_slides(deck: Any) -> None:  # noqa: ANN401
    ids = deck.slides._sldIdLst  # noqa: SLF001 - the library has no way to remove a slide
    for entry in list(ids):
        deck.part.drop_rel(entry.rId)
        ids.remove(entry)


class _Deck:
    """The slides of one story, made in their order."""

    def __init__(self, deck: Any, story: Story) -> None:  # noqa: ANN401
        self.deck = deck
        self.story = story
        self.lang = story.lang
        self.wide = deck.slide_width / 914400
        self.high = deck.slide_height / 914400

    def make(self) -> None:
        """Add all slides."""
        story = self.story
        self.cover()
        self.sentences(word("covers", self.lang), [(text, "") for text in story.covers])
        for group in story.moved:
            self.said(group.heading, group.sentences)
        if not story.moved:
            self.sentences(word("moved_most", self.lang), [(word("nothing_moved", self.lang), "")])
        for line in story.trends[:_TRENDS]:
            self.trend(line)
        if story.new.sentences:
            self.said(story.new.heading, story.new.sentences)
        self.findings(story.findings)
        sources = [(f"{r.title or r.id} {r.address}".strip(), r.licence) for r in story.sources]
        methods = [(text, "") for text in story.methods]
        self.sentences(word("methods", self.lang), [*methods, *sources][: _SENTENCES + 2])

    def slide(self, title: str) -> Any:  # noqa: ANN401
        """Add a slide with a title."""
        slide = self.deck.slides.add_slide(self._layout())
        shape = slide.shapes.title
        if shape is None:
            shape = slide.shapes.add_textbox(0, 0, 0, 0)
        self._place(shape, (0.6, 0.35, self.wide - 1.2, 0.9))
        frame = shape.text_frame
        frame.word_wrap = True
        self._write(frame.paragraphs[0], title, 30, _INK, bold=True)
        self._foot(slide)
        return slide

    def _layout(self) -> Any:  # noqa: ANN401
        """Return the layout that has a title and nothing else, as far as there is one."""
        layouts = list(self.deck.slide_layouts)
        titled = [x for x in layouts if any(p.placeholder_format.type == 1 for p in x.placeholders)]
        return min(titled or layouts, key=lambda x: len(list(x.placeholders)))

    def _place(self, shape: Any, box: tuple[float, float, float, float]) -> None:  # noqa: ANN401
        inches = library("pptx.util").Inches
        shape.left, shape.top, shape.width, shape.height = (inches(v) for v in box)

    def _box(self, slide: Any) -> Any:  # noqa: ANN401
        """Add a text box that breaks lines, to be placed."""
        box = slide.shapes.add_textbox(0, 0, 0, 0)
        box.text_frame.word_wrap = True
        return box

    def _foot(self, slide: Any, text: str = "", above: float = 0.0) -> None:  # noqa: ANN401
        """Write a line at the bottom, issuer and program where no text is given."""
        marks = [self.story.view.issuer, f"tongbi {__version__}"]
        if self.story.fictional:
            marks.insert(1, word("brief_fictional", self.lang))
        box = self._box(slide)
        self._place(box, (0.6, self.high - 0.5 - above, self.wide - 1.2, 0.35))
        self._write(box.text_frame.paragraphs[0], text or " · ".join(marks), 11, _MUTED)

    def _write(
        self,
        paragraph: Any,  # noqa: ANN401 - untyped library
        text: str,
        size: float,
        color: str,
        *,
        bold: bool = False,
    ) -> None:
        """Write a run with fonts for both scripts."""
        paragraph.alignment = library("pptx.enum.text").PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = text
        run.font.size = library("pptx.util").Pt(size)
        run.font.bold = bold
        run.font.color.rgb = colour(color)
        both_scripts(run._r.get_or_add_rPr(), self.lang)  # noqa: SLF001 - not in the library's API

    def cover(self) -> None:
        """Add the title slide."""
        slide = self.slide(self.story.title)
        shape = slide.shapes.title or slide.shapes[0]
        self._place(shape, (0.9, 2.2, self.wide - 1.8, 1.4))
        box = self._box(slide)
        self._place(box, (0.9, 3.7, self.wide - 1.8, 1.6))
        self._write(box.text_frame.paragraphs[0], self.story.subtitle, 20, _MUTED)
        if self.story.fictional:
            mark = box.text_frame.add_paragraph()
            self._write(mark, word("brief_fictional", self.lang), 20, _WARN, bold=True)

    def said(self, title: str, sentences: Sequence[Said]) -> None:
        """Add a slide of sentences, as many as fit; how many there are is said."""
        pairs = [(s.text, s.evidence) for s in sentences]
        if len(pairs) > _SENTENCES:
            more = word("slide_more", self.lang, count=len(pairs) - _SENTENCES + 1)
            pairs = [*pairs[: _SENTENCES - 1], (more, "")]
        self.sentences(title, pairs)

    def sentences(self, title: str, pairs: Sequence[tuple[str, str]]) -> None:
        """Add a slide with one sentence a paragraph."""
        slide = self.slide(title)
        box = self._box(slide)
        self._place(box, (0.6, 1.4, self.wide - 1.2, self.high - 2.1))
        frame = box.text_frame
        size = 20 if len(pairs) <= _FEW else 16
        for number, (text, _) in enumerate(pairs):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.space_after = library("pptx.util").Pt(size * 0.6)
            self._write(paragraph, text, size, _INK)
        evidence = [f"{text}\n{where}" if where else text for text, where in pairs]
        self._notes(slide, evidence)

    def _notes(self, slide: Any, lines: Sequence[str]) -> None:  # noqa: ANN401
        frame = slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = "\n".join(lines)

    def trend(self, line: Line) -> None:
        """Add a slide with a native line chart."""
        slide = self.slide(
            with_unit(line.name(self.lang), shown_unit([line], self.lang), self.lang)
        )
        name = line.name(self.lang)
        heading = Heading(title=name, subtitle=self.story.view.issuer)
        alt = trend_alt([line], [name], heading, self.lang)
        box = (0.6, 1.4, self.wide - 1.2, self.high - 2.2)
        if add_lines(slide, [line], [name], box, alt=alt, lang=self.lang):
            self._foot(slide, chart_word("not_from_zero", self.lang), above=0.3)
        titles = {r.id: r.title or r.id for r in self.story.sources}
        joiner = chart_word("joiner", self.lang)
        reports = joiner.join(dict.fromkeys(titles.get(p.report, p.report) for p in line.points))
        self._notes(slide, [alt, chart_word("source", self.lang, sources=reports)])

    def findings(self, rows: Sequence[FindingRow]) -> None:
        """Add the table of findings."""
        if not rows:
            none = word("no_findings", self.lang)
            self.sentences(word("contradictions", self.lang), [(none, "")])
            return
        inches = library("pptx.util").Inches
        slide = self.slide(word("contradictions", self.lang))
        shown = rows[:_FINDINGS]
        head = [word(key, self.lang) for key in ("kind", "finding", "explanations")]
        size = (inches(0.6), inches(1.4), inches(self.wide - 1.2), inches(0.5 * len(shown)))
        table = slide.shapes.add_table(len(shown) + 1, 3, *size).table
        widths = (1.3, (self.wide - 2.5) * 0.6, (self.wide - 2.5) * 0.4)
        for column, width in enumerate(widths):
            table.columns[column].width = inches(width)
        joiner = chart_word("item_joiner", self.lang)
        cells = [[f.severity_word, f.message, joiner.join(f.candidates)] for f in shown]
        for row, texts in enumerate([head, *cells]):
            table.rows[row].height = inches(_row_height(texts, widths))
            for column, text in enumerate(texts):
                paragraph = table.cell(row, column).text_frame.paragraphs[0]
                self._write(paragraph, text, 13, "FFFFFF" if row == 0 else _INK, bold=row == 0)
        place = word("evidence", self.lang)
        self._notes(slide, [f"{f.message} {f.report} {place} {f.places}" for f in shown])


def _row_height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Return the height in inches that a table row needs at 13 points."""
    em = 13 / 72
    lines = max(
        math.ceil(sum(1.0 if ord(c) > 0x2E7F else 0.55 for c in text) * em / (width - 0.2))  # noqa: PLR2004
        for text, width in zip(texts, widths, strict=True)
    )
    return max(lines, 1) * em * 1.35 + 0.12
