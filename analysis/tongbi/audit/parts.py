"""Wholes and their parts, as the wording lists them: 其中, 分产业看, brackets, and 加上 chains."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.audit.words import alternation, words
from tongbi.change.kinds import same_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tongbi.audit.context import Source
    from tongbi.audit.tails import Tail

__all__ = ["Chain", "Listing", "chains", "group_of", "listings"]

_LEFT_OUT = re.compile(r"\d")
_MARK = re.compile(r"^[，、；。（]*(?:其中|包括|分[^，、]{1,4}看|按[^，、]{1,12}分|分别为)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A whole and the parts that follow it, in reading order.

    Attributes
    ----------
    whole : Tail
        The whole.
    parts : tuple of Tail
        At least two; the list may run on past the true parts.
    names : tuple of str
        The words before each part.
    marked : str
        ``inside`` for 其中, which need not add up; ``divided`` for 分…看 and 按…分, which do;
        ``bracket`` for parts within brackets.
    """

    whole: Tail
    parts: tuple[Tail, ...]
    names: tuple[str, ...]
    marked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A total and its addends: A 加上 B、C，总计 D."""

    total: Tail
    addends: tuple[Tail, ...]


def listings(source: Source) -> Iterator[Listing]:
    """Yield the wholes of a report that are followed by parts."""
    order = sorted(source.tails)
    depth = source.layout.depth
    for place, i in enumerate(order):
        whole = source.tails[i]
        if whole.level.unit in {"%", "‰", ""}:
            continue
        follow = order[place + 1 :]
        for first in _starts(source, i, follow, depth):
            found = _collect(source, whole, follow[first:], depth)
            if found is not None:
                yield found


def _starts(source: Source, i: int, follow: list[int], depth: Sequence[int]) -> Iterator[int]:
    """Yield where in `follow` a list of the parts of `i` may begin.

    In its own sentence: in brackets behind it, or behind 其中. In the two sentences after it:
    behind 其中 or 分…看, where the whole is the last figure of its sentence and no part itself.
    """
    layout = source.layout
    beside = [j for j in follow if layout.same_sentence(i, j)]
    if beside and depth[beside[0]] == depth[i] + 1:
        yield 0
    level = next((j for j in beside if depth[j] <= depth[i]), None)
    if level is not None:
        if depth[level] == depth[i] and _MARK.match(layout.leads[level].lstrip("）")):
            yield follow.index(level)
        return
    if _is_part(source, i):
        return
    for place, j in enumerate(follow):
        if (
            layout.paragraph[j] != layout.paragraph[i]
            or layout.sentence[j] > layout.sentence[i] + 2
        ):
            return
        apart = layout.sentence[j] - layout.sentence[i]
        opens = apart > 0 and not layout.same_sentence(j - 1, j) and _MARK.match(layout.leads[j])
        # 其中 speaks of the sentence before it, a division of the paragraph's whole.
        if opens and (apart == 1 or not _is_inside(layout.leads[j])):
            yield place


def _is_part(source: Source, i: int) -> bool:
    """Tell whether a figure stands in a sentence that itself divides a whole."""
    return _MARK.match(source.layout.sentence_before(i)) is not None


def _is_inside(lead: str) -> bool:
    return "其中" in lead[:5]


def _collect(
    source: Source, whole: Tail, follow: list[int], depth: Sequence[int]
) -> Listing | None:
    layout = source.layout
    first = follow[0]
    inside = _is_inside(layout.leads[first])
    bracket = depth[first] > depth[whole.index] and layout.same_sentence(whole.index, first)
    parts: list[int] = []
    for j in follow:
        tail = source.tails[j]
        if not layout.same_sentence(first, j) or (bracket and depth[j] < depth[first]):
            break
        if depth[j] > depth[first] or tail.level.unit == "%":
            continue
        if not _belongs(whole, tail):
            break
        alike = {layout.names[k][-2:] for k in (whole.index, first)}
        paired = group_of((layout.leads[first], layout.leads[j]))
        loose = not inside or layout.names[j][-2:] in alike or bool(paired)
        if parts and not _joined(layout.leads[j], loose=loose):
            break
        parts.append(j)
    if len(parts) < 2 or any(_LEFT_OUT.search(layout.leads[j]) for j in parts):  # noqa: PLR2004
        return None
    marked = "divided" if _MARK.match(layout.leads[first]) and not inside else "inside"
    return Listing(
        whole=whole,
        parts=tuple(source.tails[j] for j in parts),
        names=tuple(layout.leads[j] for j in parts),
        marked="bracket" if bracket else marked,
    )


def _joined(lead: str, *, loose: bool) -> bool:
    """Tell whether a part follows the one before it in the same list.

    A semicolon starts something else after 其中, unless the part is named like the whole or
    the first part; it joins the parts of a division.
    """
    return lead.startswith(("、", "，", "和", "及")) or (loose and lead.startswith("；"))


def _belongs(whole: Tail, part: Tail) -> bool:
    a, b = whole.level, part.level
    return same_unit(a.unit, b.unit) and a.role is b.role and a.period == b.period


def group_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the group of words, of which everything is exactly one, that names the parts.

    Of a group of two or three all must be there; of a longer one (市级、县级、乡级 …) two. Empty
    where no group does.
    """
    for group in words().groups:
        pattern = re.compile(alternation(group))
        hits = [pattern.findall(name) for name in names]
        if any(len(set(hit)) != 1 for hit in hits):
            continue
        named = {hit[0] for hit in hits}
        need = len(group) if len(group) <= 3 else 2  # noqa: PLR2004 -- as the docstring says
        if len(named) == len(names) >= need:
            return group
    return ()


def chains(source: Source) -> Iterator[Chain]:
    """Yield the totals that the wording adds up from named figures."""
    order = [i for i in sorted(source.tails) if source.tails[i].level.unit not in {"%", "‰"}]
    layout = source.layout
    start: int | None = None
    for place, i in enumerate(order):
        lead = layout.leads[i]
        if words().has("sums.adders", lead):
            start = place
        elif start is not None and words().has("sums.totals", layout.names[i]):
            links = order[start:place]
            head = _head(source, order[:start], order[start])
            start = None
            if head is None or layout.paragraph[head] != layout.paragraph[i]:
                continue
            addends = [head, *links]
            whole = source.tails[i]
            clean = not any(_LEFT_OUT.search(layout.leads[j]) for j in (*links[1:], i))
            if clean and all(_belongs(whole, source.tails[j]) for j in addends):
                yield Chain(total=whole, addends=tuple(source.tails[j] for j in addends))


def _head(source: Source, before: list[int], first: int) -> int | None:
    """Find what 加上 adds to: the figure named right before it, else the last one."""
    lead = source.layout.leads[first]
    cut = min(lead.find(word) for word in words().lists["sums.adders"] if word in lead)
    named = re.split(r"[，。；、]", lead[:cut])[-1]
    if not named:
        return before[-1] if before else None
    fits = [j for j in before if source.layout.names[j].endswith(named)]
    return fits[-1] if fits else None
