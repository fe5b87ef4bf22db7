"""Values that can't be: no whole prior, a rate over one hundred, one figure with two values."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tongbi.audit.check import Candidate, Check
from tongbi.audit.figures import (
    allowed,
    is_exact_count,
    is_plain,
    printed_step,
    say_stated,
    show,
    show_interval,
)
from tongbi.audit.words import words
from tongbi.change.kinds import Kind, kind_of
from tongbi.change.reconcile import slips
from tongbi.interval import Interval
from tongbi.model import Base, Measure, Role, SectionPart, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tongbi.audit.context import Context
    from tongbi.model import Finding, Statement

__all__ = ["AmbiguousPoints", "ImpossibleChange", "ImpossibleValue", "StatedTwice"]

_HUNDRED = Interval.point(100)
_DIGITS = 100  # two digits are too few to tell a slip from another figure
_APART = 20  # values more than a twentieth apart are two figures under one label
_NAME = 3  # characters before 率 that tell its kind
_LABEL = 6  # characters that a label needs before two figures under it are taken for one


class ImpossibleChange(Check):
    """A count and its percent for which no whole number can have been the prior."""

    code = "impossible_change"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield the counts whose stated change no whole prior gives."""
        for tail in context.source.tails.values():
            level, stated = tail.level, tail.relative
            usable = stated is not None and is_plain(stated) and is_exact_count(level)
            if stated is None or not usable or tail.own_basis or level.value <= 0:
                continue
            if tail.prior is not None or context.linked(level) is not None:
                continue
            # A count that is itself a difference (比上年多办142件) is not what the percent is of.
            if words().has("tail.compare", context.layout.leads[tail.index]):
                continue
            factor = (allowed(stated) + _HUNDRED) / _HUNDRED
            if factor.lower is None or factor.lower <= 0:
                continue
            base = (Interval.point(level.value) / factor).closure()
            if base.whole_numbers(limit=1):
                continue
            yield self.finding(
                context,
                level,
                stated,
                stated=f"{level.quote}，{say_stated(stated)}",
                expected=show_interval(base, level.unit),
                candidates=_neighbours(level, base),
                label=level.label,
            )


def _neighbours(level: Statement, base: Interval) -> Iterable[Candidate]:
    """Yield what the whole numbers next to the implied prior would give."""
    if base.lower is None:
        return
    below = int(base.lower)
    for prior in (below, below + 1):
        if prior > 0:
            change = (level.value - prior) / prior * 100
            yield Candidate(code="whole_prior", figure=f"{prior}{level.unit} → {show(change, 2)}%")


class ImpossibleValue(Check):
    """A share over one hundred, or less than nothing of what is counted."""

    code = "impossible_value"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield the values that their kind rules out."""
        for i, figure in enumerate(context.figures):
            if figure.measure is not Measure.LEVEL:
                continue
            name = context.layout.names[i]
            capped = figure.unit == "%" and (
                any(name.endswith(word) for word in words().lists["rate_rules.capped"])
            )
            if capped and figure.value > 100:  # noqa: PLR2004 -- a whole
                expected = "≤100%"
            elif figure.value < 0 and figure.unit in words().lists["units.whole"]:
                expected = "≥0"
            else:
                continue
            yield self.finding(
                context,
                figure,
                stated=say_stated(figure),
                expected=expected,
                label=figure.label or name,
            )


class StatedTwice(Check):
    """One figure that the report gives in two places with different values."""

    code = "stated_twice"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield the figures of one label that can't be the same number."""
        groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for i, figure in enumerate(context.figures):
            told = figure.role is Role.ACTUAL and figure.section_part is SectionPart.DONE
            if told and _is_own(figure):
                key = (figure.label, figure.place, figure.unit, figure.measure, figure.parent)
                groups[*key, str(figure.period), figure.part_year, str(figure.since)].append(i)
        for places in groups.values():
            first, last = places[0], places[-1]
            one, other = context.figures[first], context.figures[last]
            if context.layout.same_sentence(first, last):
                continue
            if allowed(one).overlaps(allowed(other)) or not _is_close(one, other):
                continue
            yield self.finding(
                context,
                other,
                one,
                stated=say_stated(other),
                expected=say_stated(one),
                severity=None if _is_slip(one, other) else Severity.CAUTION,
                label=other.label,
            )


def _is_own(figure: Statement) -> bool:
    """Tell whether a label is long enough to be taken for one indicator's only."""
    return figure.measure is Measure.LEVEL and is_plain(figure) and len(figure.label) >= _LABEL


def _is_close(one: Statement, other: Statement) -> bool:
    """Tell whether two values are near enough to be one figure told twice, not two figures."""
    return abs(one.value - other.value) * _APART <= max(abs(one.value), abs(other.value))


def _is_slip(one: Statement, other: Statement) -> bool:
    """Tell whether a slip of the pen turns one printed number into the other."""
    step = min(printed_step(one), printed_step(other))
    long = abs(one.value / step) >= _DIGITS
    return long and any(slips(other.value, step, Interval.point(one.value)))


class AmbiguousPoints(Check):
    """A rate that rose by so many percent: of itself, or points."""

    code = "ambiguous_points"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield the changes in percent whose subject is itself a rate."""
        levels = {
            tail.relative.at: tail.level
            for tail in context.source.tails.values()
            if tail.relative is not None and kind_of(tail.level.unit) is Kind.RATE
        }
        for i, figure in enumerate(context.figures):
            if figure.unit != "%" or figure.base is Base.OTHER:
                continue
            changes = {figure.measure, *figure.readings}
            if figure.measure is Measure.LEVEL or not changes & {Measure.CHANGE_REL}:
                continue
            level = levels.get(figure.at)
            if level is None and not _is_rate(context, i):
                continue
            beside = () if level is None else (level,)
            yield self.finding(
                context,
                figure,
                *beside,
                stated=say_stated(figure),
                expected="",
                severity=Severity.CAUTION,
                candidates=_readings(context, figure, level),
                label=figure.label,
            )


def _is_rate(context: Context, i: int) -> bool:
    """Tell whether the subject of a change is named as a rate in its own clause."""
    name, rate, rest = context.layout.leads[i].rpartition("率")
    moved = words().tail.fullmatch(rest) and words().has("tail.verbs", rest)
    return bool(rate and moved) and not words().has("rate_rules.free", name[-_NAME:] + rate)


def _readings(context: Context, figure: Statement, level: Statement | None) -> Iterable[Candidate]:
    """Yield both readings, with the prior that each implies and the one that last year fits."""
    sign = "+" if figure.value >= 0 else ""
    before = None if level is None else context.linked(level)
    points, percent = "", ""
    if level is not None:
        base = level.value - figure.value
        points = f"，上年为 {show(base, 2)}%"
        percent = f"，上年为 {show(level.value / (1 + figure.value / 100), 2)}%"
        if before is not None:
            points += f"（上年报告：{before.quote}）"
            percent += f"（上年报告：{before.quote}）"
    yield Candidate(code="points", figure=f"{sign}{show(figure.value)} 个百分点{points}")
    yield Candidate(code="percent", figure=f"×{show(1 + figure.value / 100, 4)}{percent}")
