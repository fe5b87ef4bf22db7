"""Read the statements of a document: figures, readings, periods and labels put together."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tongbi.errors import UsageError
from tongbi.extraction.bounds import interval_of
from tongbi.extraction.cells import row_statements
from tongbi.extraction.clauses import Item, gap_before, items_of, purpose_behind
from tongbi.extraction.context import Context, Label
from tongbi.extraction.figures import find_figures
from tongbi.extraction.labels import Clause, make_label
from tongbi.extraction.lists import split_clauses, split_list
from tongbi.extraction.periods import Setting, opens_term, opens_year, period_of, term_section
from tongbi.extraction.view import View, join_lines
from tongbi.extraction.wording import clean
from tongbi.model import Base, Measure, Role, SectionPart, Statement
from tongbi.read.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.extraction.figures import Figure
    from tongbi.model import Block, Document

__all__ = ["extract_document"]

_PARTS = re.compile(r"[，；：]")
_LONGEST_LIST = 24  # figures that one list of subjects is taken to name
_REACH = 240  # characters of its sentence that may tell a figure's period


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
        if not document.source:
            raise UsageError("extraction.text-without-year")
        raise UsageError("extraction.report-without-year", source=document.source)
    folded = fold(document.text)
    statements: list[Statement] = []
    yearly: set[str] = set()  # sections of a term's review that have turned to the last year
    for block in document.blocks:
        if block.cells:
            statements.extend(row_statements(document, block, document.year))
            continue
        section = block.path[0] if block.path else ""
        term = term_section(block.path)
        if term and section not in yearly and opens_year(document.text[block.start : block.end]):
            yearly.add(section)
        text, cuts = join_lines(folded[block.start : block.end])
        figures = find_figures(text)
        if figures:
            view = View.of(text, block.start, cuts)
            setting = Setting(
                year=document.year,
                plan=block.part is SectionPart.PLAN,
                problems=block.part is SectionPart.PROBLEMS,
                path=block.path,
                term=term and section not in yearly,
            )
            statements.extend(_Paragraph(document, block, view, setting).statements(figures))
    if document.ocr:
        return tuple(s._replace(rules=(*s.rules, "page.image")) for s in statements)
    return tuple(statements)


class _Paragraph:
    """The statements of one block."""

    def __init__(self, document: Document, block: Block, view: View, setting: Setting) -> None:
        self.document, self.block, self.view, self.setting = document, block, view, setting
        self.section = " / ".join(block.path)

    def statements(self, figures: list[Figure]) -> Iterator[Statement]:
        """Read the figures in order, each with what those before it left in the context."""
        items = items_of(self.view, figures, self.setting.year)
        ctx, outer = Context(), None
        last: Item | None = None
        labels: list[Label] = []
        for index, item in enumerate(items):
            if item.aside is None and outer is not None:
                ctx, outer = outer, None
            opens = last is None or last.sentence != item.sentence
            if opens:
                ctx.new_sentence()
                before = self.view.flat[last.sentence if last else 0 : item.sentence]
                if not self.setting.term and opens_term(before):
                    self.setting = replace(self.setting, term=True)
            if item.aside is not None and outer is None:
                outer, ctx = ctx, ctx.inner()
                if last is not None and _breaks_down(item, last):
                    ctx.enter_parts(item.reading.unit)
            gap = gap_before(self.view, item, last)
            if last is not None and self.view.flat.find("；", last.figure.end, item.begin) >= 0:
                ctx.new_part()
            ctx.read_gap(gap, unit=item.reading.unit, first=opens)
            if not labels:
                labels = self._labels(ctx, items, index, gap, opens=opens)
            label = labels.pop(0)
            last = item
            if label.text:  # a number that nothing names states nothing
                ctx.remember(label)
                yield self._statement(item, label)

    def _labels(
        self, ctx: Context, items: list[Item], index: int, gap: str, *, opens: bool
    ) -> list[Label]:
        """Return the label of the figure at `index`, or those of the list that begins there."""
        item = items[index]
        figure, reading = item.figure, item.reading
        text = self.view.text if item.aside else self.view.flat
        left = text[item.begin : reading.left].replace("\0", "")
        after = purpose_behind(self.view, item) if figure.family == "amount" else ""
        near = _PARTS.split(gap.rstrip("，；："))[-1] if gap else ""
        fresh = opens or not gap or gap.startswith("；")
        clause = Clause(
            left, item.right, reading.measure, reading.unit, figure.family,
            near, after, item.listed, fresh,
        )  # fmt: skip
        if figure.family == "ratio":
            parts = split_list(clean(left), _same_ratio(items, index))
            if parts is not None:
                return [make_label(ctx, replace(clause, left=part)) for part in parts]
        if text.find("分别", item.begin, figure.left) >= 0:
            run = item.run if item.run > 1 else _same_clause(items, index)
            listed = _listed(ctx, clause, run, gap, apart=item.run == 1) if run > 1 else None
            if listed is not None:
                return listed
        return [make_label(ctx, clause)]

    def _statement(self, item: Item, label: Label) -> Statement:
        view, figure, reading = self.view, item.figure, item.reading
        reach = max(item.sentence, figure.left - _REACH)
        text = view.text if item.aside else view.flat
        clause = text[max(item.clause, reach) : figure.left]
        period = period_of(
            view.flat[reach : item.aside[0]] + clause if item.aside else text[reach : figure.left],
            clause,
            view.flat[figure.end : figure.end + 8],
            self.setting,
        )
        base, ambiguous = reading.base, False
        if base:
            ambiguous = reading.measure is Measure.CHANGE_REL and label.is_rate
            if period.role is Role.TERM and base is Base.YOY and "同比" not in clause:
                base = Base.OTHER
        start, end = view.span(figure.start, figure.end)
        readings = (Measure.CHANGE_REL, Measure.CHANGE_PP) if ambiguous else ()
        rules = (*figure.rules, *reading.rules, period.rule, label.rule)
        # In the fields' order: with their names it would take three times as long.
        return Statement(
            start if figure.at == figure.start else view.source(figure.at),
            start, end, self.document.text[start:end],
            reading.value, interval_of(figure, reading), period.year,
            reading.unit, reading.measure, period.role,
            period.part_year, period.since or reading.base_year, base, figure.bound,
            label.text, label.subject, label.action, label.qualifier, label.parent, label.place,
            self.section, self.block.part, readings, rules,
        )  # fmt: skip


def _breaks_down(item: Item, last: Item) -> bool:
    """Tell whether a bracket right behind a figure parts it (申请3607件（市直部门933件…）)."""
    close = item.aside is not None and item.aside[0] - last.figure.end <= 1
    return close and item.reading.unit == last.reading.unit and item.figure.family == "count"


def _same_ratio(items: list[Item], index: int) -> int:
    """Count the parts of the ratio that begins at `index`."""
    left = items[index].figure.left
    return sum(item.figure.left == left for item in items[index : index + _LONGEST_LIST])


def _same_clause(items: list[Item], index: int) -> int:
    """Count the figures from `index` on that stand in one clause."""
    item = items[index]
    count = 0
    for other in items[index : index + _LONGEST_LIST]:
        if (other.clause, other.aside) != (item.clause, item.aside):
            break
        count += 1
    return count


def _listed(
    ctx: Context, clause: Clause, count: int, gap: str, *, apart: bool
) -> list[Label] | None:
    """Map the subjects of a 分别 list to its figures, in order; None where they do not match.

    Where the figures have verbs of their own between them (`apart`: 分别增长5.1%、下降2.3%), they
    can only be those of the list before.
    """
    own = clause.left.replace("分别", "")
    core = clean(own)
    if not core or core.startswith("占"):
        bases = ctx.labels[-count:]
        if len(bases) < count:
            return None
        return [
            x._replace(text=x.text + core, metric=core or x.metric, rule="label.list")
            for x in bases
        ]
    if apart:
        return None
    subjects = split_list(core, count) or split_clauses(own, gap, count)
    if subjects is None:
        return None
    bare = replace(clause, right="", gap="", after="", fresh=False)
    return [
        make_label(ctx, replace(bare, left=subject, listed=clause.listed and not index))
        for index, subject in enumerate(subjects)
    ]
