"""Numerals: from their spelling to a number and the precision that was printed."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from tongbi.extraction.lexicon import lexicon

_WAN, _YI = 10_000, 100_000_000  # 万 closes a section, 亿 all before it

__all__ = ["parse_ascii", "parse_chinese", "scale_of"]


def parse_ascii(printed: str) -> tuple[Decimal, int]:
    """Return the value of an ASCII numeral and its number of decimals.

    Commas and blanks inside are thousands separators, wherever they stand.

    Examples
    --------
    >>> parse_ascii("1,077,607")
    (Decimal('1077607'), 0)
    >>> parse_ascii("99.50")
    (Decimal('99.50'), 2)
    """
    plain = printed.replace(",", "").replace(" ", "")
    return Decimal(plain), len(plain.partition(".")[2])


@lru_cache(maxsize=4096)
def parse_chinese(printed: str) -> Decimal:
    """Return the value of a Chinese numeral.

    Raises
    ------
    ValueError
        If the characters do not make a numeral.

    Examples
    --------
    >>> parse_chinese("二十一"), parse_chinese("五点六"), parse_chinese("三千零五十")
    (Decimal('21'), Decimal('5.6'), Decimal('3050'))
    """
    whole, point, fraction = printed.partition("点")
    digits = lexicon().digits
    value = Decimal(_whole(whole))
    if point:
        try:
            tail = "".join(str(digits[c]) for c in fraction)
        except KeyError as error:
            raise ValueError(f"not a numeral: {printed!r}") from error
        value += Decimal(f"0.{tail}")
    return value


def _whole(printed: str) -> int:
    """Evaluate the part before 点: sections of 万 and 亿, each of digits and powers."""
    digits, powers = lexicon().digits, lexicon().powers
    if printed and all(c in digits for c in printed):
        return int("".join(str(digits[c]) for c in printed))
    total = section = digit = 0
    for c in printed:
        if c in digits:
            digit = digits[c]
            continue
        if c not in powers:
            raise ValueError(f"not a numeral: {printed!r}")
        power = powers[c]
        if power == _YI:
            total, section, digit = (total + section + digit) * power, 0, 0
        elif power == _WAN:
            total, section, digit = total + (section + digit) * power, 0, 0
        else:
            section += (digit or 1) * power
            digit = 0
    return total + section + digit


def scale_of(word: str) -> int:
    """Return what a scale word such as 万 or 百亿 multiplies by; 1 for none."""
    return lexicon().scales[word] if word else 1
