"""The synthetic reports: made alike everywhere, marked as made up, and read like reports."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

import tongbi
from benchmarks import synthetic
from tongbi.audit import Source, audit_report
from tongbi.extraction import extract_document
from tongbi.model import ReportKind, Statement
from tongbi.read import from_text
from tongbi.series import link

TOP = Path(__file__).parents[2]
CONTRADICTIONS = {"change_mismatch", "rate_mismatch", "restated", "sum_mismatch"}


@pytest.fixture(scope="module")
def made() -> list[synthetic.Synthetic]:
    """Two years of nine issuers, three of each kind."""
    return list(synthetic.reports(9, 2))


def statement_of(figure: synthetic.Planted, statements: tuple[Statement, ...]) -> Statement | None:
    return next((s for s in statements if s.start < figure.end and figure.start < s.end), None)


def test_any_report_alone_is_the_one_of_the_stream(made: list[synthetic.Synthetic]) -> None:
    """A report depends on seed, issuer and year, not on what was made before it."""
    assert synthetic.report(7, 2023) == made[12]


def test_the_stream_makes_no_report_before_it_is_wanted() -> None:
    """A stream over a country without end gives its first reports at once."""
    assert len(list(islice(synthetic.reports(10**9, 10), 3))) == 3


def test_another_process_writes_the_same_bytes(
    made: list[synthetic.Synthetic], tmp_path: Path
) -> None:
    """Neither the order of hashes nor the process changes a byte."""
    command = [sys.executable, "-m", "benchmarks.synthetic", "--issuers", "9", "--years", "2"]
    subprocess.run([*command, "--out", tmp_path], cwd=TOP, check=True, env={"PYTHONHASHSEED": "7"})
    for one in made:
        path = tmp_path / one.slug / f"{one.kind}-{one.year}.txt"
        assert path.read_bytes() == one.text.encode()


def test_another_seed_makes_another_country() -> None:
    """The seed is part of every choice."""
    assert synthetic.report(1, 2024, seed=1).text != synthetic.report(1, 2024, seed=2).text


def test_reports_say_that_they_are_synthetic(made: list[synthetic.Synthetic]) -> None:
    """Title and first line are marked, and the issuer's name is no place's."""
    for one in made:
        assert one.text.splitlines()[0] == one.title
        assert "合成数据，非真实报告" in one.title
        assert re.fullmatch(r"合成市\d{5}", one.issuer)
    assert {one.kind for one in made} < set(ReportKind)


def test_reports_have_the_size_of_reports(made: list[synthetic.Synthetic]) -> None:
    """From 3,000 to 8,000 characters, from 40 to 150 figures, each where it is said to be."""
    for one in made:
        assert 3000 <= len(one.text) <= 8000
        assert 40 <= one.planted <= 150
        assert all(re.search(r"\d", one.text[f.start : f.end]) for f in one.figures)


def test_planted_figures_are_read_and_linked(made: list[synthetic.Synthetic]) -> None:
    """The reader finds nine figures of ten, and links nine levels of ten to last year's."""
    planted = read = again = linked = 0
    for prior, current in zip(made[::2], made[1::2], strict=True):
        before, now = (tongbi.extract_text(r.text, year=r.year) for r in (prior, current))
        found = [(f, s) for f in current.figures if (s := statement_of(f, now))]
        planted, read = planted + current.planted, read + len(found)
        old = {s.at: f.name for f in prior.figures if (s := statement_of(f, before))}
        came_from = {one.b.at: old.get(one.a.at) for one in link(before, now)}
        levels = [(f, s) for f, s in found if f.form in {"level", "about"}]
        levels = [(f, s) for f, s in levels if f.name in old.values()]
        again += len(levels)
        linked += sum(came_from.get(s.at) == f.name for f, s in levels)
    assert read >= 0.9 * planted
    assert linked >= 0.9 * again


def test_planted_contradictions_are_found(made: list[synthetic.Synthetic]) -> None:
    """Some figures contradict others, and the audit finds the half of them or more."""
    slips = found = 0
    for prior, current in zip(made[::2], made[1::2], strict=True):
        old, new = (from_text(r.text, year=r.year) for r in (prior, current))
        earlier = Source(text="prior", document=old, statements=extract_document(old))
        findings = audit_report(extract_document(new), new, priors=[earlier])
        places = [at for finding in findings if finding.code in CONTRADICTIONS for at in finding.at]
        wrong = [f for f in current.figures if f.slipped]
        slips += len(wrong)
        found += sum(any(f.start <= at < f.end for at in places) for f in wrong)
    assert slips
    assert found >= 0.5 * slips


@pytest.mark.corpus
def test_no_sentence_is_somebody_elses(made: list[synthetic.Synthetic], corpus: Path) -> None:
    """No twenty characters in a row stand in a report of the corpus."""
    length = 20
    theirs = {
        text[at : at + length]
        for path in corpus.glob("corpus/*/*/*.txt")
        if "fictional" not in path.parts
        for text in ["".join(path.read_text(encoding="utf-8").split())]
        for at in range(len(text) - length + 1)
    }
    phrases = (TOP / "benchmarks" / "synthetic.toml").read_text(encoding="utf-8")
    for text in (phrases, *(one.text for one in made)):
        joined = "".join(text.split())
        ours = (joined[at : at + length] for at in range(len(joined) - length + 1))
        assert not theirs.intersection(ours)
