"""The yearly routine, and what it says has changed since the last build."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from tongbi import archive
from tongbi.cli import run
from tongbi.publish.since import Change, Kind, changes, snapshot, write_changes
from tongbi.read import source
from tongbi.read.source import Source

from .conftest import TEXTS
from .test_applying import place, verdicts

if TYPE_CHECKING:
    from pathlib import Path

SERIES = "issuer,place,indicator,label,unit,measure,role,period,part_year,value,report,at\n"
FINDINGS = "report,code,severity,at,stated,message_zh,fingerprint\n"
OLD = (
    "云岭市,,lamps,灯笼,盏,level,actual,2023,,12,r23,5\n"
    "云岭市,,cases,案件,件,level,actual,2023,,1342,r23,9\n"
    "云岭市,,cranes,纸鹤,只,level,actual,2023,,7,r23,20\n"
)
NEW = (
    "云岭市,,lamps,灯笼,盏,level,actual,2023,,12,r23,5\n"
    "云岭市,,lamps,灯笼,盏,level,actual,2024,,15,r24,5\n"
    "云岭市,,cases,案件,件,level,actual,2023,,1340,r23,9\n"
    "云岭市,,kites,风筝,只,level,actual,2024,,3,r24,30\n"
)


def _build(folder: Path, series: str, findings: str) -> Path:
    folder.mkdir()
    (folder / "series.csv").write_text(SERIES + series, encoding="utf-8")
    (folder / "findings.csv").write_text(FINDINGS + findings, encoding="utf-8")
    return folder


@pytest.fixture
def found(tmp_path: Path) -> tuple[Change, ...]:
    """The differences of two builds made by hand."""
    old = _build(tmp_path / "old", OLD, "r23,sum_mismatch,error,9,1342件,合计不符,aa\n")
    new = _build(tmp_path / "new", NEW, "r24,rate_mismatch,error,5,97%,比率不符,bb\n")
    before, after = snapshot(old), snapshot(new)
    assert before is not None
    assert after is not None
    assert changes(before, before) == ()
    return changes(before, after)


def test_each_kind_of_change_is_told(found: tuple[Change, ...]) -> None:
    """Series come and go whole; figures of a series that stays are told one by one."""
    assert [
        (c.kind, c.row.get("indicator", c.row.get("code")), c.before, c.after) for c in found
    ] == [
        (Kind.SERIES_ADDED, "kites", "", "1"),
        (Kind.SERIES_REMOVED, "cranes", "1", ""),
        (Kind.VALUE_ADDED, "lamps", "", "15盏"),
        (Kind.VALUE_CHANGED, "cases", "1342件", "1340件"),
        (Kind.FINDING_OPENED, "rate_mismatch", "", "rate_mismatch"),
        (Kind.FINDING_CLOSED, "sum_mismatch", "sum_mismatch", ""),
    ]


def test_table_of_changes_names_its_findings(found: tuple[Change, ...], tmp_path: Path) -> None:
    """The file opens in Excel, and says of a finding what it found."""
    path = tmp_path / "changes.csv"
    write_changes(path, found)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert rows[3]["label"] == "案件"
    assert (rows[4]["report"], rows[4]["message"]) == ("r24", "比率不符")


def test_no_build_is_no_snapshot(tmp_path: Path) -> None:
    """Where nothing was built there is nothing to compare with."""
    assert snapshot(tmp_path) is None


def test_update_does_it_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two years, then a verdict: each run registers, writes the page, builds and compares."""
    # The notebooks take a minute and are tested elsewhere.
    monkeypatch.setattr("tongbi.publish.notebook.shipped", lambda: tmp_path / "none")
    root, out, page = tmp_path / "reports", tmp_path / "build", tmp_path / "review.html"

    def update(year: int, *more: str) -> str:
        file = tmp_path / f"{year}.txt"
        file.write_text(TEXTS[year], encoding="utf-8")
        places = ("--reports", str(root), "--out", str(out), "--page", str(page))
        about = ("--issuer", "云岭市", "--slug", "yunling", "--kind", "law_based_gov_report")
        assert run(["update", str(file), "--year", str(year), *about, *places, *more]) == 0
        return capsys.readouterr().out

    assert "首次生成" in update(2023)
    told = update(2024)
    assert "新增序列：2项，新增数字：6项" in told
    assert page.is_file()
    file = verdicts(root, f"{place(root, '30人')},link,,培训灯匠,30人")
    told = update(2024, "--corrections", str(file))
    assert "新增更正 1 条" in told
    with (out / "changes-since-last-build.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = [(r["change"], r["indicator"], r["after"]) for r in csv.DictReader(lines)]
    assert ("value_added", "培训灯匠", "30人") in rows
    assert ("series_removed", "灯匠受训", "") in rows
    index = (out / "index.html").read_text(encoding="utf-8")
    assert 'href="evidence/yunling-law_based_gov_report-2024.html#at-' in index
    assert "新增数字：1项" in index
    before = (out / "manifest.json").read_bytes()
    assert "与上次结果相同" in update(2024)
    assert (out / "manifest.json").read_bytes() == before  # the build stands


def test_update_asks_an_address_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One request serves registering, the page and the kept text; the registry has the address."""
    monkeypatch.setattr("tongbi.publish.notebook.shipped", lambda: tmp_path / "none")
    address = "https://www.yunling.example/reports/2024.txt"
    asked: list[str] = []
    load = source.load

    def answer(name: str | Path) -> Source:
        if name != address:
            return load(name)
        asked.append(address)
        return Source(TEXTS[2024].encode(), address)

    monkeypatch.setattr(source, "load", answer)
    root = tmp_path / "reports"
    places = ("--reports", str(root), "--out", str(tmp_path / "b"), "--page", str(tmp_path / "p"))
    about = ("--issuer", "云岭市", "--slug", "yunling", "--kind", "law_based_gov_report")
    assert run(["update", address, "--year", "2024", *about, *places]) == 0
    assert asked == [address]
    [report] = archive.open(root).reports
    assert report.address == address
    assert archive.open(root).text(report) == TEXTS[2024]
    assert "tongbi-update" not in capsys.readouterr().out
