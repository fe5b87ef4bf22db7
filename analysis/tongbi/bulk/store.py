"""The place of a data set: a folder, or a bucket by any address that fsspec knows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from tongbi.errors import UsageError
from tongbi.files import write_atomically

if TYPE_CHECKING:
    from os import PathLike

__all__ = ["Store", "file_system", "partition", "partition_value"]

_RESERVED = re.compile(r'[\x00-\x1f%/\\:*?"<>|=]')


def partition(column: str, value: str) -> str:
    """Return the folder of a partition; characters that no folder may have are escaped.

    Examples
    --------
    >>> partition("issuer", "云岭市"), partition("issuer", "a/b")
    ('issuer=云岭市', 'issuer=a%2Fb')
    """
    return f"{column}={_RESERVED.sub(lambda found: f'%{ord(found[0]):02X}', value)}"


def partition_value(folder: str) -> str:
    """Return the value that a partition's folder stands for."""
    return unquote(folder.partition("=")[2])


class Store:
    """Files by name below a folder or an address; each is written whole or not at all.

    Parameters
    ----------
    root : str or path
        A folder, or an address such as ``s3://bucket/data``.

    Raises
    ------
    UsageError
        When the address needs a package that is not installed.
    """

    def __init__(self, root: str | PathLike[str]) -> None:
        self.root = str(root)
        self._remote: Any = None
        if "://" in self.root:
            self._remote, self._base = file_system(self.root)

    def write(self, name: str, data: bytes) -> None:
        """Write one file."""
        if self._remote is None:
            write_atomically(Path(self.root) / name, data)
            return
        path = f"{self._base}/{name}"
        self._remote.makedirs(path.rpartition("/")[0], exist_ok=True)
        # Object stores show an object when it is complete; elsewhere the name comes last.
        folder, _, last = path.rpartition("/")
        making = f"{folder}/.{last}"  # hidden, as what is not finished is
        self._remote.pipe_file(making, data)
        self._remote.mv(making, path)

    def read(self, name: str) -> bytes:
        """Return the content of one file."""
        if self._remote is None:
            return (Path(self.root) / name).read_bytes()
        data: bytes = self._remote.cat_file(f"{self._base}/{name}")
        return data

    def remove(self, name: str) -> None:
        """Take one file away."""
        if self._remote is None:
            (Path(self.root) / name).unlink()
            return
        self._remote.rm_file(f"{self._base}/{name}")

    def names(self, folder: str = "") -> list[str]:
        """Return what is in a folder, sorted; nothing where there is no such folder."""
        if self._remote is None:
            path = Path(self.root) / folder
            found = [entry.name for entry in path.iterdir()] if path.is_dir() else []
        else:
            place = f"{self._base}/{folder}".rstrip("/")
            exists = self._remote.isdir(place)
            paths = self._remote.ls(place, detail=False) if exists else []
            found = [path.rstrip("/").rpartition("/")[2] for path in paths]
        return sorted(name for name in found if not name.startswith("."))


def file_system(address: str) -> tuple[Any, str]:
    """Return the file system of fsspec's that an address is in, and the path there.

    Raises
    ------
    UsageError
        When the address needs a package that is not installed.
    """
    try:
        from fsspec.core import url_to_fs

        files, base = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise UsageError("bulk.no-store", address=address, reason=error) from error
    return files, base.rstrip("/")
