"""A stand-in for a text that is not ours to ship: its figures in place, labels between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tongbi.model import Statement

__all__ = ["shadow"]


def shadow(statements: Sequence[Statement]) -> str:
    """Return a text in which each figure stands at its own place, after its label.

    The audit looks at figures, at the words before them and at where sentences end. Of a report
    whose text stays with its publisher, the registered facts give the figures and labels; a
    sentence is taken to end where the section changes.

    Parameters
    ----------
    statements : sequence of Statement
        The facts of one report, with their places.
    """
    parts: list[str] = []
    end, section = 0, None
    for s in sorted(statements, key=lambda s: (s.start, s.end)):
        if s.start < end:
            continue  # it shares its characters with the figure before
        room = s.start - end
        stop = "。" if section not in {None, s.section} and room else ""
        lead = s.label[-(room - len(stop)) :] if room > len(stop) else ""
        parts += [stop, " " * (room - len(stop) - len(lead)), lead, s.quote]
        end, section = s.start + len(s.quote), s.section
    return "".join(parts)
