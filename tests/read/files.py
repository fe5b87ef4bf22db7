"""Small files of each kind, written by hand: DOCX, XLSX and PDF of the fictional Yunling."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
Placed = tuple[float, float, str]
"""x and y in points from the foot of the page, and a text."""
Rule = tuple[float, float, float]
"""Where a rule stands, and where it begins and ends."""


def docx(body: str, **parts: str) -> bytes:
    """Make a DOCX of the inside of its body; more parts by name: numbering, styles, footnotes."""
    document = f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"
    return zipped({"word/document.xml": document} | {f"word/{k}.xml": v for k, v in parts.items()})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Make the package of an office file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {"[Content_Types].xml": _TYPES, **parts}.items():
            package.writestr(name, content)
    return buffer.getvalue()


def p(text: str, properties: str = "") -> str:
    """Return a paragraph's XML."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table's XML."""
    cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def xlsx(rows: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> bytes:
    """Make a workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "指标表"
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def pdf(pages: Sequence[Sequence[Placed]], size: int = 12, drawn: Sequence[str] = ()) -> bytes:
    """Make a PDF whose characters are as wide as `size`, those of ASCII half as wide.

    What is drawn on each page comes as PDF's own operators, such as those of `ruled`.
    """
    kids = " ".join(f"{6 + 2 * i} 0 R" for i in range(len(pages)))
    font = "/Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H"
    descendant = "/Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 /W [32 126 500]"
    system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    cmap = "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    cmap += "1 beginbfrange <0000> <FFFF> <0000> endbfrange"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        f"<< {font} /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        f"<< {descendant} {system} >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    for number, page in enumerate(pages):
        content = "".join(
            f"BT /F1 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"
            for x, y, text in page
        )
        content += drawn[number] if drawn else ""
        box = "/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {7 + 2 * number} 0 R >>")
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    written = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    xref = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{xref}"
    trailer += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
    return written + f"{trailer}startxref\n{len(written)}\n%%EOF\n".encode("latin-1")


def ruled(across: Sequence[Rule], down: Sequence[Rule]) -> str:
    """Return the operators that stroke rules: each its place, and where it begins and ends."""
    strokes = [f"{low} {at} m {high} {at} l S\n" for at, low, high in across]
    strokes += [f"{at} {low} m {at} {high} l S\n" for at, low, high in down]
    return "".join(strokes)


def grid_of(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Return the operators that stroke a whole grid."""
    return ruled([(y, xs[0], xs[-1]) for y in ys], [(x, ys[0], ys[-1]) for x in xs])


def set_in_cells(
    rows: Sequence[Sequence[str]], xs: Sequence[float], top: float, step: float = 20
) -> list[Placed]:
    """Place the texts of rows in columns, under the height `top`."""
    return [
        (xs[column] + 4, top - step * (row + 1) + 5, text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    ]
