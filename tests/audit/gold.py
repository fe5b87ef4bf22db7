"""Statements made from the annotated gold files, for tests that need no extractor."""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from tongbi.interval import Interval
from tongbi.model import Base, Bound, Document, Measure, Role, SectionPart, Statement
from tongbi.read import from_text

_FIGURE = re.compile(
    r"百分之[一二三四五六七八九十百]+|\d+(?:[,，] ?\d{3})*(?:\.\d+)?|[一二三四五六七八九十]+"
)
_SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "百": 100, "千": 1000, "": 1}


def find_text(root: Path, name: str) -> Path:
    """The one text of the corpus whose path ends with `name`."""
    return next(p for p in sorted(root.rglob(Path(name).name)) if str(p).endswith(name))


def read_tsv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def load(path: Path, texts: Path) -> tuple[Document, tuple[Statement, ...]]:
    """Read one gold file and the text that it annotates."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    source = find_text(texts, lines[0]["text"])
    text = source.read_text(encoding="utf-8")
    document = from_text(text, year=int(source.stem), source=str(source))
    facts = [row for row in lines[1:] if row["kind"] == "fact"]
    return document, tuple(_statement(text, row) for row in facts)


def _statement(text: str, row: dict[str, Any]) -> Statement:
    at = row["at"]
    found = _FIGURE.match(text, at)
    assert found, f"no figure at {at}: {text[at : at + 12]}"
    digits = found.group().replace(",", "").replace("，", "").replace(" ", "")
    end = found.end()
    value = Decimal(str(row["value"]))
    unit = re.match(r"(万亿|亿|万|千|百)?[余多]?(万亿|亿|万)?" + re.escape(row["unit"]), text[end:])
    scale = 1
    if unit:
        scale = _SCALES[unit.group(1) or ""] * _SCALES[unit.group(2) or ""]
        end += unit.end()
    places = len(digits.partition(".")[2])
    step = (
        Decimal(scale) / 10**places if "." in digits or scale > 1 or row["unit"] == "元" else None
    )
    interval = Interval.point(value)
    if step is None and row["unit"] in {"%", "‰"}:
        step = Decimal(1)
    if step is not None:
        interval = Interval.printed(value, step)
    return Statement(
        at=at,
        start=at,
        end=end,
        quote=text[at:end],
        value=value,
        interval=_bounded(interval, value, Bound(row["bound"])),
        unit=row["unit"],
        measure=Measure(row["measure"]),
        role=Role(row["role"]),
        period=row["period"],
        base=Base(row["base"]),
        bound=Bound(row["bound"]),
        label="".join(row["terms"]),
        subject="".join(row["terms"]),
        place=row["place"],
        section_part=SectionPart.PLAN if row["role"] == "target" else SectionPart.DONE,
    )


def _bounded(interval: Interval, value: Decimal, bound: Bound) -> Interval:
    if bound in {Bound.AT_LEAST, Bound.MORE_THAN}:
        return Interval(value, None, bound is Bound.AT_LEAST)
    if bound in {Bound.AT_MOST, Bound.LESS_THAN}:
        return Interval(None, value, True, bound is Bound.AT_MOST)
    if bound in {Bound.ABOUT, Bound.NEARLY}:
        margin = abs(value) / 10
        return Interval(value - margin, value + margin)
    return interval
