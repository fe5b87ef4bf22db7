"""What an executed notebook was made from, kept in its metadata."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tongbi.publish.inputs import file_digest, of_reports
from tongbi.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["KEY", "stamp"]

KEY = "tongbi"
"""The key of a notebook's metadata that holds the stamp."""


def stamp(source: Path, reports: Path, parameters: Mapping[str, object]) -> dict[str, Any]:
    """Return what an executed notebook was made from.

    Parameters
    ----------
    source : Path
        The notebook that was run.
    reports : Path
        The folder of reports; where the parameters name an issuer, what it has of that one.
    parameters : mapping
        The parameters; tuples become lists, as JSON has them.
    """
    return {
        "notebook": source.stem,
        "parameters": json.loads(json.dumps(dict(parameters), ensure_ascii=False)),
        "reports": of_reports(reports, str(parameters.get("issuer") or "")),
        "source": file_digest(source),
        "version": __version__,
    }
