"""Find the figures of a text: numeral, scale, qualifier and unit, with what they exclude.

A figure is a numeral that may state something; what it states is told by the clause around it
(:mod:`tongbi.extraction.clauses`). Dates, ordinals, names, sizes of a class and the like are
dropped, by the patterns of ``language/exclusions.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from tongbi.extraction.exclusions import excluded, qualify
from tongbi.extraction.lexicon import lexicon
from tongbi.extraction.numerals import parse_ascii, parse_chinese
from tongbi.extraction.units import Tail, opens_tail, read_tail
from tongbi.model import Bound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Figure", "find_figures"]

_ONE = Decimal(1)


@dataclass(slots=True)
class Figure:
    """A numeral with its unit, as printed.

    Attributes
    ----------
    at, start, end : int
        First character of the numeral; span of the figure (sign, numeral, qualifier, unit).
    left : int
        Where the text at the figure's left ends: before sign and qualifier.
    value : Decimal
        The scaled number, signed as printed.
    step : Decimal
        One unit of the last printed digit.
    unit : str
        As printed, without scale.
    family : str
        ``rate``, ``amount``, ``duration``, ``count``, ``multiple``, ``ratio`` or ``bare``.
    bound : Bound
        What the qualifier says.
    upper : Decimal or None
        The other end of a printed range.
    rules : tuple of str
        Rules that applied.
    """

    at: int
    start: int
    end: int
    left: int
    value: Decimal
    step: Decimal = _ONE
    unit: str = ""
    family: str = "bare"
    bound: Bound = Bound.EXACT
    upper: Decimal | None = None
    rules: tuple[str, ...] = ()


_ASCII = r"\d{1,3}+(?:, ?\d{3})*, ?\d{2,3}(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN = "一二三四五六七八九十百千两零〇"
_TOKEN = re.compile(
    rf"(?P<ascii>{_ASCII})"
    rf"|(?P<percent>百分之(?P<percent_of>[{_HAN}]+(?:点[{_HAN}]+)?|\d+(?:\.\d+)?))"
    rf"|(?P<fraction>(?P<below>[{_HAN}]+)分之(?P<above>[{_HAN}]+))"
    rf"|(?P<tenths>[{_HAN}](?=成半?(?![员立为长果就功本效品交都型套因绩年人活分])))"
    r"|(?P<half>(?<![一过])(?:一半|过半|半数))"
    r"|(?P<double>翻了?[一两]番|翻番)"
    r"|(?P<vague>[数几上][十百千万]|十(?=[余多]))"
    rf"|(?P<han>[一二三四五六七八九十两][{_HAN}万亿]*)"
    # what stands in a title or in quotation marks is a name
    r"|(?P<name>《[^《》]{0,120}》|“[^“”]{0,26}”|"
    r'"[^"\n]{0,26}"|〔[^〔〕]{0,20}〕|【[^【】]{0,60}】|‘[^‘’]{0,20}’)'
)
# What can begin a token: a look for it is far cheaper than the grammar itself. Characters of many
# other words (一, 上, 数) begin a numeral only before some others.
_FIRST = re.compile(
    rf"[\d{_HAN}几上半过数翻《“\"〔【‘](?:(?<=\d)\d*+|(?<![\d一上数过半几百千零〇翻])"
    rf"|(?=[{_HAN}万亿半成分数番了]))"
)
_RANGE = re.compile(rf" ?(?:-|—|~|至|到)+ ?(?P<upper>{_ASCII})")
_RANGE_OPENS = frozenset(" -—~至到")  # its first characters
_RANGE_MARKS = frozenset("-—~")  # the last characters of what the next matches
_RANGE_END = re.compile(r"(?:\d|%|万|亿|个百分点|元|人|个|项|家|件|米) ?(?:—+|~|-)$")
_NEXT = re.compile(rf"(?:、|和|及|与)(?:{_ASCII})")
_RATIO = re.compile(r"\d+(?:\.\d+)?(?:：\d+(?:\.\d+)?)+")
_RATIO_WORDS = re.compile(r"(?:比例|结构|构成|之比|比重|比)[^。；]{0,14}$")
_INDEX_WORDS = re.compile(
    r"(?:指数|系数|评分|得分|分值|密度|倍数|之比|PMI)(?:为|达到|达|是|：|升至|降至)?$"
)
# A count whose measure word stands in the indicator itself (参与人次达1451万).
_COUNTED = re.compile(
    r"(?:人次|人数|用户|户数|数量|总量|总数|人口|志愿者|会员|规模|数|量)"
    r"(?:达到?|为|超过?|突破|近|约|逾|有|增至|已)*$"
)
_HAN_CHARACTER = re.compile(r"[一-鿿]")
# Characters before a Chinese numeral that make it an ordinal, a pronoun or part of a word.
_NOT_BEFORE_HAN = frozenset("第之数几上点每逐同另某唯统专单万届红")
_VAGUE = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_MINUS = re.compile(r"(?:^|[^\dA-Za-z])-$")


def find_figures(text: str) -> list[Figure]:
    """Return the figures of a folded text that may be statements, in order.

    Parameters
    ----------
    text : str
        A paragraph, folded (:func:`tongbi.read.folding.fold`), its lines joined.
    """
    found: list[Figure] = []
    position = 0
    for first in _FIRST.finditer(text):
        at = first.start()
        token = _TOKEN.match(text, at) if at >= position else None
        if token is None:
            continue
        position = token.end()
        if text.startswith("：", position) and (ratio := _ratio_at(text, at)) is not None:
            found.extend(_ratio(ratio))
            position = ratio.end()
            continue
        figure = _READERS[token.lastgroup or ""](text, token)
        if figure is None:
            continue
        qualify(text, figure)
        if not excluded(text, figure):
            found.append(figure)
            position = max(position, figure.end)
    return found


def _ascii(text: str, match: re.Match[str]) -> Figure | None:
    """Read a numeral in ASCII digits, with the range and the sign that may belong to it."""
    start, printed = match.start(), match.group()
    value, decimals = parse_ascii(printed)
    tail = read_tail(text, match.end())
    if not tail.unit:
        tail = _lent_unit(text, tail) or tail
    upper = None
    span = _RANGE.match(text, tail.end) if text[tail.end : tail.end + 1] in _RANGE_OPENS else None
    if span is not None:
        far = read_tail(text, span.end())
        own = tail if tail.unit else far
        end = parse_ascii(span.group("upper"))[0] * far.scale
        if far.unit and tail.unit in {"", far.unit} and end > value * own.scale:
            upper, tail = end, own._replace(end=far.end)
    elif text[start - 1 : start] in _RANGE_MARKS and _RANGE_END.search(
        text[max(0, start - 8) : start]
    ):
        return None
    end_at, scale, bound, unit, family = tail
    if family == "count" and scale == 1 and printed.endswith(".0"):
        return None  # a version number before a noun that looks like a measure word
    if not unit and not _counts_bare(text, start, tail):
        return None
    negative = text.startswith("-", start - 1) and bool(
        _MINUS.search(text, max(0, start - 2), start)
    )
    left = start - 1 if negative else start
    value *= scale
    plain = upper is None and not negative and bound is Bound.EXACT
    rules = () if plain else _rules(tail, upper, negative=negative)
    return Figure(
        start, left, end_at, left, -value if negative else value, _step(decimals, scale),
        unit, family, bound, upper, rules,
    )  # fmt: skip


@lru_cache(maxsize=256)
def _step(decimals: int, scale: int) -> Decimal:
    """Return one unit of the last printed digit."""
    return _ONE.scaleb(-decimals) * scale


def _rules(tail: Tail, upper: Decimal | None, *, negative: bool) -> tuple[str, ...]:
    """Name what was special about a numeral in digits."""
    special = (
        ("bound.odd", tail.bound is Bound.MORE_THAN),
        ("numeral.range", upper is not None),
        ("numeral.negative", negative),
    )
    return tuple(rule for rule, applies in special if applies)


def _counts_bare(text: str, start: int, tail: Tail) -> bool:
    """Tell whether a numeral without unit is a figure all the same (9.15万家庭, 指数为51.2)."""
    left = text[max(0, start - 12) : start]
    if _INDEX_WORDS.search(left) or (tail.scale > 1 and _COUNTED.search(left)):
        return True
    return tail.scale > 1 and _HAN_CHARACTER.match(text, tail.end) is not None


def _lent_unit(text: str, tail: Tail) -> Tail | None:
    """Return the unit that the next numeral of a 分别 list lends (分别达238和317个)."""
    if "分别" not in text[max(0, tail.end - 24) : tail.end]:
        return None
    follows = _NEXT.match(text, tail.end)
    while follows is not None:
        lent = read_tail(text, follows.end())
        if lent.unit:
            return lent._replace(end=tail.end)
        follows = _NEXT.match(text, lent.end)
    return None


def _name(_text: str, _match: re.Match[str]) -> None:
    """Pass over a name, with all its numerals."""


def _share(_text: str, match: re.Match[str]) -> Figure | None:
    """Read a share or a doubling in words: 百分之五, 三成, 三分之二, 一半, 翻一番."""
    kind = match.lastgroup
    start, end = match.span()
    at = start
    if match.group("percent"):
        share = match.group("percent_of")
        value = Decimal(share) if share[0].isdigit() and share.isascii() else parse_chinese(share)
    elif match.group("fraction"):
        below = parse_chinese(match.group("below"))
        if not below:
            return None
        value = (parse_chinese(match.group("above")) * 100 / below).quantize(Decimal("0.01"))
    elif kind == "tenths":
        value, end = parse_chinese(match.group()) * 10, end + 1
        if match.string.startswith("半", end):
            value, end = value + 5, end + 1
    elif kind == "half":
        value = Decimal(50)
    else:
        value = Decimal(lexicon().doubling[match.group().replace("了", "")])
        at = max(start, end - 2)  # the numeral of 翻一番
    return Figure(at, start, end, start, value, unit="%", family="rate", rules=(f"numeral.{kind}",))


def _vague(text: str, match: re.Match[str]) -> Figure | None:
    """Read 数十, 上百 and 十余: more than the power that is named."""
    tail = read_tail(text, match.end())
    if tail.family not in ("count", "amount"):
        return None
    size = Decimal(_VAGUE[match.group()[-1]] * tail.scale)
    return Figure(
        match.start(), match.start(), tail.end, match.start(), size, size, tail.unit, tail.family,
        Bound.MORE_THAN, None, ("numeral.vague",),
    )  # fmt: skip


def _han(text: str, match: re.Match[str]) -> Figure | None:
    """Read a Chinese numeral before a measure word, unless it is an article or an idiom."""
    start, printed = match.start(), match.group()
    if printed == "一" or text[start - 1 : start] in _NOT_BEFORE_HAN:
        return None
    end = match.end()
    if text[end : end + 1] not in opens_tail():
        return None  # 三是, 第二、: most numerals in words have no unit
    tail = read_tail(text, end)
    if tail.family not in ("count", "amount", "rate", "duration") or tail.scale != 1:
        return None
    if lexicon().chinese_idioms.match(text, end):
        return None
    if tail.family == "amount" and len(printed) == 1:
        return None  # 三元, 一米: a name more often than an amount
    return Figure(
        start, start, tail.end, start, parse_chinese(printed), _ONE, tail.unit, tail.family,
        tail.bound, None, ("numeral.han", *_rules(tail, None, negative=False)),
    )  # fmt: skip


def _ratio_at(text: str, start: int) -> re.Match[str] | None:
    """Match the ratio at `start` where the words before it say that there is one."""
    # the words first: a long chain of colons would be read anew at each of its numerals
    if _RATIO_WORDS.search(text, max(0, start - 20), start) is None:
        return None
    return _RATIO.match(text, start)


def _ratio(match: re.Match[str]) -> Iterator[Figure]:
    """Read the parts of a ratio (7.3：46.0：46.7); of two parts only the first."""
    parts = match.group().split("：")
    several = len(parts) > 2  # noqa: PLR2004
    at = match.start()
    for part in parts if several else parts[:1]:
        value, decimals = parse_ascii(part)
        yield Figure(
            at, at, at + len(part) if several else match.end(), match.start(), value,
            _step(decimals, 1), "", "ratio", Bound.EXACT, None, ("numeral.ratio",),
        )  # fmt: skip
        at += len(part) + 1


# How each kind of token is read; a reader returns None where it states nothing.
_READERS: dict[str, Callable[[str, re.Match[str]], Figure | None]] = {
    "ascii": _ascii,
    "percent": _share,
    "fraction": _share,
    "tenths": _share,
    "half": _share,
    "double": _share,
    "vague": _vague,
    "han": _han,
    "name": _name,
}
