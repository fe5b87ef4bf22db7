"""``tongbi extract`` over many reports: printed in order, or written as a data set."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tongbi import archive
from tongbi.cli import run

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
