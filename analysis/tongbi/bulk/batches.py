"""Reports in batches: the files of a folder, some at a time, each batch a few seconds' work."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from tongbi.bulk.store import file_system
from tongbi.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Batch", "batches"]

_SIZE = 32

_File = tuple[str, str]  # its path or address, and what changes when it does


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Reports that are read together.

    Attributes
    ----------
    files : tuple of str
        Their paths or addresses, sorted.
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
        Files, or folders, which are searched to the bottom, by path or by an address that fsspec
        knows; hidden names are left out.
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
    for files in _folders(sources):
        for start in range(0, len(files), size):
            yield _batch(files[start : start + size])


def _folders(sources: Iterable[str]) -> Iterator[list[_File]]:
    """Yield the files of one folder after the other, those that are named one by one too."""
    for _, some in groupby(sources, key=_together):
        source, *others = some
        if "://" in source:
            yield from _remote(source)
        elif Path(source).is_file():
            yield [_seen(file) for file in (source, *others)]
        else:
            yield from _local(source)


def _together(source: str) -> str:
    """Return what files have in common that are read together: their folder."""
    named = "://" not in source and Path(source).is_file()
    return f"{Path(source).parent}/" if named else source


def _local(source: str) -> Iterator[list[_File]]:
    """Yield the files of each folder below a path, folders in the order of their names."""
    if not Path(source).is_dir():
        raise ReadError("read.no-file", source=source)
    for folder, below, files in os.walk(source):
        below[:] = sorted(name for name in below if not name.startswith("."))
        kept = sorted(name for name in files if not name.startswith("."))
        yield [_seen(os.path.join(folder, name)) for name in kept]  # noqa: PTH118 - many of them


def _seen(path: str) -> _File:
    known = os.stat(path)  # noqa: PTH116
    return path, f"{known.st_size} {known.st_mtime_ns}"


def _remote(source: str) -> Iterator[list[_File]]:
    """Yield the same below an address; a store tells by tag, date or size what has changed."""
    files, base = file_system(source)
    folders: dict[str, list[_File]] = {}
    for path, known in sorted(files.find(base, detail=True).items()):
        tag = known.get("ETag") or known.get("etag") or known.get("mtime") or known.get("created")
        folder, _, name = path.rpartition("/")
        if not name.startswith("."):
            own = (files.unstrip_protocol(path), f"{known.get('size')} {tag}")
            folders.setdefault(folder, []).append(own)
    if not folders:
        raise ReadError("read.no-file", source=source)
    yield from folders.values()


def _batch(files: list[_File]) -> Batch:
    digest = hashlib.sha256()
    for path, version in files:
        digest.update(f"{path}\0{version}\n".encode())
    return Batch(files=tuple(path for path, _ in files), id=digest.hexdigest()[:20])
