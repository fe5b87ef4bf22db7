"""Stocks against their flows: in force at year end = last year's, plus new, less repealed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tongbi.audit.check import Check
from tongbi.audit.figures import allowed, is_plain, show_interval
from tongbi.audit.guesses import slips
from tongbi.audit.words import words
from tongbi.change.kinds import same_unit
from tongbi.model import Measure, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tongbi.audit.context import Context, Source
    from tongbi.model import Finding, Statement

__all__ = ["CarriedOver", "StockFlowMismatch"]


class StockFlowMismatch(Check):
    """A stock at year end against last year's stock and the flows in its own sentence."""

    code = "stock_flow_mismatch"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield the stocks that their flows rule out."""
        layout = context.layout
        for tail in context.levels():
            closing = tail.level
            if not words().has("stocks.closing", layout.leads[tail.index]):
                continue
            flows = _flows(context, tail.index)
            opening, here = _opening(context, tail.index)
            inflow = [s for s, sign in flows if sign > 0]
            outflow = [s for s, sign in flows if sign < 0]
            if opening is None or not inflow or not outflow:
                continue
            figures = (closing, *inflow, *outflow)
            if not all(is_plain(s) for s in (*figures, opening)):
                continue
            expected = allowed(opening)
            for flow, sign in flows:
                expected = expected + allowed(flow).scale(sign)
            if expected.closure().overlaps(allowed(closing)):
                continue
            terms = "".join(f"{'+' if sign > 0 else '-'}{s.quote}" for s, sign in flows)
            yield self.finding(
                context,
                *figures,
                *((opening,) if here else ()),
                stated=closing.quote,
                expected=f"{opening.quote}{terms}={show_interval(expected, closing.unit)}",
                candidates=slips(closing, expected),
                label=closing.label,
            )


def _flows(context: Context, i: int) -> list[tuple[Statement, int]]:
    """Return the flows before a stock in its sentence, in reading order, with their signs."""
    layout, closing = context.layout, context.figures[i]
    found = []
    for j in range(i):
        figure, lead = context.figures[j], layout.leads[j]
        usable = (
            layout.same_sentence(i, j)
            and figure.measure is Measure.LEVEL
            and figure.period == closing.period
            and figure.role is closing.role
            and same_unit(figure.unit, closing.unit)
            and not words().has("stocks.closing", lead)
        )
        if not usable:
            continue
        last = lead.rsplit("，", 1)[-1]
        if words().has("stocks.outflow", last):
            found.append((figure, -1))
        elif words().has("stocks.inflow", last):
            found.append((figure, 1))
    return found


def _opening(context: Context, i: int) -> tuple[Statement | None, bool]:
    """Return last year's stock, and whether it stands in this report."""
    layout, closing = context.layout, context.figures[i]
    for j in range(i):
        figure = context.figures[j]
        if (
            layout.same_sentence(i, j)
            and figure.period == closing.period - 1
            and figure.measure is Measure.LEVEL
            and same_unit(figure.unit, closing.unit)
        ):
            return figure, True
    return context.linked(closing), False


class CarriedOver(Check):
    """What was carried over from last year against what last year's report had left."""

    code = "carried_over_mismatch"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield the amounts carried over that differ from last year's remainder."""
        if context.prior is None:
            return
        left = _carried(context.prior, "carried.closing")
        for account, openings in _carried(context.source, "carried.opening").items():
            closings = left.get(account, [])
            if len(openings) != 1 or len(closings) != 1:
                continue
            [opening], [closing] = openings, closings
            alike = same_unit(opening.unit, closing.unit)
            if alike and not allowed(closing).overlaps(allowed(opening)):
                yield self.finding(
                    context,
                    opening,
                    stated=opening.quote,
                    expected=closing.quote,
                    label=opening.label,
                )


def _carried(source: Source, words_of: str) -> dict[tuple[str, str], list[Statement]]:
    """Return a report's carried amounts of its own year by scope and account."""
    found: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for i, figure in enumerate(source.layout.figures):
        if (
            figure.measure is Measure.LEVEL
            and figure.role is Role.ACTUAL
            and figure.period == source.year
            and words().has(words_of, source.layout.leads[i])
        ):
            found[_account(figure)].append(figure)
    return found


def _account(figure: Statement) -> tuple[str, str]:
    """Return the scope and the account that an amount is of."""
    scope = words().find("carried.scopes", figure.place + figure.label)
    return scope, words().find("carried.accounts", figure.label + figure.section)
