"""The wording of a clause: what is counted, what was done to it, what is measured of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from tongbi.extraction.lexicon import Ending, any_of, load, take

__all__ = ["Phrase", "Words", "clean", "parse", "strip_asides", "words"]

_NAME = "labels.toml"
_LIMIT = 200  # characters of a clause that can name a figure
_TAIL = 16  # characters of the longest word that is cut from its end
_TOTAL = "累计"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Compiled patterns of ``labels.toml``."""

    lead: re.Pattern[str]
    tail: Ending
    first: re.Pattern[str]
    middle: re.Pattern[str]
    last: Ending
    metric: Ending
    dependent: Ending
    rate: re.Pattern[str]
    derived: Ending
    funding: re.Pattern[str]
    attain: re.Pattern[str]
    totals: frozenset[str]
    generic: Ending
    standing: tuple[str, ...]
    ledger: re.Pattern[str]
    granted: re.Pattern[str]
    levels: tuple[str, ...]
    entity: Ending
    vague: re.Pattern[str]
    owner: re.Pattern[str]
    own: frozenset[str]
    group: re.Pattern[str]
    predicate: re.Pattern[str]
    scope: re.Pattern[str]
    place: re.Pattern[str]
    not_place: re.Pattern[str]

    def metric_off(self, text: str) -> str:
        """Return a text without the measure at its end."""
        found = self.metric.search(text)
        return text if found is None else text[: found.start()]


@lru_cache(maxsize=1)
def words() -> Words:
    """Return the patterns, compiled at the first call."""
    data = load(_NAME)

    def pick(key: str) -> list[str]:
        return list(take(_NAME, data, key, list))

    actions, metric = any_of(pick("actions")), any_of(pick("metrics"))
    guard = rf"(?!{any_of(pick('not_before'))})"
    stems = any_of([*pick("rate_stems"), *pick("actions")])
    rate = rf"(?:(?:{any_of(pick('rate_modifiers'))})*+(?:{stems})率)"
    plain = [*pick("generic"), *pick("actions"), *pick("fillers")]
    dependent = [*plain, *pick("dependent")]
    middle = any_of(pick("middle"))
    return Words(
        lead=re.compile(
            rf"(?:(?!{any_of(pick('keep'))})(?:{any_of(pick('lead'))}|截[至止](?:到)?(?:20\d\d)?年?(?:\d+月)?(?:\d+日)?[末底]?"
            r"|(?:至|自|从|到)?(?:19|20)\d\d年(?:以来|度|末|底|初)?|\d+月(?:份|末|底)?|其中))+"
        ),
        tail=Ending(
            rf"{any_of(pick('tail'))}|(?<!最)高达"
            r"|(?:是|为|相当于)?(?:(?:19|20)\d\d年|“?十[一二三四五]五”?(?:时期|期间|末)?|上年|去年)(?:同期)?[末底]?",
            [*pick("tail"), *"达年五”期间末底"],
        ),
        first=re.compile(rf"(?:(?:{actions}){guard})+"),
        middle=re.compile(rf"(?:共|累计|全年|已|新|成功|共计)?(?P<action>(?:{middle})){guard}"),
        last=Ending(middle, pick("middle")),
        metric=Ending(rf"{metric}|{rate}|[一-鿿]{{2}}率", [*pick("metrics"), "率"]),
        # Possessive: the longest word wins at each step, so time stays linear.
        dependent=Ending(rf"(?:{rate}|{any_of(dependent)})++", [*dependent, "率"]),
        rate=re.compile(rf"(?:{rate}|[一-鿿]{{2}}率)"),
        derived=Ending(any_of(pick("derived")), pick("derived")),
        funding=re.compile(rf"^(?:{any_of(pick('funding'))})"),
        attain=re.compile(rf"^(?:{any_of(pick('attain'))})(?=[一-鿿“]{{2}})"),
        totals=frozenset(pick("totals")),
        standing=tuple(pick("standing")),
        ledger=re.compile(any_of(pick("ledger"))),
        granted=re.compile(rf"(?:{any_of(pick('granted'))})"),
        levels=tuple(pick("levels")),
        generic=Ending(rf"(?:{any_of(plain)})*+", [*plain, ""]),
        entity=Ending(any_of(pick("entity")), pick("entity")),
        vague=re.compile(any_of(pick("vague"))),
        owner=re.compile(take(_NAME, data, "owner", str)),
        own=frozenset(pick("own")),
        group=re.compile(take(_NAME, data, "group", str)),
        predicate=re.compile(any_of(pick("predicates"))),
        scope=re.compile(any_of(pick("scopes"))),
        place=re.compile(take(_NAME, data, "place", str)),
        not_place=re.compile(take(_NAME, data, "not_place", str)),
    )


_ASIDE = re.compile(r"（[^（）]*）|《[^》]*》(?:等|、|和|及)?")


def strip_asides(text: str) -> str:
    """Take out what stands in brackets and titles of documents."""
    return _ASIDE.sub("", text) if "（" in text or "《" in text else text


@lru_cache(maxsize=1)
def _kept_tails() -> tuple[str, ...]:
    return tuple(take(_NAME, load(_NAME), "keep_tail", list))


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """Cut the words from a clause that tell time, order or "amounts to".

    Examples
    --------
    >>> clean("全年地区生产总值达")
    '地区生产总值'
    """
    text = strip_asides(text[-_LIMIT:]).strip()
    lexical, kept = words(), _kept_tails()
    while True:
        found = lexical.tail.search(text, max(0, len(text) - _TAIL))
        if found is None or text.endswith(kept):
            break
        text = text[: found.start()]
    found = lexical.lead.match(text)
    if found and found.end():
        text = text[found.end() :]
    text = text.strip("，、：；的 \t")
    if text.count("“") != text.count("”"):
        text = text.strip("“”，、：；的 \t")
    return text


class Phrase(NamedTuple):
    """A clause's wording taken apart.

    Attributes
    ----------
    text : str
        The whole, cleaned.
    plain : str
        The same without examples (…等) and verbs of attainment.
    action, subject, metric : str
        What was done, to what, and what is measured of it.
    leading : bool
        Whether the action opens the phrase (新增…), so that list items share it.
    dependent : bool
        Whether the phrase names no subject of its own.
    """

    text: str
    plain: str = ""
    action: str = ""
    subject: str = ""
    metric: str = ""
    leading: bool = False
    dependent: bool = False


@lru_cache(maxsize=8192)
def parse(text: str) -> Phrase:
    """Take a cleaned phrase apart."""
    lexical = words()
    if not text:
        return Phrase("", dependent=True)
    if text.startswith(_TOTAL) and len(text) > len(_TOTAL):
        # a running total is another thing than the year's figure: the word stays in the label
        of = parse(text.removeprefix(_TOTAL))
        return of._replace(text=text, plain=_TOTAL + of.plain)
    dependent = lexical.dependent.match(text) is not None and not text.endswith(lexical.standing)
    action, leading, rest = "", False, text
    found = lexical.first.match(text)
    if found:
        action, leading, rest = found.group(), True, text[found.end() :]
    else:
        inside = lexical.middle.search(text)
        if inside and inside.start() and inside.end() < len(text):
            action = inside.group("action")
            rest = text[: inside.start()] + text[inside.end() :]
        else:
            closing = lexical.last.search(text)
            if closing and closing.start():
                action, rest = closing.group(), text[: closing.start()]
    whole = len(rest)
    if "等" in rest and not _keeps_examples(text):
        rest = _EXEMPLARS.sub("", rest)
    plain = text if len(rest) == whole else (action if leading else "") + rest
    again = lexical.lead.match(rest) if action else None
    if again and again.end() < len(rest):
        rest = rest[again.end() :]
    metric = lexical.metric.search(rest)
    subject, head = rest, ""
    if metric is not None:
        subject, head = rest[: metric.start()], metric.group()
    if metric is not None or dependent:
        plain = lexical.attain.sub("", plain)
    subject = subject.strip("的、").removeprefix("应由").removeprefix("由")
    return Phrase(text, plain, action, subject, head, leading, dependent)


_BEARERS = ("单位", "部门", "企业", "机构", "地区", "地方", "组织", "主体")
_EXEMPLARS = re.compile(r"^[^等]{2,120}等(?![级于候待效次额价同])(?=[一-鿿“])")


def _keeps_examples(text: str) -> bool:
    """Whether what stands before 等 is needed.

    It is where 等 closes a list of those who act (…等单位共聘请…), or where the noun behind it
    tells nothing by itself (…等资金).
    """
    behind = text[text.rfind("等") + 1 :]
    if behind.startswith(_BEARERS) and words().middle.search(behind):
        return True
    return words().generic.match(behind) is not None and words().vague.search(behind) is not None
