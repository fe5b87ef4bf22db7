"""The audit against the tables of contradictions found by hand, gold statements and extracted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.gold import find_text, load, read_tsv

from tongbi.audit import Source, audit_report, audit_reports
from tongbi.extraction import extract_document
from tongbi.read import read
from tongbi.series.linking import Link

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tongbi.model import Finding, Statement

pytestmark = pytest.mark.corpus

GOLD_FILES = {
    "韶关市/2024.txt": "shaoguan-2024",
    "长沙市/2025.txt": "changsha-2025",
    "深圳市/2025.txt": "shenzhen-2025",
    "三明市/2019.txt": "sanming-2019",
}
SERIOUS = ("error", "inconsistency")
YEARS = (2022, 2023, 2024)


def keys(findings: Sequence[Finding]) -> set[tuple[str, str, int]]:
    return {(f.text, f.code, f.at[0]) for f in findings}


@pytest.fixture(scope="module")
def real(corpus: Path) -> dict[str, tuple[Finding, ...]]:
    """Findings on the real reports, their figures as extracted."""
    found = {}
    for name in GOLD_FILES:
        document = read(find_text(corpus / "corpus", name))
        found[name] = audit_report(extract_document(document), document, text=name)
    return found


@pytest.fixture(scope="module", params=["gold", "extracted"])
def trilogy(request: pytest.FixtureRequest, corpus: Path) -> tuple[Finding, ...]:
    """Findings on the three reports of the fictional city, from annotated or extracted figures."""
    if request.param == "extracted":
        paths = {year: corpus / f"corpus/fictional/云岭市/{year}.txt" for year in YEARS}
        documents = {year: read(path) for year, path in paths.items()}
        return audit_reports(
            Source(text=str(year), document=d, statements=extract_document(d))
            for year, d in documents.items()
        )
    folder = corpus / "gold/dev/trilogy"
    sources = {}
    for year in YEARS:
        document, statements = load(folder / f"yunling-{year}.jsonl", corpus / "corpus")
        sources[year] = Source(text=str(year), document=document, statements=statements)
    links = {
        (str(year), str(year + 1)): gold_links(
            sources[year].statements,
            sources[year + 1].statements,
            folder / f"links-{year}-{year + 1}.tsv",
        )
        for year in YEARS[:-1]
    }
    return audit_reports(sources.values(), links)


def gold_links(a: Sequence[Statement], b: Sequence[Statement], path: Path) -> list[Link]:
    ones, others = ({s.at: s for s in statements} for statements in (a, b))
    return [
        Link(
            a=ones[int(row["at_a"])],
            b=others[int(row["at_b"])],
            match="same",
            score=1.0,
            reasons=(),
            kind="exact",
        )
        for row in read_tsv(path)
        if row["verdict"] == "same" and int(row["at_a"]) in ones and int(row["at_b"]) in others
    ]


def rows_of(corpus: Path, name: str) -> list[dict[str, str]]:
    return read_tsv(corpus / "gold/dev" / name)


def test_known_contradictions_of_real_reports_are_found(
    real: dict[str, tuple[Finding, ...]], corpus: Path
) -> None:
    """Every `must` of the table comes out under its code at its place."""
    found = {key for findings in real.values() for key in keys(findings)}
    rows = [row for row in rows_of(corpus, "audit.tsv") if row["want"] == "must"]
    wanted = {(row["text"], row["code"], int(row["at"])) for row in rows}
    assert wanted - found == set()


def test_look_alikes_within_rounding_are_left_alone(
    real: dict[str, tuple[Finding, ...]], corpus: Path
) -> None:
    """No `must_not` of the table is reported, whether first or beside another figure."""
    reported = {(f.text, f.code, at) for fs in real.values() for f in fs for at in f.at}
    rows = [row for row in rows_of(corpus, "audit.tsv") if row["want"] == "must_not"]
    spared = {(row["text"], row["code"], int(row["at"])) for row in rows}
    assert reported & spared == set()


def test_planted_items_of_the_trilogy_are_found(trilogy: tuple[Finding, ...], corpus: Path) -> None:
    """At least nine of ten planted items come out with code and all places."""
    found = {(f.text, f.code, "+".join(map(str, f.at))) for f in trilogy}
    first = {(f.text, f.code, str(f.at[0])) for f in trilogy}
    rows = rows_of(corpus, "trilogy/audit.tsv")
    missed = [
        (r["report_year"], r["code"], r["at"])
        for r in rows
        if (r["report_year"], r["code"], r["at"]) not in found
        # A change of an ambiguous rate is placed by the change; the level beside it is optional.
        and (r["report_year"], r["code"], r["at"].split("+")[0]) not in first
    ]
    assert len(missed) <= len(rows) / 10, missed


def test_statements_that_hold_raise_no_alarm(trilogy: tuple[Finding, ...], corpus: Path) -> None:
    """No figure of the table of true statements is contested."""
    planted = {
        (r["report_year"], r["code"], int(r["at"].split("+")[0]))
        for r in rows_of(corpus, "trilogy/audit.tsv")
    }
    true = {(r["report_year"], int(r["at"])) for r in rows_of(corpus, "trilogy/checked.tsv")}
    alarms = {
        (f.text, f.code, f.at[0])
        for f in trilogy
        if f.severity != "note" and (f.text, f.at[0]) in true
    }
    assert alarms - planted == set()


def test_at_most_one_unplanted_contradiction_a_report(
    trilogy: tuple[Finding, ...], corpus: Path
) -> None:
    """What is not planted is hardly ever called an inconsistency."""
    planted = {
        (r["report_year"], r["code"], int(r["at"].split("+")[0]))
        for r in rows_of(corpus, "trilogy/audit.tsv")
    }
    for year in map(str, YEARS):
        extra = [
            f.message_zh
            for f in trilogy
            if f.text == year and f.severity in SERIOUS and (f.text, f.code, f.at[0]) not in planted
        ]
        assert len(extra) <= 1, extra
