"""A folder that is made beside its place and moved there whole.

A build that fails, or whose process is killed, leaves the old folder as it was. What it leaves
of its own is taken away by the next one.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tongbi.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["MARK", "staged"]

MARK = "manifest.json"
"""The file by which a folder is known to be of our making, and so may be replaced."""


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """Give a fresh folder to fill; move it to `out` when the block ends without an error.

    Parameters
    ----------
    out : Path
        Where the folder is to be. An older one is replaced.

    Raises
    ------
    UsageError
        When `out` is a file, or a folder with content that no build has made, or when another
        build into the same place is running.
    """
    making = out.with_name(f".{out.name}.making")
    former = out.with_name(f".{out.name}.former")
    _refuse(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    lock = _claim(making)
    try:
        _recover(out, former)
        yield making
        _swap(making, out, former)
    finally:
        shutil.rmtree(making, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _refuse(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise UsageError("publish.out-is-file", path=out)
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise UsageError("publish.out-not-ours", path=out, mark=MARK)


def _claim(making: Path) -> int | None:
    """Make the folder anew and lock it for as long as this process lives."""
    if making.exists():
        held = _lock(making)
        shutil.rmtree(making)
        if held is not None:
            os.close(held)
    making.mkdir()
    return _lock(making)


def _lock(folder: Path) -> int | None:
    try:
        import fcntl
    except ImportError:  # no such locks on Windows: there the folder's name alone keeps order
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise UsageError("publish.out-busy", path=folder) from None
    return handle


def _recover(out: Path, former: Path) -> None:
    """Finish what a build that was killed between the two renames of a swap has begun."""
    if former.exists():
        if out.exists():
            shutil.rmtree(former)
        else:
            former.rename(out)


def _swap(making: Path, out: Path, former: Path) -> None:
    if out.exists():
        out.rename(former)
    try:
        making.rename(out)
    except BaseException:
        if former.exists():
            former.rename(out)
        raise
    shutil.rmtree(former, ignore_errors=True)
