"""``tongbi extract`` over many reports: printed in order, or written as a data set."""

from __future__ import annotations

import io
import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from tongbi import archive
from tongbi.cli import run
from tongbi.cli.reading import documents_of

if TYPE_CHECKING:
    from pathlib import Path

REPORTS = str(archive.shipped() / "yunling" / "*.txt")


def test_jobs_change_nothing_but_the_time(capsys: pytest.CaptureFixture[str]) -> None:
    """Several processes print the same lines in the same order."""
    printed = []
    for jobs in ("1", "2"):
        assert run(["extract", REPORTS, "--format", "jsonl", "--jobs", jobs]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    years = [json.loads(line)["report"][-8:-4] for line in printed[0].splitlines()]
    assert (years[0], years[-1]) == ("2022", "2024")
    assert years == sorted(years)


def test_memory_does_not_grow_with_the_reports(tmp_path: Path) -> None:
    """Each report is forgotten before the next is read: six times as many, the same peak."""
    source = (archive.shipped() / "yunling" / "law_based_gov_report-2024.txt").read_text("utf-8")
    peaks: list[int] = []
    for count in (4, 4, 24):  # the first round fills the caches
        folder = tmp_path / f"{len(peaks)}"
        folder.mkdir()
        for number in range(count):
            text = source.replace("案件", f"案件{chr(0x4E00 + 100 * len(peaks) + number)}")
            (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
        tracemalloc.start()
        found = sum(1 for _ in documents_of([str(folder)]))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert found == count
    assert peaks[2] < peaks[1] * 2


def test_dataset_is_written_and_linked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --out nothing is printed but where it is; --link adds series and changes."""
    out = tmp_path / "data"
    assert run(["extract", REPORTS, "--out", str(out), "--link", "--jobs", "1"]) == 0
    said = capsys.readouterr()
    assert said.out == f"{out}\n"
    assert "3份报告，194个数字" in said.err
    assert {path.name for path in out.iterdir()} == {"_batches", "statements", "series", "changes"}


@pytest.mark.parametrize(
    "args",
    [("--link",), ("--engine", "dask"), ("--out", "x", "--ocr"), ("--out", "x", "--explain")],
)
def test_options_that_do_not_go_together(
    args: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """They are refused in one line before anything is read."""
    assert run(["extract", "nowhere.txt", *args]) == 2
    assert "--out" in capsys.readouterr().err


def test_other_processes_speak_the_same_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is skipped, and why figures were read, is told in the language of who asked."""
    (tmp_path / "a.txt").write_text("2024年，办理案件12件。", encoding="utf-8")
    (tmp_path / "b.txt").write_text("办理案件12件。", encoding="utf-8")
    args = [str(tmp_path), "--jobs", "2"]
    assert run(["--lang", "en", "extract", *args, "--explain", "--format", "jsonl"]) == 0
    said = capsys.readouterr()
    assert "skipped: " in said.err
    assert not {character for character in said.err if "\u4e00" <= character <= "\u9fff"}
    [record] = map(json.loads, said.out.splitlines())
    assert record["why"].isascii()
    out = str(tmp_path / "out")
    assert run(["--lang", "en", "extract", *args, "--out", out]) == 0
    told = capsys.readouterr().err
    assert run(["extract", *args, "--out", out]) == 0
    assert "skipped: " in told
    assert "跳过: " in capsys.readouterr().err  # kept as a code, told anew


def test_standard_input_needs_no_processes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """``-`` is read where it is, whatever --jobs says."""
    text = io.TextIOWrapper(io.BytesIO("2024年，办理案件12件。".encode()))
    monkeypatch.setattr("sys.stdin", text)
    assert run(["extract", "-", "--jobs", "2", "--format", "csv"]) == 0
    assert "12件" in capsys.readouterr().out
