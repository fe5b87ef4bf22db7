"""The commands build, chart and brief, run as a user runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tongbi.cli import brief, build, chart
from tongbi.errors import NotFoundError, ReadError, UsageError
from tongbi.publish import build as job
from tongbi.publish import gallery

if TYPE_CHECKING:
    from pathlib import Path

    import click


def run(command: click.Command, *args: object) -> list[str]:
    """Return the lines that a command prints to stdout."""
    result = CliRunner().invoke(command, [str(arg) for arg in args], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


@pytest.mark.parametrize(
    ("args", "name"),
    [
        (("trend", "行政复议", "--years", "2021-2024"), "trend-云岭市-行政复议-2021-2024"),
        (("index", "行政复议案件受理数", "--base", "2022"), "index-云岭市-行政复议案件受理数-2022"),
        (("bars", "--year", "2024"), "bars-云岭市-2024"),
        (("heat",), "heatmap-云岭市"),
        (("heat", "--points"), "heatmap-云岭市-points"),
        (("slope", "--years", "2022-2024"), "slope-云岭市-2022-2024"),
        (("dumbbell", "--year", "2024", "--against", "target"), "dumbbell-云岭市-2024-target"),
        (
            ("contribution", "人民调解案件受理数", "--parts", "人民调解成功数", "--year", "2024"),
            "contribution-云岭市-人民调解案件受理数-2024",
        ),
        (("rank", "人民调解成功率", "--year", "2024"), "ranking-云岭市-人民调解成功率-2024"),
    ],
)
def test_every_kind_of_chart(
    reports: Path, tmp_path: Path, args: tuple[str, ...], name: str
) -> None:
    """Each kind writes its file and prints where, and nothing else."""
    common = ("--issuer", "云岭市", "--reports", reports, "--size", "half", "--out", tmp_path)
    assert run(chart.command, *args, *common) == [str(tmp_path / f"{name}.png")]
    assert (tmp_path / f"{name}.png").read_bytes().startswith(b"\x89PNG")


def test_chart_as_a_slide(reports: Path, tmp_path: Path) -> None:
    """A trend of one unit comes as a chart to edit, another kind as a picture with its words."""
    pptx = pytest.importorskip("pptx")
    common = ("--issuer", "云岭市", "--reports", reports, "--out", tmp_path, "--format", "pptx")
    [path] = run(chart.command, "trend", "行政复议案件受理数", *common)
    slide = pptx.Presentation(path).slides[0]
    assert slide.shapes.title.text_frame.text == "行政复议案件受理数"
    assert [shape.has_chart for shape in slide.shapes].count(True) == 1
    [path] = run(chart.command, "dumbbell", "--year", "2024", "--against", "target", *common)
    [picture] = pptx.Presentation(path).slides[0].shapes
    assert picture._element.nvPicPr.cNvPr.get("descr").startswith("哑铃图。")


def test_part_that_stands_for_several_is_refused(reports: Path, tmp_path: Path) -> None:
    """A name that several indicators share is told with those."""
    args = ["contribution", "行政复议", "--parts", "人民调解成功数", "--year", "2024"]
    args += ["--issuer", "云岭市", "--reports", str(reports), "--out", str(tmp_path)]
    with pytest.raises(UsageError, match=r"“行政复议”不止一个指标 — 写全名：行政复议"):
        CliRunner().invoke(chart.command, args, catch_exceptions=False)


@pytest.mark.parametrize(
    ("years", "message"),
    [("2024-2020", "前后颠倒 — 写成 2020-2024"), ("last year", "看不懂 — 写成 2020-2024 或 2024")],
)
def test_odd_years_are_refused(reports: Path, years: str, message: str) -> None:
    """A span that makes no sense is told with how to write it."""
    args = ["trend", "行政复议", "--years", years, "--reports", str(reports)]
    with pytest.raises(UsageError, match=message):
        CliRunner().invoke(chart.command, args, catch_exceptions=False)


def test_unknown_name_gives_the_nearest(reports: Path) -> None:
    """A slip in the name is answered with what there is."""
    args = ["trend", "行政复仪受理", "--reports", str(reports)]
    with pytest.raises(NotFoundError, match=r"没有名为“行政复仪受理”的指标 — 是否指：.*行政复议"):
        CliRunner().invoke(chart.command, args, catch_exceptions=False)


def test_build_says_where_to_look(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """stdout has the page's path alone, stderr the numbers; no bar where there is no terminal."""
    monkeypatch.setattr(job, "_notebook_parts", lambda *_: [])
    monkeypatch.setattr(gallery, "drawings", lambda *_, **__: [])
    args = ["--reports", str(reports), "--out", str(tmp_path / "build"), "--jobs", "1"]
    result = CliRunner().invoke(build.command, args, catch_exceptions=False)
    assert result.stdout == f"{tmp_path / 'build' / 'index.html'}\n"
    assert "4份报告" in result.stderr
    assert "\x1b" not in result.stderr


def test_build_without_reports_is_one_error(tmp_path: Path) -> None:
    """A folder without a registry is named, and nothing is written."""
    args = ["--reports", str(tmp_path / "none"), "--out", str(tmp_path / "build")]
    with pytest.raises(ReadError, match=r"找不到登记表 .*registry\.csv"):
        CliRunner().invoke(build.command, args, catch_exceptions=False)
    assert list(tmp_path.iterdir()) == []


def test_brief_prints_its_files(reports: Path, tmp_path: Path) -> None:
    """The paths of what was written, one a line."""
    args = ("--issuer", "韶关市", "--year", 2024, "--format", "html,xlsx", "--reports", reports)
    lines = run(brief.command, *args, "--out", tmp_path)
    assert lines == [str(tmp_path / f"brief-韶关市-2024.{kind}") for kind in ("html", "xlsx")]
