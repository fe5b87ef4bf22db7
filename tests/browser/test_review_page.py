"""The review page as a person uses it, by mouse and by keyboard alone."""

from __future__ import annotations

import csv
import json
import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tongbi import archive, observations
from tongbi.cli import run
from tongbi.interval import Interval
from tongbi.model import Statement
from tongbi.read import from_text
from tongbi.review.marks import paragraphs
from tongbi.review.page import page_bytes
from tongbi.review.rows import Row
from tongbi.review.sheet import Sheet

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tongbi.model import Report

TEXTS = {
    2023: """云岭市2023年法治政府建设情况报告
一、主要工作情况
2023年，全市新建智慧灯笼12盏，培训灯匠25人。受理行政复议案件1342件，办结率为94.5%。
""",
    2024: """云岭市2024年法治政府建设情况报告
一、主要工作情况
（一）点亮街巷。2024年，全市新建智慧灯笼15盏，灯匠受训30人，印发《灯笼办法》（云办发〔2024〕12号）。
（二）化解争议。受理行政复议案件1297件，2023年为1340件。办结率为97.5%，办结率上升5.91%。
二、2025年工作安排
2025年，新建智慧灯笼20盏以上。
""",
}
ID = "yunling/law_based_gov_report-2024"
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both reports registered, and the page of the later one."""
    folder = tmp_path_factory.mktemp("review")
    root = str(folder / "reports")
    for year, text in TEXTS.items():
        file = folder / f"{year}.txt"
        file.write_text(text, encoding="utf-8")
        more = ("--slug", "yunling", "--kind", "law_based_gov_report", "--reports", root)
        assert run(["add", str(file), "--issuer", "云岭市", "--year", str(year), *more]) == 0
    for lang in ("zh", "en"):
        out = str(folder / f"{lang}.html")
        page = ["review", str(folder / "2024.txt"), "--out", out, "--reports", root]
        assert run([*page, "--lang", lang]) == 0
    return folder


@pytest.fixture
def review(page: Page, made: Path) -> Page:
    """The page, opened from its file."""
    page.goto((made / "zh.html").as_uri())
    return page


def current(page: Page) -> str:
    """The figure that is selected, as its row prints it."""
    return page.locator(".row[aria-current] .to-text").inner_text()


def test_from_a_figure_to_its_row_and_back(review: Page) -> None:
    """A click on a figure selects its row; a click on the row's figure goes to the text."""
    review.click("a.figure:text-is('30人')")
    assert current(review) == "30人"
    assert review.evaluate("document.activeElement.className") == "to-text"
    review.click(".row:has-text('行政复议案件') >> a.to-text:text-is('1340件')")
    assert review.locator("a.figure[aria-current]").inner_text() == "1340件"
    assert review.evaluate("document.activeElement.textContent") == "1340件"
    assert review.evaluate("scrollY") == 0


def test_a_finding_leads_to_its_figure(review: Page) -> None:
    """A place in the list of findings, below both sides, selects the figure and shows it."""
    review.locator("#findings ol").first.locator("a").first.click()
    assert review.locator("a.figure[aria-current]").count() == 1
    assert review.locator("#detail .problem").count() >= 1
    assert review.evaluate("scrollY") == 0


def test_filters_and_search_narrow_the_rows(review: Page) -> None:
    """A filter and words leave the rows that have both."""
    visible = review.locator("#rows .row:visible")
    total = visible.count()
    review.check("[name=filter][value=new]", force=True)
    assert 0 < visible.count() < total
    review.check("[name=filter][value='']", force=True)
    review.fill("#search", "智慧灯笼 20盏")
    assert visible.count() == 1
    assert review.inner_text("#shown") == f"显示 1 / {total}"


def test_both_readings_can_be_chosen_between(review: Page) -> None:
    """An ambiguous figure shows both readings; the chosen one is a verdict."""
    review.click("a.figure:text-is('5.91%')")
    choices = review.locator(".facts button")
    assert choices.all_inner_texts() == ["5.91% · 增减率（%）", "5.91% · 增减百分点"]
    choices.nth(1).click()
    assert review.inner_text(".row[aria-current] .verdict") == "已定读法"


def test_keyboard_alone_from_verdicts_to_the_series(
    review: Page, made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Next, accept, reject, edit, link, download, apply: and the series has changed."""
    review.keyboard.press("j")
    review.keyboard.press("a")
    review.keyboard.press("j")
    assert current(review) == "30人"
    review.keyboard.press("e")
    review.keyboard.type("培训灯匠人数")
    review.keyboard.press("Enter")
    assert review.inner_text(".row[aria-current] .label") == "培训灯匠人数"
    review.keyboard.press("l")
    review.keyboard.type("培训灯匠")
    review.keyboard.press("Escape")
    review.keyboard.press("Escape")
    assert review.locator("dialog[open]").count() == 0
    review.keyboard.press("l")
    review.fill("#link-choice", "培训灯匠")
    review.click("#link-dialog button[value=save]")
    review.keyboard.press("k")
    review.keyboard.press("k")
    assert current(review) == "15盏"
    assert review.inner_text("#progress") == "已判 2 / 7"

    review.reload()
    assert review.inner_text("#progress") == "已判 2 / 7"
    review.click("#download")
    assert review.inner_text("#message") == "请先填写审核人。"
    review.keyboard.type("审核员")
    with review.expect_download() as waiting:
        review.click("#download")
    file = tmp_path / "corrections.csv"
    waiting.value.save_as(file)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        saved = [(r["verdict"], r["field"], r["value"], r["expect"]) for r in csv.DictReader(lines)]
    assert saved == [
        ("accept", "", "", "15盏"),
        ("override", "label", "培训灯匠人数", "灯匠受训"),
        ("link", "", "培训灯匠", "30人"),
    ]

    root = made / "reports"
    before = _series(root)
    assert before == [(2023, 25.0)]
    apply = ["corrections", "apply", str(file), "--reports", str(root)]
    assert run([*apply, "--dry-run"]) == 0
    assert "+ label: 培训灯匠人数" in capsys.readouterr().out
    assert _series(root) == before
    assert run(apply) == 0
    assert _series(root) == [(2023, 25.0), (2024, 30.0)]

    # A page made anew, in the same browser, knows the verdicts and asks for nothing twice.
    page = str(made / "zh.html")
    assert run(["review", str(made / "2024.txt"), "--out", page, "--reports", str(root)]) == 0
    review.reload()
    assert review.inner_text("#progress") == "已判 2 / 7"
    assert review.evaluate("corrections().map((line) => line[2])") == ["accept"]
    (root / "corrections.csv").unlink()


def _series(root: Path) -> list[tuple[int, float]]:
    frame = observations(archive.open(root))
    mine = frame[frame["indicator"] == "培训灯匠"]
    return list(zip(mine["period"], mine["value"], strict=True))


def test_unit_year_and_place_can_be_corrected(review: Page) -> None:
    """Each cell that is edited is a correction of its own, guarded by what it held."""
    review.click("a.figure:text-is('1297件')")
    review.keyboard.press("e")
    review.fill("#edit-period", "二〇二四")
    review.keyboard.press("Enter")
    assert review.locator("dialog[open]").count() == 1
    review.fill("#edit-period", "2022")
    review.fill("#edit-place", "松坪县")
    review.keyboard.press("Enter")
    assert review.inner_text(".row[aria-current] .verdict") == "已更正"
    made = review.evaluate("corrections().map((line) => line.slice(2, 6))")
    assert made == [
        ["override", "period", "2022", 2024],
        ["override", "place", "松坪县", ""],
    ]
    review.keyboard.press("u")
    assert review.evaluate("corrections()") == []


def test_reject_and_undo(review: Page) -> None:
    """A rejected figure is struck out on both sides until that is undone."""
    review.click("a.figure:text-is('1340件')")
    review.keyboard.press("r")
    mark = review.locator("a.figure:text-is('1340件')")
    assert "rejected" in (mark.get_attribute("class") or "")
    assert review.inner_text(".row[aria-current] .verdict") == "已剔除"
    review.keyboard.press("u")
    assert "rejected" not in (mark.get_attribute("class") or "")
    assert review.inner_text("#progress") == "已判 0 / 7"


def test_single_keys_can_be_turned_off(review: Page) -> None:
    """Who speaks to the computer, or hits keys by mistake, turns the single keys off."""
    review.keyboard.press("?")
    review.uncheck("#single-keys")
    review.keyboard.press("Escape")
    review.click("a.figure:text-is('30人')")
    review.keyboard.press("a")
    assert review.inner_text("#progress") == "已判 0 / 7"


def test_tab_reaches_every_part(review: Page) -> None:
    """Text, search, filters, table and the panel of verdicts are each a few stops away."""
    review.click("a.figure:text-is('30人')")
    review.evaluate("document.activeElement.blur(); document.body.focus()")
    reached = []
    for _ in range(24):
        review.keyboard.press("Tab")
        reached.append(
            review.evaluate(
                "(document.activeElement.closest('header,#text,#detail,.scroll,fieldset,.search')"
                "?.id || document.activeElement.closest('header,.scroll,fieldset,.search')"
                "?.className || document.activeElement.tagName)"
            )
        )
    assert {"text", "search", "scroll", "detail"} <= set(reached)


@pytest.mark.parametrize(
    ("lang", "state"), [("zh", "plain"), ("zh", "selected"), ("zh", "dialog"), ("en", "selected")]
)
def test_axe_finds_nothing_serious(page: Page, made: Path, axe: str, lang: str, state: str) -> None:
    """Contrast, names, roles and order hold in every state, in both languages."""
    page.goto((made / f"{lang}.html").as_uri())
    if state != "plain":
        page.click("a.figure:text-is('5.91%')")
        page.keyboard.press("a")
    if state == "dialog":
        page.keyboard.press("l")
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate("axe.run()")
    serious = [
        (problem["id"], [node["html"] for node in problem["nodes"]][:3])
        for problem in found["violations"]
        if problem["impact"] in SERIOUS
    ]
    assert serious == [], json.dumps(serious, ensure_ascii=False, indent=1)


def test_narrow_window_has_no_sideways_scroll(page: Page, made: Path) -> None:
    """On a phone the sides are stacked, and nothing is cut off."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto((made / "zh.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.click("a.figure:text-is('30人')")
    assert page.locator(".row[aria-current]").is_visible()


def test_print_shows_all_text_and_rows(page: Page, made: Path) -> None:
    """Paper has no scrolling: both sides are laid out whole, without the tools."""
    page.goto((made / "zh.html").as_uri())
    page.emulate_media(media="print")
    for part in ("#text", ".scroll"):
        hidden = f"(e => e.scrollHeight - e.clientHeight)(document.querySelector('{part}'))"
        assert page.evaluate(hidden) <= 1
    assert not page.locator("#download").is_visible()


def test_thousand_figures_stay_quick(page: Page, tmp_path: Path, report: Report) -> None:
    """A report of a thousand figures opens, filters and steps without a wait that is felt."""
    text = "".join(f"全市第{n:04}类灯笼新建{n:04}盏。\n" for n in range(1000))
    document = from_text(text, year=2024)
    listed = [_row(text, n) for n in range(1000)]
    sheet = Sheet(
        report=report,
        registered=True,
        prior=None,
        key="thousand",
        paragraphs=paragraphs(document, [row.statement for row in listed]),
        rows=tuple(listed),
        gone=(),
        findings=(),
        choices=(),
    )
    out = tmp_path / "big.html"
    out.write_bytes(page_bytes(sheet))
    page.goto(out.as_uri())
    assert page.locator("#rows .row").count() == 1000
    start = time.monotonic()
    for _ in range(20):
        page.keyboard.press("j")
    page.fill("#search", "0999盏")
    assert page.locator("#rows .row:visible").count() == 1
    page.fill("#search", "")
    assert time.monotonic() - start < 4


def _row(text: str, number: int) -> Row:
    start = text.index(f"{number:04}盏")
    statement = Statement(
        at=start,
        start=start,
        end=start + 5,
        quote=f"{number:04}盏",
        value=Decimal(number),
        interval=Interval.point(number),
        unit="盏",
        period=2024,
        label=f"第{number:04}类灯笼新建",
    )
    return Row(
        statement=statement,
        indicator="",
        name="",
        prior=None,
        prior_indicator="",
        change="",
        percent="",
        reason="",
        flags=("new",),
        findings=(),
        why=(),
    )
