"""Parts against their whole: lists, brackets and chains of addends."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING

from tongbi.audit.check import Check
from tongbi.audit.figures import allowed, is_plain, say_like
from tongbi.audit.guesses import slips
from tongbi.audit.parts import Chain, Listing, chains, group_of, listings
from tongbi.audit.words import words
from tongbi.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tongbi.audit.context import Context
    from tongbi.audit.tails import Tail
    from tongbi.interval import Interval
    from tongbi.model import Finding

__all__ = ["SumMismatch", "total"]

_NEAR = 10  # a chain that misses its total by more than a tenth is not that total's chain
_LONG = 4  # a list of so many parts that comes within a hundredth was meant to be complete
_HUNDREDTH = 100
_PAIR_OR_TRIPLE = 3
_OVER = 4  # parts that exceed a whole by more than a quarter overlap rather than err


def total(parts: Sequence[Tail]) -> Interval:
    """Return what the printed parts allow their sum to be."""
    return reduce(lambda a, b: a + b, (allowed(part.level) for part in parts))


class SumMismatch(Check):
    """A whole against its parts, with the tolerance of what is printed."""

    code = "sum_mismatch"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield the wholes that their parts rule out."""
        for listing in listings(context.source):
            yield from self._listing(context, listing)
        for chain in chains(context.source):
            yield from self._chain(context, chain)

    def _listing(self, context: Context, listing: Listing) -> Iterator[Finding]:
        whole = listing.whole
        if not all(is_plain(tail.level) for tail in (whole, *listing.parts)):
            return
        sizes = range(2, len(listing.parts) + 1)
        if any(total(listing.parts[:n]).closure().overlaps(allowed(whole.level)) for n in sizes):
            return
        size = next((n for n in reversed(sizes) if group_of(listing.names[:n])), 0)
        severity = _severity(listing, size)
        if severity is None:
            return
        parts = listing.parts[: size or len(listing.parts)]
        yield self._found(context, whole, parts, severity)

    def _chain(self, context: Context, chain: Chain) -> Iterator[Finding]:
        summed, whole = total(chain.addends), chain.total.level
        if summed.closure().overlaps(allowed(whole)):
            return
        if summed.lower is None or _NEAR * abs(summed.lower - whole.value) > abs(whole.value):
            return
        yield self._found(context, chain.total, chain.addends, Severity.INCONSISTENCY)

    def _found(
        self, context: Context, whole: Tail, parts: Sequence[Tail], severity: Severity
    ) -> Finding:
        summed = total(parts)
        terms = "+".join(part.level.quote for part in parts)
        exact = sum((part.level.value for part in parts), Decimal(0))
        return self.finding(
            context,
            whole.level,
            *(part.level for part in parts),
            stated=whole.level.quote,
            expected=f"{terms}={say_like(exact, whole.level)}",
            severity=severity,
            candidates=slips(whole.level, summed),
            label=whole.level.label,
        )


def _severity(listing: Listing, size: int) -> Severity | None:
    """Weigh a list whose sum misses its whole; None where the wording allows that."""
    whole = listing.whole.level.value
    summed = sum(part.level.value for part in listing.parts[: size or len(listing.parts)])
    over = summed > whole
    said = "".join(listing.names)
    narrower = words().has("sums.scopes", said)
    if narrower or abs(summed - whole) * 2 > whole:
        return None
    if size:
        # Of a long group the list may leave one out, but never hold too much.
        short = not over and len(group_of(listing.names[:size])) > _PAIR_OR_TRIPLE
        return Severity.CAUTION if short else Severity.INCONSISTENCY
    if len(listing.parts) >= _LONG and abs(summed - whole) * _HUNDREDTH <= whole:
        return Severity.INCONSISTENCY if over else Severity.CAUTION
    if over and (summed - whole) * _OVER <= whole:
        return Severity.CAUTION
    return None
