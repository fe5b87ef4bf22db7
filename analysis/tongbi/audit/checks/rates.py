"""Rates against their own counts: the words of the rate's stem find numerator and denominator."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from tongbi.audit.check import Candidate, Check
from tongbi.audit.figures import allowed, contradicts, percent, say_range, show_interval, truncated
from tongbi.audit.guesses import slips
from tongbi.audit.words import words
from tongbi.change.kinds import same_unit
from tongbi.interval import Interval
from tongbi.model import Measure, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tongbi.audit.context import Context
    from tongbi.model import Finding, Statement

__all__ = ["RateMismatch"]

_RATE = re.compile(r"([一-鿿]{1,14}率)$")
_REACH = 14  # figures before the rate in its paragraph that may be its counts
_SENTENCES = 2  # sentences between a whole with listed parts and the rate that they give
_STEM = 2  # characters of a stem that its counts must carry


@dataclass(frozen=True, slots=True)
class _Pair:
    over: Statement
    under: Statement
    near: bool


class RateMismatch(Check):
    """A rate against the counts in its own sentence or paragraph."""

    code = "rate_mismatch"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield the rates that no pair of their counts gives."""
        for i, rate in enumerate(context.figures):
            name = _rate_name(context, i)
            if not name or rate.measure is not Measure.LEVEL or rate.unit != "%":
                continue
            pairs = list(_pairs(context, i, name))
            known = [(pair, q) for pair in pairs for q in _quotients(pair, name)]
            near = [(pair, q) for pair, q in known if pair.near]
            if not near or any(not contradicts(rate, q) for _, q in known):
                continue
            pair, expected = near[0]
            yield self._finding(context, rate, name, pair, expected)

    def _finding(
        self, context: Context, rate: Statement, name: str, pair: _Pair, expected: Interval
    ) -> Finding:
        return self.finding(
            context,
            rate,
            pair.over,
            pair.under,
            stated=rate.quote,
            expected=f"{pair.over.quote}/{pair.under.quote}={show_interval(expected, '%')}",
            severity=Severity.CAUTION if truncated(rate, expected) else None,
            candidates=(*slips(rate, expected), *_other_counts(rate, pair)),
            label=rate.label or name,
        )


def _rate_name(context: Context, i: int) -> str:
    """Return the rate's name as printed before it, else as its label ends; empty if it has none."""
    for text in (context.layout.names[i], context.figures[i].label):
        found = _RATE.search(text)
        if found and not words().has("rate_rules.free", found.group(1)):
            return found.group(1)
    return ""


def _stem_words(name: str) -> tuple[str, ...]:
    """Return the words that a rate's numerator carries, from the longest stem that is known."""
    stem = name.removesuffix("率")
    for size in range(len(stem), 0, -1):
        known = words().rates.get(stem[-size:])
        if known is not None:
            return known
    return (stem[-_STEM:],)


def _pairs(context: Context, i: int, name: str) -> Iterator[_Pair]:
    """Yield the pairs of counts that the rate may be made of, the likeliest first."""
    layout, figures = context.layout, context.figures
    stem = _stem_words(name)
    counts = _counts(context, i)
    for j in counts:
        if not any(word in layout.leads[j] for word in stem):
            continue
        for k in counts:
            unit = same_unit(figures[k].unit, figures[j].unit)
            if k == j or not unit or figures[k].value < figures[j].value:
                continue
            apart = layout.sentence[i] - layout.sentence[k]
            listed = (k, j) in context.source.listed and apart <= _SENTENCES
            yield _Pair(figures[j], figures[k], listed or _tied(context, i, j, k))


def _counts(context: Context, i: int) -> list[int]:
    """Return the counts around a rate: before it from the nearest on, then those behind it."""
    layout, figures = context.layout, context.figures
    behind = takewhile(
        lambda j: layout.same_sentence(i, j) and "；" not in layout.leads[j],
        range(i + 1, len(figures)),
    )
    return [
        j
        for j in (*reversed(layout.within(i, _REACH)), *behind)
        if j in context.source.tails and _countable(figures[j], figures[i])
    ]


def _countable(figure: Statement, rate: Statement) -> bool:
    return (
        figure.measure is Measure.LEVEL
        and figure.unit not in {"%", "‰", "倍"}
        and figure.period == rate.period
        and figure.role is rate.role
        and figure.value > 0
    )


def _tied(context: Context, i: int, over: int, under: int) -> bool:
    """Tell whether the sentence itself ties both counts to the rate.

    All three stand in one sentence side by side, the denominator before the numerator; only
    figures of their own tails may stand in between.
    """
    layout, tails = context.layout, context.source.tails
    if not (layout.same_sentence(over, i) and layout.same_sentence(under, i)):
        return False
    own = tails[over].members | tails[under].members | {i}
    if under > over or any(k not in own for k in range(min(under, i), max(over, i))):
        return False
    # Two counts under one wording are items of a list, not a part and its whole.
    return layout.leads[under] != layout.leads[over]


def _quotients(pair: _Pair, name: str) -> Iterator[Interval]:
    """Yield what the counts give; for 审减率 and the like, the rest to a hundred too."""
    found = percent(allowed(pair.over), allowed(pair.under))
    if found is None:
        return
    yield found
    if words().has("rate_rules.reductions", name):
        yield Interval.point(100) - found


def _other_counts(rate: Statement, pair: _Pair) -> Iterator[Candidate]:
    """Yield the numerator and the denominator that would give the stated rate."""
    if rate.value <= 0:
        return
    over = pair.under.value * rate.value / 100
    under = pair.over.value / rate.value * 100
    yield Candidate(code="numerator", figure=say_range(Interval.point(over), pair.over))
    yield Candidate(code="denominator", figure=say_range(Interval.point(under), pair.under))
