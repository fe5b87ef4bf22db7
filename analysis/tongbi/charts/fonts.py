"""The font that draws Chinese, and the promise that no character comes out as a box.

The full Noto Sans SC comes with the zhplot distribution. Its file is found by path and zhplot
is never imported, because importing it changes matplotlib's global settings.
"""

from __future__ import annotations

from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from tongbi.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.font_manager import FontProperties

__all__ = ["MissingGlyphError", "check", "default_path", "missing", "properties"]

_DISTRIBUTION = "zhplot"
_FILE = "NotoSansSC-Regular.ttf"


class MissingGlyphError(UsageError):
    """The font has no glyph for a character that the chart would print."""


@cache
def default_path() -> Path:
    """Return the path of the font that is installed with tongbi.

    Raises
    ------
    UsageError
        When the distribution that carries it is not installed.
    """
    try:
        files = metadata.distribution(_DISTRIBUTION).files or ()
    except metadata.PackageNotFoundError:
        files = ()
    for file in files:
        if file.name == _FILE:
            path = Path(str(file.locate()))
            if path.is_file():
                return path
    raise UsageError("charts.no-font", font=_FILE)


def properties(font: str | Path | None = None) -> FontProperties:
    """Return matplotlib's font properties for a font file.

    Parameters
    ----------
    font : str or Path, optional
        A font file of the user's; without it the bundled Noto Sans SC.

    Raises
    ------
    UsageError
        When the file is not there or is not a font.
    """
    from matplotlib.font_manager import FontProperties

    path = default_path() if font is None else Path(font)
    _characters(path)
    return FontProperties(fname=str(path))


@cache
def _characters(path: Path) -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    try:
        return frozenset(FT2Font(str(path)).get_charmap())
    except (OSError, RuntimeError) as error:
        raise UsageError("charts.not-a-font", path=path, reason=error) from error


def missing(texts: Iterable[str], font: str | Path | None = None) -> str:
    """Return the characters of `texts` that the font cannot draw, each once, in order.

    Examples
    --------
    >>> missing(["韶关市 99.3%", "🀄"])
    '🀄'
    """
    known = _characters(default_path() if font is None else Path(font))
    lost = {c: None for text in texts for c in text if ord(c) not in known and c not in "\n\t"}
    return "".join(lost)


def check(texts: Iterable[str], font: str | Path | None = None) -> None:
    """Raise unless the font has a glyph for every character of `texts`.

    Raises
    ------
    MissingGlyphError
        Naming the characters and the font file.
    """
    lost = missing(texts, font)
    if lost:
        path = default_path() if font is None else Path(font)
        codes = [f"{c} (U+{ord(c):04X})" for c in lost]
        raise MissingGlyphError("charts.no-glyph", font=path.name, characters=codes)
