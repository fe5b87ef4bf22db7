"""The manifest of a build: what went in, what came out, and what made it. No clocks."""

from __future__ import annotations

import json
import platform
from typing import TYPE_CHECKING, Any

from tongbi.publish.inputs import digests, libraries
from tongbi.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["manifest_bytes"]


def manifest_bytes(
    inputs: Path,
    outputs: Path,
    *,
    lang: str,
    made_from: str = "",
    counts: Mapping[str, int] | None = None,
    parts: Mapping[str, Mapping[str, Any]] | None = None,
) -> bytes:
    """Return the manifest of the build that made `outputs` from `inputs`.

    Parameters
    ----------
    inputs : Path
        The ``reports/`` folder.
    outputs : Path
        The folder made, without the manifest itself.
    lang : str
        The language it was made in.
    made_from : str
        Digest of all that the build was made from.
    counts : mapping of str to int
        How many of each kind are in it.
    parts : mapping
        The parts that a later build may take over, by their names.
    """
    content = {
        "tongbi": __version__,
        "python": ".".join(platform.python_version_tuple()[:2]),
        "libraries": libraries(),
        "lang": lang,
        "made_from": made_from,
        "counts": dict(counts or {}),
        "inputs": digests(inputs),
        "outputs": digests(outputs),
        "parts": dict(sorted((parts or {}).items())),
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
