"""Scans: recognised only where that is asked for, and marked."""

from __future__ import annotations

import importlib.util
import io
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from tests.read.files import pdf

from tongbi.cli import main
from tongbi.errors import ReadError
from tongbi.extraction import explain, extract_document
from tongbi.read import from_bytes, recognition

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LINES = ("全年受理行政复议申请830件。", "全年办结案件796件。")


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the engine: two lines on every page, the second read with doubt."""
    corners = [[[300, y], [900, y], [900, y + 40], [300, y + 40]] for y in (300, 400)]
    found = SimpleNamespace(txts=LINES, boxes=corners, scores=(0.99, 0.7))
    monkeypatch.setattr(recognition, "_engine", lambda: lambda _: found)


@pytest.mark.usefixtures("engine")
def test_recognised_lines_are_marked() -> None:
    """The document, the place of a figure and its explanation say that it was recognised."""
    document = from_bytes(pdf([[]]), "a.pdf", year=2024, ocr=True)
    assert document.ocr
    assert list(LINES) == document.text.split("\n")
    assert ["第1页（图像识别）", "第1页（图像识别，把握不大）"] == [
        b.where for b in document.blocks
    ]
    for statement in extract_document(document):
        assert "图像识别" in explain(statement)[-1]
        assert "recognised" in explain(statement, "en")[-1]


@pytest.mark.usefixtures("engine")
def test_text_is_never_recognised() -> None:
    """A page that has characters is read by them, whatever is asked for."""
    document = from_bytes(pdf([[(90.0, 700.0, "受理案件5件")]]), "a.pdf", year=2024, ocr=True)
    assert ("受理案件5件", False) == (document.text, document.ocr)


@pytest.mark.usefixtures("engine")
def test_command_says_that_figures_are_recognised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A scan is refused with the option's name; with the option a warning goes to stderr."""
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(pdf([[]]))
    with pytest.raises(SystemExit) as refused:
        main(["extract", str(scan), "--year", "2024"])
    assert 2 == refused.value.code
    assert "请加 --ocr" in capsys.readouterr().err
    with pytest.raises(SystemExit) as done:
        main(["extract", str(scan), "--year", "2024", "--ocr"])
    assert 0 == done.value.code
    told = capsys.readouterr()
    assert "830件" in told.out
    assert "对照页面核实" in told.err


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the packages are missing, the error says which extra brings them."""
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    recognition._engine.cache_clear()
    with pytest.raises(ReadError, match=r"tongbi\[ocr\]"):
        from_bytes(pdf([[]]), "a.pdf", ocr=True)


@pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("rapidocr", "onnxruntime")),
    reason="the extra ocr is not installed",
)
@pytest.mark.slow
def test_printed_page_is_recognised(draw_page: Callable[[list[str]], bytes]) -> None:
    """The real engine reads a clean page of figures without a mistake."""
    document = from_bytes(draw_page(list(LINES)), "scan.pdf", year=2024, ocr=True)
    assert ["830件", "796件"] == [s.quote for s in extract_document(document)]
    assert "把握不大" not in "".join(block.where for block in document.blocks)


@pytest.fixture
def draw_page() -> Callable[[list[str]], bytes]:
    """Print lines of text as a picture in a PDF."""
    from PIL import Image, ImageDraw, ImageFont

    from tongbi.charts.fonts import default_path

    def draw(lines: list[str]) -> bytes:
        picture = Image.new("L", (1654, 1200), 255)
        font = ImageFont.truetype(str(default_path()), 33)
        for number, line in enumerate(lines):
            ImageDraw.Draw(picture).text((250, 200 + 60 * number), line, font=font, fill=0)
        written = io.BytesIO()
        picture.save(written, "PDF", resolution=200)
        return written.getvalue()

    return draw
