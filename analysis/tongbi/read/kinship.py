"""Which rows of a table are parts of which: by 其中, by indents, by labels that come twice."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from tongbi.read.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["row_name", "whole_names"]

_MARK = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、](?!\d))+"
)
_PART_OF = re.compile(r"^(?:其中|#)[：:]?")
_BLANKS = re.compile(r"\s+")
_WIDE = "　"
_STEP = 2  # half-width blanks by which a part is moved in, at least
_PART_WIDTH = 6  # of 其中： to which the parts after the first are moved in


def row_name(printed: str) -> str:
    """Return what a row is called, folded, without its mark and 其中.

    Examples
    --------
    >>> row_name("（一）其中：第一产业")
    '第一产业'
    """
    return _PART_OF.sub("", _MARK.sub("", _BLANKS.sub("", fold(printed))))


def whole_names(printed: Sequence[str]) -> list[str]:
    """Return for each row the name of the row that it is a part of, else an empty string.

    Parameters
    ----------
    printed : sequence of str
        The rows' labels as printed, with the blanks before them.

    Examples
    --------
    >>> whole_names(["旅客", "公路", "铁路", "货物", "公路", "铁路"])
    ['', '旅客', '旅客', '', '货物', '货物']
    >>> whole_names(["总额", "　进口", "　出口"])
    ['', '总额', '总额']
    """
    names = [row_name(label) for label in printed]
    counts = Counter(names)
    above: list[tuple[int, str]] = []  # the indents and names of the rows in force
    single = ""  # the last name that comes only once
    wholes: list[str] = []
    for label, name in zip(printed, names, strict=True):
        indent = _indent(label)
        while above and above[-1][0] + _STEP > indent:
            above.pop()
        whole = above[-1][1] if above else ""
        if counts[name] > 1 and not whole:
            whole = single
        elif name:
            above.append((indent, name))
            single = name
        wholes.append(whole if whole != name else "")
    return wholes


def _indent(label: str) -> int:
    blanks = label[: len(label) - len(label.lstrip())]
    part = _PART_OF.match(_MARK.sub("", label.strip()))
    return len(blanks) + blanks.count(_WIDE) + (_PART_WIDTH if part else 0)
