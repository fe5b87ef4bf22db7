"""Read a plain text file: bytes to characters."""

from __future__ import annotations

import codecs
from pathlib import Path

from tongbi.errors import ReadError

__all__ = ["decode", "read_text"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, source: str) -> str:
    """Turn a file's bytes into text: UTF-8, UTF-16 with a mark, else GB18030.

    Raises
    ------
    ReadError
        If the bytes are empty, binary, or in none of these encodings.
    """
    if not data.strip():
        raise ReadError(f"{source}: the file is empty", "give a file that holds a report's text")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding, source)
    if b"\0" in data:
        raise ReadError(
            f"{source}: the file is binary (a NUL byte at {data.index(0)})",
            "save the report as plain text and give that file",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "gb18030", source)


def _strict(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{source}: byte {error.start} is neither UTF-8 nor GB18030 text",
            "save the report as UTF-8 text and give that file",
        ) from error


def read_text(path: str | Path) -> str:
    r"""Return the text of the file at `path`, with line ends as ``\n``.

    Raises
    ------
    ReadError
        If the file is missing, unreadable, empty or not text.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(f"{path}: no such file", "check the path") from error
    except IsADirectoryError as error:
        raise ReadError(f"{path}: is a folder", "give the report's file") from error
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror})", "check the path") from error
    text = decode(data, str(path))
    return text.replace("\r\n", "\n").replace("\r", "\n")
