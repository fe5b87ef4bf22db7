"""Numbers in the form in which a reader of the language expects them.

Chinese groups by ten thousands (1.43万宗, 3.68万亿元), English by thousands. Whole numbers
below the first group word are never rounded: 8301件 stays 8301件.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from tongbi.charts.words import unit_name, word

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["bounded", "change", "digits_for", "grouped_unit", "reader", "tick"]

_GROUPS: dict[str, tuple[tuple[Decimal, str], ...]] = {
    "zh": (
        (Decimal("1e12"), "万亿"),
        (Decimal("1e8"), "亿"),
        (Decimal("1e4"), "万"),
        (Decimal(1), ""),
    ),
    "en": (
        (Decimal("1e12"), " trillion"),
        (Decimal("1e9"), " billion"),
        (Decimal("1e6"), " million"),
        (Decimal(1), ""),
    ),
}
_GLUED = frozenset({"%", "‰"})
MINUS = "−"
MAX_DIGITS = 7
_LONG = 1_000_000


def reader(value: float, unit: str = "", *, lang: str = "zh", digits: int = 3) -> str:
    """Return `value` with its unit in the reader's form.

    Parameters
    ----------
    value : float
        The number, unscaled (14255, not 1.4255万).
    unit : str
        Unit or measure word as printed in the report.
    lang : {"zh", "en"}
        The language.
    digits : int
        Significant digits to show; whole numbers that need no group word are shown in full.

    Examples
    --------
    >>> reader(14255, "宗"), reader(8301, "件"), reader(99.3334, "%")
    ('1.43万宗', '8301件', '99.3%')
    >>> reader(3.68e12, "元"), reader(3.68e12, "元", lang="en")
    ('3.68万亿元', '3.68 trillion yuan')
    >>> reader(14255, "宗", lang="en")
    '14,255 cases'
    """
    if math.isnan(value):
        return word("missing", lang)
    sign = MINUS if value < 0 else ""
    figure = sign + _grouped(abs(Decimal(repr(float(value)))), lang, digits)
    return figure + _suffix(unit, lang)


def grouped_unit(values: Sequence[float], unit: str, *, lang: str = "zh") -> tuple[int, str]:
    """Return the group in which numbers that long can be shown side by side, with its unit.

    Where nothing but a number format is at hand, as in a chart that a spreadsheet draws, all
    numbers are divided by one group: the largest that leaves the greatest of them three digits.

    Parameters
    ----------
    values : sequence of float
        Finite numbers, unscaled.
    unit : str
        Their unit as printed in the report.
    lang : {"zh", "en"}
        The language.

    Returns
    -------
    tuple of int and str
        What to divide by, and the unit of what comes of it; 1 for numbers under a million.

    Examples
    --------
    >>> grouped_unit([9.58e11, 3.68e12], "元"), grouped_unit([9.58e11, 3.68e12], "元", lang="en")
    ((100000000, '亿元'), (1000000000, 'billion yuan'))
    >>> grouped_unit([724000], "次")
    (1, '次')
    """
    most = Decimal(repr(float(max(map(abs, values)))))
    name = unit_name(unit, lang)
    for size, group in _GROUPS[lang]:
        if group and most >= _LONG and most >= size * 100:
            return int(size), f"{group.strip()} {name}" if lang == "en" else f"{group}{name}"
    return 1, name


def _suffix(unit: str, lang: str) -> str:
    name = unit_name(unit, lang)
    return f" {name}" if lang == "en" and name and unit not in _GLUED else name


def _grouped(value: Decimal, lang: str, digits: int) -> str:
    groups = _GROUPS[lang]
    i = next((i for i, (size, _) in enumerate(groups) if value >= size), len(groups) - 1)
    scaled = _rounded(value / groups[i][0], digits)
    if i > 0 and scaled * groups[i][0] >= groups[i - 1][0]:  # 9999.9万 rounds up into 1亿
        i -= 1
        scaled = _rounded(value / groups[i][0], digits)
    return _plain(scaled, lang) + groups[i][1]


def _rounded(value: Decimal, digits: int) -> Decimal:
    places = digits - 1 - value.adjusted() if value else 0
    return value.quantize(Decimal(1).scaleb(-max(places, 0)), rounding=ROUND_HALF_UP)


def _plain(value: Decimal, lang: str) -> str:
    text = f"{value:,f}" if lang == "en" else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def change(value: float, unit: str = "", *, lang: str = "zh", digits: int = 3) -> str:
    """Return a change with its sign.

    Examples
    --------
    >>> change(2.1, "个百分点"), change(-104, "件"), change(0, "%")
    ('+2.1个百分点', '−104件', '0%')
    >>> change(2.1, "个百分点", lang="en")
    '+2.1 pp'
    """
    figure = reader(value, unit, lang=lang, digits=digits)
    return f"+{figure}" if value > 0 else figure


def bounded(
    value: float, unit: str = "", bound: str = "exact", *, lang: str = "zh", digits: int = 3
) -> str:
    """Return a figure with its bound in words.

    Examples
    --------
    >>> bounded(300, "件", "more_than"), bounded(50, "%", "at_least")
    ('超300件', '50%以上')
    """
    figure = reader(value, unit, lang=lang, digits=digits)
    if bound in {"exact", ""} or math.isnan(value):
        return figure
    return word(f"bound_{bound}", lang, figure=figure)


def digits_for(values: Sequence[float], unit: str = "", *, lang: str = "zh") -> int:
    """Return the fewest digits, three at least, at which different values look different.

    Examples
    --------
    >>> digits_for([99.58, 99.33]), digits_for([99.58, 99.62])
    (3, 4)
    """
    different = len({v for v in values if not math.isnan(v)})
    for digits in range(3, MAX_DIGITS):
        shown = {reader(v, unit, lang=lang, digits=digits) for v in values if not math.isnan(v)}
        if len(shown) == different:
            return digits
    return MAX_DIGITS


def tick(value: float, unit: str = "", *, lang: str = "zh") -> str:
    """Return an axis tick: the number alone, and a percent sign where it is a share.

    Examples
    --------
    >>> tick(5000, "件"), tick(20000, "件"), tick(99.5, "%")
    ('5000', '2万', '99.5%')
    """
    return reader(value, unit if unit in _GLUED else "", lang=lang, digits=4)
