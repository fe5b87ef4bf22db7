"""Files that another program has to open first."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tongbi.errors import ReadError
from tongbi.read import from_bytes

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "2024年，全市受理行政复议申请830件。"
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")


def rtf(text: str) -> bytes:
    """Make an RTF file."""
    coded = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)
    return rf"{{\rtf1\ansi\uc1 {coded}\par}}".encode("ascii")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_what_word_once_wrote() -> None:
    """An RTF file is read through LibreOffice, where that is there."""
    assert TEXT == from_bytes(rtf(TEXT), "a.rtf").text


def test_antiword_opens_a_doc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without LibreOffice a DOC file is read through antiword."""
    program = tmp_path / "antiword"
    program.write_text(f"#!/bin/sh\necho '{TEXT}'\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    monkeypatch.setattr("tongbi.read.legacy._OFFICE", ())
    assert TEXT == from_bytes(DOC, "a.doc").text


def test_program_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the program cannot open is told."""
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    with pytest.raises(ReadError, match=r"a\.doc：soffice 无法打开这个文件 — 请.*另存为 DOCX"):
        from_bytes(DOC, "a.doc")


def test_no_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither program is there, what to do is told."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReadError, match="需要 LibreOffice 或 antiword 打开 — 请安装 LibreOffice"):
        from_bytes(DOC, "a.doc")


def test_missing_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the packages of a reader are not installed, the extra that brings them is told."""
    import sys

    monkeypatch.delitem(sys.modules, "tongbi.read.pdf", raising=False)
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ReadError, match=r"读取 PDF 需要 pypdfium2 — .*'tongbi\[pdf\]'"):
        from_bytes(b"%PDF-1.7", "a.pdf")
