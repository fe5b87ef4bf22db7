"""Split the subjects of a 分别 list, one for each of its figures."""

from __future__ import annotations

import re

from tongbi.extraction.wording import Phrase, clean, parse, words

__all__ = ["split_clauses", "split_list"]

_LIST = re.compile(r"、|(?<=”)(?=“)")
_LIST_AND = re.compile(r"、|(?<=”)(?=“)|以及|和|及|与")
_ORDINALS = re.compile(r"^第?[一二三四五]$")
_QUOTED_TAIL = re.compile(r"”(.+)$")
_THREE = re.compile(r"(?:三次产业|第?一、?二、?三(?:次)?产业|三大产业)")
_NUMBERS = "一二三"
_BOTH = ("城镇", "农村")  # what 城乡 joins
_NEWS = re.compile(
    r"(?:再次|继续|稳步|持续|大幅|进一步|全部|均|都|不断|有所|明显)*"
    r"(?:提高|增长|上涨|下降|提升|增加|减少|完成|扩大|改善)$"
)
_EXAMPLES = re.compile(r"等[一-鿿]{0,4}$")
_HELD = "\1"  # stands for 、 inside an item of a list whose items are set apart by commas


def split_list(text: str, count: int) -> list[str] | None:
    """Split the subjects of a 分别 list into `count` labels.

    What the last item shares with the others (its head noun) and what the first shares (its
    subject) is given to each.

    Returns
    -------
    list of str or None
        None where the text does not hold that many subjects.

    Examples
    --------
    >>> split_list("人工智能、机器人、低空产业集群增加值", 3)
    ['人工智能增加值', '机器人增加值', '低空产业集群增加值']
    >>> split_list("信访事项及时受理率、按期办结率", 2)
    ['信访事项及时受理率', '信访事项按期办结率']
    """
    three = _THREE.match(text)
    if three and count == len(_NUMBERS):
        return [f"第{number}产业{text[three.end() :]}" for number in _NUMBERS]
    if count == len(_BOTH) and text.startswith("城乡") and "、" not in text:
        return [half + text[2:] for half in _BOTH]
    for pattern in (_LIST, _LIST_AND):
        items = [x for x in pattern.split(text) if x]
        if len(items) == count:
            return _distribute(items)
    return None


def split_clauses(own: str, gap: str, count: int) -> list[str] | None:
    """Split a 分别 list whose subjects stand in the clause before, or are clauses themselves.

    Parameters
    ----------
    own : str
        The clause's own text before the figures.
    gap : str
        The clauses before it.
    count : int
        How many figures there are.
    """
    before = [x for x in re.split(r"[，；：]", gap) if x.strip()]
    if before:
        subjects = split_list(_NEWS.sub("", clean(before[-1])), count)
        if subjects is not None:
            return [x + clean(own) for x in subjects]
    pieces = [x for x in (gap + own).split("，") if x.strip()]
    if len(pieces) < count:
        return None
    subjects = split_list("、".join(x.replace("、", _HELD) for x in pieces[-count:]), count)
    return [x.replace(_HELD, "、") for x in subjects] if subjects else None


def _distribute(items: list[str]) -> list[str]:
    """Give each item what it shares with the first and the last."""
    last = items[-1]
    if all(_ORDINALS.match(x) for x in items[:-1]):
        return _ordinals(items)
    by_level = _levels(items)
    if by_level is not None:
        return by_level
    shared = parse(last.removesuffix("等")).metric
    quoted = _QUOTED_TAIL.search(last)
    if quoted and all(x.endswith("”") for x in items[:-1]):
        shared = quoted.group(1)
    first = parse(items[0])
    return [
        _completed(item.removesuffix("等"), shared, first if index else None, last=item is last)
        for index, item in enumerate(items)
    ]


def _levels(items: list[str]) -> list[str] | None:
    """Spell out 新增省级、市级、县级示范社 in full; None for other lists."""
    levels = words().levels
    head = next((x for x in levels if items[-1].startswith(x)), "")
    if not head or not all(x.endswith(levels) for x in items[:-1]):
        return None
    tail, action = items[-1].removeprefix(head), parse(items[0]).action
    return [x + tail if i == 0 else action + x + tail for i, x in enumerate(items[:-1])] + [
        action + items[-1]
    ]


def _completed(item: str, shared: str, first: Phrase | None, *, last: bool) -> str:
    """Give one item of a list the head or the subject that it leaves to its neighbours."""
    if shared and item.endswith(shared):
        item = _EXAMPLES.sub("", item.removesuffix(shared)) + shared
    phrase = parse(item)
    if first is not None and phrase.dependent:
        if first.leading and first.action and words().generic.match(item) and not phrase.action:
            return first.action + item  # 新设个体工商户和企业
        return first.subject + item
    if shared and not last and not item.endswith(shared) and not phrase.metric:
        return item + shared
    return item


def _ordinals(items: list[str]) -> list[str]:
    """Spell out 第一、二、三产业… in full."""
    last = items[-1].removeprefix("第")
    return [f"第{x.removeprefix('第')}{last[1:]}" for x in [*items[:-1], last[0]]]
