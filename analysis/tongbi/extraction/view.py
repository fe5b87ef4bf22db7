"""A paragraph as the grammar sees it: folded, its lines joined, asides told apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

__all__ = ["View", "join_lines"]

_BOUNDARY = re.compile(r"[，。；：！？\n]")
_STOPS = frozenset("。！？\n")  # those of them that end a sentence
_ASIDE = re.compile(r"（[^（）]*）")
# Line breaks inside a paragraph, and the blanks that typesetters put around figures.
_BREAK = re.compile(r" *\n[ 　]*|(?<=[㐀-鿿]) +(?=\d)|(?<=\d) +(?=[㐀-鿿])")


def join_lines(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Take line breaks and the blanks around figures out of a folded paragraph.

    Returns
    -------
    text : str
        What is left.
    cuts : tuple of (int, int)
        Where something was taken out of it, and how many characters so far.
    """
    if "\n" not in text and " " not in text:
        return text, ()
    pieces, cuts, last, removed = [], [], 0, 0
    for match in _BREAK.finditer(text):
        pieces.append(text[last : match.start()])
        removed += len(match.group())
        last = match.end()
        cuts.append((last - removed, removed))
    return "".join(pieces) + text[last:], tuple(cuts)


@dataclass(frozen=True, slots=True)
class View:
    """One paragraph.

    Attributes
    ----------
    text : str
        Folded, without line breaks and the blanks around figures.
    flat : str
        The same with the insides of brackets blanked.
    origin : int
        Where the paragraph begins in the document's text.
    cuts : tuple of (int, int)
        As :func:`join_lines` gives them.
    asides : tuple of (int, int)
        The spans of brackets.
    boundaries, stops : tuple of int
        The punctuation that ends clauses, and that which ends sentences.
    """

    text: str
    flat: str
    origin: int
    cuts: tuple[tuple[int, int], ...]
    asides: tuple[tuple[int, int], ...]
    boundaries: tuple[int, ...]
    stops: tuple[int, ...]

    @classmethod
    def of(cls, text: str, origin: int, cuts: tuple[tuple[int, int], ...]) -> View:
        """View a paragraph whose lines are joined."""
        asides: tuple[tuple[int, int], ...] = ()
        flat = text
        if "（" in text:
            asides = tuple([m.span() for m in _ASIDE.finditer(text)])
            flat = _ASIDE.sub(lambda m: "（" + "\0" * (len(m.group()) - 2) + "）", text)
        boundaries = [m.start() for m in _BOUNDARY.finditer(flat)]
        return cls(
            text=text,
            flat=flat,
            origin=origin,
            cuts=cuts,
            asides=asides,
            boundaries=tuple(boundaries),
            stops=tuple([at for at in boundaries if flat[at] in _STOPS]),
        )

    def source(self, position: int, *, end: bool = False) -> int:
        """Return the offset in the document's text of a position in the view."""
        if not self.cuts:
            return self.origin + position
        # the end of a span stays before a break that stands right there
        index = bisect_left(self.cuts, (position + (not end), 0)) - 1
        return self.origin + position + (self.cuts[index][1] if index >= 0 else 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the document's text of a span in the view."""
        if not self.cuts:
            return self.origin + start, self.origin + end
        return self.source(start), self.source(end, end=True)

    def aside(self, position: int) -> tuple[int, int] | None:
        """Return the span of the bracket that a position stands in."""
        if not self.asides:
            return None
        index = bisect_left(self.asides, (position,)) - 1
        if index >= 0 and self.asides[index][0] < position < self.asides[index][1]:
            return self.asides[index]
        return None

    def boundary_before(self, position: int) -> int:
        """Return where the clause that holds `position` begins."""
        index = bisect_left(self.boundaries, position)
        return self.boundaries[index - 1] + 1 if index else 0

    def boundary_after(self, position: int) -> int:
        """Return where the clause that holds `position` ends."""
        index = bisect_left(self.boundaries, position)
        return self.boundaries[index] if index < len(self.boundaries) else len(self.text)

    def sentence_before(self, position: int) -> int:
        """Return where the sentence that holds `position` begins."""
        index = bisect_left(self.stops, position)
        return self.stops[index - 1] + 1 if index else 0
