"""A folder is replaced whole or not at all."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tongbi.errors import UsageError
from tongbi.publish.staging import MARK, staged

from .conftest import contents

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder as an earlier build left it."""
    out = tmp_path / "build"
    with staged(out) as folder:
        (folder / MARK).write_text("{}")
        (folder / "series.csv").write_text("old")
    return out


def test_new_folder_takes_the_place_of_the_old(old: Path) -> None:
    """Files of the old build that the new one lacks are gone, and nothing else lies about."""
    with staged(old) as folder:
        (folder / MARK).write_text("new")
    assert contents(old) == {MARK: b"new"}
    assert [path.name for path in old.parent.iterdir()] == ["build"]


def _fail_half_way(out: Path) -> None:
    with staged(out) as folder:
        (folder / "series.csv").write_text("new")
        raise RuntimeError("half way")


def test_failing_build_leaves_the_old_folder_byte_for_byte(old: Path) -> None:
    """An error half way changes nothing and leaves nothing."""
    before = contents(old)
    with pytest.raises(RuntimeError, match="half way"):
        _fail_half_way(old)
    assert contents(old) == before
    assert [path.name for path in old.parent.iterdir()] == ["build"]


def test_killed_build_leaves_the_old_folder_and_the_next_cleans_up(old: Path) -> None:
    """After SIGKILL the old folder stands; the next build takes the rest away."""
    before = contents(old)
    code = (
        "import sys, time; from pathlib import Path; from tongbi.publish.staging import staged\n"
        "with staged(Path(sys.argv[1])) as folder:\n"
        "    (folder / 'half').write_text('x'); print('ready', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(old)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    with process.stdout as told:
        assert told.readline() == b"ready\n"
    with pytest.raises(UsageError, match=r"另一个 tongbi build 正在写"), staged(old):
        pass
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert contents(old) == before
    assert (old.parent / ".build.making" / "half").is_file()
    with staged(old) as folder:
        (folder / MARK).write_text("new")
    assert [path.name for path in old.parent.iterdir()] == ["build"]


def build_for_ever(out: Path) -> None:
    """Replace the folder without end by one whose two files agree."""
    for number in range(100_000):
        with staged(out) as folder:
            (folder / MARK).write_text(str(number))
            (folder / "series.csv").write_text(str(number))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_build_killed_at_any_moment_leaves_one_whole_folder(tmp_path: Path) -> None:
    """After SIGKILL a whole build stands, or is put back by the next, and never two halves."""
    out, former = tmp_path / "build", tmp_path / ".build.former"
    chance = random.Random(7)  # noqa: S311 - moments, no secret
    seen = set()
    for _ in range(100):
        child = os.fork()
        if child == 0:
            try:
                build_for_ever(out)
            finally:
                os._exit(1)
        time.sleep(chance.uniform(0.005, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if out.exists() or former.exists():
            left = contents(out if out.exists() else former)
            assert left[MARK] == left["series.csv"]
            seen.add(left[MARK])
    assert len(seen) > 1


def test_build_killed_between_the_two_renames_is_undone(old: Path) -> None:
    """Should the old folder have been moved aside only, the next build puts it back first."""
    before = contents(old)
    old.rename(old.parent / ".build.former")
    with pytest.raises(RuntimeError, match="half way"):
        _fail_half_way(old)
    assert contents(old) == before


def test_folder_of_someone_else_is_not_replaced(tmp_path: Path) -> None:
    """A folder without our manifest is left alone, and so is a file."""
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("mine")
    with (
        pytest.raises(UsageError, match="不是 tongbi build 生成的文件夹"),
        staged(tmp_path / "thesis"),
    ):
        pass
    with (
        pytest.raises(UsageError, match=r"chapter\.txt 是文件"),
        staged(tmp_path / "thesis/chapter.txt"),
    ):
        pass
    assert contents(tmp_path / "thesis") == {"chapter.txt": b"mine"}
