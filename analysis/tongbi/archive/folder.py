"""The ``reports/`` folder: what is registered, and the facts of each report."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tongbi.archive.corrections import load_corrections
from tongbi.archive.facts import FACTS, Fact, load_facts, without_sentences, write_facts
from tongbi.archive.package import FACTS_SCHEMA, REGISTRY_SCHEMA, describe, schema, to_json
from tongbi.archive.registry import REGISTRY, load_registry, write_registry
from tongbi.archive.sources import source_path
from tongbi.errors import NotFoundError, ReadError
from tongbi.files import write_atomically
from tongbi.read import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from os import PathLike

    from tongbi.archive.corrections import Correction
    from tongbi.model import Report, Statement

__all__ = ["Archive", "create", "open", "shipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The registered reports of a folder.

    Attributes
    ----------
    root : Path
        The folder that holds ``registry.csv``.
    reports : tuple of Report
        The registered reports in the order of the registry.
    """

    root: Path
    reports: tuple[Report, ...]

    def report(self, report_id: str) -> Report:
        """Return the report with this id.

        Raises
        ------
        NotFoundError
            When no report has this id; the message names what was probably meant.
        """
        for report in self.reports:
            if report.id == report_id:
                return report
        ids = [report.id for report in self.reports]
        near = difflib.get_close_matches(report_id, ids, n=3, cutoff=0.5)
        path = self.root / "registry.csv"
        if near:
            raise NotFoundError("archive.no-report-but", path=path, report=report_id, near=near)
        raise NotFoundError("archive.no-report", path=path, report=report_id)

    def rows(self, report: Report) -> tuple[Fact, ...]:
        """Return the facts of a report with label, address and vintage, as its file orders them.

        What a person has corrected in ``corrections.csv`` is carried out.

        Raises
        ------
        DataError
            Naming file, line, column and value, for the first cell that does not fit, or the
            first correction that no longer finds what it corrects.
        """
        return self._rows(report, self.corrections)

    def all_rows(self, issuer: str = "") -> dict[Report, tuple[Fact, ...]]:
        """Return the facts of every report of an issuer, of all issuers where none is named.

        Raises
        ------
        DataError
            As :meth:`rows` does.
        """
        corrections = self.corrections
        wanted = (report for report in self.reports if issuer in {"", report.issuer})
        return {report: self._rows(report, corrections) for report in wanted}

    def prior(self, report: Report) -> Report | None:
        """Return the same issuer's report of the same kind on the year before, if there is one."""
        wanted = (report.issuer, report.kind, report.year - 1)
        return next((r for r in self.reports if (r.issuer, r.kind, r.year) == wanted), None)

    def facts(self, report: Report) -> tuple[Statement, ...]:
        """Return the statements of a report, as its file orders them."""
        return tuple(fact.statement for fact in self.rows(report))

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """What people have corrected, as ``corrections.csv`` has it now."""
        return load_corrections(self.root / "corrections.csv", [c.name for c in FACTS])

    def _rows(self, report: Report, corrections: Sequence[Correction]) -> tuple[Fact, ...]:
        own = [correction for correction in corrections if correction.report == report.id]
        return load_facts(self.root / report.facts, own)

    def labels_en(self, report: Report) -> dict[str, str]:
        """Return the English names of a report's labels, those that have one."""
        return _labels_en(self.rows(report))

    def text(self, report: Report) -> str:
        """Return the text of a report whose source file is in the folder.

        Raises
        ------
        NotFoundError
            When the text is not there, as for most third parties' reports.
        """
        path = source_path(self.root, report)
        if path is None:
            raise NotFoundError("archive.no-text", report=report.id, folder=self.root)
        return read(path, year=report.year, kind=report.kind).text

    def write_facts(self, report: Report, facts: Iterable[Statement | Fact]) -> None:
        """Replace the facts of a report and describe the folder anew.

        Parameters
        ----------
        report : Report
            The report; it need not be registered yet.
        facts : iterable of Statement or Fact
            The facts. A bare statement takes over the English name that the present file gives
            its label. Headings and long labels of a third party's report are cut short, so that
            no sentence of it is kept.
        """
        path = self.root / report.facts
        names = _labels_en(load_facts(path)) if path.is_file() else {}
        kept = [_as_fact(fact, names) for fact in facts]
        write_facts(path, kept if report.fictional else map(without_sentences, kept))
        self.write_description()

    def register(self, report: Report) -> Archive:
        """Add a report, or replace the one with its id, and return the archive as it is then.

        The report's facts must have been written before.
        """
        others = (other for other in self.reports if other.id != report.id)
        return self._with((*others, report))

    def remove(self, report: Report) -> Archive:
        """Take a report and its facts out, and return the archive as it is then.

        The source text, where there is one, stays.
        """
        archive = self._with(other for other in self.reports if other.id != report.id)
        (self.root / report.facts).unlink(missing_ok=True)
        return archive

    def write_description(self) -> None:
        """Write ``datapackage.json`` and the schemas that it names."""
        write_atomically(self.root / REGISTRY_SCHEMA, to_json(schema(REGISTRY)))
        write_atomically(self.root / FACTS_SCHEMA, to_json(schema(FACTS)))
        write_atomically(self.root / "datapackage.json", to_json(describe(self.reports)))

    def _with(self, reports: Iterable[Report]) -> Archive:
        ordered = tuple(sorted(reports, key=lambda report: report.id))
        archive = replace(self, reports=ordered)
        write_registry(self.root / "registry.csv", ordered)
        archive.write_description()
        return archive


def open(path: str | PathLike[str] = "reports") -> Archive:
    """Open a folder of registered reports.

    Parameters
    ----------
    path : str or path
        The folder that holds ``registry.csv``.

    Raises
    ------
    ReadError
        When there is no such folder or it holds no registry.
    DataError
        When the registry breaks its schema or names a facts file that does not exist.
    """
    root = Path(path)
    registry = root / "registry.csv"
    if not registry.is_file():
        raise ReadError("archive.no-registry", path=registry)
    return Archive(root=root, reports=load_registry(registry))


def create(path: str | PathLike[str]) -> Archive:
    """Open a folder of registered reports, starting an empty one where there is none."""
    root = Path(path)
    if not (root / "registry.csv").is_file():
        empty = Archive(root=root, reports=())
        write_registry(root / "registry.csv", empty.reports)
        empty.write_description()
    return open(root)


def shipped() -> Path:
    """Return the folder of reports that comes with the package, in a wheel or a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_shipped" / "reports"
    return installed if installed.is_dir() else package.parents[1] / "reports"


def _labels_en(facts: Iterable[Fact]) -> dict[str, str]:
    return {fact.statement.label: fact.label_en for fact in facts if fact.label_en}


def _as_fact(fact: Statement | Fact, labels_en: dict[str, str]) -> Fact:
    if isinstance(fact, Fact):
        return fact
    return Fact(statement=fact, label_en=labels_en.get(fact.label, ""))
