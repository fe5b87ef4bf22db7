"""All that the page of a review shows, gathered."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.audit import Source, audit_report, load_verdicts, outstanding
from tongbi.catalogue import load, of_folder
from tongbi.change import yearly
from tongbi.review.marks import Paragraph, paragraphs
from tongbi.review.rows import GoneRow, Row, Tables, gone_rows, rows
from tongbi.series import find_breaks, observations
from tongbi.series.review import review

if TYPE_CHECKING:
    import pandas as pd

    from tongbi.archive import Archive, Fact
    from tongbi.catalogue import Catalogue
    from tongbi.model import Finding, Report
    from tongbi.review.subject import Subject

__all__ = ["Choice", "Sheet", "gather"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An indicator that a figure can be linked to."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A report beside the one before it, for a person to judge.

    Attributes
    ----------
    report : Report
        The report under review.
    registered : bool
        Whether verdicts on it have a place to go to.
    prior : Report or None
        The report that it is held against.
    key : str
        Digest of the text, under which the browser keeps the verdicts.
    paragraphs : tuple of Paragraph
        The text; its pieces point at `rows` by their number.
    rows : tuple of Row
        The figures, in the order of the text.
    gone : tuple of GoneRow
        What only the report before has.
    findings : tuple of Finding
        What the audit says.
    choices : tuple of Choice
        The indicators that a figure can be linked to: those that have gone, then those of the
        issuer's series, then those of the catalogue.
    """

    report: Report
    registered: bool
    prior: Report | None
    key: str
    paragraphs: tuple[Paragraph, ...]
    rows: tuple[Row, ...]
    gone: tuple[GoneRow, ...]
    findings: tuple[Finding, ...]
    choices: tuple[Choice, ...]


def gather(
    current: Subject, prior: Subject | None, folder: Archive | None = None, lang: str = "zh"
) -> Sheet:
    """Hold a report against the one before it, audit it, and gather what there is to judge.

    Parameters
    ----------
    current, prior : Subject
        The report, and the one of the year before if there is one.
    folder : Archive, optional
        The registered reports: the issuer's other years make its series longer.
    lang : {"zh", "en"}
        The language of names, changes and explanations.
    """
    catalogue = load() if folder is None else of_folder(folder.root)
    series = observations(_years(current, prior, folder), catalogue)
    breaks = [(b.issuer, b.indicator, b.period) for b in find_breaks(series)]
    tables = Tables(series, yearly(series, breaks=breaks))
    year = current.report.year
    statements = [fact.statement for fact in current.facts]
    before = [] if prior is None else [fact.statement for fact in prior.facts]
    found = None if prior is None else review(before, statements, year, catalogue)
    findings = _audited(current, prior, folder)
    listed = rows(current, prior, found, tables, findings, lang)
    gone = gone_rows(prior, found, tables, lang)
    return Sheet(
        report=current.report,
        registered=current.registered,
        prior=None if prior is None else prior.report,
        key=hashlib.sha256(current.document.text.encode()).hexdigest()[:16],
        paragraphs=paragraphs(current.document, [row.statement for row in listed]),
        rows=listed,
        gone=gone,
        findings=findings,
        choices=_choices(gone, series, catalogue, lang),
    )


def _years(
    current: Subject, prior: Subject | None, folder: Archive | None
) -> list[tuple[Report, tuple[Fact, ...]]]:
    """Return the reports that the series are made of, each once."""
    report = current.report
    issuer = report.issuer if prior is None else prior.report.issuer
    years: dict[str, tuple[Report, tuple[Fact, ...]]] = {}
    if folder is not None and current.registered:
        for other in folder.reports:
            if (other.issuer, other.kind) == (report.issuer, report.kind):
                years[other.id] = (other, folder.rows(other))
    for subject in (current, prior):
        if subject is not None:
            # Of two files, whose issuers the texts may spell differently, one series is wanted.
            known = subject.report if subject.registered else _of(subject.report, issuer, report)
            years[known.id] = (known, subject.facts)
    return list(years.values())


def _of(report: Report, issuer: str, like: Report) -> Report:
    from dataclasses import replace

    return replace(report, issuer=issuer, kind=like.kind)


def _audited(
    current: Subject, prior: Subject | None, folder: Archive | None
) -> tuple[Finding, ...]:
    """Return what the audit says, but for what a person has dismissed."""
    older = [] if prior is None else [_source(prior)]
    statements = tuple(fact.statement for fact in current.facts)
    found = audit_report(statements, current.document, text=current.report.id, priors=older)
    ruled = None if folder is None else folder.root / "verdicts.csv"
    if ruled is None or not ruled.is_file():
        return found
    return outstanding(found, load_verdicts(ruled))


def _source(subject: Subject) -> Source:
    statements = tuple(fact.statement for fact in subject.facts)
    return Source(text=subject.report.id, document=subject.document, statements=statements)


def _choices(
    gone: tuple[GoneRow, ...], series: pd.DataFrame, catalogue: Catalogue, lang: str
) -> tuple[Choice, ...]:
    names = {row.indicator: row.name for row in gone if row.indicator}
    for row in series[["indicator", "label", "label_en"]].drop_duplicates().itertuples(index=False):
        english = row.label_en if lang == "en" else ""
        names.setdefault(str(row.indicator), str(english or row.label))
    for found in catalogue.indicators.values():
        names.setdefault(found.id, found.en if lang == "en" and found.en else found.zh)
    return tuple(Choice(id=key, name=name) for key, name in names.items())
