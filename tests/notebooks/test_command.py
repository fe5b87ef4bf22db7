"""The command line of the notebooks, and their pages as PDF."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tongbi import archive
from tongbi.cli.notebook import command
from tongbi.errors import UsageError
from tongbi.publish.notebook_pdf import BROWSER_VARIABLE, browser, pdf_bytes

if TYPE_CHECKING:
    from pathlib import Path


def told(*args: str) -> str:
    """Return what the command prints on success."""
    result = CliRunner().invoke(command, list(args), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_list_names_them_in_reading_order() -> None:
    """Names and titles of either edition."""
    names = [line.partition("\t")[0] for line in told("list").splitlines()]
    assert names == ["facts", "yearly", "audit", "briefing"]
    assert "audit\tThe audit\n" in told("list", "--lang", "en")


@pytest.mark.slow
def test_run_reads_a_file_of_the_users(tmp_path: Path) -> None:
    """The file is found though the kernel works elsewhere, and no path gets into the result."""
    path = tmp_path / "我的报告.txt"
    path.write_text("2023年，全市培训执法人员12345人次，增长8.5%。", encoding="utf-8")
    args = ["run", "facts", "--file", str(path), "--out", str(tmp_path), "--format", "html"]
    out = told(*args, "--reports", str(archive.shipped()))
    assert out.splitlines()[0] == str(tmp_path / "facts.html")
    page = (tmp_path / "facts.html").read_text(encoding="utf-8")
    assert ">12345人次</mark>" in page
    assert "[8.45, 8.55)" in page
    assert str(tmp_path) not in page


def test_wrong_years_are_told(tmp_path: Path) -> None:
    """A year that is none, and a span the wrong way round."""
    args = ["run", "audit", "--reports", str(archive.shipped()), "--out", str(tmp_path), "--year"]
    for years, message in (("去年", "年份“去年”看不懂"), ("2024-2022", "写成 2022-2024")):
        with pytest.raises(UsageError, match=message):
            CliRunner().invoke(command, [*args, years], catch_exceptions=False)
    with pytest.raises(UsageError, match=r"找不到笔记本 mine\.ipynb"):
        CliRunner().invoke(command, ["run", "mine.ipynb", *args[2:4]], catch_exceptions=False)


def test_copy_puts_notebooks_and_reports_side_by_side(tmp_path: Path) -> None:
    """A copy is complete, can be repeated, and writes over nothing that was changed."""
    folder = tmp_path / "mine"
    out = told("copy", str(folder))
    names = ["audit.ipynb", "briefing.ipynb", "facts.ipynb", "reports", "yearly.ipynb"]
    assert sorted(path.name for path in folder.iterdir()) == names
    assert archive.open(folder / "reports").reports == archive.open(archive.shipped()).reports
    assert told("copy", str(folder)) == out
    (folder / "yearly.ipynb").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="已存在且内容不同，不予覆盖"):
        CliRunner().invoke(command, ["copy", str(folder)], catch_exceptions=False)


def test_machine_without_a_browser_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """PDF asks for Chromium in words; a wrong path in the variable is named."""
    monkeypatch.delenv(BROWSER_VARIABLE, raising=False)
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(UsageError, match=r"写 PDF 需要 Chromium 或 Chrome.*--format html"):
        browser()
    monkeypatch.setenv(BROWSER_VARIABLE, "/nowhere/chromium")
    with pytest.raises(UsageError, match=r"所指的 /nowhere/chromium 不能运行"):
        browser()


@pytest.mark.slow
def test_pdf_is_the_same_twice_and_holds_chinese() -> None:
    """Without dates, with the font that comes with the package."""
    try:
        browser()
    except UsageError as error:
        pytest.skip(str(error))
    page = "<html><head></head><body>同比 99.33%</body></html>".encode()
    first, second = pdf_bytes(page), pdf_bytes(page)
    assert first == second
    assert first.startswith(b"%PDF-")
    assert re.search(rb"/FontName /\w+\+NotoSansSC", first)
