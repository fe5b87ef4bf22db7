"""What is reviewed: a report with its text, found by its file or by its id."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tongbi.archive import Fact
from tongbi.archive.sources import source_path
from tongbi.errors import DataError, ReadError
from tongbi.extraction import extract_document
from tongbi.model import Document, Report
from tongbi.read import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tongbi.archive import Archive
    from tongbi.model import Statement

__all__ = ["Subject", "find_subject", "registered_prior", "subject_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A report that is looked at, or that it is held against.

    Attributes
    ----------
    report : Report
        As it is registered; of a file that is not, what its text tells.
    document : Document
        The text; empty where a third party's text is not at hand.
    facts : tuple of Fact
        Its figures, with what a person has corrected already.
    registered : bool
        Whether verdicts on it have a place to go to.
    """

    report: Report
    document: Document
    facts: tuple[Fact, ...]
    registered: bool


def find_subject(target: str, folder: Archive | None, year: int | None = None) -> Subject:
    """Return the report that is meant by a file's path or by a registered id.

    Parameters
    ----------
    target : str
        A path or address, or the id of a report that is registered in `folder`.
    folder : Archive or None
        The registered reports, None where there are none.
    year : int, optional
        The year that a file's report covers, where its text does not tell.

    Raises
    ------
    ReadError
        When there is no such file, or no number in it.
    DataError
        When the registered figures no longer stand in the text where they are said to.
    """
    if folder is not None and not Path(target).is_file():
        for report in folder.reports:
            if report.id == target:
                return _with_text(subject_of(folder, report))
    document = read(target, year=year)
    known = None if folder is None else _registered(target, document, folder)
    if folder is None or known is None:
        return _unregistered(document)
    facts = folder.rows(known)
    document = replace(document, year=known.year, kind=known.kind)
    return _with_text(Subject(report=known, document=document, facts=facts, registered=True))


def subject_of(folder: Archive, report: Report) -> Subject:
    """Return a registered report, its text empty where the folder does not hold it."""
    path = source_path(folder.root, report)
    if path is not None:
        document = read(path, year=report.year, kind=report.kind)
    else:
        document = Document(text="", blocks=(), year=report.year, kind=report.kind)
    return Subject(report=report, document=document, facts=folder.rows(report), registered=True)


def registered_prior(folder: Archive, report: Report) -> Subject | None:
    """Return the same issuer's report of the same kind on the year before, if there is one."""
    prior = folder.prior(report)
    return None if prior is None else subject_of(folder, prior)


def _registered(target: str, document: Document, folder: Archive) -> Report | None:
    """Return the report that a file or an address is the source of.

    It is known by its place, digest or address, else by its figures: those of a report of the
    year all stand in the text where they are registered.
    """
    place = Path(target).resolve()
    for report in folder.reports:
        held = report.source and (folder.root / report.source).resolve() == place
        if held or document.sha256 == report.sha256 or target == report.address:
            return report
    for report in folder.reports:
        if report.year == document.year and _stand(folder.facts(report), document.text):
            return report
    return None


def _stand(statements: Sequence[Statement], text: str) -> bool:
    placed = [s for s in statements if s.at >= 0]
    return bool(placed) and all(text[s.start : s.end] == s.quote for s in placed)


def _unregistered(document: Document) -> Subject:
    statements = extract_document(document)
    if not statements:
        raise ReadError("review.no-statements", source=document.source)
    path = Path(document.source)
    year = document.year
    assert year is not None  # noqa: S101 - extraction refuses a text without a year
    report = Report(
        id=path.name,
        issuer=document.issuer or path.stem,
        slug="",
        kind=document.kind,
        year=year,
        title=document.title,
    )
    facts = tuple(Fact(statement=statement) for statement in statements)
    return Subject(report=report, document=document, facts=facts, registered=False)


def _with_text(subject: Subject) -> Subject:
    """Return the subject where its figures stand in its text."""
    text = subject.document.text
    if not text:
        raise ReadError("review.no-text", report=subject.report.id)
    for fact in subject.facts:
        s = fact.statement
        if s.at >= 0 and text[s.start : s.end] != s.quote:
            raise DataError(
                "review.figure-moved", source=subject.document.source, at=s.at, quote=s.quote
            )
    return subject
