"""From the kind of a file to its reader, each imported only when such a file is read."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from tongbi.errors import ReadError
from tongbi.read.filetype import FileType
from tongbi.read.markdown import read_markdown
from tongbi.read.separated import read_separated

if TYPE_CHECKING:
    from collections.abc import Callable

    from tongbi.read.draft import Draft

__all__ = ["lined_draft", "read_draft"]

# The module and function of each reader, and the extra that brings what it needs.
_READERS = {
    FileType.HTML: ("tongbi.read.webpage", "read_webpage", "web"),
    FileType.DOCX: ("tongbi.read.word", "read_word", "office"),
    FileType.XLSX: ("tongbi.read.workbook", "read_workbook", "office"),
    FileType.PDF: ("tongbi.read.pdf", "read_pdf", "pdf"),
    FileType.LEGACY: ("tongbi.read.legacy", "read_legacy", "office"),
}


def read_draft(data: bytes, source: str, found: FileType, *, ocr: bool = False) -> Draft:
    """Read a file that is not plain text; `ocr` is for the pictures of a PDF's pages.

    Raises
    ------
    ReadError
        If the file is damaged, or the packages that its reader needs are not installed.
    """
    module, name, extra = _READERS[found]
    try:
        reader: Callable[..., Draft] = getattr(importlib.import_module(module), name)
    except ModuleNotFoundError as error:
        raise ReadError(
            "read.package-missing",
            source=source,
            type=found.upper(),
            package=error.name,
            extra=extra,
        ) from error
    return reader(data, source, ocr=ocr) if found is FileType.PDF else reader(data, source)


def lined_draft(text: str, source: str) -> Draft | None:
    """Read a plain text that is Markdown or a table; None where it is neither.

    Raises
    ------
    ReadError
        If it is a table that tongbi wrote itself.
    """
    return read_markdown(text) or read_separated(text, source)
