"""One form of characters for comparing labels."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["plain"]

_DROP = re.compile(r"[^\w%‰]+|_")
_FOOTNOTE = re.compile(r"[\[〔【]\d{1,2}[\]〕】]")

# NFKC folds the Kangxi radicals that PDF readers give for whole characters, but leaves most of
# the supplement that carries the simplified forms.
_RADICALS = str.maketrans(
    "⺠⻅⻔⻋⻓⻛⻢⻩⻆⻚⻜⻝⻥⻦⻨⻬⻮⻰⻳⻘⺟⺎", "民见门车长风马黄角页飞食鱼鸟麦齐齿龙龟青母兀"
)


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return `text` in one form of characters, without blanks, punctuation and footnote marks.

    Examples
    --------
    >>> plain("⼈⺠调解 “案件”（全市）")
    '人民调解案件全市'
    >>> plain("地区生产总值[2]")
    '地区生产总值'
    """
    folded = _FOOTNOTE.sub("", unicodedata.normalize("NFKC", text))
    return _DROP.sub("", folded.translate(_RADICALS)).lower()
