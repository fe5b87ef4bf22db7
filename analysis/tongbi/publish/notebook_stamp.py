"""What an executed notebook was made from, kept in its metadata."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from tongbi.publish.manifest import digests
from tongbi.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["KEY", "digest_of", "stamp"]

KEY = "tongbi"
"""The key of a notebook's metadata that holds the stamp."""


def digest_of(path: Path) -> str:
    """Return one sha256 for a file, or for all that a folder of reports holds but its sources."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    listed = json.dumps(digests(path), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(listed.encode()).hexdigest()


def stamp(source: Path, reports: Path, parameters: Mapping[str, object]) -> dict[str, Any]:
    """Return what an executed notebook was made from.

    Parameters
    ----------
    source : Path
        The notebook that was run.
    reports : Path
        The folder of reports.
    parameters : mapping
        The parameters; tuples become lists, as JSON has them.
    """
    return {
        "notebook": source.stem,
        "parameters": json.loads(json.dumps(dict(parameters), ensure_ascii=False)),
        "reports": digest_of(reports),
        "source": digest_of(source),
        "version": __version__,
    }
