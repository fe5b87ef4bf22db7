"""One writer at a time in a folder of reports."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tongbi.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["locked"]

_PATIENCE = 60.0  # seconds that another writer may take
_PAUSE = 0.05


@contextmanager
def locked(root: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the folder's lock; it is let go when the process ends, however it ends.

    Parameters
    ----------
    root : Path
        The folder; it is made where it does not exist.
    patience : float
        Seconds to wait for another writer.

    Raises
    ------
    UsageError
        If another writer does not finish in time.
    """
    root.mkdir(parents=True, exist_ok=True)
    handle = _open(root)
    try:
        until = time.monotonic() + patience
        while not _take(handle):
            if time.monotonic() > until:
                raise UsageError("archive.locked", folder=root)
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _open(root: Path) -> int:
        return os.open(root / ".lock", os.O_RDWR | os.O_CREAT)

    def _take(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _open(root: Path) -> int:
        return os.open(root, os.O_RDONLY)  # the folder itself: no file is left behind

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
