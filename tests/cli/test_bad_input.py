"""What a person did wrong is told in one line: file, place and remedy; exit code 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.cli import run

if TYPE_CHECKING:
    from pathlib import Path

    from tongbi.archive import Archive
    from tongbi.model import Report

USER_ERROR = 2


def complaint(capsys: pytest.CaptureFixture[str], *args: str | Path) -> str:
    """Run a command that must fail, and return the one line that it says."""
    assert run([str(arg) for arg in args]) == USER_ERROR
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("错误: ")
    assert err.count("\n") == 1
    assert " — " in err, "a remedy is named"
    return err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.txt", None),
        ("empty.txt", b""),
        ("binary.txt", b"\x00\x01\x02PK\x03\x04"),
        ("wordless.txt", "本市持续推进法治政府建设，各项工作取得新进展。\n".encode()),
    ],
)
@pytest.mark.parametrize("command", ["extract", "compare"])
def test_unreadable_report(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    name: str,
    content: bytes | None,
    command: str,
) -> None:
    """A file that is missing, empty, binary or without a number is named."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    paths = [path] if command == "extract" else [path, path]
    assert str(path) in complaint(capsys, command, *paths)


@pytest.mark.parametrize("command", ["build", "list"])
def test_missing_facts_file(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    folder: Archive,
    report: Report,
    command: str,
) -> None:
    """A registry row without its facts file is pointed at by line, and nothing is written."""
    (folder.root / report.facts).unlink()
    out: list[str | Path] = ["--out", tmp_path / "build"] if command == "build" else []
    said = complaint(capsys, command, "--reports", folder.root, *out)
    assert "registry.csv 第 2 行" in said
    assert not (tmp_path / "build").exists()


def test_bad_value(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, folder: Archive, report: Report
) -> None:
    """A cell that is no number is pointed at by line and column, and nothing is written."""
    facts = folder.root / report.facts
    facts.write_text(
        facts.read_text(encoding="utf-8").replace(",15630,", ",约一万五,", 1), encoding="utf-8"
    )
    said = complaint(capsys, "build", "--reports", folder.root, "--out", tmp_path / "build")
    assert f"{facts} 第 2 行 value 列的值“约一万五”不是数字" in said
    assert not (tmp_path / "build").exists()


def test_no_registry(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A folder without a registry is named."""
    said = complaint(capsys, "build", "--reports", tmp_path, "--out", tmp_path / "build")
    assert "registry.csv" in said
