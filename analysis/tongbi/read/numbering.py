"""The automatic numbers of a Word document: 一、（一） 1. as Word would print them.

ECMA-376 part 1, 17.9: a paragraph names a list and a level; the list's definition says how the
counters of the level and of those above it are spelled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tongbi.read.package import local
from tongbi.read.styles import attribute

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

__all__ = ["Numbering", "spell"]

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEVEL = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_COUNTING = frozenset(
    [
        *("chineseCounting", "chineseCountingThousand", "japaneseCounting"),
        *("taiwaneseCounting", "taiwaneseCountingThousand", "ideographTraditional"),
    ]
)
_SILENT = frozenset({"bullet", "none"})
_CIRCLES = 20  # ① to ⑳
_LETTERS = 26
_FIGURES = 6  # of a counter's start
_MOST = 9999  # counted higher, a number is printed in figures


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """How one level of a list is numbered."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    legal: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a document and where their counters stand.

    Parameters
    ----------
    root : Element or None
        ``word/numbering.xml``; None where the document has no lists.
    """

    root: Element | None
    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict, init=False)
    _lists: dict[str, str] = field(default_factory=dict, init=False)
    _restarts: dict[tuple[str, int], int] = field(default_factory=dict, init=False)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for element in self.root if self.root is not None else ():
            if local(element) == "abstractNum":
                levels = [child for child in element if local(child) == "lvl"]
                self._levels[attribute(element, "abstractNumId")] = {
                    _int(attribute(level, "ilvl"), 0): _level(level) for level in levels
                }
            elif local(element) == "num":
                self._read_list(element)

    def _read_list(self, element: Element) -> None:
        number = attribute(element, "numId")
        for child in element:
            if local(child) == "abstractNumId":
                self._lists[number] = attribute(child, "val")
            elif local(child) == "lvlOverride":
                level = _int(attribute(child, "ilvl"), 0)
                for override in child:
                    if local(override) == "startOverride":
                        self._restarts[number, level] = _int(attribute(override, "val"), 1)

    def mark(self, number: str, level: int) -> str:
        """Count a paragraph of list `number` at `level`, and return its mark; "" for a bullet."""
        definition = self._lists.get(number)
        levels = self._levels.get(definition or "")
        if definition is None or not levels or level not in levels:
            return ""
        counters = self._counters.setdefault(definition, {})
        restart = self._restarts.pop((number, level), None)
        if restart is not None:
            counters[level] = restart
        else:
            counters[level] = counters.get(level, levels[level].start - 1) + 1
        for deeper in [key for key in counters if key > level]:
            del counters[deeper]
        this = levels[level]
        if this.style in _SILENT:
            return ""

        def printed(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            other = levels.get(index, this)
            style = "decimal" if this.legal else other.style
            return spell(counters.get(index, other.start), style)

        return _LEVEL.sub(printed, this.text)


def spell(value: int, style: str) -> str:
    """Return a counter as Word spells it.

    Parameters
    ----------
    value : int
        The counter.
    style : str
        A value of ``ST_NumberFormat``; an unknown one is printed in figures.

    Examples
    --------
    >>> spell(12, "chineseCountingThousand"), spell(3, "decimalEnclosedCircle")
    ('十二', '③')
    """
    if style in _SILENT or value <= 0:
        return "" if style in _SILENT else str(value)
    spelling, most = _SPELLINGS.get(style, (str, 0))
    return spelling(value) if value <= most else str(value)


def _chinese(value: int) -> str:
    counted = _counted(value, _DIGITS, "十百千")
    return counted.removeprefix("一") if counted.startswith("一十") else counted


def _legal(value: int) -> str:
    return _counted(value, _LEGAL, "拾佰仟")


def _figures(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _circle(value: int) -> str:
    return chr(ord("①") + value - 1)


def _letter(value: int) -> str:
    repeats, index = divmod(value - 1, _LETTERS)
    return chr(ord("a") + index) * (repeats + 1)


def _counted(value: int, digits: str, powers: str) -> str:
    """Spell a number below ten thousand with its powers: 一百零五."""
    printed = ""
    zero = False
    figures = str(value)
    for place, figure in zip(range(len(figures) - 1, -1, -1), figures, strict=True):
        if figure == "0":
            zero = bool(printed)
            continue
        printed += (
            ("零" if zero else "") + digits[int(figure)] + (powers[place - 1] if place else "")
        )
        zero = False
    return printed


def _roman(value: int) -> str:
    printed = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        printed += letters * count
    return printed


# Each style with its spelling and the highest number that it spells.
_SPELLINGS: dict[str, tuple[Callable[[int], str], int]] = {
    **dict.fromkeys(_COUNTING, (_chinese, _MOST)),
    "chineseLegalSimplified": (_legal, _MOST),
    "ideographDigital": (_figures, _MOST),
    "decimalEnclosedCircle": (_circle, _CIRCLES),
    "decimalEnclosedCircleChinese": (_circle, _CIRCLES),
    "lowerLetter": (_letter, _MOST),
    "upperLetter": (lambda value: _letter(value).upper(), _MOST),
    "lowerRoman": (_roman, _MOST),
    "upperRoman": (lambda value: _roman(value).upper(), _MOST),
}


def _level(element: Element) -> _Level:
    found = {local(child): attribute(child, "val") for child in element}
    return _Level(
        start=_int(found.get("start", ""), 1),
        style=found.get("numFmt", "decimal"),
        text=found.get("lvlText", ""),
        legal="isLgl" in found and found["isLgl"] not in {"0", "false"},
    )


def _int(printed: str, default: int) -> int:
    return int(printed) if printed.isdecimal() and len(printed) <= _FIGURES else default
