"""Read the statements of a document: figures, readings, periods and labels put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tongbi.errors import UsageError
from tongbi.extract.bounds import interval_of
from tongbi.extract.changes import Reading, classify
from tongbi.extract.context import Context, Label
from tongbi.extract.figures import Figure, find_figures
from tongbi.extract.labels import make_label, split_list
from tongbi.extract.periods import opens_term, opens_year, period_of, term_section
from tongbi.extract.view import View
from tongbi.extract.wording import clean, parse, words
from tongbi.model import Base, Measure, Role, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.model import Block, Document

__all__ = ["extract_document"]

_JOINT = re.compile(r"^(?:、|和|及|以及|与|或|，和)+$")
_LISTED = re.compile(r"^(?:、|和|及|以及|与)")
_NEWS = re.compile(r"(?:再次|继续|稳步|持续|大幅|进一步|全部|均|都|不断|有所|明显)*(?:提高|增长|上涨|下降|提升|增加|减少|完成|扩大|改善)$")
_SPLITTER = re.compile(r"、|(?<![共])和(?!解|谐|平)|以及|及(?!时)|(?<![参给])与(?!会)")
_MONEY = frozenset({"元", "美元", "欧元", "港元", "日元", "英镑", "元/人", "元/平方米", "元/吨"})
_RATE_LABEL = re.compile(r"(?:率|比重|占比|比例|满意度|覆盖面)$")


def extract_document(document: Document) -> tuple[Statement, ...]:
    """Return the numeric statements of a document in reading order.

    Parameters
    ----------
    document : Document
        As :func:`tongbi.read.read` gives it.

    Returns
    -------
    tuple of Statement
        ``document.text[s.start:s.end] == s.quote`` for each.

    Raises
    ------
    UsageError
        If neither the text nor the caller tells the year that the report covers.
    """
    if document.year is None:
        raise UsageError(
            f"{document.source or 'the text'} does not tell which year it covers", "give the year"
        )
    statements: list[Statement] = []
    yearly: set[str] = set()  # sections of a term's review that have turned to the last year
    for block in document.blocks:
        section = block.path[0] if block.path else ""
        term = term_section(block.path)
        if term and section not in yearly and opens_year(document.text[block.start : block.end]):
            yearly.add(section)
        paragraph = _Paragraph(document, block, document.year, term=term and section not in yearly)
        statements.extend(paragraph.statements())
    return tuple(statements)


@dataclass(slots=True)
class _Item:
    """A figure on its way to a statement."""

    figure: Figure
    clause: int  # where its clause begins
    begin: int  # where its own text in the clause begins
    sentence: int
    aside: tuple[int, int] | None
    reading: Reading
    listed: bool = False
    right: str = ""
    run: int = 0  # length of the list of bare figures that begins here (分别)


class _Paragraph:
    """The statements of one block."""

    def __init__(self, document: Document, block: Block, year: int, *, term: bool) -> None:
        self.document, self.block, self.year, self.term = document, block, year, term
        self.view = View.of(document.text, block)

    def statements(self) -> Iterator[Statement]:
        figures = find_figures(self.view.text)
        if not figures:
            return
        items = self._items(figures)
        self._give_rights(items)
        self._find_runs(items)
        ctx = Context()
        outer: Context | None = None
        last: _Item | None = None
        labels: list[Label] = []
        for index, item in enumerate(items):
            if last is not None and item.sentence != last.sentence:
                ctx = outer or ctx
                outer = None
                ctx.new_sentence()
            if item.aside is None and outer is not None:
                ctx, outer = outer, None
            elif item.aside is not None and outer is None:
                outer, ctx = ctx, replace(ctx, labels=list(ctx.labels))
            gap = self._gap(item, last)
            if "；" in gap or (last is not None and "；" in self.view.flat[last.figure.end : item.begin]):
                ctx.new_part()
            ctx.read_gap(gap, first=last is None or last.sentence != item.sentence)
            if not labels:
                labels = self._labels(ctx, items, index, gap)
            label = labels.pop(0)
            last = item
            if not label.text:
                continue  # a number that nothing names states nothing
            self._remember(ctx, label)
            yield self._statement(item, label)

    # -- figures in their clauses ----------------------------------------------------------

    def _items(self, figures: list[Figure]) -> list[_Item]:
        items: list[_Item] = []
        view = self.view
        previous: dict[bool, _Item | None] = {True: None, False: None}
        for figure in figures:
            aside = view.aside(figure.at)
            before = previous[aside is not None]
            text = view.text if aside else view.flat
            if aside:
                inner = max(view.text.rfind(c, aside[0], figure.left) for c in "，；：。（")
                clause = max(aside[0], inner) + 1
            else:
                clause = view.boundary_before(figure.left)
            begin = clause
            if before is not None and before.aside == aside and before.figure.end > clause:
                begin = before.figure.end
            between = text[begin : figure.left].strip()
            listed = begin > clause and bool(_LISTED.match(between))
            if listed:
                begin += text[begin : figure.left].index(between[0]) + len(_LISTED.match(between).group())  # type: ignore[union-attr]
            reading = classify(text, begin, figure, self.year)
            if (
                before is not None
                and begin > clause
                and (not between or _JOINT.match(between))
                and before.figure.family == figure.family
                and before.reading.measure is not Measure.LEVEL
            ):
                reading = _same_reading(before.reading, figure)
            item = _Item(figure, clause, begin, view.sentence_before(figure.at), aside, reading, listed)
            items.append(item)
            previous[aside is not None] = item
        return items

    def _give_rights(self, items: list[_Item]) -> None:
        """Give each figure the noun that follows it, and its neighbour what is left."""
        view = self.view
        for index in range(len(items) - 1, -1, -1):
            item = items[index]
            if item.figure.family not in ("count", "bare", "amount", "rate", "duration"):
                continue
            end = item.figure.end
            if item.aside:
                stop = min((p for p in (view.text.find(c, end, item.aside[1]) for c in "，；）。") if p >= 0), default=item.aside[1])
                text = view.text
            else:
                stop, text = view.boundary_after(end), view.flat
            following = next((x for x in items[index + 1 :] if x.aside == item.aside), None)
            if following is not None and following.figure.left < stop:
                self._share_between(item, following, text)
            else:
                item.right = _noun(text[end:stop], item)

    def _share_between(self, item: _Item, following: _Item, text: str) -> None:
        """Divide the text between two figures of one clause."""
        segment = text[item.figure.end : following.reading.left]
        if not segment.strip() or _LISTED.match(segment.strip()):
            return
        splitter = _SPLITTER.search(segment)
        if item.figure.family == "amount" and not (segment.startswith("的") or item.figure.unit not in _MONEY):
            return
        if item.figure.family == "rate":
            return
        rest = clean(segment[splitter.end() :]) if splitter else ""
        if splitter is None or (
            following.figure.family == "rate" and not parse(rest).dependent and not rest.startswith("占")
        ):
            rate = words().rate.search(segment)
            noun = segment[: rate.start()] if rate else words().metric.sub("", segment)
            item.right = _noun(noun, item)
            return
        item.right = _noun(segment[: splitter.start()], item)
        if item.figure.family in ("count", "amount"):
            following.begin = item.figure.end + splitter.end()
            following.listed = True
        tail = following.right
        found = words().predicate.search(tail)
        if item.figure.family == "count" and item.right and found and found.start():
            item.right += tail[found.start() :]

    def _find_runs(self, items: list[_Item]) -> None:
        """Mark where a list of bare figures begins (分别增长1%、2%和3%)."""
        view = self.view
        for index, item in enumerate(items):
            end = index + 1
            while end < len(items):
                between = view.flat[items[end - 1].figure.end : items[end].figure.left]
                if items[end].aside != item.aside or not _JOINT.match(between.strip() or "x"):
                    break
                end += 1
            item.run = end - index

    def _gap(self, item: _Item, last: _Item | None) -> str:
        """Return the clauses without figures before the figure's own clause."""
        if item.aside is not None:
            return ""
        view = self.view
        start = item.sentence
        if last is not None and last.figure.end > start:
            start = view.boundary_after(last.figure.end) if last.aside is None else last.aside[1]
        return view.flat[start : item.clause].replace("\0", "") if start < item.clause else ""

    # -- labels ----------------------------------------------------------------------------

    def _labels(self, ctx: Context, items: list[_Item], index: int, gap: str) -> list[Label]:
        """Return the label of the figure at `index`, or those of the list that begins there."""
        item = items[index]
        text = self.view.text if item.aside else self.view.flat
        own = text[item.begin : item.reading.left].replace("\0", "")
        if item.run > 1 and "分别" in text[item.clause : item.figure.left]:
            listed = self._listed(ctx, own, item, gap)
            if listed is not None:
                return listed
        after = self._purpose(item, text)
        last_gap = re.split(r"[，；：]", gap.rstrip("，；："))[-1] if gap else ""
        return [
            make_label(
                ctx, own, item.right, measure=item.reading.measure, unit=item.reading.unit,
                family=item.figure.family, gap=last_gap, after=after, listed=item.listed,
                fresh=not gap or gap.startswith("；") or index == 0 or items[index - 1].sentence != item.sentence,
            )
        ]  # fmt: skip

    def _purpose(self, item: _Item, text: str) -> str:
        """Return the clause behind a figure that tells what it is for."""
        end = self.view.boundary_after(item.figure.end)
        if item.figure.family == "amount" and end - item.figure.end > 3:
            return text[item.figure.end : end].replace("\0", "")
        while text[end : end + 1] == "，":
            stop = self.view.boundary_after(end + 1)
            clause = text[end + 1 : stop].replace("\0", "")
            if not clause.startswith(("其中", "比上年", "同比", "增长", "下降")):
                return clause
            end = stop
        return ""

    def _listed(self, ctx: Context, own: str, item: _Item, gap: str) -> list[Label] | None:
        """Map the subjects of a 分别 list to its figures, in order."""
        count = item.run
        named = own.replace("分别", "")
        core = clean(named)
        if re.match(r"^(?:占|为)?$", core) or core.startswith("占"):
            if len(ctx.labels) < count:
                return None
            bases = ctx.labels[-count:]
            return [replace(b, text=b.text + core, metric=core or b.metric) for b in bases]
        subjects = split_list(core, count)
        if subjects is None:
            before = [x for x in re.split(r"[，；：]", gap) if x.strip()]
            subjects = split_list(_NEWS.sub("", clean(before[-1])), count) if before else None
            if subjects is not None:
                subjects = [x + core for x in subjects]
        if subjects is None:
            pieces = [x for x in re.split("，", gap + named) if x.strip()]
            if len(pieces) < count:
                return None
            subjects = split_list("、".join(x.replace("、", "\1") for x in pieces[-count:]), count)
            subjects = [x.replace("\1", "、") for x in subjects] if subjects else None
            if subjects is None:
                return None
        return [
            make_label(
                ctx, subject, "", measure=item.reading.measure, unit=item.reading.unit,
                family=item.figure.family, gap="", after="", listed=item.listed and not i, fresh=False,
            )
            for i, subject in enumerate(subjects)
        ]  # fmt: skip

    def _remember(self, ctx: Context, label: Label) -> None:
        if label.metric.startswith("占") or _RATE_LABEL.search(label.text):
            ctx.share = label
        if not label.metric.startswith("占"):
            ctx.last = label
        if ctx.main is None:
            ctx.main = ctx.previous if ctx.component and ctx.previous else label
        ctx.labels.append(label)

    # -- the statement ---------------------------------------------------------------------

    def _statement(self, item: _Item, label: Label) -> Statement:
        view, figure, reading = self.view, item.figure, item.reading
        period = period_of(
            view.flat[item.sentence : figure.left], view.flat[item.clause : figure.left],
            year=self.year, part=self.block.part, path=self.block.path,
            follows=view.flat[figure.end : figure.end + 6],
            term=self.term or opens_term(view.flat[: item.sentence]),
        )  # fmt: skip
        base = reading.base
        if period.role is Role.TERM and base is Base.YOY and "同比" not in view.flat[item.clause : figure.left]:
            base = Base.OTHER
        start, end = view.source(figure.start), view.source(figure.end, end=True)
        readings: tuple[Measure, ...] = ()
        if reading.measure is Measure.CHANGE_REL and _RATE_LABEL.search(label.text):
            readings = (Measure.CHANGE_REL, Measure.CHANGE_PP)
        return Statement(
            at=view.source(figure.at),
            start=start,
            end=end,
            quote=self.document.text[start:end],
            value=reading.value,
            interval=interval_of(figure, reading),
            unit=reading.unit,
            measure=reading.measure,
            role=period.role,
            period=period.year,
            part_year=period.part_year,
            since=period.since or reading.base_year,
            base=base,
            bound=figure.bound,
            label=label.text,
            subject=label.subject,
            action=label.action,
            qualifier=label.qualifier,
            parent=label.parent,
            place=label.place,
            section=" / ".join(self.block.path),
            section_part=self.block.part,
            readings=readings,
            rules=(*figure.rules, *reading.rules),
        )


def _same_reading(reading: Reading, figure: Figure) -> Reading:
    """Read a figure in a list as the one before it: direction and base are shared."""
    value = -figure.value if reading.negated else figure.value
    if reading.measure is Measure.CHANGE_REL and figure.family == "multiple":
        value *= 100
    return replace(reading, value=value, left=figure.left)


def _noun(text: str, item: _Item) -> str:
    """Return the noun behind a figure, where the text there is one."""
    text = text.replace("（", "").replace("）", "").replace("\0", "").strip()
    if not text or _LISTED.match(text):
        return ""
    family = item.figure.family
    if family in ("rate", "duration") and not text.startswith("的"):
        return ""
    if family == "amount" and not text.startswith("的") and item.figure.unit in _MONEY:
        return ""
    return text
