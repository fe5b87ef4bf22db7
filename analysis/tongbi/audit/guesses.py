"""Explanations that would remove a contradiction between a printed figure and the expected one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.audit.check import Candidate
from tongbi.audit.figures import printed_step, say_like, truncated
from tongbi.change import reconcile
from tongbi.change.kinds import Kind, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.interval import Interval
    from tongbi.model import Statement

__all__ = ["slips"]


def slips(stated: Statement, expected: Interval) -> Iterator[Candidate]:
    """Yield the slips of the pen that turn the expected figure into the stated one.

    Parameters
    ----------
    stated : Statement
        The contested figure.
    expected : Interval
        What the other figures give, in the same unit.
    """
    if kind_of(stated.unit) is Kind.RATE and truncated(stated, expected):
        yield Candidate(code="truncation")
        return
    for slip in reconcile.slips(stated.value, printed_step(stated), expected):
        yield Candidate(code=slip.code, figure=say_like(slip.right, stated))
