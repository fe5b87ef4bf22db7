"""Reading: a file's bytes become a :class:`~tongbi.model.Document`."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from tongbi.model import Document, ReportKind
from tongbi.read.draft import assemble
from tongbi.read.filetype import FileType, file_type
from tongbi.read.formats import lined_draft, read_draft
from tongbi.read.identity import covered_year, report_kind, report_title
from tongbi.read.source import load
from tongbi.read.structure import find_blocks
from tongbi.read.text import decode_lines

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["from_bytes", "from_text", "read"]


def from_text(
    text: str, *, year: int | None = None, kind: ReportKind | None = None, source: str = ""
) -> Document:
    """Make a document of a text.

    Parameters
    ----------
    text : str
        The report's text; its characters are kept as they are.
    year : int, optional
        The year that the report covers; found in the text where it is not given.
    kind : ReportKind, optional
        The kind of report; found in the text where it is not given.
    source : str
        Where the text came from.
    """
    if year is None:
        year = covered_year(text)
    return Document(
        text=text,
        blocks=find_blocks(text, year),
        year=year,
        kind=report_kind(text) if kind is None else kind,
        title=report_title(text),
        source=source,
    )


def read(
    source: str | Path,
    *,
    year: int | None = None,
    kind: ReportKind | None = None,
    ocr: bool = False,
) -> Document:
    """Read a report.

    Parameters
    ----------
    source : str or Path
        A file (plain text, Markdown, HTML, DOCX, DOC, PDF, or a table as XLSX or CSV, told from
        its content), ``-`` for standard input, or an ``http(s)://`` address.
    year, kind
        As in :func:`from_text`.
    ocr : bool
        Recognise the characters of a PDF's pages that are pictures (needs the extra ``ocr``).
        What is recognised may be misread: the document says so in ``ocr``, its blocks in
        ``where``.

    Raises
    ------
    ReadError
        If it is missing, empty, damaged, without text, or in a format that is not read.
    """
    return from_bytes(*load(source), year=year, kind=kind, ocr=ocr)


def from_bytes(
    data: bytes,
    source: str,
    *,
    year: int | None = None,
    kind: ReportKind | None = None,
    ocr: bool = False,
) -> Document:
    """Read a report from the bytes of its file.

    Parameters
    ----------
    data : bytes
        The whole file.
    source : str
        What messages call it.
    year, kind
        As in :func:`from_text`.
    ocr
        As in :func:`read`.

    Raises
    ------
    ReadError
        As :func:`read`.
    """
    found = file_type(data, source)
    text = ""
    if found is FileType.TEXT:
        text = decode_lines(data, source)
        draft = lined_draft(text, source)
    else:
        draft = read_draft(data, source, found, ocr=ocr)
    if draft is None:
        document = from_text(text, year=year, kind=kind, source=source)
    else:
        document = assemble(draft, year=year, kind=kind, source=source)
    return replace(document, sha256=hashlib.sha256(data).hexdigest())
