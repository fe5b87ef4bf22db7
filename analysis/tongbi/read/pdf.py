"""Read a PDF: pages to lines by where the characters stand, lines to paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from tongbi.errors import ReadError
from tongbi.read.draft import Draft
from tongbi.read.glyphs import page_glyphs
from tongbi.read.pagelines import PrintedLine, page_lines
from tongbi.read.paragraphs import paragraphs
from tongbi.read.ruled import ruled_tables
from tongbi.read.rules import page_rules
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
    ocr = "请先用文字识别（OCR）软件识别，再读识别出的文本；或向发布机关索取文字版"
    if not characters.strip():
        raise ReadError(f"{source}：{len(pages)} 页中没有文字，像是扫描件", ocr)
    if len(_ILLEGIBLE.findall(characters)) > (1 - _LEGIBLE) * len(characters):
        raise ReadError(f"{source}：字体没有编码，文字无法取出", ocr)
    return Draft(lines=tuple(paragraphs(pages)))


def _pages(data: bytes, source: str) -> Iterator[list[PrintedLine]]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error):
            raise ReadError(f"{source}：设有密码", "请取消密码后再读") from error
        raise ReadError(f"{source}：PDF 已损坏，无法打开", "请重新取得这个文件") from error
    read = 0
    try:
        if len(document) > _PAGES:
            raise ReadError(f"{source}：有 {len(document)} 页，超过 {_PAGES}", "请只给出报告本身")
        for number in range(len(document)):
            page = document[number]
            glyphs = page_glyphs(page)
            tables = ruled_tables(page_rules(page), glyphs)
            lines = page_lines(page.get_size(), glyphs, tables)
            read += len(glyphs)
            if read > TEXT_LIMIT:
                raise ReadError(f"{source}：超过 {TEXT_LIMIT} 个字符", "请只给出报告本身")
            page.close()
            yield lines
    except pdfium.PdfiumError as error:
        raise ReadError(
            f"{source}：PDF 的第 {number + 1} 页已损坏", "请重新取得这个文件"
        ) from error
    finally:
        document.close()
