"""Name what a figure is a figure of.

A label is made of what stands before the figure in its clause, of the noun behind it, and of
what the clause leaves to its neighbours: the subject of the clause before, the whole of a 其中
list, the verb or the measure that a list shares.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tongbi.extract.context import Context, Label
from tongbi.extract.wording import Phrase, clean, parse, words
from tongbi.model import Measure

__all__ = ["make_label", "split_list"]

_SHARE = re.compile(r"^(?P<head>[^占]{0,4}?)(?P<share>(?:约|仅|分别)?占)(?P<whole>.*)$")
_LIMIT = 48
_SUFFIX = 2


def make_label(
    ctx: Context, left: str, right: str, *, measure: Measure, unit: str, family: str, gap: str, after: str,
    listed: bool, fresh: bool,
) -> Label:  # fmt: skip
    """Return the label of one figure.

    Parameters
    ----------
    ctx : Context
        What came before.
    left : str
        The clause's own text before the figure, without comparison and verb of change.
    right : str
        The noun behind the figure, if it has one.
    measure, unit, family
        Of the figure.
    gap : str
        The clause before, where it has no figure.
    after : str
        The clause behind.
    listed : bool
        Whether the figure follows its neighbour in a list (、 or 和).
    fresh : bool
        Whether the figure opens a sentence or a part of one, so that the clause before it
        stands nearer than the figure before.
    """
    if left.startswith("其中") or "，其中" in left or "；其中" in left:
        ctx.enter_parts()
        left = left[left.index("其中") + 2 :]
    added = re.search(r"(?:^|，|、)再?加上(?=[^，]*$)", left)
    if added:
        whole = ctx.main or ctx.previous
        ctx.scope = ctx.scope or ctx.scope_before
        ctx.component = (ctx.component or (whole.subject if whole else "")).removeprefix("地方")
        left = left[: added.start()] + left[added.end() :] if added.start() == 0 else left
    if "加上" in left:
        ctx.scope = ctx.scope or ctx.scope_before
    core = clean(left)
    place, rest = split_place(core)
    core = clean(rest) if place else core
    place = "" if place in words().own else place
    noun = clean_right(right) if right else ""
    if not core and not noun and measure is Measure.LEVEL and words().total.match(left.strip()):
        label = _running_total(ctx)
        if label is not None:
            return replace(label, unit=unit, family=family)
    phrase = parse(core)
    if phrase.dependent and fresh and (place or (phrase.leading and phrase.subject)) and phrase.text and not words().rate.search(phrase.text):
        phrase = replace(phrase, dependent=False)
    if left.startswith("对") and phrase.metric == "贡献率" and ctx.last is not None:
        return replace(ctx.last, text=ctx.last.text + "对" + core, metric="占" + phrase.metric, unit=unit, family=family)
    label = _compose(ctx, phrase, noun, measure, unit, family, gap, after, listed, fresh)
    label = _inherit_scope(ctx, label, place, phrase, noun)
    return replace(label, unit=unit, family=family)


def _running_total(ctx: Context) -> Label | None:
    """Label a running total (累计, 年末共有) by the thing whose yearly figure stood before it."""
    base = ctx.last
    if base is None or not base.action:
        return None
    thing = base.subject + base.metric
    return replace(base, text=thing + "累计", action="累计", leading=False) if thing else None


def _compose(
    ctx: Context, phrase: Phrase, noun: str, measure: Measure, unit: str, family: str, gap: str,
    after: str, listed: bool, fresh: bool,
) -> Label:  # fmt: skip
    """Choose where the label comes from."""
    changed = measure is not Measure.LEVEL
    known = ctx.share if measure is Measure.CHANGE_PP and ctx.share is not None else ctx.last
    share = _SHARE.match(phrase.text)
    if share is not None and not noun:
        return _share_of(ctx, phrase, share)
    if not phrase.text and not noun:
        inherited = known or ctx.last or ctx.previous
        if inherited is not None and (changed or ctx.last is not None):
            return inherited
        return _extended(Phrase(text=""), "", gap, after, ctx, family)
    if noun:
        whole = parse(noun)
        joined = _join(phrase.plain, noun)
        if words().generic.match(joined.strip("的")) or (not phrase.text and words().generic.match(noun)):
            return _extended(phrase, noun, gap, after, ctx, family)
        subject = whole.subject + whole.metric if not whole.dependent else phrase.subject + noun
        return _framed(ctx, Label(
            text=joined, subject=subject or noun, action=phrase.action or (phrase.text if phrase.dependent else ""),
            leading=phrase.leading or phrase.dependent,
        ), listed, family)  # fmt: skip
    general = family in ("amount", "count") and _too_general(phrase)
    funded = family == "amount" and after and words().funding.match(phrase.text)
    if general and not ctx.component and not ctx.frame and (funded or (fresh and gap) or not _named(ctx)):
        return _extended(phrase, "", gap, after, ctx, family)
    if phrase.dependent:
        return _completed(ctx, phrase, gap)
    phrase = _with_metric(ctx, phrase, measure, family)
    if not phrase.subject and phrase.metric and ctx.last is not None and ctx.parent is None and not ctx.frame:
        owner = ctx.last.subject
        if words().owner.search(owner) and not words().owner.search(owner + phrase.plain):
            return replace(ctx.last, text=owner + phrase.plain, metric=phrase.metric, action="")
    return _framed(ctx, Label(
        text=phrase.plain, subject=phrase.subject, action=phrase.action, metric=phrase.metric, leading=phrase.leading,
    ), listed, family)  # fmt: skip


def _too_general(phrase: Phrase) -> bool:
    """Whether a phrase holds nothing but actions and nouns that tell nothing by themselves."""
    lexical = words()
    return lexical.generic.match(phrase.text) is not None and (
        not phrase.subject or lexical.vague.search(phrase.text) is not None
    )


def _named(ctx: Context) -> bool:
    """Whether a bare action or head noun can lean on a subject of the same sentence."""
    return ctx.last is not None or ctx.parent is not None or bool(ctx.frame)


def _join(text: str, noun: str) -> str:
    if not text:
        return noun
    return text + noun if not noun.startswith(text) else noun


def _share_of(ctx: Context, phrase: Phrase, share: re.Match[str]) -> Label:
    """Label a share (占…比重) by the thing that it is the share of."""
    base = ctx.last or ctx.previous
    named = base.text if base is not None else ""
    head = share.group("head")
    if head and not parse(head).dependent:
        named = head
        head = ""
    elif head and base is not None:
        named = base.text
    tail = share.group("share").removeprefix("约").removeprefix("仅").removeprefix("分别") + share.group("whole").strip("的")
    source = base or Label(text="")
    return replace(source, text=named + head + tail, metric=tail, parent=source.parent)


def _completed(ctx: Context, phrase: Phrase, gap: str) -> Label:
    """Give a phrase without subject the subject named before."""
    action = phrase.action or ("" if phrase.metric else phrase.text)
    if ctx.frame and ctx.parent is None and ctx.last is None:
        return Label(
            text=f"{ctx.frame}：{phrase.text}", subject=ctx.frame, action=action, metric=phrase.metric,
            qualifier=ctx.frame,
        )  # fmt: skip
    if ctx.basis:
        return Label(text=ctx.basis + phrase.text, subject=ctx.basis, metric=phrase.text)
    if ctx.component:
        return Label(text=ctx.component + phrase.text, subject=ctx.component, metric=phrase.text)
    base = _nearest(ctx)
    if base is None:
        topic = parse(clean(gap))
        subject = topic.subject + topic.metric
        return Label(text=subject + phrase.text, subject=subject, action=action, metric=phrase.metric)
    subject = base.subject or base.text
    rate = words().rate.search(phrase.text) is not None
    if words().derived.search(phrase.text):
        text = base.text + phrase.text
    elif base is ctx.parent and not rate:
        text = f"{base.text}：{phrase.text}"
    else:
        text = phrase.plain if phrase.plain.startswith(subject) else subject + phrase.plain
    return Label(
        text=text, subject=subject, action=action, metric=phrase.metric, qualifier=base.qualifier,
        parent=base.text if base is ctx.parent else "", place=base.place,
    )  # fmt: skip


def _nearest(ctx: Context) -> Label | None:
    """Return the label whose subject a phrase without one takes."""
    if ctx.parent is not None:
        sibling = ctx.last is not None and ctx.last is not ctx.parent and ctx.last.subject != ctx.parent.subject
        return ctx.last if sibling else ctx.parent
    return ctx.last or ctx.main or ctx.previous


def _with_metric(ctx: Context, phrase: Phrase, measure: Measure, family: str) -> Phrase:
    """Give a class of issuers or goods the measure that its list is about (…业增长8.4%)."""
    if phrase.metric or ctx.parent is not None or not words().entity.search(phrase.text):
        return phrase
    base = ctx.last
    if base is None or not base.metric or base.metric.startswith("占"):
        return phrase
    if measure is Measure.LEVEL and (family != base.family or family == "count"):
        return phrase
    return replace(
        phrase, text=phrase.text + base.metric, plain=phrase.plain + base.metric, metric=base.metric
    )


def _framed(ctx: Context, label: Label, listed: bool, family: str) -> Label:
    """Put a label under its frame, its whole, or its list's verb."""
    if ctx.component:
        return replace(label, text=ctx.component + label.text, parent=ctx.component)
    whole = ctx.parent
    if whole is None and ctx.closed is not None and ctx.last is not None and _shares_head(ctx.last.text, label.text):
        whole = ctx.closed
    if whole is not None and (family != "rate" or whole.family == "rate"):
        return _part_of(whole, label)
    if ctx.frame and ctx.frame not in label.text:
        return replace(label, text=f"{ctx.frame}：{label.text}", qualifier=ctx.frame)
    base = ctx.last
    if listed and base is not None and base.leading and not label.action and base.family == family:
        return replace(label, text=base.action + label.text, action=base.action, leading=True)
    return label


def _part_of(whole: Label, part: Label) -> Label:
    """Word a part of a whole: the row a person would write under it."""
    shared = _shares_head(whole.text, part.text)
    if not shared:
        return replace(part, text=f"{whole.text}：{part.text}", parent=whole.text)
    text = part.text
    group = words().group.match(whole.text)
    if group and not words().group.match(text) and whole.text[group.end() :].startswith(text[:2]):
        text = group.group() + text
    if whole.action and not part.action and whole.leading:
        text = whole.action + text
    return replace(part, text=text, parent=whole.text, action=part.action or whole.action)


def _shares_head(a: str, b: str) -> bool:
    return len(b) > _SUFFIX and a[-_SUFFIX:] == b[-_SUFFIX:]


def _extended(phrase: Phrase, noun: str, gap: str, after: str, ctx: Context, family: str) -> Label:
    """Label a figure whose own words are too general by the clause beside it."""
    own = phrase.text + noun
    if family == "amount" and after:
        purpose = re.sub(r"\d[\d,. ]*(?:万|亿)*", "", after)[:_LIMIT]
        return Label(text=f"{own}（{purpose}）" if own else purpose, subject=own or purpose, action=phrase.action, qualifier=purpose)
    topic = clean(gap)
    if topic:
        around = parse(topic)
        named = (around.subject + around.metric if around.leading else topic)[-_LIMIT:]
        return Label(text=named + own, subject=named + noun, action=phrase.action or phrase.text, leading=phrase.leading)
    base = ctx.last or ctx.previous
    if base is not None:
        return replace(base, text=base.text + own, action=phrase.action)
    return Label(text=own, subject=noun, action=phrase.action)


def split_place(core: str) -> tuple[str, str]:
    """Split a leading place or scope word off a phrase.

    Examples
    --------
    >>> split_place("新丰县法律援助处")
    ('新丰县', '法律援助处')
    """
    lexical = words()
    scope = lexical.scope.match(core)
    if scope and scope.end() < len(core):
        rest = core[scope.end() :].removeprefix("共").removeprefix("统筹的").removeprefix("的")
        return scope.group(), rest
    place = lexical.place.match(core)
    if place and lexical.first.match(core):
        return "", core
    if place and not lexical.not_place.match(core) and place.end() < len(core) - 1:
        return place.group(), core[place.end() :]
    return "", core


def _inherit_scope(ctx: Context, label: Label, place: str, phrase: Phrase, noun: str) -> Label:
    """Give a label its place: printed, or that of the sentence."""
    if place:
        if place != label.text:
            ctx.scope = place
        return replace(label, place=place)
    if label.place:
        return label
    return replace(label, place=ctx.scope)


def clean_right(text: str) -> str:
    """Clean the noun behind a figure."""
    text = clean(text.removeprefix("的"))
    return text[:_LIMIT]


_BOTH = ("城镇", "农村")  # what 城乡 joins
_ORDINALS = re.compile(r"^第?[一二三四五]$")
_LIST = re.compile(r"、|(?<=”)(?=“)")
_LIST_AND = re.compile(r"、|(?<=”)(?=“)|以及|和|及|与")


def split_list(text: str, count: int) -> list[str] | None:
    """Split the subjects of a 分别 list into `count` labels.

    What the last item shares with the others (its head noun) and what the first shares (its
    subject) is given to each.

    Examples
    --------
    >>> split_list("人工智能、机器人、低空产业集群增加值", 3)
    ['人工智能增加值', '机器人增加值', '低空产业集群增加值']
    >>> split_list("信访事项及时受理率、按期办结率", 2)
    ['信访事项及时受理率', '信访事项按期办结率']
    """
    if count == len(_BOTH) and text.startswith("城乡") and "、" not in text:
        return [half + text[2:] for half in _BOTH]
    for pattern in (_LIST, _LIST_AND):
        items = [x for x in pattern.split(text) if x]
        if len(items) == count:
            return _distribute(items)
    return None


def _distribute(items: list[str]) -> list[str]:
    last = items[-1]
    if all(_ORDINALS.match(x) for x in items[:-1]):
        head = last[1:] if last[:1] in "一二三四五" else last.lstrip("第")[1:]
        numerals = [x.lstrip("第") for x in items[:-1]] + [last.lstrip("第")[0]]
        return [f"第{n}{head}" for n in numerals]
    tail = parse(last.removesuffix("等"))
    shared = tail.metric
    found = re.search(r"”(.+)$", last)
    if found and all(x.endswith("”") for x in items[:-1]):
        shared = found.group(1)
    first = parse(items[0])
    out = []
    for index, item in enumerate(items):
        item = item.removesuffix("等")
        if shared and item.endswith("等" + shared):
            item = item.removesuffix("等" + shared) + shared
        if index and parse(item).dependent and first.subject:
            item = first.subject + item
        elif shared and not parse(item).metric and not item.endswith(shared) and index < len(items) - 1:
            item += shared
        out.append(item)
    return out
