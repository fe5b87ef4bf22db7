"""Read a PDF: pages to lines by where the characters stand, lines to paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from tongbi.errors import ReadError
from tongbi.read.draft import Draft
from tongbi.read.glyphs import page_glyphs
from tongbi.read.pagelines import PrintedLine, page_lines, page_segments
from tongbi.read.paragraphs import paragraphs
from tongbi.read.ruled import ruled_tables
from tongbi.read.rules import page_rules
from tongbi.read.text import TEXT_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tongbi.read.glyphs import Glyph
    from tongbi.read.ruled import RuledTable

__all__ = ["read_pdf"]

_IMAGE = pdfium.raw.FPDF_PAGEOBJ_IMAGE
_PAGES = 3000
_PASSWORD = 4  # PDFium's FPDF_ERR_PASSWORD
_LEGIBLE = 0.5  # of the characters, below which a file's fonts do not say what they show
_FEW = 30  # characters of a page that holds a picture: its number, a stamp
_ILLEGIBLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


def read_pdf(data: bytes, source: str, *, ocr: bool = False) -> Draft:
    """Read a PDF that has text.

    Parameters
    ----------
    data : bytes
        The file.
    source : str
        What messages call it.
    ocr : bool
        Recognise the characters of pages that are pictures.

    Raises
    ------
    ReadError
        If it is damaged, has a password, or is a scan that is not to be recognised, with what
        to do.
    """
    pages = list(_pages(data, source, ocr=ocr))
    if not any(pages) and ocr:
        raise ReadError("read.pdf-blank", source=source, pages=len(pages))
    if not any(pages):
        raise ReadError("read.pdf-scan", source=source, pages=len(pages))
    if _is_illegible("".join(line.text for page in pages for line in page)):
        raise ReadError("read.pdf-illegible", source=source)
    recognised = any(line.confidence is not None for page in pages for line in page)
    return Draft(lines=tuple(paragraphs(pages)), ocr=recognised)


def _is_illegible(characters: str) -> bool:
    """Tell whether most characters are none: the fonts do not say what they show."""
    return len(_ILLEGIBLE.findall(characters)) > (1 - _LEGIBLE) * len(characters)


def _pages(data: bytes, source: str, *, ocr: bool) -> Iterator[list[PrintedLine]]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error):
            raise ReadError("read.password", source=source) from error
        raise ReadError("read.pdf-damaged", source=source) from error
    read = 0
    last = None  # the last table of the page before
    try:
        if len(document) > _PAGES:
            raise ReadError("read.pdf-too-long", source=source, pages=len(document), limit=_PAGES)
        for number in range(len(document)):
            page = document[number]
            segments = _segments(page, last, ocr=ocr)
            last = next((s.table for s in reversed(segments) if s.table), None)
            lines = page_lines(page.get_size(), segments)
            read += sum(len(line.text) for line in lines)
            if read > TEXT_LIMIT:
                raise ReadError("read.pdf-too-much-text", source=source, limit=TEXT_LIMIT)
            page.close()
            yield lines
    except pdfium.PdfiumError as error:
        raise ReadError("read.pdf-page-damaged", source=source, page=number + 1) from error
    finally:
        document.close()


def _segments(page: pdfium.PdfPage, before: RuledTable | None, *, ocr: bool) -> list[PrintedLine]:
    """Return the pieces of a page's lines and its tables, recognised where it is a picture."""
    glyphs = page_glyphs(page)
    if ocr and _is_pictured(page, glyphs):
        from tongbi.read.recognition import recognised

        return list(recognised(page))
    return page_segments(glyphs, ruled_tables(page_rules(page), glyphs, before))


def _is_pictured(page: pdfium.PdfPage, glyphs: Sequence[Glyph]) -> bool:
    """Tell whether a page's text is a picture, or in fonts that do not say what they show."""
    if len(glyphs) < _FEW:
        return not glyphs or any(page.get_objects(filter=[_IMAGE]))
    return _is_illegible("".join(glyph.text for glyph in glyphs))
