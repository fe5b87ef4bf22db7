"""Numbers for readers: no sharper than the interval that they stand for."""

from __future__ import annotations

import math

__all__ = ["change_words", "honest", "honest_range"]

_MISSING = {"zh": "—", "en": "—"}
_RISE = {"zh": "增加", "en": "up"}
_FALL = {"zh": "减少", "en": "down"}
_FLAT = {"zh": "持平", "en": "unchanged"}
_OPEN = {"zh": "增减不明", "en": "direction unclear"}
_MOST = 6  # decimals that are ever shown


def honest(value: float, lower: float, upper: float, *, signed: bool = False) -> str:
    """Return a number rounded to the digits that its interval supports.

    A digit is shown when the interval reaches no further than one unit of its place to either
    side; an exact number is shown whole.

    Parameters
    ----------
    value, lower, upper : float
        The number and the ends of its interval.
    signed : bool
        Whether a rise gets a plus.

    Examples
    --------
    >>> honest(99.326, 99.326, 99.326)
    '99.33'
    >>> honest(1.6, 1.5, 1.7, signed=True)
    '+1.6'
    >>> honest(1250.0, 750.0, 1750.0)
    '1,000'
    """
    if math.isnan(value):
        return _MISSING["zh"]
    sign = "+" if signed else ""
    width = upper - lower
    if math.isnan(width) or math.isinf(width):
        return f"{value:{sign},.0f}"
    if width <= 0:
        text = f"{value:{sign},.2f}"
        return text.rstrip("0").rstrip(".")
    places = min(_MOST, math.floor(-math.log10(width / 2) + 1e-9))
    if places < 0:
        step = 10.0**-places
        return f"{round(value / step) * step:{sign},.0f}"
    return f"{value:{sign},.{places}f}"


def honest_range(lower: float, upper: float, *, lang: str = "zh") -> str:
    """Return an interval for readers, open where an end is missing.

    Examples
    --------
    >>> honest_range(20.0, 120.0), honest_range(50.0, math.inf, lang="en")
    ('20—120', 'over 50')
    """
    if math.isnan(lower) or math.isnan(upper):
        return _MISSING[lang]
    low, high = (f"{end:,.2f}".rstrip("0").rstrip(".") for end in (lower, upper))
    if math.isinf(upper):
        return f"{low}以上" if lang == "zh" else f"over {low}"
    if math.isinf(lower):
        return f"{high}以下" if lang == "zh" else f"under {high}"
    return low if low == high else f"{low}—{high}"


def change_words(change: float, lower: float, upper: float, unit: str, lang: str = "zh") -> str:
    """Say a difference; an interval that holds zero is no rise and no fall.

    Parameters
    ----------
    change, lower, upper : float
        The difference and the ends of its interval; `change` is NaN where only the interval is
        known.
    unit : str
        Unit of the difference, such as ``件`` or ``个百分点``.
    lang : {"zh", "en"}
        Language.

    Examples
    --------
    >>> change_words(-73.0, -73.0, -73.0, "件")
    '减少73件'
    >>> change_words(float("nan"), 20.0, 120.0, "场", "en")
    'up 20—120 场'
    >>> change_words(0.05, -0.05, 0.15, "个百分点")
    '增减不明'
    """
    if math.isnan(lower) or math.isnan(upper):
        return _MISSING[lang]
    if lower == upper == 0:
        return _FLAT[lang]
    if lower <= 0 <= upper:
        return _OPEN[lang]
    word = (_RISE if lower > 0 else _FALL)[lang]
    low, high = sorted((abs(lower), abs(upper)))
    amount = honest_range(low, high, lang=lang)
    if not math.isnan(change):
        amount = honest(abs(change), low, high)
    gap = "" if lang == "zh" else " "
    return f"{word}{gap}{amount}{gap}{unit}".rstrip()
