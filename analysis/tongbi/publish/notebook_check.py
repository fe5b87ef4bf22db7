"""Whether an executed notebook is still what a run would give."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tongbi.errors import ReadError
from tongbi.language import current
from tongbi.publish.inputs import file_digest, of_reports
from tongbi.publish.notebook_editions import NAMES, path_of
from tongbi.publish.notebook_stamp import KEY
from tongbi.publish.words import word
from tongbi.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["stale"]


def stale(executed: Path, reports: Path, source: Path | None = None) -> str:
    """Tell why an executed notebook is stale; empty when it is fresh.

    Parameters
    ----------
    executed : Path
        The executed notebook.
    reports : Path
        The folder of registered reports, as it is now.
    source : Path, optional
        The notebook that it was run from; the shipped one of its name where not given.

    Raises
    ------
    ReadError
        When the file is no notebook that tongbi has run, or its source is not known.
    """
    try:
        made = json.loads(executed.read_text(encoding="utf-8"))["metadata"][KEY]
        name, lang = made["notebook"], made["parameters"].get("lang", "zh")
        issuer = made["parameters"].get("issuer") or ""
        digest, data, version = made["source"], made["reports"], made["version"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise ReadError("publish.not-an-executed-notebook", path=executed) from None
    if source is None and name not in NAMES:
        raise ReadError("publish.not-a-shipped-notebook", path=executed)
    if digest != file_digest(source or path_of(name, lang)):
        return word("stale_notebook", current(), name=name)
    if data != of_reports(reports, issuer):
        return word("stale_data", current(), folder=reports)
    if version == __version__:
        return ""
    return word("stale_version", current(), then=version, now=__version__)
