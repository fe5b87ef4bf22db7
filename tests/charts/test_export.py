"""Charts as files."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tongbi.charts import save, trend
from tongbi.charts.export import bytes_of, pdf_bytes, png_bytes, svg_bytes
from tongbi.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_same_bytes_on_every_run(gapped: pd.DataFrame, kind: str) -> None:
    """Drawing twice gives the same file."""
    assert bytes_of(trend(gapped), kind) == bytes_of(trend(gapped), kind)


@pytest.mark.parametrize(
    ("size", "pixels"),
    [("slide", (1920, 1080)), ("half", (960, 900)), ("a4", (1386, 924)), ("phone", (1080, 1350))],
)
def test_sizes_in_pixels(gapped: pd.DataFrame, size: str, pixels: tuple[int, int]) -> None:
    """Each size has the pixels that its place asks for."""
    data = png_bytes(trend(gapped, size=size))
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == pixels


def test_svg_says_what_it_shows(gapped: pd.DataFrame) -> None:
    """Title and desc are at the root, for screen readers; no clock is in the file."""
    chart = trend(gapped)
    text = svg_bytes(chart).decode()
    root = ET.fromstring(text)  # noqa: S314 - our own file
    space = {"s": "http://www.w3.org/2000/svg"}
    title, desc = root.find("s:title", space), root.find("s:desc", space)
    assert title is not None
    assert title.text == "行政复议申请"
    assert desc is not None
    assert desc.text == chart.alt
    assert root.get("role") == "img"
    assert "dc:date" not in text


def test_pdf_keeps_text_and_has_no_clock(gapped: pd.DataFrame) -> None:
    """The PDF's text can be read back."""
    pdfium = pytest.importorskip("pypdfium2")
    data = pdf_bytes(trend(gapped))
    assert b"CreationDate" not in data
    page = pdfium.PdfDocument(data)[0]
    text = re.sub(r"\s", "", page.get_textpage().get_text_range())
    assert "行政复议申请" in text
    assert "超700" in text


def test_save_writes_what_was_asked(gapped: pd.DataFrame, tmp_path: Path) -> None:
    """Files are named by stem and format; an unknown format writes nothing."""
    chart = trend(gapped)
    paths = save(chart, tmp_path / "out", "t", ("png", "svg"))
    assert [path.name for path in paths] == ["t.png", "t.svg"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["t.png", "t.svg"]
    with pytest.raises(UsageError, match="没有名为 'gif' 的图表格式"):
        save(chart, tmp_path / "none", "t", ("png", "gif"))
    assert not (tmp_path / "none").exists()


def test_charts_package_is_imported_without_matplotlib() -> None:
    """The command line must answer before matplotlib is loaded."""
    code = "import sys, tongbi.charts; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
