"""Registering reports: what ``add`` tells and writes, and what the other commands show of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tongbi import archive
from tongbi.cli import run

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    2023: "2023年，全市新建智慧灯笼12盏，受理行政复议案件1342件，办结率为94.5%。",
    2024: "2024年，全市新建智慧灯笼15盏，培训灯匠30人。受理行政复议案件1297件，2023年为1340件。",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty place for reports."""
    return tmp_path / "reports"


def _add(root: Path, year: int) -> int:
    file = root.parent / f"{year}.txt"
    file.write_text(TEXTS[year], encoding="utf-8")
    return run(
        [
            "add",
            str(file),
            *("--issuer", "云岭市", "--year", str(year), "--slug", "yunling"),
            *("--kind", "law_based_gov_report", "--reports", str(root)),
        ]
    )


def test_first_report_is_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The facts and the registry are written, and the number of figures is told."""
    assert _add(root, 2023) == 0
    assert "已登记 yunling/law_based_gov_report-2023：3 个数字。" in capsys.readouterr().out
    [report] = archive.open(root).reports
    assert (report.issuer, report.year, len(report.sha256)) == ("云岭市", 2023, 64)


def test_second_report_is_compared(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What continues, is new, has gone and was restated is told against the year before."""
    _add(root, 2023)
    capsys.readouterr()
    assert _add(root, 2024) == 0
    told = capsys.readouterr().out
    assert "延续 2 项，新增 1 项，不再出现 1 项，重述 1 项，待人工判断 0 项。" in told
    assert "1342件（2023） → 受理行政复议案件 1340件（2023）" in told.replace("全市", "")


def test_same_file_changes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Adding a file twice leaves every byte as it was."""
    _add(root, 2023)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert _add(root, 2023) == 0
    assert "没有变化" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_what_the_registry_knows_is_kept(root: Path) -> None:
    """Adding anew takes nothing away; next year's report of a made-up city is made up, too."""
    _add(root, 2023)
    folder = archive.open(root)
    told = replace(folder.reports[0], fictional=True, licence="自撰", note="示例")
    with archive.locked(root):
        folder.register(told)
    _add(root, 2023)
    _add(root, 2024)
    again, later = archive.open(root).reports
    assert again == told
    assert (later.fictional, later.licence) == (True, "")


def test_unknown_issuer_needs_a_slug(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first report of an issuer says in which folder it goes."""
    file = root.parent / "2023.txt"
    file.write_text(TEXTS[2023], encoding="utf-8")
    code = run(["add", str(file), "--issuer", "云岭市", "--year", "2023", "--reports", str(root)])
    assert code == 2
    assert "用 --slug 给出它的拼音目录名" in capsys.readouterr().err


def test_list_and_remove(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A removed report is listed no more."""
    _add(root, 2023)
    _add(root, 2024)
    assert run(["remove", "yunling/law_based_gov_report-2023", "--reports", str(root)]) == 0
    capsys.readouterr()
    assert run(["list", "--reports", str(root), "--format", "jsonl"]) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert json.loads(line)["id"] == "yunling/law_based_gov_report-2024"


def test_show_lists_every_vintage(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An indicator is shown with each report that stated it."""
    _add(root, 2023)
    _add(root, 2024)
    capsys.readouterr()
    name = "行政复议案件受理数"
    assert run(["show", name, "--reports", str(root), "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["period"], row["value"], row["report"][-4:]) for row in rows] == [
        (2023, 1342, "2023"),
        (2023, 1340, "2024"),
        (2024, 1297, "2024"),
    ]


def test_unknown_report_cannot_be_removed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip in the id is answered with the one that was meant."""
    _add(root, 2023)
    assert run(["remove", "yunling/law_based_gov_report-2032", "--reports", str(root)]) == 2
    assert "是否指 yunling/law_based_gov_report-2023" in capsys.readouterr().err


def test_own_indicators_are_known(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder's indicators.toml names a series of its own."""
    _add(root, 2023)
    entry = {
        "id": "lanterns.smart",
        "zh": "智慧灯笼新建数",
        "en": "Smart lanterns built",
        "unit": "盏",
        "kind": "count",
        "nature": "flow",
        "polarity": "more_is_better",
    }
    lines = [f'{key} = "{value}"' for key, value in entry.items()]
    table = "\n".join(["[[indicator]]", *lines, 'require = ["智慧灯笼"]', 'allow = ["新建"]'])
    (root / "indicators.toml").write_text(table, encoding="utf-8")
    capsys.readouterr()
    assert run(["show", "lanterns.smart", "--reports", str(root), "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["label"] == "智慧灯笼新建数"
