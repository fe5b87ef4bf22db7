"""The page of a build: sorted, searched, read by assistive technology, and telling what is new."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tongbi import archive
from tongbi.cli import run

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

SERIOUS = {"serious", "critical"}
TEXTS = {
    2022: "2022年，全市新建智慧灯笼10盏，受理行政复议案件1200件，办结率为93.0%。",
    2023: "2023年，全市新建智慧灯笼12盏，受理行政复议案件1342件，办结率为94.5%。",
    2024: "2024年，全市新建智慧灯笼15盏，受理行政复议案件1297件，办结率为97.5%，比上年下降9.9%。",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two builds, the second with a year more; the notebooks are left out and tested elsewhere."""
    folder = tmp_path_factory.mktemp("index")
    root, out = str(folder / "reports"), folder / "build"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tongbi.publish.notebook.shipped", lambda: folder / "none")
        for year, text in TEXTS.items():
            file = folder / f"{year}.txt"
            file.write_text(text, encoding="utf-8")
            about = ("--slug", "yunling", "--kind", "law_based_gov_report", "--reports", root)
            assert run(["add", str(file), "--issuer", "云岭市", "--year", str(year), *about]) == 0
            if year > min(TEXTS):
                _keep_texts(folder / "reports")
                assert run(["build", "--reports", root, "--out", str(out)]) == 0
    return out


def _keep_texts(root: Path) -> None:
    """Put the texts into the folder, as who has them does, and say so in the registry."""
    folder = archive.open(root)
    for report in folder.reports:
        text = (root.parent / f"{report.year}.txt").read_bytes()
        source = f"sources/{report.year}.txt"
        (root / "sources").mkdir(exist_ok=True)
        (root / source).write_bytes(text)
        folder = folder.register(replace(report, source=source))


@pytest.fixture
def index(page: Page, built: Path) -> Page:
    """The page, opened from its file."""
    page.goto((built / "index.html").as_uri())
    return page


def test_what_is_new_comes_first(index: Page) -> None:
    """The figures of the year that was added are told above all else, and linked as a table."""
    text = index.inner_text("#since")
    assert "新增数字：4项" in text
    assert index.get_attribute("#since p a", "href") == "changes-since-last-build.csv"


def test_tables_sort_by_number(index: Page) -> None:
    """A column of figures sorts by their size, either way."""
    index.click("#changes-table th:nth-child(7) button")
    rising = [float(key or "nan") for key in _keys(index)]
    assert rising == sorted(rising)
    index.click("#changes-table th:nth-child(7) button")
    assert [float(key) for key in _keys(index)] == rising[::-1]
    assert len(rising) == 6


def _keys(page: Page) -> list[str]:
    keys: list[str] = page.evaluate(
        "[...document.querySelectorAll('#changes-table tbody tr td:nth-child(7)')]"
        ".map((cell) => cell.dataset.key)"
    )
    return keys


def test_search_narrows_a_table(index: Page) -> None:
    """Words in a table's search leave the rows that have them all."""
    index.fill("input[data-for=changes-table]", "灯笼 2024")
    assert index.locator("#changes-table tbody tr:visible").count() == 1


def test_axe_finds_nothing_serious(index: Page, axe: str) -> None:
    """Contrast, names, roles and order hold."""
    index.evaluate(axe)
    found: dict[str, Any] = index.evaluate("axe.run()")
    serious = [
        (problem["id"], [node["html"] for node in problem["nodes"]][:3])
        for problem in found["violations"]
        if problem["impact"] in SERIOUS
    ]
    assert serious == [], json.dumps(serious, ensure_ascii=False, indent=1)


def test_figures_lead_to_their_evidence(page: Page, built: Path) -> None:
    """Where the text is at hand, a figure of the table opens it at its place."""
    page.goto((built / "index.html").as_uri())
    link = page.locator("#changes-table td a").first
    figure = link.inner_text()
    link.click()
    page.wait_for_selector("a.figure[aria-current]")
    assert page.locator("a.figure[aria-current]").inner_text() == figure
