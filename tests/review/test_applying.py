"""Verdicts are tried, told as a diff, and merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi import archive, observations
from tongbi.cli import run

from .conftest import ID

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "report,at,verdict,field,value,expect,reason,author,date\n"


def place(root: Path, quote: str) -> int:
    folder = archive.open(root)
    [statement] = [s for s in folder.facts(folder.report(ID)) if s.quote == quote]
    return statement.at


def verdicts(root: Path, *lines: str) -> Path:
    path = root.parent / "corrections.csv"
    content = "".join(f"{ID},{line},人工核对,审核,2025-03-01\n" for line in lines)
    path.write_text(HEADER + content, encoding="utf-8-sig")
    return path


def apply(root: Path, file: Path, *more: str) -> int:
    return run(["corrections", "apply", str(file), "--reports", str(root), *more])


def test_dry_run_tells_and_writes_nothing(
    registered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The diff names place, old and new; no file appears."""
    at = place(registered, "30人")
    file = verdicts(registered, f"{at},override,label,培训灯匠人数,灯匠受训")
    capsys.readouterr()
    assert apply(registered, file, "--dry-run") == 0
    told = capsys.readouterr()
    assert f"{ID} 第{at}字\n  - label: 灯匠受训\n  + label: 培训灯匠人数\n" in told.out
    assert "未写入" in told.err
    assert not (registered / "corrections.csv").exists()


def test_linked_figure_joins_the_series(registered: Path) -> None:
    """A verdict that joins a figure to an ended series makes the series go on."""
    at = place(registered, "30人")
    assert apply(registered, verdicts(registered, f"{at},link,,培训灯匠,30人")) == 0
    frame = observations(archive.open(registered))
    series = frame[frame["indicator"] == "培训灯匠"]
    assert list(zip(series["period"], series["value"], strict=True)) == [(2023, 25.0), (2024, 30.0)]


def test_applying_twice_adds_once(registered: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is there already is counted, not written again."""
    file = verdicts(registered, f"{place(registered, '30人')},accept,,,30人")
    apply(registered, file)
    before = (registered / "corrections.csv").read_bytes()
    capsys.readouterr()
    assert apply(registered, file) == 0
    assert "新增更正 0 条，已有 1 条。" in capsys.readouterr().out
    assert (registered / "corrections.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("3,drop,,,30人", "corrections.csv 第 2 行 expect 列的值“30人”与现状不符"),
        ("3,forget,,,30人", "corrections.csv 第 2 行 verdict 列的值“forget”不在允许的取值之内"),
    ],
)
def test_what_does_not_hold_is_refused(
    registered: Path, line: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong line stops all of them, and is pointed at."""
    good = f"{place(registered, '15盏')},accept,,,15盏"
    assert apply(registered, verdicts(registered, line, good)) == 2
    assert expected in capsys.readouterr().err
    assert not (registered / "corrections.csv").exists()


def test_unknown_report_and_missing_file(
    registered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both are told in one line."""
    file = verdicts(registered, "3,drop,,,30人")
    file.write_text(file.read_text(encoding="utf-8-sig").replace("-2024,", "-2019,"))
    assert apply(registered, file) == 2
    assert "没有登记报告 yunling/law_based_gov_report-2019" in capsys.readouterr().err
    assert apply(registered, registered / "none.csv") == 2
    assert "找不到更正文件" in capsys.readouterr().err
