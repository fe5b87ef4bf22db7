"""`tongbi fetch` and `tongbi verify` on a folder of reports and a site that changes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.fetch.server import REPORT

from tongbi import archive
from tongbi.cli import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fetch.server import Site

ID = "yunling/law_based_gov_report-2024"


@pytest.fixture
def registered(site: Site, tmp_path: Path) -> Path:
    """A folder with one report, added from the site."""
    root = tmp_path / "reports"
    text = tmp_path / "a.txt"
    text.write_text(REPORT, encoding="utf-8")
    address = site.text("/report.txt", REPORT)
    args = ["--issuer", "云岭市", "--slug", "yunling", "--year", "2024", "--reports", str(root)]
    assert 0 == run(["add", str(text), *args, "--address", address])
    return root


def fetch(root: Path, *more: str) -> int:
    args = ["--reports", str(root), "--private", "--interval", "0", "--timeout", "2"]
    return run(["fetch", *args, *more])


def test_source_is_fetched_and_stands(registered: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A fetched source that is what was registered is kept, and its figures stand."""
    assert 0 == fetch(registered)
    assert "已下载" in capsys.readouterr().out
    assert REPORT == (registered / "sources" / f"{ID}.txt").read_text(encoding="utf-8")
    assert 0 == fetch(registered)
    assert "没有变化" in capsys.readouterr().out
    assert 0 == run(["verify", "--reports", str(registered)])
    assert "核对 1 份报告的 1 个数字，0 个不在原处" in capsys.readouterr().err


def test_checksum_is_recorded(registered: Path) -> None:
    """Where no checksum was registered, that of the fetched file is, with the day."""
    folder = archive.open(registered)
    folder.register(replace(folder.report(ID), sha256=""))
    assert 0 == fetch(registered)
    report = archive.open(registered).report(ID)
    assert hashlib.sha256(REPORT.encode()).hexdigest() == report.sha256
    assert report.accessed


def test_changed_source_is_told_and_not_taken(
    site: Site, registered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that has changed does not take the old one's place, unless that is asked for."""
    assert 0 == fetch(registered)
    site.text("/report.txt", REPORT.replace("830", "831"))
    assert 1 == fetch(registered)
    assert "没有覆盖" in capsys.readouterr().out
    kept = registered / "sources" / f"{ID}.txt"
    assert "830" in kept.read_text(encoding="utf-8")
    assert 0 == fetch(registered, "--update")
    assert "831" in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("changed", "state", "found"),
    [
        (REPORT.replace("830件", "831件"), "gone", "831件"),
        (
            REPORT.replace("。\n", "。\n", 1).replace("2024年，", "2024年，经统计，"),
            "moved",
            "830件",
        ),
        (REPORT.replace("受理行政复议申请830件", "各项工作取得进展12项"), "gone", ""),
    ],
)
def test_figures_that_no_longer_stand(
    site: Site,
    registered: Path,
    capsys: pytest.CaptureFixture[str],
    changed: str,
    state: str,
    found: str,
) -> None:
    """A figure that was altered, moved or taken out is told, with what stands there now."""
    site.text("/report.txt", changed)
    fetch(registered, "--update")
    capsys.readouterr()
    assert 1 == run(["verify", "--reports", str(registered), "--format", "jsonl"])
    out = capsys.readouterr().out
    assert f'"state": "{state}", "found": "{found}"' in out
    assert 1 == out.count("\n")


def test_failure_does_not_stop_the_others(
    site: Site, registered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that is gone is told in a line, the others are fetched, the exit code is 1."""
    folder = archive.open(registered)
    report = folder.report(ID)
    other = replace(report, id="yunling/other-2020", address=f"{site.address}/gone", year=2020)
    folder.register(other)
    assert 1 == fetch(registered)
    out, err = capsys.readouterr()
    assert f"{ID}：已下载" in out
    assert "失败: yunling/other-2020" in err
    assert 1 == err.count("\n")


def test_address_on_the_command_line(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """An address inside of the network is refused where it was not allowed."""
    assert 2 == run(["extract", site.text("/report.txt", REPORT)])
    assert "内部地址" in capsys.readouterr().err


def test_report_without_source(registered: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report whose source is not there says how to get it."""
    assert 2 == run(["verify", ID, "--reports", str(registered)])
    assert "tongbi fetch" in capsys.readouterr().err


def test_id_that_leads_out(registered: Path) -> None:
    """A registry from elsewhere cannot write outside of the folder."""
    from tongbi.archive.sources import source_path
    from tongbi.errors import DataError

    report = replace(archive.open(registered).report(ID), id="../../x", source="")
    with pytest.raises(DataError, match="指向 reports 文件夹之外"):
        source_path(registered, report)
