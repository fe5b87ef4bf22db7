"""The source files of registered reports: where they lie, and how fetched ones are kept.

Third parties' texts stay with the user, in ``reports/sources/``, which is no part of the
repository; only the worked example registers its texts as files of the folder.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from tongbi.errors import DataError
from tongbi.files import write_atomically
from tongbi.read.filetype import FileType, file_type

if TYPE_CHECKING:
    from pathlib import Path

    from tongbi.model import Report

__all__ = ["Kept", "KeptState", "keep_source", "source_path"]

FOLDER = "sources"
"""Folder of the fetched files, inside the folder of reports."""

_SUFFIXES = {FileType.TEXT: ".txt", FileType.LEGACY: ".doc"}


class KeptState(StrEnum):
    """What became of a fetched file."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"  # other than registered: kept only where nothing lay there
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A fetched file and what became of it.

    Attributes
    ----------
    report : Report
        With the checksum recorded where none was registered.
    path : Path
        The file.
    state : KeptState
        What became of it.
    """

    report: Report
    path: Path
    state: KeptState


def source_path(root: Path, report: Report) -> Path | None:
    """Return the source file of a report; None where there is none.

    Parameters
    ----------
    root : Path
        The folder that holds ``registry.csv``.
    report : Report
        A registered report. Its own `source` comes first, then what was fetched.
    """
    if report.source and (root / report.source).is_file():
        return root / report.source
    stem = _stem(root, report)
    found = sorted(path for path in stem.parent.glob("*") if path.stem == stem.name)
    return found[0] if found and found[0].is_file() else None


def keep_source(root: Path, report: Report, data: bytes, *, replacing: bool = False) -> Kept:
    """Keep a fetched file, unless it is another than the one that was registered.

    Parameters
    ----------
    root : Path
        The folder that holds ``registry.csv``.
    report : Report
        The report.
    data : bytes
        The file.
    replacing : bool
        Whether a changed file takes the place of the kept one, and its checksum that of the
        registered one.

    Raises
    ------
    ReadError
        If the file is of a kind that is not read.
    """
    found = file_type(data, report.address)
    checksum = hashlib.sha256(data).hexdigest()
    there = source_path(root, report)
    lying = None if there is None else hashlib.sha256(there.read_bytes()).hexdigest()
    if lying == checksum and report.sha256 in {"", checksum}:
        return Kept(report=_recorded(report, checksum), path=there or root, state=KeptState.SAME)
    stem = _stem(root, report)
    path = stem.with_name(stem.name + _SUFFIXES.get(found, f".{found.value}"))
    changed = report.sha256 not in {"", checksum} or lying not in {None, checksum}
    if changed and not replacing:
        if there is None:
            write_atomically(path, data)
        return Kept(report=report, path=there or path, state=KeptState.CHANGED)
    if there is not None and there.is_relative_to(root / FOLDER) and there != path:
        there.unlink()
    write_atomically(path, data)
    state = KeptState.REPLACED if changed else KeptState.NEW
    return Kept(report=replace(report, sha256=checksum), path=path, state=state)


def _recorded(report: Report, checksum: str) -> Report:
    return report if report.sha256 else replace(report, sha256=checksum)


def _stem(root: Path, report: Report) -> Path:
    """Return the path of a fetched file without its suffix; ids may come from elsewhere."""
    folder = (root / FOLDER).resolve()
    stem = folder / report.id
    if not stem.resolve().is_relative_to(folder):
        raise DataError("archive.id-outside", path=root / "registry.csv", id=report.id)
    return root / FOLDER / report.id
