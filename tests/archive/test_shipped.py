"""The data that comes with the package: described, cited and free of sentences."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tongbi import archive
from tongbi.archive.package import describe, to_json
from tongbi.extraction import extract_document
from tongbi.model import Measure
from tongbi.read import read

if TYPE_CHECKING:
    from tongbi.archive import Archive

# The longest figure that a report prints, with its qualifiers and measure word.
LONGEST_QUOTE = 24
LONGEST_HEADING = 12


@pytest.fixture(scope="module")
def shipped() -> Archive:
    return archive.open(archive.shipped())


def test_description_is_up_to_date(shipped: Archive) -> None:
    """datapackage.json is what the program makes of the registry."""
    stored = (shipped.root / "datapackage.json").read_bytes()
    assert to_json(describe(shipped.reports)) == stored


@pytest.mark.slow
def test_description_is_valid(shipped: Archive) -> None:
    """Frictionless finds every table as its schema says."""
    pytest.importorskip("frictionless")
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    run = subprocess.run(command, cwd=shipped.root, capture_output=True, text=True, check=False)
    report = json.loads(run.stdout)
    assert report["valid"], report["tasks"]


def test_every_figure_has_a_source(shipped: Archive) -> None:
    """A figure of a real report has an address, a text known by its hash, or a telling note."""
    for report in shipped.reports:
        if report.fictional:
            continue
        for fact in shipped.rows(report):
            known = fact.address or report.address or (report.sha256 and report.note)
            assert known or "转载页" in fact.note, fact


def test_no_sentence_is_kept(shipped: Archive) -> None:
    """Of a third party's report only figures and short headings are kept."""
    for report in shipped.reports:
        if report.fictional:
            continue
        for fact in shipped.rows(report):
            assert len(fact.statement.quote) <= LONGEST_QUOTE, fact
            headings = fact.statement.section.split(" / ")
            assert all(len(heading) <= LONGEST_HEADING for heading in headings), fact


def test_printed_figures_stand_where_the_facts_say(shipped: Archive) -> None:
    """In the worked example every figure is found in its text."""
    fictional = [report for report in shipped.reports if report.fictional]
    assert [2022, 2023, 2024] == [report.year for report in fictional]
    for report in fictional:
        text = shipped.text(report)
        for fact in shipped.facts(report):
            assert fact.quote == text[fact.start : fact.end]


def test_worked_example_is_what_the_program_reads(shipped: Archive) -> None:
    """The facts of the fictional reports are those of their texts; `make example` renews them."""
    for report in shipped.reports:
        if report.fictional:
            path = shipped.root / report.source
            statements = extract_document(read(path, year=report.year, kind=report.kind))
            assert statements == shipped.facts(report), report.id


def test_shaoguan_mediation(shipped: Archive) -> None:
    """The figures behind 99.58%: 14155 of 14251 cases."""
    facts = shipped.facts(shipped.report("shaoguan/law_based_gov_report-2024"))
    by_place = {fact.at: (str(fact.value), fact.unit, fact.quote) for fact in facts}
    assert len(facts) == 44
    assert by_place[2660] == ("14251", "宗", "14251宗")
    assert by_place[2671] == ("14155", "宗", "14155宗")
    assert by_place[2684] == ("99.58", "%", "99.58%")


def test_ambiguous_rate_keeps_both_readings(shipped: Archive) -> None:
    """A rate that rose by 5.91% can mean percent or points, and both are kept."""
    facts = shipped.facts(shipped.report("shaoguan/law_based_gov_report-2024"))
    ambiguous = next(fact for fact in facts if fact.at == 2111)
    assert ambiguous.readings == (Measure.CHANGE_REL, Measure.CHANGE_PP)


def test_both_accounts_of_2023_are_kept(shipped: Archive) -> None:
    """Reconsideration cases of 2023 were told twice, as 315,000 and as 385,000."""
    rows = shipped.rows(shipped.report("moj/other-figures"))
    told = {
        str(row.statement.value)
        for row in rows
        if row.indicator == "cn_recon_new"
        and row.statement.period == 2023
        and row.statement.measure is Measure.LEVEL
    }
    assert {"315000", "385000"} <= told


def test_part_years_and_terms_stay_apart(shipped: Archive) -> None:
    """Half years, quarters and five-year totals are never plain years."""
    rows = shipped.rows(shipped.report("spp/other-figures"))
    spans = {
        (row.statement.period, row.statement.part_year, row.statement.since)
        for row in rows
        if row.indicator in {"spp_arrest", "spp_5y_arrest"}
    }
    assert {(2024, "H1", None), (2020, "M1-9", None), (2017, "", 2013)} <= spans
