"""A report's text with its figures marked."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from tongbi.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tongbi.model import Statement

__all__ = ["Marked", "marked"]

_STYLE = "background: #fff3c4; color: #1f2328; padding: 0 .1em; border-radius: 2px"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Marked:
    """A text whose figures are marked; pointing at one tells what it is a figure of.

    Attributes
    ----------
    text : str
        The text.
    spans : tuple of (int, int, str)
        Start, end and label of each figure, in order and apart from each other.
    """

    text: str
    spans: tuple[tuple[int, int, str], ...]

    def __repr__(self) -> str:
        return "".join(
            f"【{piece}】" if label is not None else piece for piece, label in self._pieces()
        )

    def _repr_html_(self) -> str:
        """Return the text as HTML with its line ends; the report's characters are escaped."""
        body = "".join(
            escape(piece)
            if label is None
            else f'<mark style="{_STYLE}" title="{escape(label)}">{escape(piece)}</mark>'
            for piece, label in self._pieces()
        )
        style = "white-space: pre-wrap; max-height: 32rem; overflow: auto; line-height: 1.8"
        return f'<div class="tongbi" style="{style}">{body}</div>'

    def _pieces(self) -> Iterable[tuple[str, str | None]]:
        done = 0
        for start, end, label in self.spans:
            yield self.text[done:start], None
            yield self.text[start:end], label
            done = end
        yield self.text[done:], None


def marked(text: str, statements: Iterable[Statement]) -> Marked:
    """Mark the figures of a text.

    Parameters
    ----------
    text : str
        The text that the statements were extracted from.
    statements : iterable of Statement
        Its statements. Where one lies within another, the first is marked.

    Raises
    ------
    UsageError
        When a statement is not of this text.

    Examples
    --------
    >>> from tongbi import extract_text
    >>> text = "2024年，全市受理行政复议申请830件。"
    >>> marked(text, extract_text(text))
    2024年，全市受理行政复议申请【830件】。
    """
    spans: list[tuple[int, int, str]] = []
    for s in sorted(statements, key=lambda s: (s.start, -s.end)):
        if text[s.start : s.end] != s.quote:
            raise UsageError("display.other-text", at=s.start, quote=s.quote)
        if not spans or s.start >= spans[-1][1]:
            spans.append((s.start, s.end, s.label))
    return Marked(text=text, spans=tuple(spans))
