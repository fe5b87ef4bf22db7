"""Where figures stand to each other in a text: sentences, paragraphs and the words between."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tongbi.audit.words import words
from tongbi.model import BlockKind
from tongbi.read.folding import fold

if TYPE_CHECKING:
    from tongbi.model import Document, Statement

__all__ = ["Layout"]

_SENTENCE = re.compile(r"[。！？]|\n(?=[ ]*\n)")
_PARAGRAPH = re.compile(r"[。！？；：][ ]*\n")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Layout:
    """The figures of a document in reading order, with the words around them.

    Parameters
    ----------
    document : Document
        The text and its blocks.
    figures : tuple of Statement
        Sorted by place. Everything below speaks of a figure by its index in this tuple.
    """

    document: Document
    figures: tuple[Statement, ...]

    @cached_property
    def text(self) -> str:
        """The text in one spelling, character for character."""
        return fold(self.document.text)

    @cached_property
    def _sentences(self) -> list[int]:
        starts = {0, *(found.end() for found in _SENTENCE.finditer(self.text))}
        apart = (BlockKind.HEADING, BlockKind.TITLE, BlockKind.ROW)
        for block in self.document.blocks:
            if block.kind in apart:
                starts |= {block.start, block.end}
        return sorted(starts | set(self._paragraphs))

    @cached_property
    def _paragraphs(self) -> list[int]:
        starts = {0, *(found.end() for found in _PARAGRAPH.finditer(self.text))}
        return sorted(starts)

    @cached_property
    def sentence(self) -> tuple[int, ...]:
        """Number of the sentence of each figure; without a text each stands alone."""
        if not self.text:
            return tuple(range(len(self.figures)))
        return tuple(bisect_right(self._sentences, s.at) for s in self.figures)

    @cached_property
    def paragraph(self) -> tuple[int, ...]:
        """Number of the paragraph of each figure; without a text each stands alone."""
        if not self.text:
            return tuple(range(len(self.figures)))
        return tuple(bisect_right(self._paragraphs, s.at) for s in self.figures)

    @cached_property
    def leads(self) -> tuple[str, ...]:
        """The words before each figure, from the figure before it or the sentence's start."""
        if not self.text:
            return ("",) * len(self.figures)
        found = []
        for i, figure in enumerate(self.figures):
            start = self._sentences[self.sentence[i] - 1]
            if i:
                start = max(start, self.figures[i - 1].end)
            found.append(_BLANKS.sub("", self.text[start : max(start, figure.start)]))
        return tuple(found)

    @cached_property
    def depth(self) -> tuple[int, ...]:
        """How many brackets of its sentence each figure stands in."""
        found = []
        for i in range(len(self.figures)):
            said = self.sentence_before(i)
            found.append(max(0, said.count("（") - said.count("）")))
        return tuple(found)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What each figure is called: its lead's last clause without the verb at the end."""
        return tuple(_name(lead) for lead in self.leads)

    def same_sentence(self, i: int, j: int) -> bool:
        """Tell whether two figures stand in one sentence."""
        return self.sentence[i] == self.sentence[j]

    def sentence_before(self, i: int) -> str:
        """Return the sentence of a figure up to the figure."""
        if not self.text:
            return ""
        start = self._sentences[self.sentence[i] - 1]
        return _BLANKS.sub("", self.text[start : self.figures[i].start])

    def within(self, i: int, back: int) -> range:
        """Return the figures of the paragraph before figure `i`, at most `back` of them."""
        first = i
        while first > 0 and i - first < back and self.paragraph[first - 1] == self.paragraph[i]:
            first -= 1
        return range(first, i)


def _name(lead: str) -> str:
    clause = re.split(r"[，,、；：:（）]", words().name_end.sub("", lead))[-1]
    return words().name_end.sub("", clause)
