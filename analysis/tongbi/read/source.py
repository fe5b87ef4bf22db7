"""Where a report comes from: a path, standard input or an address, as bounded bytes."""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import IO, NamedTuple

from tongbi.errors import ReadError
from tongbi.language import current

__all__ = ["LIMIT", "Source", "is_address", "load"]

LIMIT = 64 * 2**20
"""Bytes that a report's file may have; the longest reports have a few million."""

_PIECE = 1 << 16  # bytes read at a time

_STDIN = "-"
_STDIN_NAMES = {"zh": "标准输入", "en": "standard input"}
_SCHEMES = ("http://", "https://")


class Source(NamedTuple):
    """The bytes of a report and the path or address that they came from."""

    data: bytes
    name: str


def is_address(source: str | Path) -> bool:
    """Tell whether `source` is an address on the web."""
    return isinstance(source, str) and source.lower().startswith(_SCHEMES)


def load(source: str | Path) -> Source:
    """Read the bytes of a report.

    Parameters
    ----------
    source : str or Path
        A path, ``-`` for standard input, or an ``http://`` or ``https://`` address.

    Raises
    ------
    ReadError
        If it is missing, no regular file, without permission, larger than ``LIMIT`` bytes, or
        cannot be fetched.
    """
    if is_address(source):
        from tongbi.fetch import Fetcher

        with Fetcher(size=LIMIT) as fetcher:
            page = fetcher.get(str(source))
        return Source(page.data, str(source))
    if str(source) == _STDIN:
        name = _STDIN_NAMES[current()]
        return Source(_bounded(sys.stdin.buffer, name), name)
    return Source(_file(Path(source)), str(source))


def _file(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ReadError("read.folder", source=path)
        if not stat.S_ISREG(mode):  # a pipe or a device would block, or never end
            raise ReadError("read.not-a-file", source=path)
        with path.open("rb") as file:
            return _bounded(file, str(path))
    except FileNotFoundError as error:
        raise ReadError("read.no-file", source=path) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or error
        raise ReadError("read.not-readable", source=path, reason=reason) from error


def _bounded(file: IO[bytes], name: str) -> bytes:
    """Read piece by piece: one read of the limit would ask for that much memory at once."""
    data = bytearray()
    while piece := file.read(_PIECE):
        data += piece
        if len(data) > LIMIT:
            raise ReadError("read.too-large", source=name, size=LIMIT // 2**20)
    return bytes(data)
