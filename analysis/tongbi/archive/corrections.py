"""A person's verdicts on what the program read, ``reports/corrections.csv``.

A correction says what it expects to find. Once a better reading has removed what it corrects,
it fails loudly instead of correcting something else.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tongbi.archive.table import Column, Row, read_table, write_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = [
    "CORRECTIONS",
    "Correction",
    "Verdict",
    "corrected",
    "load_corrections",
    "merged",
    "write_corrections",
]


class Verdict(StrEnum):
    """What is to be done with a fact."""

    ACCEPT = "accept"  # read as it should be: nothing changes, the guard still holds
    DROP = "drop"
    OVERRIDE = "override"
    LINK = "link"  # of the indicator that `value` names
    SPLIT = "split"  # of no indicator that is known: a series of its own


CORRECTIONS = (
    Column(name="report", description="报告标识", required=True),
    Column(name="at", description="数字首字在原文中的位置", type="integer", required=True),
    Column(
        name="verdict",
        description=(
            "accept 读法无误；drop 删去这一行；override 改写其中一格；"
            "link 归入 value 所指的指标；split 自成一个指标"
        ),
        required=True,
        choices=tuple(verdict.value for verdict in Verdict),
    ),
    Column(name="field", description="override 要改写的列；其余为空"),
    Column(name="value", description="改写后的值；link 的指标标识"),
    Column(name="expect", description="override 时为该格的现值；其余为数字的原文写法"),
    Column(name="reason", description="理由", required=True),
    Column(name="author", description="更正人", required=True),
    Column(name="date", description="更正日期", required=True),
)

_FIXED = frozenset({"at", "start", "end", "quote"})
"""What stands in the text, which no correction changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One line of ``corrections.csv``: its cells are told in :data:`CORRECTIONS`."""

    row: Row
    report: str
    at: int
    verdict: Verdict
    field: str
    value: str
    expect: str

    @property
    def content(self) -> tuple[str, int, Verdict, str, str, str]:
        """What it says and of what, without who said so and why."""
        return (self.report, self.at, self.verdict, self.field, self.value, self.expect)


def load_corrections(path: Path, fields: Iterable[str]) -> tuple[Correction, ...]:
    """Read the corrections, none where there is no such file.

    Parameters
    ----------
    path : Path
        The file ``corrections.csv``.
    fields : iterable of str
        The columns of a table of facts.

    Raises
    ------
    DataError
        For a cell that does not fit, or a field that cannot be corrected.
    """
    if not path.is_file():
        return ()
    allowed = [name for name in fields if name not in _FIXED]
    return tuple(_correction(row, allowed) for row in read_table(path, CORRECTIONS))


def corrected(rows: Sequence[Row], corrections: Sequence[Correction]) -> tuple[Row, ...]:
    """Return the rows of one report's facts with its corrections carried out.

    Raises
    ------
    DataError
        Pointing at the correction that does not find what it expects.
    """
    kept: list[Row | None] = list(rows)
    places: dict[int | None, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        places[row.integer("at")].append(number)
    for correction in corrections:
        place, row = _find(kept, places[correction.at], correction)
        if correction.verdict is Verdict.DROP:
            kept[place] = None
        elif correction.verdict is not Verdict.ACCEPT:
            cells = {**row.cells, **_change(correction)}
            # From here on the correction answers for the row.
            kept[place] = Row(path=correction.row.path, line=correction.row.line, cells=cells)
    return tuple(row for row in kept if row is not None)


def merged(
    present: Sequence[Correction], further: Sequence[Correction]
) -> tuple[tuple[Correction, ...], tuple[Correction, ...]]:
    """Put further corrections after the present ones, each once.

    Parameters
    ----------
    present, further : sequence of Correction
        In the order in which they are to be carried out.

    Returns
    -------
    everything, added : tuple of Correction
        All of them, and those that were not there before.
    """
    known = {correction.content for correction in present}
    added = []
    for correction in further:
        if correction.content not in known:
            known.add(correction.content)
            added.append(correction)
    return (*present, *added), tuple(added)


def write_corrections(path: Path, corrections: Iterable[Correction]) -> None:
    """Write the corrections in the order in which they are carried out, atomically."""
    names = [column.name for column in CORRECTIONS]
    write_table(path, CORRECTIONS, ({n: c.row.text(n) for n in names} for c in corrections))


def _correction(row: Row, allowed: Sequence[str]) -> Correction:
    at = row.integer("at")
    assert at is not None  # noqa: S101 - the table has checked that it is filled
    verdict = row.choice("verdict", Verdict, Verdict.DROP)
    name = row.text("field")
    if verdict is not Verdict.OVERRIDE:
        if not row.text("expect"):
            raise row.error("archive.quote-empty", "expect")
        name = "quote"
    elif name not in allowed:
        raise row.error("archive.field-not-correctable", "field", allowed=allowed)
    if verdict is Verdict.LINK and not row.text("value"):
        raise row.error("archive.indicator-empty", "value")
    return Correction(
        row=row,
        report=row.text("report"),
        at=at,
        verdict=verdict,
        field=name,
        value=row.text("value"),
        expect=row.text("expect"),
    )


def _change(correction: Correction) -> dict[str, str]:
    """Return the cell that a correction writes."""
    if correction.verdict is Verdict.OVERRIDE:
        return {correction.field: correction.value}
    own = f"{correction.report}@{correction.at}"
    return {"indicator": correction.value or own}


def _find(
    rows: Sequence[Row | None], places: Sequence[int], correction: Correction
) -> tuple[int, Row]:
    """Return the row that a correction is about, and its index among those at its place."""
    there = [(place, row) for place in places if (row := rows[place]) is not None]
    for place, row in there:
        if row.text(correction.field) == correction.expect:
            return place, row
    if not there:
        raise correction.row.error("archive.correction-without-figure", "expect")
    present = [row.text(correction.field) for _, row in there]
    raise correction.row.error("archive.correction-stale", "expect", present=present)
