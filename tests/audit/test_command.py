"""``tongbi audit`` on the command line."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from tongbi import archive
from tongbi.cli import run

if TYPE_CHECKING:
    from pathlib import Path

KEYS = [
    "text",
    "code",
    "severity",
    "at",
    "stated",
    "expected",
    "message",
    "candidates",
    "fingerprint",
]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report of the fictional 云岭市 with one contradiction and one claim."""
    path = tmp_path / "2024.txt"
    path.write_text("2024年，全市受理申请830件，办结802件，办结率为98.6%。按期办结率100%。\n")
    return path


def test_lines_of_json_have_the_keys(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One object a finding, places as a list, the contested figure first."""
    assert run(["audit", str(report), "--format", "jsonl"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(record) for record in records] == [KEYS] * 2
    assert (records[0]["code"], records[0]["at"]) == ("rate_mismatch", [28, 19, 12])
    assert records[0]["text"] == str(report)


def test_csv_joins_the_places(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same as a table, places joined by plus signs."""
    assert run(["audit", str(report), "--format", "csv", "--no-notes"]) == 0
    [record] = csv.DictReader(capsys.readouterr().out.splitlines())
    assert record["at"] == "28+19+12"


def test_strict_fails_on_contradictions_only(report: Path, tmp_path: Path) -> None:
    """Exit code 1 where figures contradict each other, 0 where there are only notes."""
    assert run(["audit", str(report), "--strict"]) == 1
    clean = tmp_path / "2023.txt"
    clean.write_text("2023年，信访事项按期办结率100%。\n")
    assert run(["audit", str(clean), "--strict"]) == 0


def test_english_on_request(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence of a finding comes in English too."""
    run(["audit", str(report), "--lang", "en"])
    assert "the report's own figures give" in capsys.readouterr().out


def test_dismissed_findings_are_not_shown_again(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A verdict by fingerprint silences a finding in the next run, under --strict too."""
    run(["audit", str(report), "--format", "jsonl", "--no-notes"])
    fingerprint = json.loads(capsys.readouterr().out)["fingerprint"]
    ruled = tmp_path / "verdicts.csv"
    ruled.write_text(
        f"fingerprint,verdict,reason,author,date\n{fingerprint},dismissed,口径,某甲,2025-03-01\n"
    )
    assert run(["audit", str(report), "--strict", "--verdicts", str(ruled)]) == 0


def test_all_registered_reports(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file the whole of reports/ is audited: texts and collected figures."""
    run(["audit", "--reports", str(archive.shipped()), "--format", "jsonl", "--no-notes"])
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    found = {(record["text"], record["code"], record["stated"]) for record in records}
    assert ("yunling/law_based_gov_report-2024", "stock_flow_mismatch", "207件") in found
    # The national intake of 2023: the year after fits only the second figure.
    [national] = [r for r in records if r["stated"] == "315,000、38.5万件"]
    assert national["expected"].endswith("只与 38.5万件 相符")
