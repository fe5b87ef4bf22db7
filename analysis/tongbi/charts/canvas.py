"""The sheet of a chart: title and subtitle above, sources below, and what was drawn."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tongbi.charts import fonts
from tongbi.charts.theme import INK, MUTED, settings
from tongbi.charts.words import word
from tongbi.errors import UsageError
from tongbi.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase
    from matplotlib.figure import Figure

    from tongbi.charts.theme import Theme

__all__ = ["Chart", "Heading", "Sheet", "wrap"]

_MARGIN = 0.32  # inches; scaled with the base size
_SMALL = 0.72  # the footer's letters, as a multiple of the base size
_LINE = 1.32  # line height as a multiple of the letter size


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The words around a chart.

    Attributes
    ----------
    title, subtitle : str
        What is shown, and its unit, issuer and years.
    notes : tuple of str
        What a reader must know to read the marks.
    source : str
        The reports that the figures come from.
    """

    title: str
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What a chart function drew.

    Attributes
    ----------
    kind : str
        The kind of chart.
    figure : Figure
        The figure, or the caller's own when `ax` was given.
    axes : tuple of Axes
        The axes drawn on.
    artists : mapping of str to tuple of Artist
        The artists by what they stand for, such as ``lines`` or ``breaks``.
    heading : Heading
        The words around the chart; with the caller's own `ax` only the title is drawn.
    alt : str
        The chart in words, for those who cannot see it.
    theme : Theme
        The looks it was drawn with.
    """

    kind: str
    figure: Figure
    axes: tuple[Axes, ...]
    artists: Mapping[str, tuple[Artist, ...]]
    heading: Heading
    alt: str
    theme: Theme = field(repr=False)

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Show the picture in a notebook, its alt text with it."""
        from tongbi.charts.export import png_bytes

        shown = {"image/png": png_bytes(self), "text/plain": self.alt}
        return shown, {"image/png": {"alt": self.alt, "width": 860}}


class Sheet:
    """A figure with room measured for its words; use it to make one chart.

    Parameters
    ----------
    theme : Theme
        Size, language and font.
    ax : Axes, optional
        The caller's axes; then no figure is made and only the title is written.
    """

    def __init__(self, theme: Theme, ax: Axes | None = None) -> None:
        self.theme = theme
        self.ax = ax
        if ax is None:
            from matplotlib.backends.backend_agg import FigureCanvasAgg
            from matplotlib.figure import Figure

            size = theme.size
            self.figure = Figure(figsize=(size.width, size.height), dpi=size.dpi, facecolor="white")
            FigureCanvasAgg(self.figure)
        else:
            root = ax.get_figure(root=True)
            if root is None:
                raise UsageError("charts.axes-without-figure")
            self.figure = root

    @cached_property
    def renderer(self) -> RendererBase:
        """The renderer that texts are measured with, whatever canvas the caller's figure has."""
        from matplotlib.backends.backend_agg import RendererAgg

        return RendererAgg(1, 1, self.figure.dpi)  # type: ignore[no-untyped-call]

    def inches(self, points: float) -> float:
        """Return `points` times the theme's base size, in inches."""
        return points * self.theme.size.base / 72

    def width_of(self, text: str, scale: float = 1.0) -> float:
        """Return the width of one line of `text` in inches."""
        face = self.theme.face.copy()
        face.set_size(self.theme.size.base * scale)
        width, _, _ = self.renderer.get_text_width_height_descent(text, face, ismath=False)
        return float(width) / self.figure.dpi

    def head(self, heading: Heading) -> tuple[float, float, float, float]:
        """Write title, subtitle and footer; return the free rectangle in figure fractions.

        Returns
        -------
        tuple of float
            Left, bottom, width and height of what is left for the axes.
        """
        texts = (heading.title, heading.subtitle, heading.source, *heading.notes)
        fonts.check(texts, self.theme.font)
        if self.ax is not None:
            self.ax.set_title(heading.title, loc="left", **self.theme.text(1.15))
            return (0.0, 0.0, 1.0, 1.0)
        size = self.theme.size
        pad = _MARGIN * size.base / 11.5
        top = size.height - pad
        for text, scale, color in ((heading.title, 1.5, INK), (heading.subtitle, 1.0, MUTED)):
            top = self._lines(text, pad, top, scale, color) - self.inches(0.15)
        bottom = pad * 0.7
        for text in reversed(self._footer(heading)):
            bottom += self.inches(_SMALL * _LINE)
            self.figure.text(
                pad / size.width,
                bottom / size.height,
                text,
                va="top",
                **self.theme.text(_SMALL, MUTED),
            )
        low, high = bottom + self.inches(0.5), top - self.inches(0.35)
        return (
            pad / size.width,
            low / size.height,
            1 - 2 * pad / size.width,
            (high - low) / size.height,
        )

    def _lines(self, text: str, left: float, top: float, scale: float, color: str) -> float:
        size = self.theme.size
        for line in wrap(text, size.width - 2 * left, self, scale):
            self.figure.text(
                left / size.width,
                top / size.height,
                line,
                va="top",
                **self.theme.text(scale, color),
            )
            top -= self.inches(scale * _LINE)
        return top

    def _footer(self, heading: Heading) -> list[str]:
        lang = self.theme.lang
        room = self.theme.size.width - 2 * _MARGIN * self.theme.size.base / 11.5
        notes = word("footer_joiner", lang).join(heading.notes)
        program = word("program", lang, version=__version__)
        both = word("separator", lang).join(t for t in (heading.source, program) if t)
        texts = [notes, both]
        if self.width_of(both, _SMALL) > room:
            texts = [notes, heading.source, program]
        return [line for text in texts for line in wrap(text, room, self, _SMALL)]

    def chart(
        self,
        kind: str,
        axes: tuple[Axes, ...],
        artists: Mapping[str, list[Artist]],
        heading: Heading,
        alt: str,
    ) -> Chart:
        """Return the record of what was drawn."""
        with settings():
            fonts.check(_texts(self.figure) if self.ax is None else (), self.theme.font)
        return Chart(
            kind=kind,
            figure=self.figure,
            axes=axes,
            artists={name: tuple(drawn) for name, drawn in artists.items()},
            heading=heading,
            alt=alt,
            theme=self.theme,
        )


def _texts(figure: Figure) -> list[str]:
    from matplotlib.text import Text

    return [text.get_text() for text in figure.findobj(Text)]


def wrap(text: str, room: float, sheet: Sheet, scale: float = 1.0) -> list[str]:
    """Break `text` into lines no wider than `room` inches, Latin words kept whole.

    Parameters
    ----------
    text : str
        One paragraph; empty gives no line.
    room : float
        Width in inches.
    sheet : Sheet
        Measures the text.
    scale : float
        Letter size as a multiple of the theme's base size.
    """
    pieces = _pieces(text.strip())
    lines: list[str] = []
    while pieces:
        fit = _fitting(pieces, room, sheet, scale)
        if not fit:  # an unbreakable run is cut, after one character at least
            fit = 1
            cut = max(1, _fitting(list(pieces[0]), room, sheet, scale))
            pieces[:1] = filter(None, (pieces[0][:cut], pieces[0][cut:]))
        lines.append("".join(pieces[:fit]).rstrip())
        del pieces[:fit]
    return lines


def _fitting(pieces: Sequence[str], room: float, sheet: Sheet, scale: float) -> int:
    """Return how many pieces fit into a line; few are tried, because a try is dear."""

    def too_wide(count: int) -> bool:
        return sheet.width_of("".join(pieces[:count]).rstrip(), scale) > room

    if not too_wide(len(pieces)):
        return len(pieces)
    return bisect_left(range(1, len(pieces)), x=True, key=too_wide)


_CLOSING = frozenset("，。；：、！？）》」』”’％%,.;:!?)")


def _pieces(text: str) -> list[str]:
    """Split where a line may break: between CJK characters and after blanks."""
    pieces: list[str] = []
    for c in text:
        joins = pieces and (
            c in _CLOSING
            or c == " "
            or (c.isascii() and pieces[-1][-1].isascii() and not pieces[-1].endswith(" "))
            or pieces[-1][-1] in "（《「『“("
        )
        if joins:
            pieces[-1] += c
        else:
            pieces.append(c)
    return pieces
