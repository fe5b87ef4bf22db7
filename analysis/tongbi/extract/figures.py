"""Find the figures of a text: numeral, scale, qualifier and unit, with what they exclude.

A figure is a numeral that may state something; what it states is told by the clause around it
(:mod:`tongbi.extract.grammar`). Dates, ordinals, names, sizes of a class and the like are
dropped here, by the patterns of ``language/exclusions.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from tongbi.extract.lexicon import any_of, lexicon
from tongbi.extract.numerals import parse_ascii, parse_chinese, scale_of
from tongbi.model import Bound

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Figure", "find_figures"]

_ONE = Decimal(1)
_MAX_UNIT = 7
_WINDOW = 24  # characters at the left that exclusion patterns may look at


@dataclass(frozen=True, slots=True, kw_only=True)
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


_ASCII = r"\d{1,3}(?:, ?\d{3})*, ?\d{2,3}(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN = "一二三四五六七八九十百千两零〇"
_NUMERAL = re.compile(
    rf"(?P<ascii>{_ASCII})"
    rf"|(?P<percent>百分之(?P<percent_of>[{_HAN}]+(?:点[{_HAN}]+)?))"
    rf"|(?P<fraction>(?P<below>[{_HAN}]+)分之(?P<above>[{_HAN}]+))"
    rf"|(?P<tenths>[{_HAN}](?=成(?![员立为长果就功本效品交都型套因绩年人活分员])))"
    r"|(?P<half>(?<![一过])(?:一半|过半|半数))"
    r"|(?P<double>翻了?[一两]番|翻番)"
    rf"|(?P<vague>[数几上][十百千万]|十(?=[余多]))"
    rf"|(?P<han>[一二三四五六七八九十两][{_HAN}]*)"
)
_RANGE = re.compile(rf" ?(?:-|—|~|至|到)+ ?(?P<upper>{_ASCII})")
_NEXT = re.compile(rf"(?:、|和|及|与)(?:{_ASCII})")
_RATIO = re.compile(r"\d+(?:\.\d+)?(?:：\d+(?:\.\d+)?)+")
_RATIO_WORDS = re.compile(r"(?:比例|结构|构成|之比|比重|比)[^。；]{0,14}$")
_QUALIFIER = {"余": Bound.MORE_THAN, "多": Bound.MORE_THAN}
_NAMES = re.compile(r'《[^》]*》|“[^”]{0,26}”|"[^"\n]{0,26}"|〔[^〕]*〕|【[^】]*】|‘[^’]{0,20}’')
_TAKES_TIME = re.compile(r"天数|审批|办理|许可|减少到|时限|用时|时间|时长|周期|工期|缩短|压缩|压减|提速|寿命|年龄|最快|平均|期限|办结")
_INDEX_WORDS = re.compile(r"(?:指数|系数|评分|得分|分值|密度|倍数|之比|PMI)(?:为|达到|达|是|：|升至|降至)?$")
_NOT_BOUND = re.compile(r"(?:节|签|合|预|契|履|集|解|公|条|失|相|如|特)约$|(?:附|最|亲|靠|邻|临|晋|就|远)近$|(?:赶|反|高)超$")
_HAN_CHARACTER = re.compile(r"[一-鿿]")


def find_figures(text: str) -> list[Figure]:
    """Return the figures of a folded text that may be statements, in order.

    Parameters
    ----------
    text : str
        A paragraph, folded (:func:`tongbi.read.folding.fold`), its lines joined.
    """
    return _Scanner(text).run()


class _Scanner:
    """One pass over one paragraph."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lexicon = lexicon()
        self.names = [m.span() for m in _NAMES.finditer(text)]
        self.ratios = {m.start(): m for m in _RATIO.finditer(text)}

    def run(self) -> list[Figure]:
        found: list[Figure] = []
        position = 0
        name = 0
        for match in _NUMERAL.finditer(self.text):
            at = match.start()
            while name < len(self.names) and self.names[name][1] <= at:
                name += 1
            inside = name < len(self.names) and self.names[name][0] <= at
            if at < position or inside:
                continue
            for figure in self._read(match):
                found.append(figure)
                position = max(position, figure.end)
        return found

    def _read(self, match: re.Match[str]) -> Iterator[Figure]:
        kind = match.lastgroup
        if match.group("ascii"):
            ratio = self.ratios.get(match.start())
            if ratio and _RATIO_WORDS.search(self.text, 0, match.start()):
                yield from self._ratio(ratio)
                return
            figure = self._ascii(match)
        elif match.group("percent") or match.group("fraction") or kind == "tenths":
            figure = self._share(match)
        elif kind == "half":
            figure = self._plain(match, Decimal(50), "%", "rate")
        elif kind == "double":
            times = self.lexicon.doubling[match.group().replace("了", "")]
            at = match.end() - 2 if len(match.group()) > 2 else match.start()
            figure = self._plain(match, Decimal(times), "%", "rate", at=at)
        elif kind == "vague":
            figure = self._vague(match)
        else:
            figure = self._han(match)
        if figure is not None:
            yield figure

    # -- the spellings ---------------------------------------------------------------------

    def _ascii(self, match: re.Match[str]) -> Figure | None:
        text, start, end = self.text, match.start(), match.end()
        if start and text[start - 1] in ".％%" and text[start - 2 : start - 1].isdigit():
            return None
        value, decimals = parse_ascii(match.group())
        step = _ONE.scaleb(-decimals)
        upper = None
        tail = self._tail(end)
        if not tail.unit:
            tail = self._shared_tail(tail) or tail
        span = _RANGE.match(text, tail.end)
        if span is not None:
            far = self._tail(span.end())
            if far.unit and (not tail.unit or tail.unit == far.unit):
                upper = parse_ascii(span.group("upper"))[0] * far.scale
                tail = far
        elif self._ends_range(start):
            return None
        figure = Figure(
            at=start,
            start=start,
            end=tail.end,
            left=start,
            value=value * tail.scale,
            step=step * tail.scale,
            unit=tail.unit,
            family=tail.family,
            bound=tail.bound,
            upper=upper,
            rules=("bound.odd",) if tail.bound is Bound.MORE_THAN else (),
        )
        bare = not tail.unit
        if tail.family == "count" and tail.scale == 1 and match.group().endswith(".0"):
            return None  # a version number before a noun that looks like a measure word
        if bare and not self._bare_counts(start, tail):
            return None
        return self._finish(self._signed(figure), bare=bare)

    def _share(self, match: re.Match[str]) -> Figure | None:
        start, end = match.span()
        at = start
        if match.group("percent"):
            value = parse_chinese(match.group("percent_of"))
            at = start
        elif match.group("fraction"):
            below = parse_chinese(match.group("below"))
            if not below:
                return None
            value = (parse_chinese(match.group("above")) * 100 / below).quantize(Decimal("0.01"))
        else:
            value, end = parse_chinese(match.group()) * 10, end + 1
        return self._plain(match, value, "%", "rate", at=at, end=end)

    def _vague(self, match: re.Match[str]) -> Figure | None:
        printed = match.group()
        tail = self._tail(match.end())
        if tail.family not in ("count", "amount"):
            return None
        scale = {"十": 10, "百": 100, "千": 1000, "万": 10_000}[printed[-1]]
        figure = Figure(
            at=match.start(), start=match.start(), end=tail.end, left=match.start(),
            value=Decimal(scale) * tail.scale, step=Decimal(scale) * tail.scale,
            unit=tail.unit, family=tail.family, bound=Bound.MORE_THAN, rules=("numeral.vague",),
        )  # fmt: skip
        return self._finish(figure, bare=False)

    def _han(self, match: re.Match[str]) -> Figure | None:
        start, end = match.span()
        text = self.text
        if text[start - 1 : start] in ("第", "之", "数", "几", "上", "点", "每", "逐", "同", "另", "某", "唯", "统", "专", "单", "万", "届", "红") and start:
            return None
        tail = self._tail(end)
        if tail.family not in ("count", "amount", "rate", "duration") or tail.scale != 1:
            return None
        if match.group() in ("一", "零") or self.lexicon.chinese_idioms.match(text, end):
            return None
        if tail.family == "amount" and len(match.group()) == 1:
            return None  # 三元, 一米: a name more often than an amount
        try:
            value = parse_chinese(match.group())
        except ValueError:
            return None
        figure = Figure(
            at=start, start=start, end=tail.end, left=start, value=value, unit=tail.unit,
            family=tail.family, bound=tail.bound, rules=("numeral.han",),
        )  # fmt: skip
        return self._finish(figure, bare=False)

    def _plain(
        self, match: re.Match[str], value: Decimal, unit: str, family: str,
        *, at: int | None = None, end: int | None = None,
    ) -> Figure | None:  # fmt: skip
        start = match.start()
        figure = Figure(
            at=start if at is None else at, start=start, end=match.end() if end is None else end,
            left=start, value=value, unit=unit, family=family, rules=(f"numeral.{match.lastgroup}",),
        )  # fmt: skip
        return self._finish(figure, bare=False)

    def _ratio(self, match: re.Match[str]) -> Iterator[Figure]:
        parts = match.group().split("：")
        at = match.start()
        for part in parts if len(parts) > 2 else parts[:1]:
            value, decimals = parse_ascii(part)
            end = at + len(part)
            if part is parts[-1] or len(parts) == 2:  # noqa: PLR2004
                end = match.end()
            yield Figure(
                at=at, start=at, end=at + len(part), left=match.start(), value=value,
                step=_ONE.scaleb(-decimals), family="ratio", rules=("numeral.ratio",),
            )  # fmt: skip
            at = end + 1 if end != match.end() else end

    # -- what surrounds a numeral ----------------------------------------------------------

    def _tail(self, position: int) -> _Tail:
        """Read scale, qualifier and unit behind a numeral."""
        text = self.text
        if text[position : position + 1] == " ":
            position += 1
        begin = position
        scale = 1
        bound = Bound.EXACT
        found = _SCALE().match(text, position)
        if found:
            scale, position = scale_of(found.group()), found.end()
        if text[position : position + 1] in _QUALIFIER:
            bound, position = Bound.MORE_THAN, position + 1
            found = _SCALE().match(text, position)
            if found:
                scale, position = scale * scale_of(found.group()), found.end()
        unit, family = self._unit(position)
        if not unit and text.startswith("成", position) and scale == 1:
            return _Tail(position + 1, 10, bound, "%", "rate")
        position += len(unit)
        if unit and text[position : position + 1] in _QUALIFIER and unit in ("倍", "个", "元", "吨", "亩", "米", "公里"):
            bound, position = Bound.MORE_THAN, position + 1
            if text.startswith(("小时", "月", "点"), position):
                position += 1
        if unit == "元":
            if text.startswith("人民币", position):
                position += 3
        if begin == position:
            return _Tail(begin, 1, Bound.EXACT, "", "bare")
        return _Tail(position, scale, bound, unit, family)

    def _shared_tail(self, tail: _Tail) -> _Tail | None:
        """Return the unit that the next numeral of a 分别 list lends (分别达238和317个)."""
        follows = _NEXT.match(self.text, tail.end)
        if follows is None or "分别" not in self.text[max(0, tail.end - 24) : tail.end]:
            return None
        lent = self._tail(follows.end())
        return replace(lent, end=tail.end) if lent.unit else None

    def _unit(self, position: int) -> tuple[str, str]:
        """Return the longest unit at `position` and its family."""
        text, families = self.text, _families()
        for length in range(_MAX_UNIT, 0, -1):
            word = text[position : position + length]
            family = families.get(word)
            if family is not None:
                return word, family
        return "", "bare"

    def _signed(self, figure: Figure) -> Figure:
        """Take a minus sign at the left into the figure."""
        before = self.text[max(0, figure.start - 2) : figure.start]
        if before.endswith("-") and not before[:1].isalnum() or before.endswith("-") and _HAN_CHARACTER.match(before):
            return replace(
                figure, start=figure.start - 1, left=figure.start - 1, value=-figure.value,
                rules=(*figure.rules, "numeral.negative"),
            )  # fmt: skip
        return figure

    def _ends_range(self, start: int) -> bool:
        """Tell whether the numeral is the second of a range such as 10—20 or 5%—6%."""
        return bool(re.search(r"(?:\d|%|万|亿|个百分点|元|人|个|项|家|件|米) ?(?:—+|~|-)$", self.text[max(0, start - 8) : start]))

    def _bare_counts(self, start: int, tail: _Tail) -> bool:
        """Tell whether a numeral without unit is a figure all the same."""
        text = self.text
        left = text[max(0, start - 10) : start]
        if _INDEX_WORDS.search(left):
            return True
        return tail.scale > 1 and bool(_HAN_CHARACTER.match(text, tail.end))

    def _finish(self, figure: Figure, *, bare: bool) -> Figure | None:
        """Apply qualifiers and exclusions; None where the figure is no statement."""
        figure = self._bounded(figure)
        rule = self._excluded(figure, bare=bare)
        return None if rule else figure

    def _bounded(self, figure: Figure) -> Figure:
        text, lex = self.text, self.lexicon
        bound, left, end = figure.bound, figure.left, figure.end
        for length in range(4, 0, -1):
            word = text[max(0, left - length) : left]
            if word in lex.bounds_before and not _NOT_BOUND.search(text, 0, left):
                bound, left = lex.bounds_before[word], left - length
                break
        for length in range(3, 0, -1):
            word = text[end : end + length]
            if word in lex.bounds_behind and word not in ("余", "多"):
                if word == "内" and figure.family != "duration":
                    continue
                bound, end = lex.bounds_behind[word], end + length
                break
        if end == figure.end and left == figure.left:
            return figure
        return replace(figure, bound=bound, left=left, end=end)

    def _excluded(self, figure: Figure, *, bare: bool) -> str:
        """Return the id of the rule that makes the figure no statement, or an empty string."""
        text, lex = self.text, self.lexicon
        behind = figure.end
        left = text[max(0, figure.left - _WINDOW) : figure.left]
        near = left if figure.left == figure.start else text[max(0, figure.start - _WINDOW) : figure.start]
        for rule in lex.left:
            if (rule.units and figure.unit not in rule.units) or (rule.only_bare and not bare):
                continue
            if rule.pattern.search(near) or rule.pattern.search(left):
                return rule.id
        if bare and figure.family == "bare":
            for rule in lex.right:
                if rule.pattern.match(text, behind):
                    return rule.id
        if figure.family == "duration" and not self._takes_time(figure):
            return "duration"
        return self._class_size(figure)

    def _takes_time(self, figure: Figure) -> bool:
        clause = re.split(r"[。；，]", self.text[max(0, figure.left - 40) : figure.left])[-1]
        return bool(_TAKES_TIME.search(clause))

    def _class_size(self, figure: Figure) -> str:
        """Tell a size that names a class (10亿元级, 5000万元以上工业企业)."""
        text, lex = self.text, self.lexicon
        if lex.class_size.match(text, figure.end):
            return "class size"
        if figure.unit in lex.capacity_units and lex.capacity_noun.match(text, figure.end):
            left = text[max(0, figure.left - 6) : figure.left]
            return "" if lex.capacity_done.search(left) else "capacity"
        word = lex.class_above.match(text, self._unit_end(figure))
        if word is None or figure.family not in ("amount", "count", "bare"):
            return ""
        if lex.class_verbs.match(text, word.end()):
            return ""
        left = text[max(0, figure.left - 6) : figure.left]
        return "" if lex.class_reached.search(left) else "class size"

    def _unit_end(self, figure: Figure) -> int:
        for word in ("及以上", "或以上", "及以下", "以上", "以下", "以内"):
            if self.text.endswith(word, figure.start, figure.end):
                return figure.end - len(word)
        return figure.end


@dataclass(frozen=True, slots=True)
class _Tail:
    """What stands behind a numeral."""

    end: int
    scale: int
    bound: Bound
    unit: str
    family: str


@lru_cache(maxsize=1)
def _SCALE() -> re.Pattern[str]:
    return re.compile(any_of(lexicon().scales))


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    lex = lexicon()
    families = dict.fromkeys(lex.counts, "count")
    families.update(dict.fromkeys(lex.durations, "duration"))
    families.update(dict.fromkeys(lex.amounts, "amount"))
    families.update(dict.fromkeys(lex.multiples, "multiple"))
    families.update(dict.fromkeys(lex.rates, "rate"))
    return families
