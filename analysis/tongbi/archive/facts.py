"""The facts of one report, ``reports/<slug>/<kind>-<year>.csv``: figures, never a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tongbi.archive.corrections import corrected
from tongbi.archive.table import Column, Row, plain, read_table, write_table
from tongbi.interval import Interval
from tongbi.model import Base, Bound, Measure, Role, SectionPart, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from enum import StrEnum
    from pathlib import Path

    from tongbi.archive.corrections import Correction

__all__ = [
    "FACTS",
    "NO_PLACE",
    "Fact",
    "load_facts",
    "short_section",
    "without_sentences",
    "write_facts",
]

NO_PLACE = -1
"""Offset of a figure that was collected by hand, not found in a text."""

SECTION_LENGTH = 12
"""Characters that are kept of a third party's heading: enough to find it, too few to copy it."""

LABEL_LENGTH = 19
_JOINT = re.compile(r"[、，：（）“”和及与的]")  # where a label may be cut
"""Characters that are kept of a label worded after a third party's text."""


def _values(vocabulary: type[StrEnum]) -> tuple[str, ...]:
    return tuple(member.value for member in vocabulary if member.value)


FACTS = (
    Column(name="label", description="指标名，如表格的行名", required=True),
    Column(name="label_en", description="英文指标名"),
    Column(name="value", description="数值，已乘万、亿；下降为负", type="number", required=True),
    Column(name="unit", description="单位或量词，原文写法，不含万、亿"),
    Column(
        name="period", description="数字所属年度；多年合计为末年", type="integer", required=True
    ),
    Column(name="part_year", description="不足全年时的时段：H1、Q3、M1-9、D0331（时点）"),
    Column(
        name="measure",
        description="水平、百分比变动、百分点变动或绝对变动",
        choices=_values(Measure),
    ),
    Column(name="role", description="实绩、目标或多年合计", choices=_values(Role)),
    Column(name="place", description="数字所属的其他地方、机关或口径词；空为发布机关自身"),
    Column(name="quote", description="数字的原文写法"),
    Column(name="bound", description="上下限措辞", choices=_values(Bound)),
    Column(name="base", description="变动的比较基准", choices=_values(Base)),
    Column(name="since", description="多年合计的首年或比较的基年", type="integer"),
    Column(name="lower", description="原文写法允许的下限；空为无下限", type="number"),
    Column(name="upper", description="原文写法允许的上限；空为无上限", type="number"),
    Column(name="lower_closed", description="是否含下限", type="boolean"),
    Column(name="upper_closed", description="是否含上限", type="boolean"),
    Column(name="section", description="所在章节"),
    Column(name="section_part", description="成绩、问题或计划部分", choices=_values(SectionPart)),
    Column(name="at", description="数字首字在原文中的位置，从 0 起", type="integer"),
    Column(name="start", description="原文写法的起点", type="integer"),
    Column(name="end", description="原文写法的终点", type="integer"),
    Column(name="subject", description="计数的对象"),
    Column(name="action", description="对其所做的事"),
    Column(name="qualifier", description="限定语"),
    Column(name="parent", description="其中项所属的指标"),
    Column(name="indicator", description="汇编所用的指标标识"),
    Column(name="vintage", description="汇编各行所据发布物的年份", type="integer"),
    Column(name="readings", description="可以有的几种读法，用 | 分隔"),
    Column(name="rules", description="解释读法的规则标识，用 | 分隔"),
    Column(name="address", description="这一行的出处网址，与登记表不同时填写"),
    Column(name="note", description="备注"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A statement with what the archive knows beyond the report's text.

    Attributes
    ----------
    statement : Statement
        The number. Its `at`, `start` and `end` are ``NO_PLACE`` where there is no text.
    label_en : str
        English name of the indicator, empty where none was given.
    indicator : str
        Id of the indicator where a person assigned one, else empty.
    vintage : int or None
        Year of the publication that stated it, in a collection from several publications.
    address : str
        Where the figure was read, empty where it is the report's own address.
    note : str
        Remark on scope, definition or doubt.
    """

    statement: Statement
    label_en: str = ""
    indicator: str = ""
    vintage: int | None = None
    address: str = ""
    note: str = ""


def load_facts(path: Path, corrections: Sequence[Correction] = ()) -> tuple[Fact, ...]:
    """Read the facts of one report, in the order of the file.

    Parameters
    ----------
    path : Path
        The report's table of facts.
    corrections : sequence of Correction
        What a person has corrected in this report.

    Raises
    ------
    DataError
        Naming file, line, column and value, for the first cell that does not fit.
    """
    return tuple(_fact(row) for row in corrected(read_table(path, FACTS), corrections))


def write_facts(path: Path, facts: Iterable[Fact]) -> None:
    """Write the facts of one report, sorted by their place in the text, atomically."""
    # A stable sort: figures without a place keep the order in which they were given.
    ordered = sorted(facts, key=lambda fact: fact.statement.at)
    write_table(path, FACTS, (_cells(fact) for fact in ordered))


def short_section(section: str) -> str:
    """Cut a heading path to what finds the place without copying the headings.

    Examples
    --------
    >>> short_section("二、健全依法行政制度体系，加快推进政府治理规范化 / （三）其他")
    '二、健全依法行政制度体系 / （三）其他'
    """
    return " / ".join(_short_heading(heading) for heading in section.split(" / "))


def without_sentences(fact: Fact) -> Fact:
    """Return the fact as it may be kept of a third party's report: figures, no running text.

    Headings are cut to their first clause; of a long label the end stays, where its noun is.
    """
    statement = fact.statement
    parts: dict[str, Any] = {
        name: _short_label(getattr(statement, name))
        for name in ("label", "subject", "action", "qualifier", "parent", "place")
    }
    section = short_section(statement.section)
    return replace(fact, statement=statement._replace(section=section, **parts))


def _short_label(label: str) -> str:
    """Return the end of a long label, from the beginning of a word where one can be told."""
    if len(label) <= LABEL_LENGTH:
        return label
    end = label[-LABEL_LENGTH:]
    found = _JOINT.search(end, 0, LABEL_LENGTH // 2)
    return (end[found.end() :] if found else end).strip("”）")


def _short_heading(heading: str) -> str:
    first = re.split(r"[，。；：！？\s]", heading, maxsplit=1)[0]
    return first[:SECTION_LENGTH]


def _fact(row: Row) -> Fact:
    return Fact(
        statement=_statement(row),
        label_en=row.text("label_en"),
        indicator=row.text("indicator"),
        vintage=row.integer("vintage"),
        address=row.text("address"),
        note=row.text("note"),
    )


def _statement(row: Row) -> Statement:
    value, period = row.number("value"), row.integer("period")
    assert value is not None  # noqa: S101 - the table has checked that both are filled
    assert period is not None  # noqa: S101
    at, start, end = (_place(row, name) for name in ("at", "start", "end"))
    return Statement(
        at=at,
        start=start,
        end=end,
        quote=row.text("quote"),
        value=value,
        interval=_interval(row),
        unit=row.text("unit"),
        measure=row.choice("measure", Measure, Measure.LEVEL),
        role=row.choice("role", Role, Role.ACTUAL),
        period=period,
        part_year=row.text("part_year"),
        since=row.integer("since"),
        base=row.choice("base", Base, Base.NONE),
        bound=row.choice("bound", Bound, Bound.EXACT),
        label=row.text("label"),
        subject=row.text("subject"),
        action=row.text("action"),
        qualifier=row.text("qualifier"),
        parent=row.text("parent"),
        place=row.text("place"),
        section=row.text("section"),
        section_part=row.choice("section_part", SectionPart, SectionPart.DONE),
        readings=_readings(row),
        rules=tuple(filter(None, row.text("rules").split("|"))),
    )


def _place(row: Row, name: str) -> int:
    place = row.integer(name)
    if place is not None and place < 0:
        raise row.error("archive.place-negative", name)
    return NO_PLACE if place is None else place


def _interval(row: Row) -> Interval:
    lower, upper = row.number("lower"), row.number("upper")
    if lower is not None and upper is not None and lower > upper:
        raise row.error("archive.limits-reversed", "lower", upper=row.text("upper"))
    return Interval(
        lower,
        upper,
        row.boolean("lower_closed", default=True),
        row.boolean("upper_closed", default=True),
    )


def _readings(row: Row) -> tuple[Measure, ...]:
    try:
        return tuple(Measure(name) for name in row.text("readings").split("|") if name)
    except ValueError:
        raise row.error("archive.reading-unknown", "readings", allowed=_values(Measure)) from None


def _cells(fact: Fact) -> dict[str, str]:
    statement = fact.statement
    interval = statement.interval
    cells = {column.name: str(getattr(statement, column.name, "")) for column in FACTS}
    for name in ("at", "start", "end"):
        place = getattr(statement, name)
        cells[name] = "" if place == NO_PLACE else str(place)
    return cells | {
        "since": "" if statement.since is None else str(statement.since),
        "label_en": fact.label_en,
        "value": plain(statement.value),
        "lower": plain(interval.lower),
        "upper": plain(interval.upper),
        "lower_closed": str(interval.lower_closed).lower(),
        "upper_closed": str(interval.upper_closed).lower(),
        "indicator": fact.indicator,
        "vintage": "" if fact.vintage is None else str(fact.vintage),
        "readings": "|".join(statement.readings),
        "rules": "|".join(statement.rules),
        "address": fact.address,
        "note": fact.note,
    }
