"""Jumps against a series' own history, judged robustly and with small counts left alone."""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from tongbi.audit.check import Check
from tongbi.audit.context import is_same
from tongbi.audit.figures import is_plain, show
from tongbi.change.kinds import Kind, kind_of, same_unit
from tongbi.model import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tongbi.audit.context import Context
    from tongbi.model import Finding, Statement

__all__ = ["Jump"]

_SMALL = 20  # counts below this swing by chance
_TENFOLD = math.log(8)  # a factor like a misplaced decimal point
_SPREADS = 6  # robust spreads beyond the usual change
_FLOOR = math.log(1.5)  # changes below one half are no jump, however calm the series
_SURE = 0.9  # a link's score from which two labels are one indicator beyond doubt
_NORMAL = 1.4826  # turns a median absolute deviation into a standard deviation
_STEPS = 3  # changes of the past that a judgement needs


class Jump(Check):
    """A level that left the range of its series' own yearly changes."""

    code = "jump"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield the levels that jumped."""
        for tail in context.levels():
            history = [tail.level, *_history(context, tail.level)]
            if len(history) < 2 or min(s.value for s in history[:2]) < _SMALL:  # noqa: PLR2004
                continue
            steps = [
                math.log(float(now.value) / float(then.value))
                for now, then in pairwise(history)
                if now.value > 0 and then.value > 0
            ]
            if not steps or not _is_jump(steps[0], steps[1:]):
                continue
            yield self.finding(
                context,
                tail.level,
                stated=tail.level.quote,
                expected=history[1].quote,
                label=tail.level.label,
                times=show(tail.level.value / history[1].value, 2),
            )


def _is_jump(step: float, past: list[float]) -> bool:
    if abs(step) >= _TENFOLD:
        return True
    if len(past) < _STEPS:
        return False
    usual = median(past)
    spread = _NORMAL * median(abs(p - usual) for p in past)
    return abs(step - usual) > max(_SPREADS * spread, _FLOOR)


def _history(context: Context, level: Statement) -> Iterator[Statement]:
    """Yield the levels of the years before, as far back as sure links lead."""
    if kind_of(level.unit) is Kind.RATE or not is_plain(level):
        return
    figure, links = level, context.links
    for trail in (*context.trail, {}):
        found = links.get(figure.at)
        if found is None or not is_same(found) or found.score < _SURE:
            return
        before = found.a
        if before.measure is not Measure.LEVEL or not same_unit(before.unit, level.unit):
            return
        if not is_plain(before):
            return
        yield found.a
        figure, links = found.a, trail
