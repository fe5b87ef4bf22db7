"""Turn the bytes of a plain text into characters."""

from __future__ import annotations

import codecs
import re

from tongbi.errors import ReadError

__all__ = ["TEXT_LIMIT", "decode", "decode_lines"]

TEXT_LIMIT = 1_000_000
"""Characters that a report's text may have; the longest reports have a few hundred thousand."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The commonest characters of official reports, in both scripts: what is decoded by the wrong
# code page has next to none of them.
_COMMON = frozenset(
    "的年全市人法政府中大公建工作一二三国國件行和在为為了有发發展会會区區社民经經济濟"
    "业業产產增长長比上下元万萬亿億数數月日个個十以"
)
_IDEOGRAPHS = re.compile(r"[㐀-鿿]")
_SAMPLE = 20_000  # bytes by which a code page is judged
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]")
_SPACED = re.compile(r"(?<=[^\s]) (?=[^\s])")
_SPACED_SHARE = 0.4  # of the characters that are blanks, where one stands behind each


def decode(data: bytes, source: str) -> str:
    """Turn a file's bytes into text: UTF-8, UTF-16, GB18030 or Big5.

    Raises
    ------
    ReadError
        If the bytes are empty, binary, or in none of these encodings.
    """
    if not data.strip():
        raise ReadError("read.empty", source=source)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding, source)
    if b"\0" in data:
        return _wide(data, source)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, _code_page(data), source)


def decode_lines(data: bytes, source: str) -> str:
    r"""Return the text of a plain text file, with line ends as ``\n``.

    Blanks are taken out of a text that has one behind every character.

    Raises
    ------
    ReadError
        As :func:`decode`; also if the text is longer than any report.
    """
    text = decode(data, source).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > TEXT_LIMIT:
        raise ReadError(
            "read.too-many-characters", source=source, count=len(text), limit=TEXT_LIMIT
        )
    if text.count(" ") > _SPACED_SHARE * len(text):
        return _SPACED.sub("", text)
    return text


def _code_page(data: bytes) -> str:
    """Tell GB18030 and Big5 apart, whose bytes are valid in both, by what they spell."""
    return "big5hkscs" if _share(data, "big5hkscs") > _share(data, "gb18030") else "gb18030"


def _share(data: bytes, encoding: str) -> float:
    """Return the share of common characters in the ideographs that a decoding gives."""
    spelled = _IDEOGRAPHS.findall(data[:_SAMPLE].decode(encoding, errors="replace"))
    return sum(c in _COMMON for c in spelled) / len(spelled) if spelled else 0.0


def _wide(data: bytes, source: str) -> str:
    """Read UTF-16 without a mark; any other file with NULs is no text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        if len(data) % 2 == 0 and _share(data, encoding) > 0:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if not _UNPRINTABLE.search(text):
                return text
    raise ReadError("read.binary", source=source, byte=data.index(0))


def _strict(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError("read.encoding-unknown", source=source, byte=error.start) from error
