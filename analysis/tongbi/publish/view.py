"""One issuer's figures as a notebook or a briefing shows them: calls in, tables and charts out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tongbi import archive
from tongbi.audit import catalogue
from tongbi.charts.amounts import bounded
from tongbi.charts.bars import change_bars
from tongbi.charts.choosing import choose, issuer_named
from tongbi.charts.export import save
from tongbi.charts.heading import with_place
from tongbi.charts.points import lines, whole_years
from tongbi.charts.trends import trend
from tongbi.errors import NotFoundError
from tongbi.model import Severity
from tongbi.publish.data import Data, collect
from tongbi.publish.rows import change_rows, finding_rows
from tongbi.publish.table import Table
from tongbi.publish.tables import csv_bytes, findings_frame
from tongbi.publish.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    import pandas as pd

    from tongbi.archive import Archive
    from tongbi.charts.canvas import Chart
    from tongbi.charts.points import Line

__all__ = ["View", "Words", "look"]

_KEY = ["issuer", "place", "indicator"]
_TRENDS = 6
_AROUND = 24  # characters before and behind a contested figure
_RANK = {severity.value: rank for rank, severity in enumerate(Severity)}


class Words(str):
    """A sentence that a notebook shows as it is, without quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is registered of one issuer in a span of years.

    Attributes
    ----------
    issuer : str
        The issuer.
    years : (int, int)
        First and last year.
    lang : {"zh", "en"}
        The language of tables and charts.
    data : Data
        The tables, of this issuer and span alone.
    folder : Archive
        Where they come from.
    """

    issuer: str
    years: tuple[int, int]
    lang: str
    data: Data
    folder: Archive

    def summary(self) -> Words:
        """Return in a sentence what there is, and whether the issuer is fictional."""
        text = word(
            "view_summary",
            self.lang,
            issuer=self.issuer,
            first=self.years[0],
            last=self.years[1],
            reports=len(self.data.reports),
            observations=len(self.data.series),
            compared=len(change_rows(self.data.changes, self.data.reports, self.lang)),
            findings=len(self.data.findings),
        )
        fictional = any(report.fictional for report in self.data.reports)
        return Words(f"{text}{word('view_fictional', self.lang)}" if fictional else text)

    def lines(self) -> tuple[Line, ...]:
        """Return the series, one value a year each; none where there is no whole-year figure."""
        if whole_years(self.data.series).empty:
            return ()
        return lines(self.data.series)

    def series(self) -> Table:
        """Return the indicators by year, in the reader's form; an empty cell has no figure."""
        rows: dict[str, dict[int, str]] = {}
        for line in self.lines():
            name = with_place(line.name(self.lang), line.place, self.lang)
            for p in line.points:
                figure = bounded(p.value, line.unit, p.bound, lang=self.lang, digits=4)
                rows.setdefault(name, {})[p.period] = figure
        years = sorted({year for cells in rows.values() for year in cells})
        return Table(
            columns=(word("indicator", self.lang), *map(str, years)),
            rows=tuple((name, *(cells.get(y, "") for y in years)) for name, cells in rows.items()),
            figures=frozenset(range(1, len(years) + 1)),
        )

    def changes(self) -> Table:
        """Return the yearly changes, the latest year first."""
        names = ("indicator", "year", "prior", "value", "change", "percent", "stated", "verdict")
        rows = change_rows(self.data.changes, self.data.reports, self.lang)
        return Table(
            columns=tuple(word(name, self.lang) for name in (*names, "remark")),
            rows=tuple(
                tuple(str(getattr(row, name)) for name in (*names, "remark")) for row in rows
            ),
            figures=frozenset(range(1, 7)),
        )

    def findings(self) -> Table:
        """Return what the audit found, the gravest first."""
        names = ("kind", "year", "finding", "explanations", "evidence")
        joiner = "；" if self.lang == "zh" else "; "
        rows = finding_rows(self.data.findings, self.data.reports, self.lang)
        return Table(
            columns=tuple(word(name, self.lang) for name in names),
            rows=tuple(
                (f.severity_word, str(f.year), f.message, joiner.join(f.candidates), f.places)
                for f in rows
            ),
            figures=frozenset({1, 4}),
        )

    def checks(self) -> Table:
        """Return how many findings each check has, by their severity."""
        titles = catalogue()
        counts = Counter((f.severity.value, f.code) for f in self.data.findings)
        ordered = sorted(counts.items(), key=lambda item: (_RANK[item[0][0]], -item[1], item[0]))
        rows = tuple(
            (word(severity, self.lang), getattr(titles[code], f"title_{self.lang}"), str(count))
            for (severity, code), count in ordered
        )
        columns = tuple(word(name, self.lang) for name in ("kind", "check", "count"))
        return Table(columns=columns, rows=rows, figures=frozenset({2}))

    def evidence(self) -> Table:
        """Return the contradictions with the words around them, where the text is at hand."""
        rows = []
        for f in self.data.findings:
            if f.severity.value in {"error", "inconsistency"}:
                message = f.message_en if self.lang == "en" else f.message_zh
                rows.append((message, self._around(f.text, f.at)))
        columns = tuple(word(name, self.lang) for name in ("finding", "around"))
        return Table(columns=columns, rows=tuple(rows))

    def _around(self, report: str, places: tuple[int, ...]) -> str:
        """Return the stretch of the text that holds all places, a few characters on either side."""
        try:
            text = self.folder.text(self.folder.report(report))
        except NotFoundError:
            return word("no_text", self.lang)
        start, end = max(min(places) - _AROUND, 0), max(places) + _AROUND
        return "…" + " ".join(text[start:end].split()) + "…"

    def trend(self, name: str = "", *, size: str = "slide", page: int = 1) -> Chart:
        """Draw the trend of the indicators that `name` stands for, the fullest six without one."""
        rows = choose(self.data.series, name) if name else self._fullest()
        reports = self.data.reports
        return trend(rows, size=size, lang=self.lang, reports=reports, page=page)

    def change_bars(self, year: int | None = None, *, size: str = "slide") -> Chart | Words:
        """Draw the changes of one year, the last one of the span without it.

        Where no change of that year can be had, the words that say so are returned.
        """
        shown = self.years[1] if year is None else year
        changes = self.data.changes
        known = changes.loc[changes["period"] == shown, ["change_lower", "change_upper"]]
        if not known.notna().all(axis=1).any():
            return Words(word("no_change", self.lang, year=shown, prior=shown - 1))
        reports = self.data.reports
        return change_bars(changes, year=shown, size=size, lang=self.lang, reports=reports)

    def export(
        self, folder: str | PathLike[str] = "exports", charts: Sequence[Chart | Words] = ()
    ) -> list[str]:
        """Write tables (CSV) and charts (PNG, SVG, PDF); return the file names."""
        out = Path(folder)
        out.mkdir(parents=True, exist_ok=True)
        tables = {
            "series.csv": self.data.series,
            "changes.csv": self.data.changes,
            "findings.csv": findings_frame(self.data.findings),
        }
        for name, frame in tables.items():
            (out / name).write_bytes(csv_bytes(frame))
        names = list(tables)
        drawn = [chart for chart in charts if not isinstance(chart, Words)]
        for number, chart in enumerate(drawn, start=1):
            stem = f"{chart.kind}-{number}"
            names += [path.name for path in save(chart, out, stem, ("png", "svg", "pdf"))]
        return names

    def _fullest(self) -> pd.DataFrame:
        """Return the observations of the series with the most years."""
        frame = self.data.series
        years = whole_years(frame).groupby(_KEY)["period"].nunique().reset_index(name="years")
        order = ["years", "place", "indicator"]
        best = years.sort_values(order, ascending=[False, True, True]).head(_TRENDS)
        return frame.merge(best[_KEY], on=_KEY)


def look(
    reports: str | PathLike[str] = "reports",
    *,
    issuer: str,
    years: tuple[int, int],
    lang: str = "zh",
) -> View:
    """Return what is registered of an issuer in a span of years.

    Parameters
    ----------
    reports : str or path
        The folder that holds ``registry.csv``.
    issuer : str
        The issuer's name or an unmistakable part of it.
    years : (int, int)
        First and last year.
    lang : {"zh", "en"}
        The language of tables and charts.

    Raises
    ------
    NotFoundError
        When no such issuer is registered, or nothing of those years.
    """
    folder = archive.open(reports)
    name = issuer_named(issuer, (r.issuer for r in folder.reports))
    known = {r.id: r for r in folder.reports if r.issuer == name}
    everything = collect(replace(folder, reports=tuple(known.values())))
    series = choose(everything.series, issuer=name, years=years).reset_index(drop=True)
    changes = everything.changes
    mine = changes["period"].between(*years)
    first, last = years
    data = replace(
        everything,
        reports=tuple(r for r in known.values() if r.id in set(series["report"])),
        series=series,
        changes=changes[mine].reset_index(drop=True),
        findings=tuple(
            f
            for f in everything.findings
            if f.text in known and first <= known[f.text].year <= last
        ),
    )
    return View(issuer=name, years=years, lang=lang, data=data, folder=folder)
