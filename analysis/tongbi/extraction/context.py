"""What a figure inherits from the text before it: parents, subjects, frames, list actions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from tongbi.extraction.wording import words

__all__ = ["Context", "Label"]


class Label(NamedTuple):
    """What a figure is a figure of, with the parts that its neighbours may inherit.

    Attributes
    ----------
    text : str
        The label.
    subject, action, metric : str
        The thing, what was done to it, what is measured of it.
    qualifier : str
        The frame that limits it (在…中).
    parent : str
        The indicator that it is a part of.
    place : str
        Place or scope as printed.
    leading : bool
        Whether the action opened the phrase.
    unit, family : str
        Of the figure that it labels.
    rule : str
        The rule that made it.
    """

    text: str
    subject: str = ""
    action: str = ""
    metric: str = ""
    qualifier: str = ""
    parent: str = ""
    place: str = ""
    leading: bool = False
    unit: str = ""
    family: str = ""
    rule: str = ""

    @property
    def is_rate(self) -> bool:
        """Whether the label names a rate or a share, of which a change may be meant in points."""
        return self.text.endswith(_RATES)


_RATES = ("率", "比重", "占比", "比例", "满意度", "覆盖面")
_KEPT = 32  # labels that a later 分别 list may refer to
_FRAME = re.compile(
    r"(?:^|[，；：。])(?:在)?(?P<frame>[^，；：。在][^，；：。]{1,28})(?:中|当中|之中)，"
)
_SPLIT_ENDS = ("看，", "来看，", "分，", "划分，", "分类，", "统计，")
_SPLIT = re.compile(
    rf"(?:^|[，；：。])(?:分|从|按)[^，；：。]{{1,16}}?(?:{'|'.join(_SPLIT_ENDS)})$"
)
_BASIS_ENDS = ("计算，", "核算，", "统计，")
_BASIS = re.compile(
    rf"(?:^|[，；：。])按(?P<basis>[^，；：。]{{2,12}}?)(?:{'|'.join(_BASIS_ENDS)})$"
)
_BALANCE = "收支相抵"  # the balance of the budget that the sentence before began


@dataclass(slots=True)
class Context:
    """The state of one paragraph while its figures are read in order."""

    frame: str = ""
    basis: str = ""
    parent: Label | None = None
    component: str = ""
    last: Label | None = None
    share: Label | None = None
    main: Label | None = None
    previous: Label | None = None
    scope: str = ""
    scope_before: str = ""
    labels: list[Label] = field(default_factory=list)
    closed: Label | None = None  # the whole of a 其中 list that a semicolon ended

    def new_part(self) -> None:
        """End a 其中 list and an 加上 list at a semicolon; like items may take it up again."""
        if self.parent is not None:
            self.closed, self.last, self.parent = self.parent, self.parent, None
        self.component = ""
        if self.main is not None:
            self.previous, self.main = self.main, None

    def new_sentence(self) -> None:
        """Forget what does not reach beyond a full stop."""
        if self.main is not None:
            self.previous = self.main
        self.parent = self.last = self.share = self.main = self.closed = None
        self.component = ""
        self.scope_before, self.scope = self.scope or self.scope_before, ""
        self.labels = []

    def inner(self) -> Context:
        """Return a context for the inside of a bracket, which leaves this one as it is."""
        copy = replace(self)
        copy.labels = list(self.labels)
        return copy

    def remember(self, label: Label) -> None:
        """Take in the label of a figure that was read."""
        share = label.rule == "label.share"
        if share or label.is_rate:
            self.share = label
        if not share:
            self.last = label
        if self.main is None:
            self.main = self.previous if self.component and self.previous else label
        self.labels.append(label)
        if len(self.labels) > _KEPT:
            del self.labels[:-_KEPT]

    def read_gap(self, gap: str, *, unit: str, first: bool) -> None:
        """Take in the clauses without figures that stand before a figure.

        Parameters
        ----------
        gap : str
            The text between the figure before (or the sentence's start) and the figure's own
            clause, with its punctuation.
        unit : str
            Of the figure.
        first : bool
            Whether no figure of the sentence came before.
        """
        if not gap:
            if first:
                self.frame = self.basis = ""
            return
        frame = _FRAME.search(gap) if "中，" in gap else None
        split = _SPLIT.search(gap) if gap.endswith(_SPLIT_ENDS) else None
        basis = _BASIS.search(gap) if gap.endswith(_BASIS_ENDS) else None
        if split is not None:
            # 分门类看, 按消费类型分: the parts of what the sentence before was about
            if frame is None and not self.frame and self.previous is not None:
                self.frame = self.previous.subject + self.previous.metric
        elif first and frame is None:
            self.frame = ""
        if frame is not None:
            self.frame = (
                frame.group("frame").removeprefix("在").removeprefix("全年").removeprefix("年末")
            )
            self.parent = self.last = None
        self.basis = basis.group("basis") if basis is not None else ("" if first else self.basis)
        if _BALANCE in gap:
            self.keep_scope()
        if gap.endswith(("其中，", "其中：")):
            self.enter_parts(unit)

    def enter_parts(self, unit: str) -> None:
        """Begin a 其中 list: what follows, in `unit`, are parts of what was named before."""
        self.parent = self._whole(unit)
        if self.main is None:
            self.main = self.previous

    def enter_components(self) -> None:
        """Begin an 加上 list: what follows is added to what the sentence is about."""
        self.keep_scope()
        whole = self.main or self.previous
        self.component = self.component or (whole.subject if whole else "").removeprefix("地方")

    def keep_scope(self) -> None:
        """Let the scope of the sentence before hold on."""
        self.scope = self.scope or self.scope_before

    def nearest(self) -> Label | None:
        """Return the label whose subject a phrase without one takes."""
        if self.parent is None:
            return self.last or self.main or self.previous
        last = self.last
        sibling = (
            last is not None and last is not self.parent and last.subject != self.parent.subject
        )
        return last if sibling else self.parent

    def owner(self) -> str:
        """Return the body (企业, 居民 …) that the last figure was about, if it was one."""
        if self.last is None or self.parent is not None or self.frame:
            return ""
        subject = self.last.subject
        return subject if words().owner.search(subject) else ""

    def _whole(self, unit: str) -> Label | None:
        """Return the label that a 其中 list divides.

        It is the nearest in the parts' own unit, else the last; or what its siblings share.
        """
        alike = [x for x in self.labels if x.unit == unit and x.family != "rate"]
        last = alike[-1] if alike else self.last
        if last is None:
            return self.previous if not self.labels else self.labels[-1]
        siblings = [x for x in self.labels[-2:] if x.unit == last.unit and x.family == "count"]
        if len(siblings) == 2 and siblings[0].text != siblings[1].text:  # noqa: PLR2004
            shared = _common_suffix(siblings[0].text, siblings[1].text)
            if len(shared) >= 2:  # noqa: PLR2004
                return Label(text=shared, subject=shared, unit=last.unit, family=last.family)
        return last


def _common_suffix(a: str, b: str) -> str:
    n = 0
    while n < min(len(a), len(b)) and a[-1 - n] == b[-1 - n]:
        n += 1
    return a[len(a) - n :]
