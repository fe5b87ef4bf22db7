"""What a briefing says, before it is a workbook, a deck, a document or a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tongbi.charts.points import Line, lines, whole_years
from tongbi.errors import NotFoundError
from tongbi.publish.rows import FindingRow, finding_rows
from tongbi.publish.sentences import bare, told
from tongbi.publish.words import word

if TYPE_CHECKING:
    import pandas as pd

    from tongbi.model import Report
    from tongbi.publish.view import View

__all__ = ["Group", "Said", "Story", "story"]

_MOST = 6  # sentences in a group
_TRENDS = 6
_FINDINGS = 12
_POINTS = "个百分点"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence and where its figures stand."""

    text: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Sentences of one sort under a heading."""

    heading: str
    sentences: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The contents of a briefing.

    Attributes
    ----------
    view : View
        The issuer's figures.
    year : int
        The year that it is about.
    title, subtitle : str
        Of the whole.
    covers : tuple of str
        What the reports cover.
    moved : tuple of Group
        What changed most: rises, falls, and rates.
    new : Group
        Figures without a comparable prior.
    trends : tuple of Line
        The series to draw, three years or more where there are such.
    findings : tuple of FindingRow
        What the audit says of the year's reports, the gravest first.
    methods : tuple of str
        How it was made.
    sources : tuple of Report
        The reports used.
    """

    view: View
    year: int
    title: str
    subtitle: str
    covers: tuple[str, ...]
    moved: tuple[Group, ...]
    new: Group
    trends: tuple[Line, ...]
    findings: tuple[FindingRow, ...]
    methods: tuple[str, ...]
    sources: tuple[Report, ...]

    @property
    def lang(self) -> str:
        """The language of the briefing."""
        return self.view.lang

    @property
    def fictional(self) -> bool:
        """Whether the issuer was invented."""
        return any(report.fictional for report in self.sources)


def story(view: View, year: int) -> Story:
    """Make the contents of a briefing on one year of an issuer.

    Parameters
    ----------
    view : View
        The issuer's figures, of that year and those before.
    year : int
        The year.

    Raises
    ------
    NotFoundError
        When no whole-year figure of that year is registered.
    """
    lang = view.lang
    rows = whole_years(view.data.series)
    of_year = rows[rows["period"] == year]
    if of_year.empty:
        raise NotFoundError("publish.no-yearly-figures", issuer=view.issuer, year=year)
    titles = {r.id: r.title or r.id for r in view.data.reports}
    changes = view.data.changes
    known = _compared(changes[changes["period"] == year])
    drawn = lines(rows)
    new = _new(drawn, changes[changes["period"] == year], known, titles, lang)
    findings = _findings(view, year)
    return Story(
        view=view,
        year=year,
        title=word("brief_title", lang, issuer=view.issuer, year=year),
        subtitle=word("brief_subtitle", lang),
        covers=_covers(of_year, len(known), len(new.sentences), findings, year, lang),
        moved=_moved(known, titles, lang),
        new=new,
        trends=_trends(drawn, year),
        findings=tuple(findings[:_FINDINGS]),
        methods=tuple(word(f"method_{i}", lang) for i in range(1, 5)),
        sources=view.data.reports,
    )


def _compared(changes: pd.DataFrame) -> list[dict[Any, Any]]:
    finite = changes[["change_lower", "change_upper"]].abs().lt(float("inf")).all(axis=1)
    known = changes["value"].notna() & (changes["change"].notna() | finite)
    return changes[known].to_dict("records")


def _said(row: dict[Any, Any], titles: dict[str, str], lang: str) -> Said:
    report = titles.get(row["report"], row["report"])
    at = row["at"]
    key = "evidence_line" if isinstance(at, int) else "evidence_bare"
    evidence = word(key, lang, report=report, at=at)
    return Said(text=told(row, lang), evidence=evidence)


def _moved(rows: list[dict[Any, Any]], titles: dict[str, str], lang: str) -> tuple[Group, ...]:
    rates = [r for r in rows if r["change_unit"] == _POINTS and r["change"] != 0]
    counts = [r for r in rows if r["percent"] == r["percent"]]
    sorts = (
        ("rises", sorted((r for r in counts if r["percent"] > 0), key=lambda r: -r["percent"])),
        ("falls", sorted((r for r in counts if r["percent"] < 0), key=lambda r: r["percent"])),
        ("points", sorted(rates, key=lambda r: -abs(r["change"]))),
    )
    return tuple(
        Group(
            heading=word(key, lang),
            sentences=tuple(_said(row, titles, lang) for row in some[:_MOST]),
        )
        for key, some in sorts
        if some
    )


def _new(
    drawn: tuple[Line, ...],
    changes: pd.DataFrame,
    known: list[dict[Any, Any]],
    titles: dict[str, str],
    lang: str,
) -> Group:
    compared = {(r["place"], r["indicator"]) for r in known}
    rows = changes[["place", "indicator", "period", "reason"]].itertuples(index=False)
    reasons = {(place, name): (int(year), str(why)) for place, name, year, why in rows}
    found = []
    for line in drawn:
        year, why = reasons.get((line.place, line.indicator), (0, ""))
        point = next((p for p in line.points if p.period == year), None)
        if point is not None and (line.place, line.indicator) not in compared:
            report = titles.get(point.report, point.report)
            evidence = word("evidence_bare", lang, report=report)
            found.append(Said(text=bare(line, year, why, lang), evidence=evidence))
    return Group(heading=word("new_figures", lang), sentences=tuple(found))


def _covers(
    of_year: pd.DataFrame,
    compared: int,
    missing: int,
    findings: list[FindingRow],
    year: int,
    lang: str,
) -> tuple[str, ...]:
    serious = sum(f.severity in {"error", "inconsistency"} for f in findings)
    return (
        word(
            "covers_reports",
            lang,
            year=year,
            reports=of_year["report"].nunique(),
            observations=len(of_year),
            indicators=len(of_year[["place", "indicator"]].drop_duplicates()),
        ),
        word("covers_compared", lang, compared=compared, missing=missing, prior=year - 1),
        word("covers_findings", lang, findings=len(findings), serious=serious),
    )


def _findings(view: View, year: int) -> list[FindingRow]:
    rows = finding_rows(view.data.findings, view.data.reports, view.lang)
    return [row for row in rows if row.year == year]


def _trends(drawn: tuple[Line, ...], year: int) -> tuple[Line, ...]:
    """Return the series with the most years that reach the year, three years at least."""
    reaching = [n for n in drawn if n.last == year and len(n.points) > 2]  # noqa: PLR2004
    ordered = sorted(reaching, key=lambda n: (-len(n.points), n.place, n.indicator))
    return tuple(ordered[:_TRENDS])
