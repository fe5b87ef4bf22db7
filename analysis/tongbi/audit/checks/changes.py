"""Stated changes against the levels: beside them, in the same report, and in the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.audit.check import Candidate, Check
from tongbi.audit.figures import (
    allowed,
    contradicts,
    growth,
    is_plain,
    percent,
    say_like,
    say_range,
    say_stated,
    show_interval,
    truncated,
)
from tongbi.audit.guesses import slips
from tongbi.audit.priors import elsewhere, implied, last_year
from tongbi.audit.words import words
from tongbi.change.kinds import Kind, kind_of, same_unit
from tongbi.model import Measure, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tongbi.audit.context import Context
    from tongbi.audit.tails import Tail
    from tongbi.interval import Interval
    from tongbi.model import Finding, Statement

__all__ = ["ChangeMismatch"]

_SURE = 0.9  # a link's score from which two labels are one indicator beyond doubt
_MONEY = ("元", "美元", "欧元", "港元")


class ChangeMismatch(Check):
    """A stated change against the level and prior, or against the stated difference."""

    code = "change_mismatch"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield the changes that their levels rule out."""
        for tail in context.source.tails.values():
            if not is_plain(tail.level) or tail.own_basis:
                continue
            if tail.prior is not None:
                yield from self._beside(context, tail, tail.prior)
            elif tail.absolute is not None and tail.relative is not None:
                yield from self._within(context, tail, tail.absolute, tail.relative)
            else:
                yield from self._across(context, tail)

    def _beside(self, context: Context, tail: Tail, prior: Statement) -> Iterator[Finding]:
        """Compare the stated changes with the level and the prior beside it."""
        for stated, expected in _contradicted(tail, prior):
            yield self.finding(
                context,
                stated,
                tail.level,
                prior,
                stated=say_stated(stated),
                expected=_computed(prior, tail.level, expected, stated),
                severity=Severity.CAUTION if truncated(stated, expected) else None,
                candidates=_candidates(stated, expected, tail.level, prior),
                label=tail.level.label,
            )

    def _across(self, context: Context, tail: Tail) -> Iterator[Finding]:
        """Compare the stated changes with the level and last year's report."""
        prior = last_year(context, tail)
        if prior is None or not is_plain(prior):
            return
        for stated, expected in _contradicted(tail, prior):
            base = implied(stated, tail.level)
            constant = words().has("prices.constant", tail.level.label)
            unsure = prior is not context.links[tail.level.at].a or not _is_named(context, tail)
            yield self.finding(
                context,
                stated,
                tail.level,
                stated=say_stated(stated),
                expected=_computed(prior, tail.level, expected, stated),
                severity=_severity_across(tail.level, stated, expected, unsure=unsure),
                candidates=(
                    *_candidates(stated, expected, tail.level, prior),
                    *([Candidate(code="constant_prices")] if constant else []),
                    *([Candidate(code="other_scope")] if unsure else []),
                    *([_restated(base, tail.level)] if base is not None else []),
                ),
                label=tail.level.label,
            )

    def _within(
        self, context: Context, tail: Tail, difference: Statement, relative: Statement
    ) -> Iterator[Finding]:
        """Compare the stated percent with the stated difference and the level."""
        level = tail.level
        if not same_unit(difference.unit, level.unit):
            return
        expected = percent(allowed(difference), allowed(level) - allowed(difference))
        if expected is None or not contradicts(relative, expected):
            return
        contested, wanted, other = relative, expected, difference
        # Where the report gives last year's level too, it decides which of the two is wrong.
        prior = elsewhere(context, tail)
        if prior is not None and contradicts(difference, allowed(level) - allowed(prior)):
            contested, wanted, other = difference, allowed(level) - allowed(prior), relative
        yield self.finding(
            context,
            contested,
            other,
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


def _contradicted(tail: Tail, prior: Statement) -> Iterator[tuple[Statement, Interval]]:
    """Yield each stated change that the two levels rule out, with what they give for it."""
    if not same_unit(tail.level.unit, prior.unit) or prior.measure is not Measure.LEVEL:
        return
    level, before = allowed(tail.level), allowed(prior)
    pairs: list[tuple[Statement | None, Interval | None]]
    if kind_of(tail.level.unit) is Kind.RATE:
        pairs = [(tail.points, level - before)]
    else:
        pairs = [(tail.relative, growth(level, before))]
        if tail.absolute is not None and same_unit(tail.absolute.unit, tail.level.unit):
            pairs.append((tail.absolute, level - before))
    for stated, expected in pairs:
        if stated is not None and expected is not None and contradicts(stated, expected):
            yield stated, expected


def _severity_across(
    level: Statement, stated: Statement, expected: Interval, *, unsure: bool
) -> Severity | None:
    """Weigh a contradiction between two reports, where a changed base explains most of them."""
    if words().has("prices.constant", level.label):
        return Severity.NOTE
    # An amount of money is revised as a rule, and only a link by name is sure enough.
    if truncated(stated, expected) or level.unit in _MONEY or unsure:
        return Severity.CAUTION
    return None


def _is_named(context: Context, tail: Tail) -> bool:
    """Tell whether a level is linked by its name: half of all characters of both are shared."""
    link = context.links[tail.level.at]
    a, b = set(link.a.label), set(link.b.label)
    return link.kind != "fuzzy" and link.score >= _SURE and 2 * len(a & b) >= len(a | b)


def _computed(prior: Statement, level: Statement, expected: Interval, stated: Statement) -> str:
    return f"{prior.quote}→{level.quote}：{_say(expected, stated)}"


def _say(found: Interval, figure: Statement) -> str:
    """Return an interval in the scale and unit that a figure is printed in."""
    if figure.unit == "%" or found.lower is None or found.upper is None:
        return show_interval(found, figure.unit)
    return say_like((found.lower + found.upper) / 2, figure)


def _candidates(
    stated: Statement, expected: Interval, level: Statement, prior: Statement
) -> Iterator[Candidate]:
    yield from slips(stated, expected)
    yield from _over_current(stated, allowed(level) - allowed(prior), level)


def _over_current(stated: Statement, difference: Interval, level: Statement) -> Iterator[Candidate]:
    """Yield the slip of dividing by this year's figure instead of last year's."""
    if stated.measure is not Measure.CHANGE_REL:
        return
    found = percent(difference, allowed(level))
    if found is not None and not contradicts(stated, found):
        yield Candidate(code="over_current", figure=show_interval(found, "%"))


def _restated(base: Interval, level: Statement) -> Candidate:
    return Candidate(code="restated_base", figure=say_range(base, level))
