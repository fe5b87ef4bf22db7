"""What a build and its parts are made from, as digests: where they are the same, so is the part."""

from __future__ import annotations

import hashlib
import json
import platform
import re
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from tongbi.archive import open as open_archive
from tongbi.archive.sources import source_path
from tongbi.charts.choosing import issuer_named
from tongbi.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tongbi.archive import Archive
    from tongbi.model import Report

__all__ = [
    "LIBRARIES",
    "digest_of",
    "digests",
    "file_digest",
    "libraries",
    "of_everything",
    "of_issuer",
    "of_reports",
    "program",
]

LIBRARIES = ("matplotlib", "nbclient", "nbconvert", "numpy", "pandas", "zhplot")
"""The libraries whose version shows in what a build makes."""

_PER_REPORT = ("registry.csv", "corrections.csv", "datapackage.json")


def digest_of(*parts: str | bytes) -> str:
    """Return one sha256 for several contents, which do not run into each other."""
    whole = hashlib.sha256()
    for part in parts:
        # File names may hold what is no text.
        data = part.encode(errors="surrogateescape") if isinstance(part, str) else part
        whole.update(f"{len(data)}:".encode())
        whole.update(data)
    return whole.hexdigest()


def file_digest(path: Path) -> str:
    """Return the sha256 of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def digests(folder: Path) -> dict[str, str]:
    """Return the sha256 of every file below `folder` by its path in it, sorted.

    Hidden files and the user's raw reports (``sources/``) are left out: facts are what a build
    is made from.
    """
    found = {}
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(p.startswith(".") for p in parts) and parts[0] != "sources":
            found["/".join(parts)] = file_digest(path)
    return found


def libraries() -> dict[str, str]:
    """Return the versions of :data:`LIBRARIES`, empty for one that is not installed."""
    return {name: _version(name) for name in LIBRARIES}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


@cache
def program() -> str:
    """Return a digest of what makes the parts: this package's own files, Python and libraries."""
    package = Path(__file__).resolve().parents[1]
    code = [
        f"{path.relative_to(package)} {file_digest(path)}"
        for path in sorted(package.rglob("*"))
        if path.is_file() and path.suffix != ".pyc" and "_shipped" not in path.parts
    ]
    python = ".".join(platform.python_version_tuple()[:2])
    return digest_of(__version__, python, *_required(), *code)


def _required() -> list[str]:
    """Return the packages that this one needs or can use, with the versions that are installed."""
    try:
        wanted = metadata.requires("tongbi") or []
    except metadata.PackageNotFoundError:
        wanted = list(LIBRARIES)
    names = {found[0] for line in wanted if (found := re.match(r"[\w.-]+", line))}
    return [f"{name} {_version(name)}" for name in sorted(names)]


def of_everything(archive: Archive) -> str:
    """Return a digest of all that is registered, with the texts that are at hand."""
    return digest_of(_tables(archive.root), *_texts(archive, archive.reports))


def of_issuer(archive: Archive, issuer: str) -> str:
    """Return a digest of all that is registered of one issuer, and of what holds for all.

    That is its rows of the registry and of the corrections, its facts and the texts at hand, and
    the user's own catalogue and verdicts.
    """
    own = [report for report in archive.reports if report.issuer == issuer]
    ids = {report.id for report in own}
    mine = [c.row.cells for c in archive.corrections if c.report in ids]
    corrections = [json.dumps(cells, ensure_ascii=False, sort_keys=True) for cells in mine]
    facts = [file_digest(archive.root / r.facts) for r in own]
    shared = [
        f"{path.name} {file_digest(path)}"
        for path in sorted(archive.root.iterdir())
        if path.is_file() and not path.name.startswith(".") and path.name not in _PER_REPORT
    ]
    return digest_of(*map(repr, own), *corrections, *facts, *shared, *_texts(archive, own))


def of_reports(folder: Path, issuer: str = "") -> str:
    """Return a digest of a folder of reports, or of what it has of one issuer.

    Parameters
    ----------
    folder : Path
        The folder that holds ``registry.csv``.
    issuer : str
        The issuer's name or an unmistakable part of it; empty is all.

    Raises
    ------
    NotFoundError
        When no such issuer is registered.
    """
    if not issuer:
        return _tables(folder)
    archive = open_archive(folder)
    return of_issuer(archive, issuer_named(issuer, (r.issuer for r in archive.reports)))


def _tables(folder: Path) -> str:
    return digest_of(json.dumps(digests(folder), ensure_ascii=False))


def _texts(archive: Archive, reports: Iterable[Report]) -> list[str]:
    paths = [(report, source_path(archive.root, report)) for report in reports]
    return [f"{report.id} {file_digest(path)}" for report, path in paths if path is not None]
