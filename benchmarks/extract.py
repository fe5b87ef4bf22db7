"""Extraction beside jieba, recognizers-text, chinese2digits and jionlp, on the same texts.

Each text is read once, after a warm-up on one sentence, so that no cache answers.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.contest import ROOT, Contender, Setting, hold
from benchmarks.rows import Goal, Part, Row, absolute, ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["parts"]

WARM_UP = "2024年，全市受理案件715件，同比增长9.2%，支出3.6亿元。"
SENTENCE = re.compile(r"[^。；\n]+[。；\n]?")
KINDS = ("law_based_gov_report", "gov_work_report")
_DOES = {
    "tongbi": "every figure with value, interval, unit, bound, measure, role, period, base, place "
    "and label.",
    "jieba.posseg": "cuts the text into words and tags their parts of speech; reads no number.",
    "recognizers-text-suite": "numbers, percentages, currencies and dimensions with their values, "
    "sentence by sentence (its time is not linear in the length); no period, label, bound or "
    "measure.",
    "chinese2digits": "finds numerals and converts them to digits; neither unit nor meaning. It "
    "does far less than the others.",
    "jionlp": "amounts of money and expressions of time with their values (extract_money, "
    "extract_time); no counts, shares or labels.",
}
_CALLS = {
    "tongbi": "tongbi",
    "jieba.posseg": "jieba",
    "recognizers-text-suite": "recognizers",
    "chinese2digits": "chinese2digits",
    "jionlp": "jionlp",
}


def parts(setting: Setting) -> Iterator[Part]:
    """Measure extraction; one part."""
    texts, where = _texts(setting)
    size = sum(len(path.read_text(encoding="utf-8")) for path in texts)
    contenders = [
        Contender(
            name=name,
            does=does,
            call=f"benchmarks.extract:{_CALLS[name]}",
            given={"paths": [str(path) for path in texts]},
            peer=name != "tongbi",
        )
        for name, does in _DOES.items()
    ]
    outcome = hold(contenders, setting, setting.turns(3))
    goals = {"jieba.posseg": Goal(least=9), "recognizers-text-suite": Goal(least=50)}

    def each(name: str, goal: Goal | None = None) -> Row:
        what = ", per 1,000 characters"
        return absolute(outcome, name, goal, scale=1e6 / size, unit=" ms", what=what)

    rows = [each("tongbi", Goal(most=1))]
    for name in _DOES:
        if name != "tongbi":
            rows += [each(name), ratio(outcome, name, "tongbi", goals.get(name))]
    yield Part(
        title="Extraction",
        given=f"{len(texts)} {where}, {size:,} characters, all fields.",
        rows=rows,
        contenders=contenders,
    )


def _texts(setting: Setting) -> tuple[list[Path], str]:
    """Return the files to read, and what they are."""
    found = []
    if setting.corpus:
        found = sorted(p for k in KINDS for p in (setting.corpus / "corpus" / k).rglob("*.txt"))
    where = "published reports (rule of law, government work; TONGBI_CORPUS)"
    if not found:
        found = sorted((ROOT / "reports" / "yunling").glob("*.txt"))
        where = "shipped reports of a fictional city (TONGBI_CORPUS is not set)"
    return (found[:2] if setting.quick else found), where


def _all(read: Callable[[str], int], paths: list[str]) -> Callable[[], int]:
    """Return the work of reading all texts, which tells how much was found."""
    read(WARM_UP)
    texts = [Path(path).read_text(encoding="utf-8") for path in paths]
    return lambda: sum(read(text) for text in texts)


def tongbi(paths: list[str]) -> Callable[[], int]:
    """Count statements."""
    from tongbi import extract_text

    return _all(lambda text: len(extract_text(text, year=2024)), paths)


def jieba(paths: list[str]) -> Callable[[], int]:
    """Count words."""
    import logging

    import jieba
    from jieba import posseg

    jieba.setLogLevel(logging.ERROR)
    return _all(lambda text: len(posseg.lcut(text)), paths)


def recognizers(paths: list[str]) -> Callable[[], int]:
    """Count the figures recognized."""
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    kinds = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension)
    return _all(
        lambda text: sum(
            len(kind(sentence, "zh-cn")) for sentence in SENTENCE.findall(text) for kind in kinds
        ),
        paths,
    )


def chinese2digits(paths: list[str]) -> Callable[[], int]:
    """Count the numerals converted."""
    from chinese2digits import takeNumberFromString

    return _all(lambda text: len(takeNumberFromString(text)["digitsStringList"]), paths)


def jionlp(paths: list[str]) -> Callable[[], int]:
    """Count amounts of money and expressions of time."""
    import logging

    import jionlp

    logging.disable(logging.CRITICAL)  # a traceback for each expression that it gives up on
    money, time = jionlp.ner.extract_money, jionlp.ner.extract_time
    base = 1.7e9  # seconds since 1970: what "today" is
    return _all(
        lambda text: (
            len(money(text, with_parsing=True)) + len(time(text, with_parsing=True, time_base=base))
        ),
        paths,
    )
