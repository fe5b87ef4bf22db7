"""Cut a paragraph into its figures' own texts: what each has at its left, behind it, before it.

Two figures of one clause share the text between them; which of them it belongs to follows from
the measure words and the separators there (``283项跨省通办、342项省内通办``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.extraction.changes import Reading, classify, same_reading
from tongbi.extraction.wording import clean, parse, words
from tongbi.model import Measure

if TYPE_CHECKING:
    from tongbi.extraction.figures import Figure
    from tongbi.extraction.view import View

__all__ = ["Item", "gap_before", "items_of", "purpose_behind"]

_JOINT = re.compile(r"\s*(?:、|和|及|以及|与|或|，和)+\s*")
_LISTED = re.compile(r"(?:、|和|及|以及|与)+")
_SPLITTER = re.compile(r"、|(?<![共])和(?!解|谐|平)|以及|及(?!时)|(?<![参给])与(?!会)")
_LOOKS = 4  # clauses behind a sum of money that may tell its purpose
_NOT_PURPOSE = ("其中", "比上年", "同比", "增长", "下降")
MONEY = frozenset({"元", "美元", "欧元", "港元", "日元", "英镑", "元/人", "元/平方米", "元/吨"})


@dataclass(slots=True)
class Item:
    """A figure on its way to a statement.

    Attributes
    ----------
    figure, reading
        What was printed, and how it is understood.
    clause, begin : int
        Where its clause begins, and where its own text in the clause does.
    sentence : int
        Where its sentence begins.
    aside : (int, int) or None
        The bracket that it stands in.
    listed : bool
        Whether it follows its neighbour in a list.
    right : str
        The noun behind it.
    run : int
        Length of the list of bare figures that begins here.
    """

    figure: Figure
    clause: int
    begin: int
    sentence: int
    aside: tuple[int, int] | None
    reading: Reading
    listed: bool = False
    right: str = ""
    run: int = 1


def items_of(view: View, figures: list[Figure], year: int) -> list[Item]:
    """Return the figures of a paragraph with their texts, in order."""
    items: list[Item] = []
    inner: Item | None = None
    outer: Item | None = None
    for figure in figures:
        aside = view.aside(figure.at)
        item = _placed(view, figure, aside, inner if aside else outer, year)
        items.append(item)
        if aside:
            inner = item
        else:
            outer = item
    _give_rights(view, items)
    _find_runs(view, items)
    return items


def _placed(
    view: View, figure: Figure, aside: tuple[int, int] | None, before: Item | None, year: int
) -> Item:
    """Find where a figure's clause and its own text begin, and read it."""
    text = view.text if aside else view.flat
    if aside:
        clause = 1 + max(
            aside[0], *(text.rfind(mark, aside[0], figure.left) for mark in "，；：。（")
        )
    else:
        clause = view.boundary_before(figure.left)
    sentence = view.sentence_before(figure.at)
    if before is None or before.aside != aside or before.figure.end <= clause:
        return Item(figure, clause, clause, sentence, aside, classify(text, clause, figure, year))
    begin = before.figure.end
    between = text[begin : figure.left]
    mark = _LISTED.match(between.lstrip())
    if mark is not None:
        begin += len(between) - len(between.lstrip()) + mark.end()
    reading = classify(text, begin, figure, year)
    alike = before.reading.measure is not Measure.LEVEL and before.figure.family == figure.family
    if alike and (not between.strip() or _JOINT.fullmatch(between)):
        reading = same_reading(before.reading, figure)
    return Item(figure, clause, begin, sentence, aside, reading, mark is not None)


def _give_rights(view: View, items: list[Item]) -> None:
    """Give each figure the noun behind it, and its neighbour what is left of the text."""
    following: Item | None = None  # the next figure outside brackets
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        end = item.figure.end
        if item.aside:
            beside = items[index + 1] if index + 1 < len(items) else None
            after = beside if beside is not None and beside.aside == item.aside else None
            text = view.text
            stops = [p for p in (text.find(c, end, item.aside[1]) for c in "，；）。") if p >= 0]
            stop = min(stops, default=item.aside[1])
        else:
            after, following = following, item
            text, stop = view.flat, view.boundary_after(end)
        if item.figure.family in {"multiple", "ratio"}:
            continue
        if after is not None and after.figure.left < stop:
            _divide(item, after, text[end : after.reading.left])
        elif end < stop:
            item.right = _noun(text[end:stop], item.figure)


def _divide(item: Item, following: Item, segment: str) -> None:
    """Divide the text between two figures of one clause."""
    family = item.figure.family
    if not segment.strip() or _LISTED.match(segment.strip()) or family == "rate":
        return
    if family == "amount" and item.figure.unit in MONEY and not segment.startswith("的"):
        return
    splitter = _SPLITTER.search(segment)
    rest = clean(segment[splitter.end() :]) if splitter else ""
    whole = following.figure.family == "rate" and not parse(rest).dependent
    if splitter is None or (whole and not rest.startswith("占")):
        rate = words().rate.search(segment)
        item.right = _noun(
            segment[: rate.start()] if rate else words().metric_off(segment), item.figure
        )
        return
    item.right = _noun(segment[: splitter.start()], item.figure)
    if family in ("count", "amount"):
        following.begin = item.figure.end + splitter.end()
        following.listed = True
    if family == "count" and item.right:
        # 5个镇、58个村被评为…: the predicate behind the last noun is said of all
        predicate = words().predicate.search(following.right)
        if predicate and predicate.start():
            item.right += following.right[predicate.start() :]


def _noun(text: str, figure: Figure) -> str:
    """Return the noun behind a figure, where the text there is one."""
    if "（" in text or "）" in text or "\0" in text:
        text = text.translate(_NO_ASIDES)
    text = text.strip()
    if not text or _LISTED.match(text):
        return ""
    if text.startswith("的") or figure.family in ("count", "bare"):
        return text
    return text if figure.family == "amount" and figure.unit not in MONEY else ""


_NO_ASIDES = {ord("（"): None, ord("）"): None, 0: None}


def _find_runs(view: View, items: list[Item]) -> None:
    """Mark the lists of bare figures (分别增长1%、2%和3%) by their length."""
    for index in range(len(items) - 2, -1, -1):
        item, beside = items[index], items[index + 1]
        joined = _JOINT.fullmatch(view.flat, item.figure.end, beside.figure.left)
        if joined is not None and beside.aside == item.aside:
            item.run = beside.run + 1


def gap_before(view: View, item: Item, last: Item | None) -> str:
    """Return the clauses without figures between the last figure and the item's own clause."""
    if item.aside is not None:
        return ""
    start = item.sentence
    if last is not None and last.figure.end > start:
        start = view.boundary_after(last.figure.end) if last.aside is None else last.aside[1]
    return view.flat[start : item.clause].replace("\0", "") if start < item.clause else ""


def purpose_behind(view: View, item: Item) -> str:
    """Return the words behind a sum of money that tell what it is for."""
    text = view.flat
    end = view.boundary_after(item.figure.end)
    if item.figure.family == "amount" and end - item.figure.end > 3:  # noqa: PLR2004
        return text[item.figure.end : end].replace("\0", "")
    for _ in range(_LOOKS):
        if not text.startswith("，", end):
            break
        stop = view.boundary_after(end + 1)
        clause = text[end + 1 : stop].replace("\0", "")
        if not clause.startswith(_NOT_PURPOSE):
            return clause
        end = stop
    return ""
