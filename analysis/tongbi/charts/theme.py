"""The look of the charts: sizes, colours, and settings that hold inside a context only."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tongbi.charts.fonts import properties
from tongbi.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matplotlib.font_manager import FontProperties

__all__ = [
    "ACCENT",
    "CONTEXT",
    "DIVERGING",
    "FALL",
    "GRID",
    "INK",
    "MARKERS",
    "MUTED",
    "PALETTE",
    "RISE",
    "SIZES",
    "Size",
    "Theme",
    "settings",
    "size_named",
    "theme",
]

# Wong's colour-blind-safe set, its light members darkened to a contrast of 3:1 on white or
# better. Series differ by marker as well, so that no meaning hangs on colour alone.
PALETTE = ("#0072b2", "#d55e00", "#00795a", "#a8478a", "#8a6a00", "#3f8fc4", "#4d4d4d", "#7a3b00")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "h")
ACCENT = PALETTE[0]
RISE, FALL = "#0072b2", "#d55e00"  # blue and orange: told apart in every common colour blindness
DIVERGING = "PuOr"  # reversed where drawn, so that a rise is the cool end
INK = "#1f2328"
MUTED = "#5a6068"
GRID = "#dde1e6"
CONTEXT = "#9aa1a9"


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A picture's format: where it is meant to go.

    Attributes
    ----------
    name : str
        The name used in options and file names.
    width, height : float
        In inches.
    dpi : int
        Pixels an inch in a PNG.
    base : float
        Size of the running text in points.
    labels : int
        How many points of one line get their figure written beside them.
    """

    name: str
    width: float
    height: float
    dpi: int
    base: float
    labels: int


SIZES = {
    size.name: size
    for size in (
        Size(name="slide", width=12.8, height=7.2, dpi=150, base=15, labels=14),
        Size(name="half", width=6.4, height=6.0, dpi=150, base=11.5, labels=8),
        Size(name="a4", width=6.3, height=4.2, dpi=220, base=8.5, labels=10),
        Size(name="phone", width=3.6, height=4.5, dpi=300, base=8.5, labels=6),
    )
}


def size_named(name: str) -> Size:
    """Return the format called `name`.

    Raises
    ------
    UsageError
        When there is none; the message lists those that are.
    """
    try:
        return SIZES[name]
    except KeyError:
        raise UsageError("charts.no-size", size=name, known=tuple(SIZES)) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What a drawing function needs to know of looks: size, language and font.

    Attributes
    ----------
    size : Size
        The picture's format.
    lang : {"zh", "en"}
        The language of everything printed.
    font : str, Path or None
        The font file; None is the bundled one.
    face : FontProperties
        The font itself.
    """

    size: Size
    lang: str
    font: str | Path | None
    face: FontProperties

    def text(self, scale: float = 1.0, color: str = INK) -> dict[str, Any]:
        """Return the keyword arguments for a text artist of `scale` times the base size."""
        return {
            "fontproperties": self.face,
            "fontsize": self.size.base * scale,
            "color": color,
            "parse_math": False,
        }


def theme(size: str = "slide", lang: str = "zh", font: str | Path | None = None) -> Theme:
    """Return the theme for a size, a language and a font."""
    return Theme(size=size_named(size), lang=lang, font=font, face=properties(font))


@contextmanager
def settings() -> Iterator[None]:
    """Hold matplotlib's own defaults, with our few changes, until the block ends.

    The user's style sheets and matplotlibrc have no say inside: the same input gives the same
    bytes on every machine. Their settings are back afterwards.
    """
    import matplotlib as mpl

    with mpl.rc_context():
        plain: Any = {k: v for k, v in mpl.rcParamsDefault.items() if k not in _KEPT}
        mpl.rcParams.update(plain | _OURS)
        yield


# Setting these would touch the user's session: the backend, and whether figures pop up.
_KEPT = frozenset({"backend", "backend_fallback", "interactive", "webagg.port", "toolbar"})
_OURS: dict[str, Any] = {
    "axes.unicode_minus": True,  # the bundled font has U+2212, and the glyph check covers it
    "svg.hashsalt": "tongbi",
    "svg.fonttype": "path",  # a reader without the font still sees every character
    "pdf.fonttype": 42,  # text in a PDF stays text: it can be searched and copied
    "pdf.compression": 6,
    "path.simplify": False,
}
