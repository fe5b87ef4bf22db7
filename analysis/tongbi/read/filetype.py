"""Tell what a file is from its first bytes and its insides, never from its name."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from tongbi.errors import ReadError

__all__ = ["FileType", "file_type"]


class FileType(StrEnum):
    """The kinds of file that are read."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    LEGACY = "doc"  # Word before 2007, RTF, ODT: another program has to open it


_HEAD = 4096
_PDF_HEAD = 1024  # the specification allows rubbish before %PDF
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_PACKED = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_TAG = re.compile(
    rb"<(?:!doctype html|html|head|body|meta|table|div|p|title|article)\b", re.IGNORECASE
)
_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[!?a-z]", re.IGNORECASE)


def file_type(data: bytes, source: str) -> FileType:
    """Return the kind of file that `data` is.

    Raises
    ------
    ReadError
        If it is a picture, an archive, or an office file that cannot be read, with what to do.
    """
    if b"%PDF-" in data[:_PDF_HEAD]:
        return FileType.PDF
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data, source)
    if data.startswith(_OLE):
        return _compound(data, source)
    if data.startswith(b"{\\rtf"):
        return FileType.LEGACY
    if data.startswith(_PICTURES):
        raise ReadError("read.picture", source=source)
    if data.startswith(_PACKED):
        raise ReadError("read.archive", source=source)
    head = _narrow(data[:_HEAD])
    if _OPENING.match(head) and _TAG.search(head):
        return FileType.HTML
    return FileType.TEXT


def _narrow(head: bytes) -> bytes:
    """Return the head of a UTF-16 file as single bytes, others as they are."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\0", b"")
    return head


def _zipped(data: bytes, source: str) -> FileType:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ReadError("read.office-damaged", source=source) from error
    if "word/document.xml" in names:
        return FileType.DOCX
    if "xl/workbook.xml" in names:
        return FileType.XLSX
    if "content.xml" in names:
        return FileType.LEGACY
    raise ReadError("read.archive", source=source)


def _compound(data: bytes, source: str) -> FileType:
    """Tell apart what Microsoft's compound file may hold, by the names of its streams."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadError("read.office-password", source=source)
    if "WordDocument".encode("utf-16-le") in data:
        return FileType.LEGACY
    raise ReadError("read.old-office", source=source)
