"""Reports in batches: the files of a folder, some at a time, each batch a few seconds' work."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tongbi.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Batch", "batches"]

_SIZE = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Reports that are read together.

    Attributes
    ----------
    files : tuple of str
        Their paths, sorted.
    id : str
        Digest of their names, sizes and times: another one where a file was changed.
    """

    files: tuple[str, ...]
    id: str


def batches(sources: Iterable[str], size: int = _SIZE) -> Iterator[Batch]:
    """Yield the files of folders, and files named one by one, in batches.

    Parameters
    ----------
    sources : iterable of str
        Paths of files, or of folders, which are searched to the bottom; hidden names are left out.
    size : int
        Files in a batch at most; those of one folder, mostly of one issuer, stay together.

    Yields
    ------
    Batch
        In the order of the sources, and of the names inside a folder.

    Raises
    ------
    ReadError
        When there is no such file or folder.
    """
    for source in sources:
        path = Path(source)
        if not path.exists():
            raise ReadError("read.no-file", source=source)
        for files in _folders(path) if path.is_dir() else iter([[str(path)]]):
            for start in range(0, len(files), size):
                yield _batch(files[start : start + size])


def _folders(root: Path) -> Iterator[list[str]]:
    """Yield the files of each folder below `root`, folders in the order of their names."""
    for folder, below, files in os.walk(root):
        below[:] = sorted(name for name in below if not name.startswith("."))
        kept = sorted(name for name in files if not name.startswith("."))
        yield [os.path.join(folder, name) for name in kept]  # noqa: PTH118 - many of them


def _batch(files: list[str]) -> Batch:
    digest = hashlib.sha256()
    for file in files:
        known = os.stat(file)  # noqa: PTH116
        digest.update(f"{file}\0{known.st_size}\0{known.st_mtime_ns}\n".encode())
    return Batch(files=tuple(files), id=digest.hexdigest()[:20])
