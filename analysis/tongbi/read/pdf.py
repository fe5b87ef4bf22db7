"""Read a PDF: pages to lines by where the characters stand, lines to paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from tongbi.errors import ReadError
from tongbi.read.draft import Draft
from tongbi.read.pagelines import PrintedLine, page_lines
from tongbi.read.paragraphs import paragraphs
from tongbi.read.text import TEXT_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_pdf"]

_PAGES = 3000
_PASSWORD = 4  # PDFium's FPDF_ERR_PASSWORD
_LEGIBLE = 0.5  # of the characters, below which a file's fonts do not say what they show
_ILLEGIBLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


def read_pdf(data: bytes, source: str) -> Draft:
    """Read a PDF that has text.

    Raises
    ------
    ReadError
        If it is damaged, has a password, or is a scan without text, with what to do.
    """
    pages = list(_pages(data, source))
    characters = "".join(line.text for page in pages for line in page)
    if not characters.strip():
        raise ReadError("read.pdf-scan", source=source, pages=len(pages))
    if len(_ILLEGIBLE.findall(characters)) > (1 - _LEGIBLE) * len(characters):
        raise ReadError("read.pdf-illegible", source=source)
    return Draft(lines=tuple(paragraphs(pages)))


def _pages(data: bytes, source: str) -> Iterator[list[PrintedLine]]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error):
            raise ReadError("read.password", source=source) from error
        raise ReadError("read.pdf-damaged", source=source) from error
    read = 0
    try:
        if len(document) > _PAGES:
            raise ReadError("read.pdf-too-long", source=source, pages=len(document), limit=_PAGES)
        for number in range(len(document)):
            page = document[number]
            lines = page_lines(page)
            read += sum(len(line.text) for line in lines)
            if read > TEXT_LIMIT:
                raise ReadError("read.pdf-too-much-text", source=source, limit=TEXT_LIMIT)
            page.close()
            yield lines
    except pdfium.PdfiumError as error:
        raise ReadError("read.pdf-page-damaged", source=source, page=number + 1) from error
    finally:
        document.close()
