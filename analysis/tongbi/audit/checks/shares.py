"""Shares of a named whole against the whole's own figure, and shares that make up a hundred."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from tongbi.audit.check import Candidate, Check
from tongbi.audit.figures import (
    allowed,
    contradicts,
    is_plain,
    percent,
    printed_step,
    say_like,
    show,
    show_interval,
    truncated,
)
from tongbi.audit.parts import group_of
from tongbi.audit.words import alternation, words
from tongbi.change.kinds import same_unit
from tongbi.model import Measure, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tongbi.audit.context import Context
    from tongbi.model import Finding, Statement

__all__ = ["ShareMismatch", "SharesSum"]

_HUNDRED = 100
_SECTORS = 3
_CLOSE = 3  # shares that miss a hundred by more points than this are no complete list
_REACH = 20  # figures before a share in its paragraph among which its subject may be
_NAME = 3  # characters that the name of a whole needs


class ShareMismatch(Check):
    """A share of a named whole against the two amounts that the report prints."""

    code = "rate_mismatch"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield the shares that the part and the whole rule out."""
        for i, share in enumerate(context.figures):
            subject, named = _names(context, i)
            if not named or share.measure is not Measure.LEVEL or share.unit != "%":
                continue
            part = _named(context, i, subject) if subject else _part(context, i)
            if part is None:
                continue
            found = [
                (whole, exact, percent(allowed(part), allowed(whole)))
                for whole, exact in _wholes(context, named, part)
            ]
            if any(quotient and not contradicts(share, quotient) for _, _, quotient in found):
                continue
            known = [(whole, quotient) for whole, exact, quotient in found if exact and quotient]
            if not known:
                continue
            whole, expected = known[0]
            implied = part.value / share.value * _HUNDRED
            yield self.finding(
                context,
                share,
                part,
                whole,
                stated=share.quote,
                expected=f"{part.quote}/{whole.quote}={show_interval(expected, '%')}",
                severity=Severity.CAUTION if truncated(share, expected) else None,
                candidates=(
                    Candidate(code="other_year", figure=say_like(round(implied, -6), whole)),
                ),
                label=share.label or named,
            )


def _names(context: Context, i: int) -> tuple[str, str]:
    """Return the share's own subject before 占 and the whole after it, empty where not named."""
    tails = alternation(words().lists["shares.tails"])
    ends = alternation(words().lists["names.verbs"])
    pattern = rf"(?:^|[，、；（])([一-鿿]*?)占([一-鿿（）]+?)(?:{tails})?(?:{ends})*$"
    match = re.search(pattern, context.layout.leads[i])
    if match is None:
        return "", ""
    name = match.group(2).removesuffix("的")
    return match.group(1), name if len(name) >= _NAME else ""


def _named(context: Context, i: int, subject: str) -> Statement | None:
    """Find the amount of a share's own subject in the paragraph before it."""
    layout, tails = context.layout, context.source.tails
    found = [
        j
        for j in layout.within(i, _REACH)
        if j in tails and _bare(layout.names[j]) == _bare(subject) and tails[j].level.unit != "%"
    ]
    return tails[found[-1]].level if found and is_plain(tails[found[-1]].level) else None


def _part(context: Context, i: int) -> Statement | None:
    """Find the amount that a share is of: the last level of the sentence that heads it.

    Clauses without figures may stand in between, figures with a subject of their own may not.
    """
    layout, tails = context.layout, context.source.tails
    for j in range(i - 1, -1, -1):
        if not layout.same_sentence(i, j):
            return None
        if j in tails and tails[j].level.unit not in {"%", "‰", "年", "位", "个月", "倍"}:
            return tails[j].level if is_plain(tails[j].level) else None
        owner = next((t for t in tails.values() if j in t.members), None)
        small = context.figures[j].unit in {"年", "位", "个月"}
        if (
            not small
            and (owner is None or owner.level.unit in {"%", "‰"})
            and not _is_aside(layout.leads[j])
        ):
            return None
    return None


def _is_aside(lead: str) -> bool:
    """Tell whether a figure continues the subject before it (another share, a streak)."""
    return lead.lstrip("，、（").startswith(("占", "连续"))


def _wholes(context: Context, named: str, part: Statement) -> Iterator[tuple[Statement, bool]]:
    """Yield the levels that may be the whole, and whether each is named just so."""
    layout = context.layout
    for i, tail in context.source.tails.items():
        whole = tail.level
        name = layout.names[i]
        if (
            whole is not part
            and same_unit(whole.unit, part.unit)
            and whole.period == part.period
            and whole.role is part.role
            and is_plain(whole)
            and whole.value >= part.value
            and name.endswith(_bare(named))
        ):
            yield whole, _bare(name) == _bare(named)


def _bare(name: str) -> str:
    """Take off the words that say that a figure is the issuer's own, for the whole year."""
    scopes = alternation(words().lists["names.scopes"])
    return re.sub(rf"^(?:{scopes})+", "", name)


class SharesSum(Check):
    """Shares of one whole, listed as complete, against a hundred."""

    code = "shares_sum"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield the lists of shares that miss a hundred by more than rounding."""
        for shares in _lists(context):
            summed = sum((share.value for share in shares), Decimal(0))
            room = sum((printed_step(share) for share in shares), Decimal(0)) / 2
            if abs(summed - _HUNDRED) <= room or abs(summed - _HUNDRED) > _CLOSE:
                continue
            yield self.finding(
                context,
                *shares,
                stated="+".join(share.quote for share in shares),
                expected=f"100%（合计 {show(summed)}%）",
                label=shares[0].label,
            )


def _lists(context: Context) -> Iterator[tuple[Statement, ...]]:
    """Yield the shares of a sentence that together name a whole."""
    layout, figures = context.layout, context.figures
    shares = [
        i
        for i, figure in enumerate(figures)
        if figure.measure is Measure.LEVEL and figure.unit == "%" and is_plain(figure)
    ]
    for _, found in groupby(shares, key=lambda i: layout.sentence[i]):
        run = list(found)
        for kind in words().lists["shares.kinds"]:
            named = [i for i in run if kind in layout.leads[i] or kind in figures[i].label]
            yield from _complete(context, named)


def _complete(context: Context, run: list[int]) -> Iterator[tuple[Statement, ...]]:
    """Yield the longest stretch of shares whose names make up a whole, if there is one."""
    figures = context.figures
    for size in range(len(run), 1, -1):
        for first in range(len(run) - size + 1):
            part = run[first : first + size]
            labels = tuple(figures[i].label for i in part)
            leads = tuple(context.layout.leads[i] for i in part)
            if group_of(labels) or group_of(leads) or _is_sectors(context, part):
                yield tuple(figures[i] for i in part)
                return


def _is_sectors(context: Context, run: list[int]) -> bool:
    """Tell whether three shares are listed behind 三次产业 or 第一、二、三产业."""
    clause = re.split(r"[，；]", context.layout.sentence_before(run[0]))[-1]
    listed = "第一、二、三产业" in clause or "三次产业" in clause
    joined = all(re.fullmatch(r"[、，和：]+", context.layout.leads[i]) for i in run[1:])
    return listed and joined and len(run) == _SECTORS
