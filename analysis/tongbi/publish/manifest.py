"""The manifest of a build: what went in, what came out, and what made it. No clocks."""

from __future__ import annotations

import hashlib
import json
import platform
from importlib import metadata
from typing import TYPE_CHECKING

from tongbi.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["digests", "manifest_bytes"]

_LIBRARIES = ("matplotlib", "nbclient", "nbconvert", "numpy", "pandas", "zhplot")


def digests(folder: Path) -> dict[str, str]:
    """Return the sha256 of every file below `folder` by its path in it, sorted.

    Hidden files and the user's raw reports (``sources/``) are left out: facts are what a build
    is made from.
    """
    found = {}
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(p.startswith(".") for p in parts) and parts[0] != "sources":
            found["/".join(parts)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def manifest_bytes(inputs: Path, outputs: Path, *, lang: str) -> bytes:
    """Return the manifest of the build that made `outputs` from `inputs`.

    Parameters
    ----------
    inputs : Path
        The ``reports/`` folder.
    outputs : Path
        The folder made, without the manifest itself.
    lang : str
        The language it was made in.
    """
    content = {
        "tongbi": __version__,
        "python": ".".join(platform.python_version_tuple()[:2]),
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "lang": lang,
        "inputs": digests(inputs),
        "outputs": digests(outputs),
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
