"""Last year's targets against this year's results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.audit.check import Check
from tongbi.audit.figures import say_stated
from tongbi.change.kinds import Kind, kind_of
from tongbi.model import Bound, Measure, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tongbi.audit.context import Context
    from tongbi.model import Finding, Statement

__all__ = ["PlanMet", "PlanMissed", "PlanReplaced"]

_SIGNS = {Bound.AT_LEAST: "≥", Bound.MORE_THAN: ">", Bound.AT_MOST: "≤", Bound.LESS_THAN: "<"}


class _Plan(Check):
    """A target of last year's report beside its result."""

    met: bool

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield the targets whose results are known and judged alike."""
        for target, result in _results(context):
            if _is_met(target, result) is self.met:
                yield self.finding(
                    context,
                    result,
                    stated=say_stated(result),
                    expected=_say_target(target),
                    label=result.label,
                    place=str(target.at),
                )


class PlanMet(_Plan):
    """A target that the result reaches."""

    code = "plan_met"
    met = True


class PlanMissed(_Plan):
    """A target that the result falls short of."""

    code = "plan_missed"
    met = False


class PlanReplaced(Check):
    """A target of last year's report that this report quotes with another value."""

    code = "plan_replaced"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield this year's targets as told now where last year's report had another value."""
        now = [
            s for s in context.figures if s.role is Role.TARGET and s.period == context.source.year
        ]
        for target, told in _link(context, now):
            if target.value != told.value and target.bound is told.bound:
                yield self.finding(
                    context,
                    told,
                    stated=told.quote,
                    expected=target.quote,
                    label=told.label,
                    place=str(target.at),
                )


def _results(context: Context) -> Iterator[tuple[Statement, Statement]]:
    now = [s for s in context.figures if s.role is Role.ACTUAL and s.period == context.source.year]
    yield from _link(context, now)


def _link(context: Context, now: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Link last year's targets for this year to figures of this report.

    The linker compares results, so the targets are shown to it as if they were last year's
    results: wording, units and contrasts weigh the same.
    """
    from tongbi.series.linking import link

    if context.prior is None:
        return
    year = context.source.year
    targets = {
        s.at: s for s in context.prior.statements if s.role is Role.TARGET and s.period == year
    }
    if not targets or not now:
        return
    results = {s.at: s for s in now}
    shown = [s._replace(role=Role.ACTUAL, period=year - 1) for s in targets.values()]
    for found in link(shown, [s._replace(role=Role.ACTUAL) for s in now]):
        target, result = targets[found.a.at], results[found.b.at]
        if found.match == "same" and _comparable(target, result):
            yield target, result


def _comparable(target: Statement, result: Statement) -> bool:
    return target.measure is result.measure and (
        (kind_of(target.unit) is Kind.RATE) == (kind_of(result.unit) is Kind.RATE)
    )


def _say_target(target: Statement) -> str:
    """Return a target as printed, with a sign where only the words before it give its bound."""
    printed = say_stated(target)
    plain = target.quote[-len(target.unit) or None :] == target.unit and target.quote[0].isdigit()
    return f"{_SIGNS.get(target.bound, '')}{printed}" if plain and target.value >= 0 else printed


def _is_met(target: Statement, result: Statement) -> bool | None:
    """Tell whether a result reaches its target; None where that depends on how 约 is read."""
    low = target.bound in {Bound.AT_MOST, Bound.LESS_THAN}
    if target.measure is not Measure.LEVEL and target.value < 0:
        low = True
    reached = result.value <= target.value if low else result.value >= target.value
    if not reached and target.bound in {Bound.ABOUT, Bound.NEARLY}:
        return None
    if result.bound not in {Bound.EXACT, Bound.MORE_THAN, Bound.AT_LEAST} and not reached:
        return None
    return reached
