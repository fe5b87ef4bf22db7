"""Lines of a plain text, and the paragraphs that they make."""

from __future__ import annotations

import re

__all__ = ["join_lines", "line_spans"]

_CAPTION = re.compile(r"[图表] ?\d")
_TOPIC = re.compile(r"全[年市省县区州国]|年末|截至|(?:19|20)\d\d ?年")  # what paragraphs open with

_WRAP_WIDTHS = (20, 64)  # ideographs of a line as PDF readers leave it
_SLACK = 6  # ideographs by which a full line may be short
_FEW = 8  # lines, too few to tell


def line_spans(folded: str) -> list[tuple[int, int]]:
    """Return the spans of the lines that are not blank, without the blanks at their ends."""
    spans: list[tuple[int, int]] = []
    position = 0
    for line in folded.split("\n"):
        stripped = line.strip()
        if stripped:
            start = position + line.index(stripped[0])
            spans.append((start, start + len(stripped)))
        position += len(line) + 1
    return spans


def join_lines(
    folded: str, spans: list[tuple[int, int]], opening: set[int]
) -> list[tuple[int, int]]:
    """Join the lines of one paragraph, where lines are pieces of paragraphs.

    Parameters
    ----------
    folded : str
        The text.
    spans : list of (int, int)
        Its lines.
    opening : set of int
        Starts of the lines that begin something of their own (headings, rows).

    Returns
    -------
    list of (int, int)
        The spans of the paragraphs; those of the lines where lines are paragraphs.
    """
    width = _full_width(folded, spans)
    if width is None:
        return spans
    joined: list[tuple[int, int]] = []
    above = ""
    for start, end in spans:
        line = folded[start:end]
        if joined and start not in opening and _goes_on(above, line, width):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
        above = line
    return joined


def _goes_on(above: str, line: str, width: float) -> bool:
    """Tell whether a line goes on with the paragraph of the one above it."""
    if _width(above) < width or _CAPTION.match(above) or _CAPTION.match(line):
        return False
    # A sentence that ends with its line may end the paragraph: the next one's opening tells.
    return above[-1] != "。" or _TOPIC.match(line) is None


def _width(line: str) -> float:
    """Return the width of a line in ideographs; figures and blanks take half of one."""
    return len(line) - len(line.encode("ascii", "ignore")) / 2


def _full_width(folded: str, spans: list[tuple[int, int]]) -> float | None:
    """Return the width from which a line counts as full, or None where lines are paragraphs."""
    lengths = sorted(_width(folded[start:end]) for start, end in spans)
    if len(lengths) < _FEW:
        return None
    usual = lengths[int(len(lengths) * 0.9)]
    low, high = _WRAP_WIDTHS
    if not low <= usual <= high or lengths[-1] > usual * 1.5:
        return None
    full = sum(length >= usual - _SLACK for length in lengths)
    return usual - _SLACK if full * 3 >= len(lengths) else None
