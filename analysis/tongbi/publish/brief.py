"""Briefings on one issuer and year, in the formats that a meeting asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tongbi.errors import UsageError
from tongbi.files import write_atomically
from tongbi.publish.document import document_bytes
from tongbi.publish.page import page_bytes
from tongbi.publish.slides import slides_bytes
from tongbi.publish.story import Story, story
from tongbi.publish.view import look
from tongbi.publish.workbook import workbook_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

__all__ = ["FORMATS", "brief"]

FORMATS = ("docx", "pptx", "xlsx", "html")
_SPAN = 10  # years before the briefing's own that its trends may show


def brief(
    reports: str | PathLike[str] = "reports",
    *,
    issuer: str,
    year: int,
    formats: Sequence[str] = FORMATS,
    out: str | PathLike[str] = ".",
    lang: str = "zh",
    template: str | PathLike[str] | None = None,
) -> list[Path]:
    """Write a briefing; return the paths.

    Parameters
    ----------
    reports : str or path
        The folder that holds ``registry.csv``.
    issuer : str
        The issuer's name or an unmistakable part of it.
    year : int
        The year that it is about.
    formats : sequence of {"docx", "pptx", "xlsx", "html"}
        What to write.
    out : str or path
        The folder to write to.
    lang : {"zh", "en"}
        The language.
    template : str or path, optional
        A .pptx of the user's whose masters the slides use.

    Raises
    ------
    UsageError
        For a format that there is not.
    NotFoundError
        When no such issuer is registered, or no figure of that year.
    """
    wrong = [name for name in formats if name not in FORMATS]
    if wrong:
        raise UsageError("publish.no-brief-format", format=wrong[0], known=tuple(FORMATS))
    told = story(look(reports, issuer=issuer, years=(year - _SPAN, year), lang=lang), year)
    contents = {name: _bytes(told, name, template) for name in formats}
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, data in contents.items():
        path = folder / f"brief-{told.view.issuer}-{year}.{name}"
        write_atomically(path, data)
        paths.append(path)
    return paths


def _bytes(told: Story, name: str, template: str | PathLike[str] | None) -> bytes:
    if name == "pptx":
        return slides_bytes(told, template)
    makers = {"docx": document_bytes, "xlsx": workbook_bytes, "html": page_bytes}
    return makers[name](told)
