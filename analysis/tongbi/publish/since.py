"""What changed in a build since the last one: its tables compared, row by row."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tongbi.archive.table import Column, write_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = [
    "FILE",
    "Change",
    "Kind",
    "Snapshot",
    "changes",
    "count_changes",
    "snapshot",
    "write_changes",
]

FILE = "changes-since-last-build.csv"

_SERIES = ("issuer", "place", "indicator")
_VALUE = ("issuer", "place", "indicator", "measure", "role", "period", "part_year", "report", "at")
_FINDING = ("report", "fingerprint")


class Kind(StrEnum):
    """What a change is."""

    SERIES_ADDED = "series_added"
    SERIES_REMOVED = "series_removed"
    VALUE_ADDED = "value_added"
    VALUE_CHANGED = "value_changed"
    VALUE_REMOVED = "value_removed"
    FINDING_OPENED = "finding_opened"
    FINDING_CLOSED = "finding_closed"


COLUMNS = (
    Column(name="change", description="变化的种类", choices=tuple(kind.value for kind in Kind)),
    Column(name="issuer", description="发布机关"),
    Column(name="place", description="其他地方、机关或口径"),
    Column(name="indicator", description="指标标识"),
    Column(name="label", description="指标名"),
    Column(name="period", description="年度"),
    Column(name="report", description="报告标识"),
    Column(name="at", description="原文位置"),
    Column(name="before", description="上次的值；增减的序列为数字个数"),
    Column(name="after", description="这次的值"),
    Column(name="message", description="核对发现的说明"),
)

Row = dict[str, str]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The tables of a build, as text: rows by what tells them apart."""

    values: Mapping[Key, Row]
    findings: Mapping[Key, Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two builds; `row` is the newer row, or the one that has gone."""

    kind: Kind
    row: Row
    before: str
    after: str


def snapshot(build: Path) -> Snapshot | None:
    """Read the tables of a build, None where there is none.

    Parameters
    ----------
    build : Path
        The folder that ``tongbi build`` made.
    """
    series, findings = build / "series.csv", build / "findings.csv"
    if not (series.is_file() and findings.is_file()):
        return None
    return Snapshot(values=_table(series, _VALUE), findings=_table(findings, _FINDING))


def changes(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """Compare two builds.

    A series that is new or gone is told once, with the number of its figures; figures of a
    series that both have are told one by one.

    Returns
    -------
    tuple of Change
        By kind, then in the order of the tables.
    """
    found = [*_series(before, after), *_values(before, after), *_findings(before, after)]
    rank = {kind: number for number, kind in enumerate(Kind)}
    return tuple(sorted(found, key=lambda change: rank[change.kind]))


def write_changes(path: Path, found: tuple[Change, ...]) -> None:
    """Write the changes as a table, atomically."""
    write_table(path, COLUMNS, (_cells(change) for change in found))


def count_changes(path: Path) -> dict[str, int]:
    """Return how many changes of each kind a table of them holds, none where there is none."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return dict(Counter(row["change"] for row in csv.DictReader(lines)))


def _table(path: Path, key: Key) -> dict[Key, Row]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    # Figures without a place in a text may share all of their key: they are numbered.
    seen: Counter[Key] = Counter()
    table = {}
    for row in rows:
        name = tuple(row.get(column, "") for column in key)
        seen[name] += 1
        table[*name, str(seen[name])] = row
    return table


def _of(key: Key) -> Key:
    return key[: len(_SERIES)]


def _series(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    old, new = (Counter(map(_of, shot.values)) for shot in (before, after))
    gone, come = (_last_of_each(shot) for shot in (before, after))
    for name, count in new.items():
        if name not in old:
            yield Change(kind=Kind.SERIES_ADDED, row=come[name], before="", after=str(count))
    for name, count in old.items():
        if name not in new:
            yield Change(kind=Kind.SERIES_REMOVED, row=gone[name], before=str(count), after="")


def _last_of_each(shot: Snapshot) -> dict[Key, Row]:
    return {_of(key): row for key, row in shot.values.items()}


def _values(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    old, new = ({_of(key) for key in shot.values} for shot in (before, after))
    both = old & new
    for key, row in after.values.items():
        past = before.values.get(key)
        if past is None:
            if _of(key) in both:
                yield Change(kind=Kind.VALUE_ADDED, row=row, before="", after=_said(row))
        elif _said(past) != _said(row):
            yield Change(kind=Kind.VALUE_CHANGED, row=row, before=_said(past), after=_said(row))
    for key, row in before.values.items():
        if key not in after.values and _of(key) in both:
            yield Change(kind=Kind.VALUE_REMOVED, row=row, before=_said(row), after="")


def _findings(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    for key, row in after.findings.items():
        if key not in before.findings:
            yield Change(kind=Kind.FINDING_OPENED, row=row, before="", after=row["code"])
    for key, row in before.findings.items():
        if key not in after.findings:
            yield Change(kind=Kind.FINDING_CLOSED, row=row, before=row["code"], after="")


def _said(row: Row) -> str:
    return row["value"] + row["unit"]


def _cells(change: Change) -> Row:
    row = {column.name: change.row.get(column.name, "") for column in COLUMNS}
    told = {"change": change.kind.value, "before": change.before, "after": change.after}
    return {**row, **told, "message": change.row.get("message_zh", "")}
