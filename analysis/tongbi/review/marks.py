"""The text of a report in pieces: what is marked as a figure, and of which row it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tongbi.model import BlockKind, Document, Statement

__all__ = ["Paragraph", "Piece", "paragraphs"]

_FIGURE = re.compile(r"\d+(?:[.．,，]\d+)*[%％‰]?")
"""What a reader's eye takes for a figure, whether or not it states anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text.

    Attributes
    ----------
    text : str
        The characters.
    kind : str
        Empty for plain text, ``other`` for a figure that states nothing, else the role of the
        statement: ``actual``, ``target`` or ``term``.
    row : int
        Number of the statement among those given, -1 where it is of none.
    """

    text: str
    kind: str = ""
    row: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A block of the report: its kind and its pieces, which make up its text."""

    kind: BlockKind
    pieces: tuple[Piece, ...]


def paragraphs(document: Document, statements: Sequence[Statement]) -> tuple[Paragraph, ...]:
    """Cut a text at its figures.

    Parameters
    ----------
    document : Document
        The text with its blocks.
    statements : sequence of Statement
        Its figures; one whose span runs into that of an earlier one is marked from where that
        one ends, and one that has no place is not marked.

    Returns
    -------
    tuple of Paragraph
        One a block; the pieces of each are the characters of the block, in order.
    """
    order = sorted(range(len(statements)), key=lambda n: (statements[n].start, statements[n].at))
    marks = [(statements[n].start, statements[n].end, n) for n in order if statements[n].at >= 0]
    found, first = [], 0
    for block in sorted(document.blocks, key=lambda block: block.start):
        while first < len(marks) and marks[first][1] <= block.start:
            first += 1
        inside = []
        for mark in marks[first:]:
            if mark[0] >= block.end:
                break
            inside.append(mark)
        pieces = tuple(_pieces(document.text, block.start, block.end, inside, statements))
        found.append(Paragraph(kind=block.kind, pieces=pieces))
    return tuple(found)


def _pieces(
    text: str,
    start: int,
    end: int,
    marks: Sequence[tuple[int, int, int]],
    statements: Sequence[Statement],
) -> Iterator[Piece]:
    place = start
    for first, last, number in marks:
        # Two statements may share a figure (各30件): what is left of the second may be nothing.
        left, right = max(first, place), min(last, end)
        if left >= right:
            continue
        yield from _plain(text[place:left])
        yield Piece(text=text[left:right], kind=statements[number].role.value, row=number)
        place = right
    yield from _plain(text[place:end])


def _plain(text: str) -> Iterator[Piece]:
    """Cut text without statements at the figures that state nothing: numbers of laws, dates."""
    place = 0
    for figure in _FIGURE.finditer(text):
        if figure.start() > place:
            yield Piece(text=text[place : figure.start()])
        yield Piece(text=figure.group(), kind="other")
        place = figure.end()
    if place < len(text):
        yield Piece(text=text[place:])
