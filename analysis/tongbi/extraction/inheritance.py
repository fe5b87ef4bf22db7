"""What a figure's label takes from its neighbours.

The subject of the clause before, the whole of a 其中 list, the verb or the measure that a list
shares, the clause that tells what money is for.
"""

from __future__ import annotations

import re

from tongbi.extraction.context import Context, Label
from tongbi.extraction.wording import Phrase, clean, parse, words
from tongbi.model import Measure

__all__ = [
    "complete",
    "extend",
    "frame",
    "granted",
    "running_total",
    "share_of",
    "shared_by_both",
    "with_metric",
]

_NUMERALS = re.compile(r"\d[\d,. ]*(?:万|亿)*")
_LIMIT = 48
_HEAD = 2  # characters of a head noun


def running_total(ctx: Context, left: str) -> Label | None:
    """Label a running total (累计, 年末共有) by the thing whose yearly figure stood before it."""
    base = ctx.last
    if base is None or not base.action or left.strip("，、； ") not in words().totals:
        return None
    thing = base.subject + base.metric
    return (
        base._replace(text=thing + "累计", action="累计", leading=False, rule="label.total")
        if thing
        else None
    )


def share_of(ctx: Context, head: str, tail: str) -> Label:
    """Label a share (占…比重) by the thing that it is the share of."""
    base = ctx.last or ctx.previous or Label("")
    named = base.text
    if head and not parse(head).dependent:
        return Label(head + tail, head, metric=tail, rule="label.share")
    return base._replace(text=named + head + tail, metric=tail, rule="label.share")


def granted(phrase: Phrase, gap: str) -> Label:
    """Label money that came for what the clause before tells (入选…，获补助资金)."""
    reason = clean(gap)[-_LIMIT:]
    text = f"{phrase.plain}（{reason}）"
    return Label(
        text, phrase.subject + phrase.metric, phrase.action, qualifier=reason, rule="label.clause"
    )


def shared_by_both(ctx: Context, phrase: Phrase) -> Label | None:
    """Label a figure that two subjects share (均达100%) by both; None where there are not two."""
    pair = ctx.labels[-2:]
    if len(pair) < 2 or pair[0].unit != pair[1].unit or pair[0].family != "count":  # noqa: PLR2004
        return None
    subject = "、".join(x.subject or x.text for x in pair)
    return Label(subject + phrase.plain, subject, metric=phrase.plain, rule="label.list")


def complete(ctx: Context, phrase: Phrase, gap: str) -> Label:
    """Give a phrase without a subject the subject named before."""
    action = phrase.action or ("" if phrase.metric else phrase.text)
    if ctx.frame and ctx.parent is None and ctx.last is None:
        text = f"{ctx.frame}：{phrase.text}"
        return Label(text, ctx.frame, action, phrase.metric, ctx.frame, rule="label.frame")
    if ctx.basis or ctx.component:
        subject = ctx.basis or ctx.component
        return Label(subject + phrase.text, subject, metric=phrase.text, rule="label.subject")
    base = ctx.nearest()
    if base is None:
        topic = parse(clean(gap))
        subject = topic.subject + topic.metric
        return Label(subject + phrase.text, subject, action, phrase.metric, rule="label.clause")
    # an action alone (逮捕3126人) leaves no subject to the next (起诉6842人)
    subject = base.subject or ("" if base.text == base.action else base.text)
    part = base is ctx.parent
    if words().derived.search(phrase.text):
        text = base.text + phrase.text
    elif part and not words().rate.search(phrase.text):
        text = f"{base.text}：{phrase.text}"
    else:
        text = phrase.plain if phrase.plain.startswith(subject) else subject + phrase.plain
    rule = "label.part" if part else "label.subject"
    whole = base.text if part else ""
    return Label(text, subject, action, phrase.metric, base.qualifier, whole, base.place, rule=rule)


def with_metric(ctx: Context, phrase: Phrase, measure: Measure, family: str) -> Phrase:
    """Give a class of issuers or goods the measure that its list is about (…业增长8.4%)."""
    base = ctx.last
    if base is None or phrase.metric or ctx.parent is not None:
        return phrase
    if not base.metric or base.metric.startswith("占") or not words().entity.search(phrase.text):
        return phrase
    if measure is Measure.LEVEL and (family != base.family or family == "count"):
        return phrase
    metric = base.metric
    return phrase._replace(text=phrase.text + metric, plain=phrase.plain + metric, metric=metric)


def frame(ctx: Context, label: Label, family: str, *, listed: bool) -> Label:
    """Put a label under its frame, its whole, or its list's verb."""
    if ctx.component:
        text = ctx.component + label.text
        return label._replace(text=text, parent=ctx.component, rule="label.component")
    whole = ctx.parent
    if whole is None and ctx.closed and ctx.last and _same_head(ctx.last.text, label.text):
        whole = ctx.closed
    if whole is not None and (family != "rate" or whole.family == "rate"):
        return _part_of(whole, label)
    if ctx.frame and ctx.frame not in label.text:
        text = f"{ctx.frame}：{label.text}"
        return label._replace(text=text, qualifier=ctx.frame, rule="label.frame")
    base = ctx.last
    if base is None or not base.leading or label.action or base.family != family:
        return label
    alike = listed or _same_head(base.text, label.text)
    if not alike or label.text.startswith("总"):  # 新增…、总处理能力: no longer the new ones
        return label
    text = base.action + label.text
    return label._replace(text=text, action=base.action, leading=True, rule="label.list")


def _part_of(whole: Label, part: Label) -> Label:
    """Word a part of a whole: the row that a person would write under it."""
    if not _same_head(whole.text, part.text) or part.text.startswith(words().levels):
        text = f"{whole.text}：{part.text}"
        return part._replace(text=text, parent=whole.text, rule="label.part")
    text = part.text
    group = words().group.match(whole.text)
    if group and not words().group.match(text) and whole.text.startswith(text[:_HEAD], group.end()):
        text = group.group() + text
    if whole.leading and whole.action and not part.action:
        text = whole.action + text
    action = part.action or whole.action
    return part._replace(text=text, parent=whole.text, action=action, rule="label.part")


def _same_head(a: str, b: str) -> bool:
    return len(b) > _HEAD and a[-_HEAD:] == b[-_HEAD:]


def extend(ctx: Context, phrase: Phrase, noun: str, gap: str, after: str) -> Label:
    """Label a figure whose own words are too general by the clause beside it."""
    own = phrase.text + noun
    if after:
        purpose = _NUMERALS.sub("", after)[:_LIMIT]
        text = f"{own}（{purpose}）" if own else purpose
        return Label(text, own or purpose, phrase.action, qualifier=purpose, rule="label.purpose")
    topic = clean(gap)
    if topic:
        around = parse(topic)
        named = (around.subject + around.metric if around.leading else topic)[-_LIMIT:]
        action = phrase.action or phrase.text
        return Label(named + own, named + noun, action, leading=phrase.leading, rule="label.clause")
    base = ctx.last or ctx.previous
    if base is not None:
        return base._replace(text=base.text + own, action=phrase.action, rule="label.subject")
    return Label(own, noun, phrase.action, rule="label.own")
