"""The evidence pages of a build: a review page for each report whose text is at hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tongbi.archive import open as open_archive
from tongbi.archive.sources import source_path
from tongbi.errors import DataError, TongbiError
from tongbi.publish.inputs import digest_of, of_issuer, program
from tongbi.publish.parts import Made, Part

if TYPE_CHECKING:
    from pathlib import Path

    from tongbi.archive import Archive

__all__ = ["parts", "write_page"]


def parts(archive: Archive, lang: str) -> list[Part]:
    """Return the pages as parts of a build, one a report whose text the archive holds.

    The record of one tells the report and the page's file name; there is no name where the
    figures do not stand in the text where they are registered, and so no page.
    """
    held = [r for r in archive.reports if source_path(archive.root, r) is not None]
    issuers = {report.issuer: of_issuer(archive, report.issuer) for report in held}
    return [
        Part(
            name=f"evidence/{report.id}",
            made_from=digest_of(program(), report.id, issuers[report.issuer], lang),
            make=partial(write_page, archive.root.resolve(), report.id, lang),
        )
        for report in held
    ]


def write_page(root: Path, report: str, lang: str, folder: Path) -> Made:
    """Write a registered report's page into ``evidence`` of a build's folder.

    Parameters
    ----------
    root : Path
        The folder of registered reports.
    report : str
        The report's id.
    lang : {"zh", "en"}
        The language.
    folder : Path
        The build's folder.
    """
    from tongbi.review.page import page_bytes
    from tongbi.review.sheet import gather
    from tongbi.review.subject import find_subject, registered_prior

    archive = open_archive(root)
    try:
        current = find_subject(report, archive)
        prior = registered_prior(archive, current.report)
    except TongbiError as error:
        # A file may be readable tomorrow, when its converter is installed; moved figures stay.
        moved = isinstance(error, DataError)
        return Made((), {"report": report, "page": ""}, lasting=moved)
    sheet = gather(current, prior, archive, lang)
    name = report.replace("/", "-") + ".html"
    (folder / "evidence").mkdir(exist_ok=True)
    (folder / "evidence" / name).write_bytes(page_bytes(sheet, lang))
    return Made((f"evidence/{name}",), {"report": report, "page": name})
