"""Lines of a plain text, and the paragraphs that they make."""

from __future__ import annotations

__all__ = ["join_lines", "line_spans"]

_WRAP_WIDTHS = (24, 64)  # characters of a line as PDF readers leave it
_SLACK = 6  # characters by which a full line may be short
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
    width = _full_width(spans)
    if width is None:
        return spans
    joined: list[tuple[int, int]] = []
    full = False
    for start, end in spans:
        if joined and full and start not in opening:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
        full = end - start >= width and folded[end - 1] != "。"
    return joined


def _full_width(spans: list[tuple[int, int]]) -> int | None:
    """Return the length from which a line counts as full, or None where lines are paragraphs."""
    lengths = sorted(end - start for start, end in spans)
    if len(lengths) < _FEW:
        return None
    usual = lengths[int(len(lengths) * 0.9)]
    low, high = _WRAP_WIDTHS
    if not low <= usual <= high or lengths[-1] > usual * 1.5:
        return None
    full = sum(length >= usual - _SLACK for length in lengths)
    return usual - _SLACK if full * 3 >= len(lengths) else None
