"""Reports in batches: the files of a folder, some at a time, each batch a few seconds' work."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from tongbi.bulk.store import file_system
from tongbi.errors import ReadError
from tongbi.publish.inputs import digest_of

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
        Their paths or addresses.
    id : str
        Digest of these.
    version : str
        Digest of the files' sizes and dates (of a store's tags): another where one was changed.
    """

    files: tuple[str, ...]
    id: str
    version: str


def batches(sources: Iterable[str], size: int = _SIZE, *, without: str = "") -> Iterator[Batch]:
    """Yield the files of folders, and files named one by one, in batches; each file once.

    Parameters
    ----------
    sources : iterable of str
        Files, or folders, which are searched to the bottom, by path or by an address that fsspec
        knows. Hidden names are left out, and links to folders are not followed.
    size : int
        Files in a batch at most; those of one folder, mostly of one issuer, stay together.
    without : str
        A folder that is passed over.

    Yields
    ------
    Batch
        In the order of the sources, and of the names inside a folder.

    Raises
    ------
    ReadError
        When there is no such file or folder.
    OSError
        When a folder may not be read.
    """
    seen: set[str] = set()
    for files in _folders(sources, os.path.abspath(without) if without else ""):  # noqa: PTH100
        new = [file for file in files if file[0] not in seen]
        seen.update(path for path, _ in new)
        for start in range(0, len(new), size):
            yield _batch(new[start : start + size])


def _folders(sources: Iterable[str], without: str) -> Iterator[list[_File]]:
    """Yield the files of one folder after the other, those that are named one by one too."""
    paths = (source if "://" in source else os.path.normpath(source) for source in sources)
    for (named, _), some in groupby(paths, key=_together):
        if named:
            yield [_seen(file) for file in some]
            continue
        for source in some:
            yield from _remote(source) if "://" in source else _local(source, without)


def _together(source: str) -> tuple[bool, str]:
    """Tell whether a file is named, and what such files have in common: their folder."""
    named = "://" not in source and Path(source).is_file()
    return named, str(Path(source).parent) if named else source


def _local(source: str, without: str) -> Iterator[list[_File]]:
    """Yield the files of each folder below a path, folders in the order of their names."""
    if not Path(source).is_dir():
        raise ReadError("read.no-file", source=source)
    for folder, below, files in os.walk(source, onerror=_refuse):
        below[:] = sorted(
            name
            for name in below
            if not name.startswith(".") and os.path.abspath(os.path.join(folder, name)) != without  # noqa: PTH100, PTH118
        )
        kept = sorted(name for name in files if not name.startswith("."))
        yield [_seen(os.path.join(folder, name)) for name in kept]  # noqa: PTH118 - many of them


def _refuse(error: OSError) -> None:
    raise error


def _seen(path: str) -> _File:
    try:
        known = os.stat(path)  # noqa: PTH116
    except OSError:  # a link that leads nowhere: reading it will tell
        return path, ""
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
    return Batch(
        files=tuple(path for path, _ in files),
        id=digest_of(*(path for path, _ in files))[:20],
        version=digest_of(*(version for _, version in files)),
    )
