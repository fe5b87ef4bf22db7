"""Statements as rows of an Arrow table, and back, without losing a digit."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow import parquet

from tongbi.interval import Interval
from tongbi.model import Base, Bound, Measure, Report, ReportKind, Role, SectionPart, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["SCHEMA", "parquet_bytes", "reports_in"]

_OF_REPORT = ("report", "issuer", "kind", "year", "title", "address", "published", "sha256")
_NUMBERS = ("value", "lower", "upper")
_ENUMS: dict[str, Any] = {
    "measure": Measure,
    "role": Role,
    "base": Base,
    "bound": Bound,
    "section_part": SectionPart,
}
_TEXTS = (
    "quote", "unit", "part_year", "label", "subject", "action", "qualifier", "parent", "place",
    "section",
)  # fmt: skip
_PLACES = ("at", "start", "end", "period", "since")

SCHEMA = pa.schema(
    [(name, pa.int32() if name == "year" else pa.string()) for name in _OF_REPORT]
    + [(name, pa.int32()) for name in _PLACES]
    + [(name, pa.float64()) for name in _NUMBERS]
    # A double is what people calculate with; the digits are what was printed.
    + [(f"{name}_digits", pa.string()) for name in _NUMBERS]
    + [("lower_closed", pa.bool_()), ("upper_closed", pa.bool_())]
    + [(name, pa.string()) for name in (*_ENUMS, *_TEXTS)]
    + [("readings", pa.list_(pa.string())), ("rules", pa.list_(pa.string()))]
)
"""The columns of the statements of many reports: the report's first, then the statement's."""


def parquet_bytes(found: Iterable[tuple[Report, Sequence[Statement]]]) -> bytes:
    """Return the statements of reports as a Parquet file, in the order given."""
    rows = [
        _of_report(report) | _of_statement(statement)
        for report, statements in found
        for statement in statements
    ]
    buffer = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), buffer, compression="zstd")
    return buffer.getvalue()


def reports_in(data: bytes) -> list[tuple[Report, list[Statement]]]:
    """Return the reports of such a file with their statements."""
    table = parquet.read_table(io.BytesIO(data), schema=SCHEMA)
    found: dict[str, tuple[Report, list[Statement]]] = {}
    for row in table.to_pylist():
        if row["report"] not in found:
            found[row["report"]] = (_report(row), [])
        found[row["report"]][1].append(_statement(row))
    return list(found.values())


def _of_report(report: Report) -> dict[str, Any]:
    own = {name: getattr(report, name) for name in _OF_REPORT[1:]}
    return {"report": report.id, **own, "kind": report.kind.value}


def _of_statement(s: Statement) -> dict[str, Any]:
    numbers = {"value": s.value, "lower": s.interval.lower, "upper": s.interval.upper}
    return (
        {name: getattr(s, name) for name in (*_PLACES, *_TEXTS)}
        | {name: None if n is None else float(n) for name, n in numbers.items()}
        | {f"{name}_digits": None if n is None else str(n) for name, n in numbers.items()}
        | {name: getattr(s, name).value for name in _ENUMS}
        | {
            "lower_closed": s.interval.lower_closed,
            "upper_closed": s.interval.upper_closed,
            "readings": [reading.value for reading in s.readings],
            "rules": list(s.rules),
        }
    )


def _report(row: dict[str, Any]) -> Report:
    own = {name: row[name] for name in _OF_REPORT[1:]}
    return Report(id=row["report"], slug="", **{**own, "kind": ReportKind(row["kind"])})


def _statement(row: dict[str, Any]) -> Statement:
    value, lower, upper = (
        None if row[f"{name}_digits"] is None else Decimal(row[f"{name}_digits"])
        for name in _NUMBERS
    )
    assert value is not None  # noqa: S101 - every statement has one
    return Statement(
        value=value,
        interval=Interval(lower, upper, row["lower_closed"], row["upper_closed"]),
        readings=tuple(Measure(name) for name in row["readings"]),
        rules=tuple(row["rules"]),
        **{name: row[name] for name in (*_PLACES, *_TEXTS)},
        **{name: vocabulary(row[name]) for name, vocabulary in _ENUMS.items()},
    )
