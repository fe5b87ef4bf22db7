"""Crash safety: whatever moment a writer dies at, the registry loads and nothing is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tongbi import archive
from tongbi.cli import run
from tongbi.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tongbi.archive import Archive, Fact
    from tongbi.model import Report

KILLS = 100
TEXT = "2024年，全市受理行政复议申请830件。"


def register_for_ever(root: Path, report: Report, fact: Fact) -> None:
    """Register reports without end, as `tongbi add` does."""
    for number in range(10_000):
        year = 1000 + number
        name = f"yunling/law_based_gov_report-{year}"
        one = replace(report, id=name, year=year, facts=f"{name}.csv")
        with archive.locked(root):
            folder = archive.open(root)
            folder.write_facts(one, [fact])
            folder.register(one)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_killed_writer_leaves_a_registry_that_loads(
    folder: Archive, report: Report, fact: Fact
) -> None:
    """After kill -9 at any moment all that was registered is there, and the lock is free."""
    chance = random.Random(7)  # noqa: S311 - moments, no secret
    known: set[str] = set()
    for _ in range(KILLS):
        child = os.fork()
        if child == 0:
            try:
                register_for_ever(folder.root, report, fact)
            finally:
                os._exit(1)
        time.sleep(chance.uniform(0.001, 0.05))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with archive.locked(folder.root, patience=1):
            opened = archive.open(folder.root)
        ids = {found.id for found in opened.reports}
        assert known <= ids
        assert all(opened.rows(found) for found in opened.reports)
        known = ids
    assert len(known) > 1


def test_two_adds_at_once_lose_none(tmp_path: Path) -> None:
    """Reports that are added at the same time are all registered."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    root = tmp_path / "reports"
    code = "import sys, tongbi.cli; tongbi.cli.main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "add", str(path), "--issuer", "云岭市"]
    more = ["--slug", "yunling", "--kind", "other", "--reports", str(root), "--year"]
    writers = [subprocess.Popen([*command, *more, str(year)]) for year in range(2020, 2024)]
    assert [0] * 4 == [writer.wait(timeout=60) for writer in writers]
    assert [2020, 2021, 2022, 2023] == [r.year for r in archive.open(root).reports]


def test_second_writer_waits_and_then_tells(tmp_path: Path) -> None:
    """A writer that finds another at work says so when its patience ends."""
    with (
        archive.locked(tmp_path),
        pytest.raises(UsageError, match="正由另一个 tongbi 写入"),
        archive.locked(tmp_path, patience=0.1),
    ):
        pass


def test_full_disk(
    folder: Archive,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A full disk is told in one line; what was there is untouched, and nothing is half-written."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    before = {p: p.read_bytes() for p in folder.root.rglob("*") if p.is_file()}

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device", "registry.csv")

    monkeypatch.setattr(os, "fsync", full)
    args = ["--issuer", "云岭市", "--year", "2023", "--reports", str(folder.root)]
    assert 2 == run(["add", str(path), *args])
    err = capsys.readouterr().err
    assert "No space left on device — 请检查权限和磁盘空间" in err
    assert 1 == err.count("\n")
    assert before == {p: p.read_bytes() for p in folder.root.rglob("*") if p.is_file()}
