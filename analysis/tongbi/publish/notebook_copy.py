"""Notebooks and reports copied to where a user works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi import archive
from tongbi.errors import UsageError
from tongbi.files import write_atomically
from tongbi.publish.notebook_editions import edition

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["copy_notebooks"]

_SOURCES = "sources"  # a user's copies of third parties' reports stay where they are


def copy_notebooks(folder: Path, lang: str = "zh") -> list[Path]:
    """Copy one edition of the notebooks and the shipped reports into a folder.

    Parameters
    ----------
    folder : Path
        Where to; made where it does not exist.
    lang : {"zh", "en"}
        The edition.

    Returns
    -------
    list of Path
        The notebooks and the folder of reports.

    Raises
    ------
    UsageError
        When a file is there already and differs: nothing is copied then.
    """
    reports = archive.shipped()
    contents = {folder / path.name: path.read_bytes() for path in edition(lang)}
    contents |= {
        folder / "reports" / path.relative_to(reports): path.read_bytes()
        for path in sorted(reports.rglob("*"))
        if path.is_file() and path.relative_to(reports).parts[0] != _SOURCES
    }
    for path, data in contents.items():
        if path.exists() and path.read_bytes() != data:
            raise UsageError("publish.file-differs", path=path)
    for path, data in contents.items():
        write_atomically(path, data)
    return [*(folder / path.name for path in edition(lang)), folder / "reports"]
