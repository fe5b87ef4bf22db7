"""Hostile and damaged files: each is read, or told in one line with exit code 2."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.read.files import W, docx, p, pdf, xlsx, zipped

from tongbi.cli import run
from tongbi.errors import ReadError
from tongbi.read import from_bytes
from tongbi.read.source import LIMIT

FIGURE = "2024年，全市受理行政复议申请830件。"
MB = 2**20
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def inside(prologue: str, text: str) -> str:
    return f"{prologue}<w:document {W}><w:body>{p(text)}</w:body></w:document>"


def with_encryption(data: bytes) -> bytes:
    """Say of a PDF that it is encrypted with a password that nobody knows."""
    keys = f"/O <{'11' * 32}> /U <{'22' * 32}> /P -44"
    said = f"/Encrypt << /Filter /Standard /V 1 /R 2 {keys} >> /ID [<00> <00>] /Root"
    return data.replace(b"/Root", said.encode())


HOSTILE = {
    "zip bomb": zipped({"word/document.xml": b"<a>" + b" " * (40 * MB) + b"</a>"}),
    "many parts": zipped({f"word/{i}.xml": "" for i in range(5001)} | {"word/document.xml": ""}),
    "entities that expand": zipped({"word/document.xml": inside(LAUGHS, "&c;")}),
    "entity from a file": zipped({"word/document.xml": inside(OUTSIDE, "&x;")}),
    "entities in a workbook": zipped(
        {"xl/workbook.xml": f"{LAUGHS}<workbook>&c;</workbook>", "xl/x.rels": "<a/>"}
    ),
    "workbook of nothing": zipped({"xl/workbook.xml": "<workbook/>"}),
    "document of nothing": zipped({"word/document.xml": "<a/>"}),
    "document that is no XML": zipped({"word/document.xml": "<w:document"}),
    "zip in a zip": zipped({"inner.zip": zipped({"word/document.xml": "x"})}),
    "password": with_encryption(pdf([[(90, 700, FIGURE)]])),
    "no pages": pdf([]),
    "deep elements": b"<html>" + b"<div>" * 20_000 + FIGURE.encode(),
    "nothing but a script": f"<html><script>document.write('{FIGURE}')</script>".encode(),
    "NULs": b"\0" * 1000,
    "a NUL in a text": FIGURE.encode() + b"\0",
    "neither code page": b"\x81\xff\xfe" * 100,
    "blank": b" \n\t" * 100,
}


def complaint(capsys: pytest.CaptureFixture[str], *args: str | Path) -> str:
    """Run a command that must fail, and return the one line that it says."""
    assert 2 == run([str(arg) for arg in args])
    out, err = capsys.readouterr()
    assert "" == out
    assert 1 == err.count("\n")
    assert err.startswith("错误: ")
    assert " — " in err
    return err


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    """One line names the file and a remedy, the exit code is 2, and no file is written."""
    path = tmp_path / "report"
    path.write_bytes(HOSTILE[name])
    assert str(path) in complaint(capsys, "extract", path, "--year", "2024")
    assert [path] == list(tmp_path.iterdir())


def test_names_that_lead_out_are_not_followed(tmp_path: Path) -> None:
    """A part named ../../x is never unpacked."""
    data = docx(p(FIGURE))
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("../../evil.txt", "x")
        package.writestr(f"{tmp_path}/evil.txt", "x")
    assert FIGURE == from_bytes(buffer.getvalue(), "a.docx").text
    assert [] == list(tmp_path.iterdir())


def test_part_that_lies_about_its_size() -> None:
    """A part that is larger than its entry says is damage, not memory."""
    data = bytearray(zipped({"word/document.xml": b"<a>" + b" " * MB + b"</a>"}))
    size = (MB + 7).to_bytes(4, "little")
    assert size in data
    with pytest.raises(ReadError, match="已损坏"):
        from_bytes(bytes(data.replace(size, (99).to_bytes(4, "little"))), "a.docx")


@pytest.mark.parametrize("tenth", range(1, 10))
@pytest.mark.parametrize(
    "data",
    [
        pytest.param(pdf([[(90, 700, FIGURE)]] * 3), id="pdf"),
        pytest.param(docx(p(FIGURE)), id="docx"),
        pytest.param(xlsx([["指标", "2024年"], ["案件", 830]]), id="xlsx"),
        pytest.param(f"<html><body><p>{FIGURE}</p></body></html>".encode(), id="html"),
    ],
)
def test_truncated_file_is_read_or_told(data: bytes, tenth: int) -> None:
    """A file that was cut off is read as far as it goes, or told."""
    remedy = "none is needed"
    try:
        from_bytes(data[: len(data) * tenth // 10], "a", year=2024)
    except ReadError as error:
        remedy = error.remedy
    assert remedy


def test_scripts_of_a_page_are_never_run_or_read() -> None:
    """Scripts, handlers and styles are no text."""
    page = f"<html><body onload='x(99)'><style>p{{width:77px}}</style><p>{FIGURE}</p><script>55"
    assert FIGURE == from_bytes(page.encode(), "a.html").text


def test_file_that_is_too_large(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A file of 200 MB is told without being read whole."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200 * MB)
    assert f"超过 {LIMIT // MB} MB" in complaint(capsys, "extract", path)


def test_line_of_ten_megabytes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A line of 10 MB is no report."""
    path = tmp_path / "line.txt"
    path.write_text(FIGURE * 160_000, encoding="utf-8")
    assert "个字符，超过" in complaint(capsys, "extract", path)


def test_long_line_is_read(tmp_path: Path) -> None:
    """A whole report in one line is read."""
    path = tmp_path / "line.txt"
    path.write_text(FIGURE * 3_000, encoding="utf-8")
    assert 0 == run(["extract", str(path), "--format", "jsonl"])


def test_symbolic_links(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A link to a report is read; one that leads to itself is told."""
    (tmp_path / "a.txt").write_text(FIGURE, encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert 0 == run(["extract", str(tmp_path / "link")])
    capsys.readouterr()
    assert "无法读取" in complaint(capsys, "extract", tmp_path / "loop")


def test_pipe_and_device(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What would block, or never end, is not opened."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        assert "不是普通文件" in complaint(capsys, "extract", path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
def test_no_permission(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A file that may not be read, and a folder that may not be written, are told."""
    path = tmp_path / "a.txt"
    path.write_text(FIGURE, encoding="utf-8")
    path.chmod(0)
    assert "无法读取" in complaint(capsys, "extract", path)
    path.chmod(0o644)
    folder = tmp_path / "reports"
    folder.mkdir(mode=0o555)
    args = ("--issuer", "云岭市", "--slug", "yunling", "--year", "2024", "--reports", folder)
    assert "权限" in complaint(capsys, "add", path, *args)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(HOSTILE["zip bomb"], id="zip bomb"),
        pytest.param(b"<html><body>" + b"<b><i>" * (2 * MB) + FIGURE.encode(), id="large page"),
        pytest.param((FIGURE * 1_000_000).encode(), id="large text"),
    ],
)
def test_memory_is_bounded(tmp_path: Path, data: bytes) -> None:
    """Reading the largest files that are taken stays under a gigabyte."""
    path = tmp_path / "report"
    path.write_bytes(data)
    code = "import sys, tongbi.cli as c; c.run(['extract', sys.argv[1]]); "
    code += "import resource as r; print(r.getrusage(r.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, check=True, timeout=60
    )
    assert int(done.stderr.split()[-1]) < MB  # kilobytes


def test_folder_goes_on_past_a_bad_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Of a folder what can be read is read, and each other file is told in a line."""
    (tmp_path / "a.txt").write_text(FIGURE, encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 rubbish")
    (tmp_path / "c.html").write_text(f"<html><p>{FIGURE}</p>", encoding="utf-8")
    (tmp_path / ".hidden").write_bytes(b"\0")
    assert 0 == run(["extract", str(tmp_path), "--format", "jsonl"])
    out, err = capsys.readouterr()
    assert 2 == out.count("830件")
    assert f"跳过: {tmp_path / 'b.pdf'}：PDF 已损坏" in err
    assert 1 == err.count("\n")


def test_named_file_is_not_skipped(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A report that was named and is not there stops the command; a pattern without any too."""
    (tmp_path / "a.txt").write_text(FIGURE, encoding="utf-8")
    assert "没有这个文件" in complaint(capsys, "extract", tmp_path / "a.txt", tmp_path / "b.txt")
    assert "没有一份可读的报告" in complaint(capsys, "extract", tmp_path / "*.pdf")
    assert 0 == run(["extract", str(tmp_path / "*.txt")])


def test_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dash reads what is piped in, whatever it is."""
    stdin = io.TextIOWrapper(io.BytesIO(docx(p(FIGURE))))
    monkeypatch.setattr("sys.stdin", stdin)
    assert 0 == run(["extract", "-", "--format", "jsonl"])
    assert '"where": "第1段"' in capsys.readouterr().out
