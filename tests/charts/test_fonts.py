"""No character comes out as a box."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tongbi.charts import fonts, trend
from tongbi.errors import UsageError

from .conftest import observation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd


def test_font_is_found_without_importing_its_package() -> None:
    """zhplot changes matplotlib when it is imported: it must not be."""
    assert fonts.default_path().name == "NotoSansSC-Regular.ttf"
    assert "zhplot" not in sys.modules


def test_rare_place_names_have_glyphs() -> None:
    """Characters of real place names, among them some outside of everyday use."""
    assert (
        fonts.missing(
            ["郧西 亳州 歙县 颍上 泸州 儋州 浉河 瀍河 嵊泗 鄄城 珙县 犍为 邗江 邛崃 盱眙 砀山 睢县"]
        )
        == ""
    )


def test_every_character_of_gb2312_has_a_glyph() -> None:
    """Both levels of GB 2312, 6,763 characters, made by the codec rather than from a list."""
    rows = (bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    characters = [c for c in (row.decode("gb2312", "ignore") for row in rows) if len(c) == 1]
    assert len(characters) == 6763
    assert fonts.missing(characters) == ""


def test_every_character_of_gbk_has_a_glyph() -> None:
    """The 20,902 ideographs of Unicode 1.1, U+4E00 to U+9FA5, which GBK took over whole."""
    characters = [chr(code) for code in range(0x4E00, 0x9FA6)]
    assert len([c for c in characters if len(c.encode("gbk")) == 2]) == 20902
    assert fonts.missing(characters) == ""


def test_later_ideographs_are_covered_in_part_only() -> None:
    """What the README says of the rest: nearly all of extension A, little of those after it."""

    def share(first: int, last: int) -> tuple[int, int]:
        block = [chr(code) for code in range(first, last + 1)]
        return len(block) - len(fonts.missing(block)), len(block)

    assert share(0x4E00, 0x9FFF) == (20976, 20992)
    assert share(0x3400, 0x4DBF) == (6582, 6592)
    assert share(0x20000, 0x2A6DF) == (54, 42720)


def test_missing_glyph_is_an_error_naming_the_character(
    frame_of: Callable[..., pd.DataFrame],
) -> None:
    """A label with a character that the font lacks is refused before anything is drawn."""
    frame = frame_of(observation(2024, 1, label="案件🀄数"))
    with pytest.raises(fonts.MissingGlyphError, match=r"没有这些字：🀄 \(U\+1F004\)"):
        trend(frame)


def test_latin_font_of_the_user_is_refused_for_chinese(gapped: pd.DataFrame) -> None:
    """The user's own font is checked against what the chart prints."""
    from matplotlib import get_data_path

    latin = f"{get_data_path()}/fonts/ttf/cmr10.ttf"
    with pytest.raises(fonts.MissingGlyphError, match=r"cmr10\.ttf 没有这些字：行"):
        trend(gapped, font=latin)


def test_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    """A wrong --font is told in one line."""
    path = tmp_path / "font.ttf"
    path.write_text("not a font")
    with pytest.raises(UsageError, match=r"font\.ttf：不能作为字体读取"):
        fonts.properties(path)
