"""The evidence pages of a build: a review page for each report whose text is at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.archive.sources import source_path
from tongbi.errors import TongbiError

if TYPE_CHECKING:
    from pathlib import Path

    from tongbi.archive import Archive

__all__ = ["write_evidence"]


def write_evidence(archive: Archive, folder: Path, lang: str = "zh") -> dict[str, str]:
    """Write the pages and return their names by the reports' ids.

    Parameters
    ----------
    archive : Archive
        The registered reports.
    folder : Path
        Where the pages go; made when there is one to write.
    lang : {"zh", "en"}
        The language.

    Returns
    -------
    dict of str to str
        Only of the reports whose text the archive holds, and in whose text the figures stand
        where they are registered: to the others there is nothing to link.
    """
    from tongbi.review.page import page_bytes
    from tongbi.review.sheet import gather
    from tongbi.review.subject import find_subject, registered_prior

    names = {}
    for report in archive.reports:
        if source_path(archive.root, report) is None:
            continue
        try:
            current = find_subject(report.id, archive)
        except TongbiError:
            continue
        sheet = gather(current, registered_prior(archive, report), archive, lang)
        name = report.id.replace("/", "-") + ".html"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(page_bytes(sheet, lang))
        names[report.id] = name
    return names
