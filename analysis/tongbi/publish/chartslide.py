"""One chart as one slide: lines as a native chart that can be edited, other kinds as a picture."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from tongbi.charts.export import png_bytes
from tongbi.charts.heading import names_of
from tongbi.charts.words import unit_name, word
from tongbi.publish.native import add_lines, both_scripts, colour, shown_unit
from tongbi.publish.office import library
from tongbi.publish.package import settled
from tongbi.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tongbi.charts.canvas import Chart
    from tongbi.charts.points import Line

__all__ = ["chart_slide_bytes"]

_WIDE, _HIGH = 13.333, 7.5  # inches
_MARGIN = 0.6
_MOST_LINES = 6
_BLANK = 6  # the library's layout without placeholders
_TITLE_ONLY = 5
_INK, _MUTED = "1F2328", "5A6068"


def chart_slide_bytes(chart: Chart, lines: Sequence[Line] = ()) -> bytes:
    """Return a .pptx of one slide that shows a chart, its alternative text in the notes.

    Parameters
    ----------
    chart : Chart
        The chart as drawn.
    lines : sequence of Line
        The series of a trend. Up to six of one unit become a native chart; without any, or
        with more, the slide has the picture.
    """
    inches = library("pptx.util").Inches
    deck = library("pptx").Presentation()
    deck.slide_width, deck.slide_height = inches(_WIDE), inches(_HIGH)
    deck.core_properties.title = chart.heading.title
    deck.core_properties.author = f"tongbi {__version__}"
    deck.core_properties.last_modified_by = ""
    editable = 0 < len(lines) <= _MOST_LINES and len({line.unit for line in lines}) == 1
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY if editable else _BLANK])
    if editable:
        _with_lines(slide, chart, lines)
    else:
        _with_picture(slide, chart)
    slide.notes_slide.notes_text_frame.text = f"{chart.alt}\n{chart.heading.source}"
    out = io.BytesIO()
    deck.save(out)
    return settled(out.getvalue())


def _with_lines(slide: Any, chart: Chart, lines: Sequence[Line]) -> None:  # noqa: ANN401
    lang = chart.theme.lang
    wide = _WIDE - 2 * _MARGIN
    _write(slide.shapes.title, (_MARGIN, 0.3, wide, 0.8), chart.heading.title, 28, _INK, lang)
    box = slide.shapes.add_textbox(0, 0, 0, 0)
    # The picture writes 3.68万亿 at its points; the native chart has one unit for all.
    printed = word("unit", lang, unit=unit_name(lines[0].unit, lang))
    shown = word("unit", lang, unit=shown_unit(lines, lang))
    subtitle = chart.heading.subtitle.replace(printed, shown)
    _write(box, (_MARGIN, 1.05, wide, 0.4), subtitle, 16, _MUTED, lang)
    cut = add_lines(
        slide,
        lines,
        names_of(lines, lang),
        (_MARGIN, 1.55, wide, _HIGH - 2.55),
        alt=chart.alt,
        lang=lang,
    )
    program = word("program", lang, version=__version__)
    told = [word("not_from_zero", lang)] if cut else []
    told += [note for note in chart.heading.notes if note not in told]
    foot = word("footer_joiner", lang).join(filter(None, [*told, chart.heading.source, program]))
    box = slide.shapes.add_textbox(0, 0, 0, 0)
    _write(box, (_MARGIN, _HIGH - 0.85, wide, 0.6), foot, 11, _MUTED, lang)


def _with_picture(slide: Any, chart: Chart) -> None:  # noqa: ANN401
    """Fill the slide with the picture, as far as its own shape allows."""
    inches = library("pptx.util").Inches
    size = chart.theme.size
    scale = min(_WIDE / size.width, _HIGH / size.height)
    wide, high = size.width * scale, size.height * scale
    place = [inches(v) for v in ((_WIDE - wide) / 2, (_HIGH - high) / 2, wide, high)]
    picture = slide.shapes.add_picture(io.BytesIO(png_bytes(chart)), *place)
    known = picture._element.nvPicPr.cNvPr  # noqa: SLF001 - no API for it
    known.set("descr", chart.alt)
    known.set("title", chart.heading.title)


def _write(
    shape: Any,  # noqa: ANN401 - untyped library
    box: tuple[float, float, float, float],
    text: str,
    points: float,
    code: str,
    lang: str,
) -> None:
    inches = library("pptx.util").Inches
    shape.left, shape.top, shape.width, shape.height = (inches(v) for v in box)
    frame = shape.text_frame
    frame.word_wrap = True
    paragraph = frame.paragraphs[0]
    paragraph.alignment = library("pptx.enum.text").PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = text
    run.font.size = library("pptx.util").Pt(points)
    run.font.color.rgb = colour(code)
    both_scripts(run._r.get_or_add_rPr(), lang)  # noqa: SLF001 - not in the library's API
