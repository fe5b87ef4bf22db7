"""Briefings: what they say, and that every format opens, is sound and repeats."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from tongbi.errors import NotFoundError, UsageError
from tongbi.publish.brief import brief
from tongbi.publish.sentences import told
from tongbi.publish.story import Story, story
from tongbi.publish.view import look

if TYPE_CHECKING:
    from pathlib import Path

NAN = float("nan")


@pytest.fixture(scope="module")
def yunling(reports: Path) -> Story:
    return story(look(reports, issuer="云岭市", years=(2021, 2024)), 2024)


def row(**other: Any) -> dict[str, Any]:
    plain = {
        "label": "行政复议申请",
        "label_en": "Applications",
        "place": "",
        "unit": "件",
        "prior": 800.0,
        "value": 830.0,
        "change": 30.0,
        "change_unit": "件",
        "percent": 3.75,
        "reason": "",
        "verdict": "",
    }
    return plain | other


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({}, "行政复议申请830件，比上年（800件）增加30件，增长3.75%。"),
        (
            {"value": 700.0, "change": -100.0, "percent": -12.5},
            "行政复议申请700件，比上年（800件）减少100件，下降12.5%。",
        ),
        (
            {"value": 800.0, "change": 0.0, "percent": 0.0},
            "行政复议申请800件，与上年（800件）持平。",
        ),
        (
            {"prior": 0.0, "value": 3.0, "change": 3.0, "percent": NAN, "reason": "zero_base"},
            "行政复议申请3件，比上年（0件）增加3件。（上年为零，增幅无意义。）",
        ),
        (
            {
                "unit": "%",
                "prior": 97.8,
                "value": 98.5,
                "change": 0.7,
                "change_unit": "个百分点",
                "percent": NAN,
            },
            "行政复议申请98.5%，比上年（97.8%）上升0.7个百分点。",
        ),
        (
            {"change": NAN, "change_lower": 0.0, "change_upper": 100.0, "reason": "bound_only"},
            "行政复议申请830件，上年为800件；按上下限，变动在0件至+100件之间。",
        ),
        (
            {"verdict": "differs", "stated": 5.0, "stated_measure": "change_rel"},
            (
                "行政复议申请830件，比上年（800件）增加30件，增长3.75%。"
                "（报告所称变动为+5%，与按两年数值计算不符。）"
            ),
        ),
    ],
)
def test_sentences_carry_what_the_number_carries(other: dict[str, Any], expected: str) -> None:
    """Direction, size, bounds and caveats in words; no cause, no adjective."""
    assert told(row(**other)) == expected


def test_english_sentence() -> None:
    """The same by rule in English."""
    expected = "Applications: 830 items, 30 more than the year before (800), up 3.75%."
    assert told(row(), "en") == expected


def test_story_keeps_counts_and_rates_apart(yunling: Story) -> None:
    """Rises, falls and rates are groups of their own; the fictional is marked."""
    assert [group.heading for group in yunling.moved] == [
        "数量增幅最大",
        "数量降幅最大",
        "比率变动最大",
    ]
    assert all("增长" in said.text for said in yunling.moved[0].sentences)
    assert all("个百分点" in said.text for said in yunling.moved[2].sentences)
    assert yunling.fictional
    assert 3 <= len(yunling.trends) <= 6


def test_single_report_says_that_there_is_no_prior(reports: Path) -> None:
    """韶关 has one report: its 14251 mediated disputes are told without a comparison."""
    told_once = story(look(reports, issuer="韶关市", years=(2020, 2024)), 2024)
    assert told_once.moved == ()
    texts = [said.text for said in told_once.new.sentences]
    assert "人民调解案件受理数1.425万宗，上年数未见于已登记报告。" in texts
    with pytest.raises(NotFoundError, match="没有 韶关市 2023 年的全年数字"):
        story(look(reports, issuer="韶关市", years=(2020, 2024)), 2023)


def test_same_bytes_in_every_format(files: dict[str, Path], reports: Path, tmp_path: Path) -> None:
    """A second run gives the same files, and no clock is in them."""
    for path in brief(reports, issuer="云岭市", year=2024, out=tmp_path):
        assert path.read_bytes() == files[path.suffix[1:]].read_bytes(), path.name


@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx"])
def test_packages_are_sound(files: dict[str, Path], kind: str) -> None:
    """The zip is whole, its XML parses, every relation inside leads to a part, times are fixed."""
    with zipfile.ZipFile(files[kind]) as package:
        assert package.testzip() is None
        names = set(package.namelist())
        assert len(names) == len(package.namelist())
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in names:
            if name.endswith((".xml", ".rels")):
                ET.fromstring(package.read(name))  # noqa: S314 - our own file


def test_workbook_has_numbers_links_and_charts(files: dict[str, Path]) -> None:
    """Figures are numeric cells, heads are frozen, filters set, charts native, labels text."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(files["xlsx"])
    series, changes = book["历年数据"], book["逐年变化"]
    assert series.freeze_panes == "B2"
    assert changes.auto_filter.ref.startswith("A1:")
    named = {r[0].value: r for r in series.iter_rows(min_row=2)}
    figures = [cell.value for cell in named["行政复议案件受理数"][3:7]]
    assert figures == [1102, 1186, 1342, 1297]
    assert all(cell.data_type != "f" for sheet in book for r in sheet.iter_rows() for cell in r)
    assert len(book["走势图"]._charts) >= 3


def test_labels_that_look_like_formulas_stay_text(yunling: Story) -> None:
    """A label that begins with = + - or @ is written as text."""
    openpyxl = pytest.importorskip("openpyxl")
    from dataclasses import replace

    from tongbi.publish.workbook import workbook_bytes

    view = yunling.view
    series = view.data.series.assign(label="=1+1", label_en="")
    hostile = replace(yunling, view=replace(view, data=replace(view.data, series=series)))
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(hostile)))
    cell = book["历年数据"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_deck_has_native_charts_notes_and_both_fonts(files: dict[str, Path]) -> None:
    """Six to twelve slides with titles, charts with alternative texts, evidence in the notes."""
    pptx = pytest.importorskip("pptx")
    deck = pptx.Presentation(str(files["pptx"]))
    slides = list(deck.slides)
    assert 6 <= len(slides) <= 12
    assert all(slide.shapes.title.text_frame.text for slide in slides)
    charts = [shape for slide in slides for shape in slide.shapes if shape.has_chart]
    assert 3 <= len(charts) <= 6
    alts = [chart._element.nvGraphicFramePr.cNvPr.get("descr") for chart in charts]
    assert all(alt.startswith("折线图。") for alt in alts)
    notes = "".join(s.notes_slide.notes_text_frame.text for s in slides if s.has_notes_slide)
    assert "云岭市2024年法治政府建设情况报告，原文第" in notes
    with zipfile.ZipFile(files["pptx"]) as package:
        xml = package.read("ppt/slides/slide3.xml").decode()
    assert 'ea typeface="Microsoft YaHei"' in xml
    assert 'latin typeface="Arial"' in xml


def test_english_briefing_explains_in_english(reports: Path) -> None:
    """Possible explanations and units have no Chinese words; names without translation may."""
    view = look(reports, issuer="云岭市", years=(2021, 2024), lang="en")
    findings = story(view, 2024).findings
    told = [text for finding in findings for text in finding.candidates]
    assert "the numerator would be 809 cases" in told
    assert not any(re.search("[\u4e00-\u9fff]", text) for text in told)


def test_users_template_is_used(reports: Path, tmp_path: Path, files: dict[str, Path]) -> None:
    """Slides take the size of the user's template, and its own slides are left out."""
    pptx = pytest.importorskip("pptx")
    template = tmp_path / "own.pptx"
    own = pptx.Presentation()
    own.slides.add_slide(own.slide_layouts[5])
    own.save(str(template))
    options = {"issuer": "云岭市", "year": 2024, "formats": ["pptx"], "out": tmp_path}
    [path] = brief(reports, template=template, **options)  # type: ignore[arg-type]
    deck = pptx.Presentation(str(path))
    assert deck.slide_width == own.slide_width
    assert len(deck.slides) == len(pptx.Presentation(str(files["pptx"])).slides)


def test_document_has_headings_captions_and_alt_texts(files: dict[str, Path]) -> None:
    """Real heading styles, numbered captions, pictures told in words, a table of findings."""
    docx = pytest.importorskip("docx")
    document = docx.Document(str(files["docx"]))
    styles = [p.style.name for p in document.paragraphs]
    assert styles.count("Heading 1") >= 5
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
    assert [caption[:2] for caption in captions] == ["图1", "图2", "表1"]
    alts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert [alt[:4] for alt in alts] == ["折线图。", "条形图。"]
    assert document.tables[0].rows[0].cells[0].text == "程度"


def test_page_is_one_file(files: dict[str, Path]) -> None:
    """Charts are inside, nothing is loaded, the fictional is marked."""
    html = files["html"].read_text(encoding="utf-8")
    assert 'src="data:image/svg+xml;base64,' in html
    assert not re.search(r'<(?:script|link|img)[^>]*(?:src|href)="(?:https?:|/)', html)
    assert "虚构示例，非真实数据" in html


def test_unknown_format_writes_nothing(reports: Path, tmp_path: Path) -> None:
    """A wrong format is told with those that there are."""
    with pytest.raises(UsageError, match="没有名为 'odt' 的简报格式"):
        brief(reports, issuer="云岭市", year=2024, formats=["docx", "odt"], out=tmp_path / "x")
    assert not (tmp_path / "x").exists()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx"])
def test_libreoffice_opens_it(files: dict[str, Path], kind: str, tmp_path: Path) -> None:
    """LibreOffice converts the file to a PDF with the issuer's name in it."""
    pdfium = pytest.importorskip("pypdfium2")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(files[kind])], check=True, capture_output=True, timeout=120)
    [pdf] = tmp_path.glob("*.pdf")
    document = pdfium.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "云岭市" in re.sub(r"\s", "", text)
