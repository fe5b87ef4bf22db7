"""What is left against the two figures that it is left of: balances, cuts, open cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.audit.check import Check
from tongbi.audit.figures import allowed, is_plain, say_like
from tongbi.audit.guesses import slips
from tongbi.audit.words import words
from tongbi.change.kinds import same_unit
from tongbi.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tongbi.audit.context import Context
    from tongbi.audit.tails import Tail
    from tongbi.model import Finding

__all__ = ["DifferenceMismatch"]

_REACH = 20  # figures before a balance in its paragraph among which its two sides may be


class DifferenceMismatch(Check):
    """A balance, a cut or a remainder against the difference that it states."""

    code = "sum_mismatch"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield the differences that their two figures rule out."""
        for i, rest in context.source.tails.items():
            sides = _sides(context, i)
            if sides is None:
                continue
            one, other = sides
            plain = all(is_plain(tail.level) for tail in (rest, one, other))
            expected = allowed(one.level) - allowed(other.level)
            if one.level.value < other.level.value:
                expected = -expected
            if not plain or expected.closure().overlaps(allowed(rest.level)):
                continue
            gap = abs(one.level.value - other.level.value)
            yield self.finding(
                context,
                rest.level,
                one.level,
                other.level,
                stated=rest.level.quote,
                expected=f"{one.level.quote}-{other.level.quote}={say_like(gap, rest.level)}",
                # Open cases may include those of the year before.
                severity=Severity.CAUTION if _is_remainder(context, i) else None,
                candidates=slips(rest.level, expected),
                label=rest.level.label,
            )


def _is_remainder(context: Context, i: int) -> bool:
    return words().has("sums.remainders", context.layout.leads[i])


def _sides(context: Context, i: int) -> tuple[Tail, Tail] | None:
    """Return the two figures that a figure is the difference of, where the wording names it so."""
    layout, tails = context.layout, context.source.tails
    lead = layout.leads[i]
    unit = tails[i].level.unit
    before = [
        j
        for j in layout.within(i, _REACH)
        if j in tails
        and same_unit(tails[j].level.unit, unit)
        and tails[j].level.period == tails[i].level.period
    ]
    if words().has("sums.balance", lead):
        return _income_and_spending(context, before)
    near = [j for j in before if layout.same_sentence(i, j)][-2:]
    if len(near) < 2:  # noqa: PLR2004 -- a difference has two sides
        return None
    first, second = near
    cut = words().has("sums.cuts", lead) and unit == "元"
    closed = _is_remainder(context, i) and words().has("sums.closed", layout.leads[second])
    adjacent = all(j in tails[first].members | tails[second].members for j in range(first, i))
    return (tails[first], tails[second]) if adjacent and (cut or closed) else None


def _income_and_spending(context: Context, before: list[int]) -> tuple[Tail, Tail] | None:
    """Return the totals of both sides of an account, else the last income and spending."""
    names, tails = context.layout.names, context.source.tails
    for ends in (("收入总计", "支出总计"), ("收入", "支出")):
        sides = []
        for end in ends:
            named = [j for j in before if end in names[j]]
            if named:
                sides.append(named[-1])
        if len(sides) == len(ends):
            return tails[sides[0]], tails[sides[1]]
        if sides:
            return None
    return None
