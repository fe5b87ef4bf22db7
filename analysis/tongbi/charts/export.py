"""Charts as files: PNG, SVG and PDF, the same bytes on every run."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tongbi.charts.theme import settings
from tongbi.errors import UsageError
from tongbi.files import write_atomically
from tongbi.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tongbi.charts.canvas import Chart

__all__ = ["FORMATS", "bytes_of", "pdf_bytes", "png_bytes", "save", "svg_bytes"]

_PROGRAM = f"tongbi {__version__}"


def png_bytes(chart: Chart) -> bytes:
    """Return the chart as a PNG; title and alternative text are in its text chunks."""
    return _saved(
        chart,
        "png",
        {"Software": _PROGRAM, "Title": chart.heading.title, "Description": chart.alt},
    )


def svg_bytes(chart: Chart) -> bytes:
    """Return the chart as an SVG that screen readers can read: title and desc at its root."""
    text = _saved(chart, "svg", {"Date": None, "Creator": _PROGRAM}).decode("utf-8")
    start = text.index("<svg ")
    end = text.index(">", start)
    label = (
        ' role="img" aria-labelledby="chart-title chart-desc">\n'
        f' <title id="chart-title">{escape(chart.heading.title)}</title>\n'
        f' <desc id="chart-desc">{escape(chart.alt)}</desc>'
    )
    return (text[:end] + label + text[end + 1 :]).encode("utf-8")


def pdf_bytes(chart: Chart) -> bytes:
    """Return the chart as a PDF whose text is text."""
    return _saved(
        chart,
        "pdf",
        {
            "CreationDate": None,
            "Creator": _PROGRAM,
            "Producer": _PROGRAM,
            "Title": chart.heading.title,
            "Subject": chart.alt,
        },
    )


FORMATS = {"png": png_bytes, "svg": svg_bytes, "pdf": pdf_bytes}


def _saved(chart: Chart, kind: str, metadata: dict[str, str | None]) -> bytes:
    buffer = io.BytesIO()
    with settings(), warnings.catch_warnings():
        # The glyphs were checked before drawing; should one be missed, no box gets out.
        warnings.filterwarnings("error", message="Glyph .* missing from")
        chart.figure.savefig(
            buffer, format=kind, dpi=chart.figure.dpi, metadata=metadata, facecolor="white"
        )
    return buffer.getvalue()


def bytes_of(chart: Chart, kind: str) -> bytes:
    """Return the chart in one of the formats.

    Raises
    ------
    UsageError
        When the format is not one of :data:`FORMATS`.
    """
    if kind not in FORMATS:
        raise UsageError("charts.no-format", format=kind, known=tuple(FORMATS))
    return FORMATS[kind](chart)


def save(
    chart: Chart, folder: str | Path, stem: str, formats: Sequence[str] = ("png",)
) -> list[Path]:
    """Write the chart into `folder` as ``stem.png`` and so on; return the paths.

    Each file is written whole or not at all.
    """
    folder = Path(folder)
    contents = {folder / f"{stem}.{kind}": bytes_of(chart, kind) for kind in formats}
    for path, data in contents.items():
        write_atomically(path, data)
    return list(contents)
