"""A file is written whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk fails, the old content stays and no temporary file is left."""
    path = tmp_path / "registry.csv"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        msg = "disk full"
        raise OSError(msg)

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [path] == list(tmp_path.iterdir())


def test_the_same_content_is_not_written_again(tmp_path: Path) -> None:
    """A file that already holds the content keeps its time, so that nothing is rebuilt."""
    path = tmp_path / "registry.csv"
    write_atomically(path, b"same")
    before = path.stat()
    write_atomically(path, b"same")
    assert (before.st_mtime_ns, before.st_ino) == (path.stat().st_mtime_ns, path.stat().st_ino)
