"""What the notebooks call: the folder of reports, one report as read, a briefing told."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from tongbi import archive
from tongbi.archive.facts import write_facts
from tongbi.charts.choosing import nearest
from tongbi.display import Shown, marked
from tongbi.display.words import word
from tongbi.errors import NotFoundError, ReadError
from tongbi.extraction import extract_document
from tongbi.read import from_text, read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    from tongbi.archive import Archive
    from tongbi.display import Marked
    from tongbi.model import Document, Report, Statement
    from tongbi.publish.story import Group, Story

__all__ = ["Reading", "Telling", "nearby", "read_report", "telling", "written"]

_ABOVE = 2  # folders above the working one that are looked through: notebooks/en/ has two


def nearby(folder: str | PathLike[str] = "reports") -> Path:
    """Return the folder of registered reports that is called so, here or a folder or two above.

    A notebook is opened from ``notebooks/`` of a checkout, or from a folder to which it was
    copied with its reports.

    Raises
    ------
    ReadError
        When there is none.
    """
    wanted = Path(folder)
    for place in (Path(), *(Path(*[".."] * steps) for steps in range(1, _ABOVE + 1))):
        if (place / wanted / "registry.csv").is_file():
            return place / wanted
    raise ReadError("publish.no-reports-nearby", folder=wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report as read.

    Attributes
    ----------
    title : str
        Its title, or the file's name.
    year : int
        The year that it covers.
    text : str
        Its text; empty where that is not at hand.
    statements : tuple of Statement
        Its figures.
    lang : {"zh", "en"}
        The language of what is shown.
    fictional : bool
        Whether it was invented.
    """

    title: str
    year: int
    text: str
    statements: tuple[Statement, ...]
    lang: str
    fictional: bool = False

    def summary(self) -> Shown:
        """Return in a sentence what was read."""
        count = len(self.statements)
        said = word("read_summary", self.lang, title=self.title, year=self.year, count=count)
        note = word("read_fictional", self.lang) if self.fictional else ""
        return _sentence(said + note)

    def marked(self) -> Marked | Shown:
        """Return the text with its figures marked, or a sentence where there is no text."""
        if not self.text:
            return _sentence(word("no_text", self.lang))
        return marked(self.text, self.statements)

    def export(self, folder: str | PathLike[str] = "exports") -> list[str]:
        """Write ``facts.csv`` in the format of ``reports/``; return the file names."""
        path = Path(folder) / "facts.csv"
        write_facts(path, [archive.Fact(statement=s) for s in self.statements])
        return [path.name]


def _sentence(text: str) -> Shown:
    return Shown(columns=(), rows=(), empty=text)


def read_report(
    reports: str | PathLike[str],
    *,
    issuer: str,
    year: int,
    file: str | PathLike[str] = "",
    lang: str = "zh",
) -> Reading:
    """Read a report of the user's, or a registered one from its text where that is at hand.

    Parameters
    ----------
    reports : str or path
        The folder of registered reports.
    issuer : str
        The issuer's name or a part of it.
    year : int
        The year that the report covers; for a file, where its text does not say it.
    file : str or path
        A report's file; then `issuer` is not looked at.
    lang : {"zh", "en"}
        The language of what is shown.

    Raises
    ------
    ReadError
        When the file cannot be read.
    NotFoundError
        When the issuer has no registered figures of that year.
    """
    if file:
        path = Path(file)
        document = read(path)
        if document.year is None:
            document = read(path, year=year)
        return _of(document, document.title or path.name, year, lang)
    folder = archive.open(reports)
    report, statements = _registered(folder, issuer, year)
    title = report.title or report.id
    try:
        document = from_text(folder.text(report), year=report.year, kind=report.kind)
    except NotFoundError:
        return Reading(title=title, year=year, text="", statements=statements, lang=lang)
    return _of(document, title, year, lang, fictional=report.fictional)


def _of(
    document: Document, title: str, year: int, lang: str, *, fictional: bool = False
) -> Reading:
    return Reading(
        title=title,
        year=document.year or year,
        text=document.text,
        statements=extract_document(document),
        lang=lang,
        fictional=fictional,
    )


def _registered(folder: Archive, issuer: str, year: int) -> tuple[Report, tuple[Statement, ...]]:
    """Return the issuer's report on a year, else the collected figures of that year."""
    known = [r for r in folder.reports if issuer in r.issuer]
    if not known:
        names = [r.issuer for r in folder.reports]
        raise NotFoundError("charts.no-issuer", name=issuer, near=nearest(issuer, names))
    known.sort(key=lambda r: r.issuer != issuer)  # the whole name goes before a part of one
    years = set()
    for report in known:
        statements = folder.facts(report)
        collected = all(s.at == archive.NO_PLACE for s in statements)
        if report.year == year and not collected:
            return report, statements
        years |= {s.period for s in statements} if collected else {report.year}
        of_year = tuple(s for s in statements if s.period == year)
        if collected and of_year:
            return report, of_year
    raise NotFoundError(
        "publish.no-report-of-year", issuer=issuer, year=year, years=[str(y) for y in sorted(years)]
    )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Telling:
    """A briefing's sentences as a notebook shows them, where their figures stand on hover."""

    story: Story

    def __repr__(self) -> str:
        lines = [self.story.title, *self.story.covers]
        for group in self._groups():
            lines += ["", group.heading, *(f"- {said.text}" for said in group.sentences)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """Return headings and sentences as HTML; what comes from reports is escaped."""
        parts = [f"<h3>{escape(self.story.title)}</h3>"]
        parts += [f"<p>{escape(text)}</p>" for text in self.story.covers]
        for group in self._groups():
            items = "\n".join(
                f'<li title="{escape(said.evidence)}">{escape(said.text)}</li>'
                for said in group.sentences
            )
            parts.append(f"<h4>{escape(group.heading)}</h4>\n<ul>\n{items}\n</ul>")
        return "\n".join(parts)

    def _groups(self) -> tuple[Group, ...]:
        return tuple(g for g in (*self.story.moved, self.story.new) if g.sentences)


def telling(story: Story) -> Telling:
    """Return the sentences of a briefing for a notebook."""
    return Telling(story=story)


def written(paths: Iterable[Path]) -> list[str]:
    """Return the names of files that were written, without their folder."""
    return [path.name for path in paths]
