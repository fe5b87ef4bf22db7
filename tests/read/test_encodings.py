"""Plain texts in every encoding that an office has, and what a file is by its content."""

from __future__ import annotations

import pytest

from tongbi.errors import ReadError
from tongbi.extraction import extract_document
from tongbi.read import from_bytes
from tongbi.read.filetype import FileType, file_type

TEXT = "一、主要工作\n2024年，全市受理行政复议申请830件，比上年增长12.5%。\n"
TRADITIONAL = "一、主要工作\n2024年，全市受理行政復議申請830件，比上年增長12.5%。\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "gb2312"],
)
def test_encoding_is_told_from_the_bytes(encoding: str) -> None:
    """The same text in any encoding reads the same."""
    assert TEXT == from_bytes(TEXT.encode(encoding), "a.txt").text


def test_big5() -> None:
    """Big5, whose bytes are valid GB18030 too, is told by what they spell."""
    assert TRADITIONAL == from_bytes(TRADITIONAL.encode("big5"), "a.txt").text


def test_line_ends_of_windows() -> None:
    """CRLF is one line end."""
    assert TEXT == from_bytes(TEXT.replace("\n", "\r\n").encode(), "a.txt").text


def test_blank_behind_every_character() -> None:
    """A text set with a blank behind every character reads as without."""
    document = from_bytes(" ".join(TEXT).encode(), "a.txt")
    assert ["830件", "12.5%"] == [s.quote for s in extract_document(document)]


def test_blanks_around_figures_change_no_reading() -> None:
    """Typesetters set figures apart; the statements are the same."""
    spaced = TEXT.replace("830", " 830 ").replace("12.5", " 12.5")
    a, b = (extract_document(from_bytes(t.encode(), "a.txt")) for t in (TEXT, spaced))
    assert [(s.label, s.measure, s.value) for s in a] == [(s.label, s.measure, s.value) for s in b]
    assert ["830 件", "12.5%"] == [s.quote for s in b]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x89PNG\r\n\x1a\n", "是图片"),
        (b"Rar!\x1a\x07", "是压缩包"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "设有密码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "旧版 Office"),
        (b"PK\x03\x04rubbish", "已损坏"),
    ],
)
def test_other_files_say_what_to_do(data: bytes, told: str) -> None:
    """A file that is no report is told with a remedy."""
    with pytest.raises(ReadError, match=rf"a\.txt：.*{told}.* — 请"):
        from_bytes(data, "a.txt")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7", FileType.PDF),
        (b"<!DOCTYPE html><html>", FileType.HTML),
        ("\ufeff  <html>".encode(), FileType.HTML),
        ("<html><body>".encode("utf-16"), FileType.HTML),
        (b"{\\rtf1", FileType.LEGACY),
        ("<云岭市年鉴>".encode(), FileType.TEXT),
    ],
)
def test_kind_is_told_from_the_content(data: bytes, found: FileType) -> None:
    """The name of a file says nothing."""
    assert found is file_type(data, "report.xyz")
