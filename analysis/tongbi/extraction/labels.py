"""Name what a figure is a figure of.

A label is made of what stands before the figure in its clause, of the noun behind it, and of
what the clause leaves to its neighbours (:mod:`tongbi.extraction.inheritance`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tongbi.extraction.context import Context, Label
from tongbi.extraction.inheritance import (
    complete,
    extend,
    frame,
    granted,
    running_total,
    share_of,
    shared_by_both,
    with_metric,
)
from tongbi.extraction.places import split_place
from tongbi.extraction.wording import Phrase, clean, parse, words
from tongbi.model import Measure

__all__ = ["Clause", "make_label"]

_SHARE = re.compile(r"(?P<head>[^占]{0,4}?)(?:约|仅|分别)?(?P<tail>占.*)$")
_OF_GOAL = re.compile(
    r"(?P<tail>(?:超额)?(?:完成|为|达到?)?(?:年度|全年|年初|调整|当年)*(?:目标|任务|计划|预算)(?:任务|数)?)$"
)
_ADDED = re.compile(r"(?:^|，|、)再?(?:加上|扣除|减去)(?=[^，]*$)")
_BOTH = re.compile(r"均(?:达到?|为|是|保持在?|稳定在|超过|突破|在|实现)?$")
_NOUN_LIMIT = 48
_LABEL_LIMIT = 120
_NEW = 4  # characters of a flow such as 新增就业


@dataclass(slots=True)
class Clause:
    """What surrounds a figure.

    Attributes
    ----------
    left : str
        The clause's own text before the figure, without comparison and verb of change.
    right : str
        The noun behind the figure, if it has one.
    measure, unit, family
        Of the figure.
    gap : str
        The clause before, where it has no figure.
    after : str
        The words behind that tell what a sum of money is for.
    listed : bool
        Whether the figure follows its neighbour in a list (、 or 和).
    fresh : bool
        Whether the figure opens a sentence or a part of one, so that the clause before it
        stands nearer than the figure before.
    """

    left: str
    right: str
    measure: Measure
    unit: str
    family: str
    gap: str = ""
    after: str = ""
    listed: bool = False
    fresh: bool = False


def make_label(ctx: Context, clause: Clause) -> Label:
    """Return the label of one figure, and note in `ctx` what its clause begins (其中, 加上)."""
    left = _enter(ctx, clause.left, clause.unit)
    place, core = split_place(clean(left))
    noun = clean(clause.right.removeprefix("的"))[:_NOUN_LIMIT] if clause.right else ""
    label = None
    if core in {"", "累计"} and not noun and clause.measure is Measure.LEVEL:
        label = running_total(ctx, left)
    if label is None:
        examples = bool(noun) and left.rstrip(" ").endswith("等")
        phrase = _verb_alone(parse(core)) if examples else _standing(parse(core), clause, place)
        label = _choose(ctx, phrase, noun, clause)
        if place and place != label.text:
            ctx.scope = place
    text, subject, action, metric, qualifier, parent, named, leading, _, _, rule = label
    return Label(
        text[-_LABEL_LIMIT:], subject, action, metric, qualifier, parent,
        place or named or ctx.scope, leading, clause.unit, clause.family, rule,
    )  # fmt: skip


def _enter(ctx: Context, left: str, unit: str) -> str:
    """Begin the 其中 or 加上 list that a clause opens; return the text without the word."""
    if "其中" in left and (left.startswith("其中") or "，其中" in left or "；其中" in left):
        ctx.enter_parts(unit)
        left = left[left.index("其中") + 2 :]
    added = None
    if "加上" in left or "扣除" in left or "减去" in left:
        added = _ADDED.search(left)
    if added:
        ctx.enter_components()
        left = left[added.end() :] if added.start() == 0 else left
    elif ctx.scope_before and ("加上" in left or words().ledger.search(left)):
        ctx.keep_scope()
    return left


def _verb_alone(phrase: Phrase) -> Phrase:
    """Keep only the verb before examples: 新开业甲、乙等20个商业项目 counts the noun behind."""
    verb = phrase.action if phrase.leading else ""
    return Phrase(verb, verb, verb, leading=bool(verb), dependent=True)


def _standing(phrase: Phrase, clause: Clause, place: str) -> Phrase:
    """Let a phrase stand alone that opens a sentence with a place or a verb of its own."""
    if phrase.dependent and phrase.text.startswith("新") and len(phrase.text) >= _NEW:
        return phrase._replace(dependent=False)  # 新增就业: a flow that names itself
    own = place or (phrase.leading and phrase.subject)
    if phrase.dependent and clause.fresh and own and phrase.text:
        return phrase if words().rate.search(phrase.text) else phrase._replace(dependent=False)
    return phrase


def _choose(ctx: Context, phrase: Phrase, noun: str, clause: Clause) -> Label:
    """Choose where the label comes from: the clause itself, or what stands around it."""
    if noun:
        return _with_noun(ctx, phrase, noun, clause)
    share = _SHARE.match(phrase.text) if "占" in phrase.text else None
    if share is not None:
        return share_of(ctx, share.group("head"), share.group("tail").strip("的"))
    of_goal = _OF_GOAL.match(phrase.text) if clause.family == "rate" else None
    if of_goal is not None:
        return share_of(ctx, "", of_goal.group("tail"))
    if phrase.metric == "贡献率" and clause.left.startswith("对") and ctx.last is not None:
        text = f"{ctx.last.text}对{phrase.text}"
        return ctx.last._replace(text=text, metric="占贡献率", rule="label.share")
    return _own(ctx, phrase, clause) if phrase.text else _unnamed(ctx, clause)


def _own(ctx: Context, phrase: Phrase, clause: Clause) -> Label:
    """Label a figure by the words before it, completed where they tell too little."""
    if clause.family == "amount" and clause.gap and words().granted.match(phrase.text):
        return granted(phrase, clause.gap)
    if phrase.dependent and _BOTH.search(clause.left):
        both = shared_by_both(ctx, phrase)
        if both is not None:
            return both
    if _needs_context(ctx, phrase, clause):
        return extend(ctx, phrase, "", clause.gap, clause.after)
    if phrase.dependent:
        return complete(ctx, phrase, clause.gap)
    phrase = with_metric(ctx, phrase, clause.measure, clause.family)
    bare = clause.family == "amount" and phrase.metric and not phrase.subject
    owner = ctx.owner() if bare else ""
    if owner and not words().owner.search(owner + phrase.plain):
        # 企业实现营业收入…，利润总额…: a bare measure is that of the body named before
        return Label(owner + phrase.plain, owner, metric=phrase.metric, rule="label.subject")
    label = Label(
        phrase.plain,
        phrase.subject,
        phrase.action,
        phrase.metric,
        leading=phrase.leading,
        rule="label.own",
    )
    return frame(ctx, label, clause.family, listed=clause.listed)


def _unnamed(ctx: Context, clause: Clause) -> Label:
    """Label a figure whose clause names nothing: a change, or another figure of the same."""
    if ctx.labels and clause.measure is Measure.LEVEL and clause.left.endswith(("到", "至")):
        return ctx.labels[-1]._replace(rule="label.same")  # 由28.2%提高到40%
    points = clause.measure is Measure.CHANGE_PP and ctx.share is not None
    inherited = (ctx.share if points else None) or ctx.last or ctx.previous
    if inherited is not None and (clause.measure is not Measure.LEVEL or ctx.last is not None):
        return inherited._replace(rule="label.same")
    return extend(ctx, Phrase(""), "", clause.gap, clause.after)


def _with_noun(ctx: Context, phrase: Phrase, noun: str, clause: Clause) -> Label:
    """Label a figure by the noun behind it and the words before it."""
    general = words().generic
    joined = noun if noun.startswith(phrase.plain) else phrase.plain + noun
    if general.match(joined.strip("的")) or (not phrase.text and general.match(noun)):
        return extend(ctx, phrase, noun, clause.gap, clause.after)
    thing = parse(noun)
    subject = phrase.subject + noun if thing.dependent else thing.subject + thing.metric
    action = phrase.action or (phrase.text if phrase.dependent else "")
    leading = phrase.leading or phrase.dependent
    label = Label(joined, subject or noun, action, leading=leading, rule="label.noun")
    return frame(ctx, label, clause.family, listed=clause.listed)


def _needs_context(ctx: Context, phrase: Phrase, clause: Clause) -> bool:
    """Whether a phrase tells too little, and the clause beside it more than the last figure."""
    if clause.family not in ("amount", "count") or ctx.component or ctx.frame:
        return False
    lexical = words()
    if lexical.generic.match(phrase.text) is None:
        return False
    if phrase.subject and lexical.vague.search(phrase.text) is None:
        return False
    if clause.family == "amount" and clause.after and lexical.funding.match(phrase.text):
        return True
    return (clause.fresh and bool(clause.gap)) or (ctx.last is None and ctx.parent is None)
