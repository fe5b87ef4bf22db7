"""Stated changes against the levels: beside them, in the same report, and in the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.audit.check import Candidate, Check
from tongbi.audit.figures import (
    allowed,
    contradicts,
    growth,
    percent,
    say_like,
    say_stated,
    show_interval,
    truncated,
)
from tongbi.audit.guesses import slips
from tongbi.audit.words import words
from tongbi.change.kinds import Kind, kind_of, same_unit
from tongbi.interval import Interval
from tongbi.model import Measure, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tongbi.audit.context import Context
    from tongbi.audit.tails import Tail
    from tongbi.model import Finding, Statement

__all__ = ["ChangeMismatch"]

_MONEY = ("元", "美元", "欧元", "港元")


class ChangeMismatch(Check):
    """A stated change against the level and prior, or against the stated difference."""

    code = "change_mismatch"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield the changes that their levels rule out."""
        for tail in context.source.tails.values():
            if tail.level.bound is not tail.level.bound.EXACT or tail.own_basis:
                continue
            if tail.prior is not None:
                yield from self._against(context, tail, tail.prior, beside=True)
            elif tail.absolute is not None and tail.relative is not None:
                yield from self._within(context, tail)
            else:
                linked = context.linked(tail.level)
                if linked is not None and linked.measure is Measure.LEVEL:
                    yield from self._against(context, tail, linked, beside=False)

    def _against(
        self, context: Context, tail: Tail, prior: Statement, *, beside: bool
    ) -> Iterator[Finding]:
        """Compare the stated changes with the level less its prior."""
        if not same_unit(tail.level.unit, prior.unit) or prior.role is not tail.level.role:
            return
        for stated, expected in _pairs(tail, prior):
            if expected is None or not contradicts(stated, expected):
                continue
            figures = (stated, tail.level, prior) if beside else (stated, tail.level)
            yield self.finding(
                context,
                *figures,
                stated=say_stated(stated),
                expected=f"{prior.quote}→{tail.level.quote}：{_say(expected, stated)}",
                severity=_severity(stated, expected, tail.level, beside=beside),
                candidates=_candidates(stated, expected, tail.level, prior, beside=beside),
                label=tail.level.label,
            )

    def _within(self, context: Context, tail: Tail) -> Iterator[Finding]:
        """Compare the stated percent with the stated difference and the level."""
        difference, stated, level = tail.absolute, tail.relative, tail.level
        if difference is None or stated is None or not same_unit(difference.unit, level.unit):
            return
        before = allowed(level) - allowed(difference)
        expected = percent(allowed(difference), before)
        if expected is None or not contradicts(stated, expected):
            return
        prior = _elsewhere(context, tail)
        contested, wanted = stated, expected
        if prior is not None and not _fits(difference, allowed(level) - allowed(prior)):
            contested, wanted = difference, allowed(level) - allowed(prior)
        rest = tuple(s for s in (stated, difference) if s is not contested)
        yield self.finding(
            context,
            contested,
            *rest,
            level,
            stated=say_stated(contested),
            expected=_say(wanted, contested),
            severity=Severity.CAUTION if truncated(contested, wanted) else None,
            candidates=(
                *slips(contested, wanted),
                *_over_current(contested, allowed(difference), level),
            ),
            label=level.label,
        )


def _pairs(tail: Tail, prior: Statement) -> Iterator[tuple[Statement, Interval | None]]:
    """Yield each stated change with what the two levels give for it."""
    level, before = allowed(tail.level), allowed(prior)
    rate = kind_of(tail.level.unit) is Kind.RATE
    if tail.relative is not None and not rate:
        yield tail.relative, growth(level, before)
    if tail.absolute is not None and same_unit(tail.absolute.unit, tail.level.unit) and not rate:
        yield tail.absolute, level - before
    if tail.points is not None and rate:
        yield tail.points, level - before


def _say(found: Interval, figure: Statement) -> str:
    """Return an interval in the scale and unit that a figure is printed in."""
    if figure.unit == "%" or found.lower is None or found.upper is None:
        return show_interval(found, figure.unit)
    return say_like((found.lower + found.upper) / 2, figure)


def _fits(stated: Statement, expected: Interval) -> bool:
    return not contradicts(stated, expected)


def _severity(
    stated: Statement, expected: Interval, level: Statement, *, beside: bool
) -> Severity | None:
    if truncated(stated, expected):
        return Severity.CAUTION
    # Between two reports the base of an amount of money is revised as a rule.
    if not beside and (level.unit in _MONEY or _constant(level)):
        return Severity.CAUTION
    return None


def _constant(level: Statement) -> bool:
    return words().has("prices.constant", level.label)


def _candidates(
    stated: Statement, expected: Interval, level: Statement, prior: Statement, *, beside: bool
) -> Iterator[Candidate]:
    yield from slips(stated, expected)
    yield from _over_current(stated, allowed(level) - allowed(prior), level)
    if beside:
        return
    if _constant(level):
        yield Candidate(code="constant_prices")
    base = _implied(stated, level)
    if base is not None:
        yield Candidate(code="restated_base", figure=show_interval(base, level.unit, 0))


def _over_current(stated: Statement, difference: Interval, level: Statement) -> Iterator[Candidate]:
    """Yield the slip of dividing by this year's figure instead of last year's."""
    if stated.measure is not Measure.CHANGE_REL:
        return
    found = percent(difference, allowed(level))
    if found is not None and not contradicts(stated, found):
        yield Candidate(code="over_current", figure=show_interval(found, "%"))


def _implied(stated: Statement, level: Statement) -> Interval | None:
    """Return the prior level that a stated change implies."""
    if stated.measure is Measure.CHANGE_REL:
        factor = (allowed(stated) + Interval.point(100)).scale(1) / Interval.point(100)
        if factor.lower is None or factor.lower <= 0:
            return None
        return allowed(level) / factor
    return allowed(level) - allowed(stated)


def _elsewhere(context: Context, tail: Tail) -> Statement | None:
    """Find the prior in the same report: a level of last year, named alike, that fits."""
    if tail.relative is None:
        return None
    base = _implied(tail.relative, tail.level)
    if base is None:
        return None
    found = [
        figure
        for figure in context.figures
        if figure.measure is Measure.LEVEL
        and figure.period == tail.level.period - 1
        and same_unit(figure.unit, tail.level.unit)
        and base.closure().overlaps(allowed(figure))
        and _alike(figure.label, tail.level.label)
    ]
    return found[0] if len(found) == 1 else None


def _alike(one: str, other: str) -> bool:
    """Tell whether two labels share most of their characters."""
    a, b = set(one), set(other)
    return bool(a and b) and 2 * len(a & b) >= min(len(a), len(b)) + 1
