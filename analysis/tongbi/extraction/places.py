"""Split a leading place or scope word off a phrase."""

from __future__ import annotations

import re

from tongbi.extraction.wording import clean, words

__all__ = ["split_place"]

_SIGN = re.compile(r"[县区旗市州]")
_NAME = 12  # characters in which a place's name ends


def split_place(core: str) -> tuple[str, str]:
    """Return the place that a phrase begins with, and the rest.

    The issuer's own names (我市) are no place; its scope words (全市, 市本级) are kept as printed.

    Examples
    --------
    >>> split_place("新丰县法律援助处")
    ('新丰县', '法律援助处')
    """
    lexical = words()
    scope = lexical.scope.match(core)
    if scope and scope.end() < len(core):
        rest = core[scope.end() :].removeprefix("共").removeprefix("统筹的").removeprefix("的")
        return ("" if scope.group() in lexical.own else scope.group()), clean(rest)
    place = lexical.place.match(core) if _SIGN.search(core[:_NAME]) else None
    if place is None or lexical.not_place.match(core) or lexical.first.match(core):
        return "", core
    return (
        (place.group(), clean(core[place.end() :])) if place.end() < len(core) - 1 else ("", core)
    )
