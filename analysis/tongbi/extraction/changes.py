"""Tell what kind of number a figure is: a level, or a change, of what sort and against what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from tongbi.extraction.lexicon import Ending, any_of, lexicon
from tongbi.model import Base, Measure

if TYPE_CHECKING:
    from decimal import Decimal

    from tongbi.extraction.figures import Figure

__all__ = ["Reading", "classify", "same_reading"]

_POINTS = frozenset({"个百分点", "百分点", "个千分点", "个基点"})
# How a growth was computed; no part of the indicator's name.
_METHOD = re.compile(r"(?:按(?:可比|不变|现行|同)[一-鿿]{0,6}|同口径|可比口径)$")
_PERCENT = 100
_WINDOW = 28  # characters in which a verb of change or its comparison stands
_CLAUSE = 60  # characters in which a base year is looked for
_HAN = re.compile(r"[一-鿿]")


@dataclass(slots=True)
class Reading:
    """How a figure is to be understood.

    Attributes
    ----------
    value : Decimal
        Signed: a decline is negative.
    unit : str
        ``%`` for a change stated in multiples.
    left : int
        Where the text that names the indicator ends: before comparison and verb.
    measure, base
        As in :class:`~tongbi.model.Statement`.
    base_year : int or None
        A printed base year other than the year before.
    negated : bool
        Whether the sign was turned by a verb of decline.
    rules : tuple of str
        Rules that applied.
    """

    value: Decimal
    unit: str
    left: int
    measure: Measure = Measure.LEVEL
    base: Base = Base.NONE
    base_year: int | None = None
    negated: bool = False
    rules: tuple[str, ...] = ("level",)


@dataclass(frozen=True, slots=True)
class _Patterns:
    change: Ending
    base: re.Pattern[str]
    other: re.Pattern[str]
    against: re.Pattern[str]
    fronted: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    lex = lexicon()
    up, down = any_of(lex.up), any_of(lex.down)
    between = any_of(lex.between)
    yoy, other = any_of(lex.bases_yoy), any_of(lex.bases_other)
    against = any_of(lex.against)
    year = r"“?(?:(?:19|20)\d\d年|十[一二三四五]五”?)(?:同期|末|底|初|度|时期)?(?:相比)?"
    return _Patterns(
        change=Ending(
            rf"(?:(?P<up>(?<!新)(?:{up}))|(?P<down>(?<![审核裁消])(?:{down})))(?:幅度)?(?:{between})*",
            [*lex.up, *lex.down, "幅度", *lex.between],
        ),
        base=re.compile(
            rf"(?:按[一-鿿]{{2,6}}(?:计算|口径)?，?)?(?:同口径|可比口径|实际|名义)?(?:{yoy}|{other}|(?:{against}){year})"
            r"(?:（[^（）]*）)?(?:实际|名义|均|各|分别|再|又|净|大幅|略|小幅|累计|稳步|，)*$"
        ),
        other=re.compile(rf"{other}"),
        fronted=re.compile(
            r"(?:[，、]|全年|共|累计|总体|平均|再|进一步|力争|确保|分别)*"
            rf"(?P<verb>{any_of(lex.fronted)})(?!到|至|为)[一-鿿、“”]{{2,16}}$"
        ),
        against=re.compile(rf"(?:{against})“?(?:(?P<year>(?:19|20)\d\d)年|十[一二三四五]五)"),
    )


def classify(text: str, start: int, figure: Figure, year: int | None) -> Reading:
    """Classify one figure by the words before it.

    Parameters
    ----------
    text : str
        The folded paragraph.
    start : int
        Where the clause's own text before the figure begins.
    figure : Figure
        The figure.
    year : int or None
        The year that the report covers.
    """
    doubled = "numeral.double" in figure.rules
    found = _patterns().change.search(text, max(start, figure.left - _WINDOW), figure.left)
    if found is not None and figure.family == "count" and _HAN.match(text, figure.end):
        verb = found.group("up") or found.group("down")
        found = None if verb in lexicon().doing else found
    cut = found is None and not doubled and _is_cut(text, start, figure)
    if found is None and not doubled and not cut:
        return _level(text, start, figure)
    stop = figure.left if found is None else found.start()
    down = cut or (found is not None and found.group("down") is not None)
    value, unit = figure.value, figure.unit
    if figure.unit in _POINTS:
        measure = Measure.CHANGE_PP
    elif figure.family == "multiple":
        measure, value, unit = Measure.CHANGE_REL, value * _PERCENT, "%"
    elif figure.family == "rate":
        measure = Measure.CHANGE_REL
    else:
        measure = Measure.CHANGE_ABS
    base, base_year, left = _base(text, start, stop, figure.left, year)
    return Reading(
        measure=measure,
        base=base,
        value=-value if down else value,
        unit=unit,
        left=left,
        base_year=base_year,
        negated=down,
        rules=("change.down" if down else "change.up",),
    )


def _is_cut(text: str, start: int, figure: Figure) -> bool:
    """Tell a cut whose verb stands before its object (压减一般性支出2042万元)."""
    start, end = max(start, figure.left - _WINDOW), figure.left
    found = _patterns().fronted.match(text, start, end)
    if found is None or figure.family == "duration":
        return False
    if text.endswith(("率", "比重", "占比"), start, end):
        return False
    return figure.family == "rate" or found.group("verb") in lexicon().cutting


def _level(text: str, start: int, figure: Figure) -> Reading:
    """Read a figure without a verb of change; points are a change all the same."""
    if figure.unit in _POINTS:
        base, base_year, left = _base(text, start, figure.left, figure.left, None)
        return Reading(
            measure=Measure.CHANGE_PP, base=base, value=figure.value, unit=figure.unit,
            left=left, base_year=base_year, rules=("change.points",),
        )  # fmt: skip
    return Reading(figure.value, figure.unit, figure.left)


def _base(
    text: str, start: int, stop: int, end: int, year: int | None
) -> tuple[Base, int | None, int]:
    """Return base, printed base year, and where the indicator's own text ends."""
    patterns = _patterns()
    clause = text[max(start, end - _CLAUSE) : end]
    left = stop
    comparison = patterns.base.search(text, max(start, stop - _WINDOW), stop)
    if comparison is None:
        comparison = _METHOD.search(text, max(start, stop - _WINDOW), stop)
    if comparison is not None:
        left = comparison.start()
    against = patterns.against.search(clause)
    if against is not None:
        printed = against.group("year")
        base_year = int(printed) if printed else None
        if base_year is None or year is None or base_year != year - 1:
            return Base.OTHER, base_year, left
        return Base.YOY, None, left
    if patterns.other.search(clause) and "同比" not in clause and "比上年" not in clause:
        return Base.OTHER, None, left
    return Base.YOY, None, left


def same_reading(reading: Reading, figure: Figure) -> Reading:
    """Read a figure in a list as the one before it: direction and base are shared."""
    value = -figure.value if reading.negated else figure.value
    if reading.measure is Measure.CHANGE_REL and figure.family == "multiple":
        value *= _PERCENT
    if reading.measure in {Measure.CHANGE_REL, Measure.CHANGE_PP} and figure.family == "rate":
        # 8.2%、9.6%和1.3个百分点: the unit of each tells percent from points
        points = figure.unit in _POINTS
        measure = Measure.CHANGE_PP if points else Measure.CHANGE_REL
        return replace(reading, measure=measure, value=value, unit=figure.unit, left=figure.left)
    return replace(reading, value=value, left=figure.left)
