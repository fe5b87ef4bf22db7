"""The extractor against its specification: small texts of our own and what they state.

The cases stand in ``tests/specs/*.toml``, a theme a file. A case gives a text (of 2024 where
it names no other year) and, in order, the statements that a careful analyst reads in it; an
empty list says that the numbers in it state nothing. Of a statement only the fields that the
case names are compared. A case that is marked ``unsupported`` is one that the extractor is
known to misread: it has to go on failing, so that the mark goes when the reading comes right.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import tongbi
from tongbi.interval import Interval
from tongbi.model import ReportKind, Statement

_FOLDER = Path(__file__).parents[1] / "specs"
_CASE_KEYS = {"id", "text", "year", "kind", "expect", "optional", "unsupported"}
_PLAIN = (
    "quote", "at", "value", "unit", "measure", "role", "period", "part_year", "since", "base",
    "bound", "label", "subject", "action", "parent", "place", "section", "section_part",
)  # fmt: skip
_KEYS = {*_PLAIN, "interval", "readings", "label_has", "label_not"}
_INTERVAL = re.compile(r"([\[(])(\S+), (\S+)([\])])")

Case = dict[str, Any]


def _load() -> list[Case]:
    """Read the cases of all files, each with the file's name and its own before its id."""
    cases: list[Case] = []
    for path in sorted(_FOLDER.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        for case in data["case"]:
            _check(case, path.name)
            cases.append({**case, "id": f"{path.stem}/{case['id']}"})
    return cases


def _check(case: Case, name: str) -> None:
    """Refuse a case with a key that nothing compares: it would pass without being tested."""
    where = f"{name}: case {case.get('id')!r}"
    unknown = set(case) - _CASE_KEYS
    unknown |= {key for row in case["expect"] for key in set(row) - _KEYS}
    if unknown or not {"id", "text", "expect"} <= set(case):
        pytest.fail(f"{where}: unknown keys {sorted(unknown)}, or id, text or expect is missing")


def _interval(printed: str) -> Interval:
    """Read ``[99.575, 99.585)``; an infinite end is printed ``-inf`` or ``inf``."""
    found = _INTERVAL.fullmatch(printed)
    assert found, f"not an interval: {printed}"
    left, low, high, right = found.groups()
    lower = None if low == "-inf" else Decimal(low)
    upper = None if high == "inf" else Decimal(high)
    # An infinite end is neither open nor closed; the record's default says closed.
    return Interval(lower, upper, left == "[" or lower is None, right == "]" or upper is None)


def _same_interval(wanted: Interval, got: Interval) -> bool:
    ends = (wanted.lower, wanted.upper) == (got.lower, got.upper)
    low = wanted.lower is None or wanted.lower_closed == got.lower_closed
    return ends and low and (wanted.upper is None or wanted.upper_closed == got.upper_closed)


def _differences(wanted: dict[str, Any], got: Statement) -> list[str]:
    """Say in which of the fields that a case names a statement differs from it."""
    wrong = [
        f"{key}: wanted {wanted[key]!r}, got {getattr(got, key)!r}"
        for key in _PLAIN
        if key in wanted and wanted[key] != getattr(got, key)
    ]
    if "interval" in wanted and not _same_interval(_interval(wanted["interval"]), got.interval):
        wrong.append(f"interval: wanted {wanted['interval']}, got {got.interval}")
    if "readings" in wanted and sorted(wanted["readings"]) != sorted(got.readings):
        wrong.append(f"readings: wanted {wanted['readings']}, got {list(got.readings)}")
    named = f"{got.label} {got.place}"  # a scope word (全市) may stand in either
    wrong += [
        f"label {got.label!r} lacks {x}" for x in wanted.get("label_has", ()) if x not in named
    ]
    wrong += [f"label {got.label!r} has {x}" for x in wanted.get("label_not", ()) if x in got.label]
    return wrong


def misread(case: Case) -> list[str]:
    """Return how the extractor's reading differs from the case; nothing where it agrees."""
    kind = ReportKind(case["kind"]) if "kind" in case else None
    found = tongbi.extract_text(case["text"], year=case.get("year", 2024), kind=kind)
    optional = set(case.get("optional", ()))
    got = [s for s in found if s.quote not in optional]
    if len(got) != len(case["expect"]):
        quotes = [s.quote for s in got]
        return [f"wanted {len(case['expect'])} statements, got {len(got)}: {quotes}"]
    wrong = []
    for wanted, statement in zip(case["expect"], got, strict=True):
        wrong += [f"{statement.quote}: {x}" for x in _differences(wanted, statement)]
    return wrong


_CASES = _load()


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in _CASES])
def test_reads_as_specified(case: Case) -> None:
    """The text states what the case says; an unsupported case goes on being misread."""
    wrong = misread(case)
    if "unsupported" in case:
        assert wrong, "reads right now: remove its `unsupported`"
    else:
        assert not wrong, "\n".join([case["text"], *wrong])


def test_case_ids_are_unique() -> None:
    """A failing case is found by its id."""
    assert [] == [name for name, n in Counter(case["id"] for case in _CASES).items() if n > 1]


def test_most_of_the_specification_is_supported() -> None:
    """Declaring cases unsupported must not become the way to pass."""
    open_cases = [case["id"] for case in _CASES if "unsupported" in case]
    assert len(open_cases) <= len(_CASES) * 0.1
