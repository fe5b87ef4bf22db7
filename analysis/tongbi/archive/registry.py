"""The registry: a row a report, ``reports/registry.csv``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tongbi.archive.table import Column, Row, read_table, write_table
from tongbi.model import Report, ReportKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["REGISTRY", "load_registry", "write_registry"]

REGISTRY = (
    Column(name="id", description="标识，由 slug、kind 和年度组成", required=True),
    Column(name="issuer", description="发布机关", required=True),
    Column(name="slug", description="发布机关的 ASCII 目录名（拼音）", required=True),
    Column(name="code", description="GB/T 2260 行政区划代码；非行政区划机关为空"),
    Column(
        name="kind",
        description="报告种类",
        required=True,
        choices=tuple(kind.value for kind in ReportKind),
    ),
    Column(name="year", description="报告所述年度", type="integer", required=True),
    Column(name="title", description="报告标题"),
    Column(name="address", description="原文网址"),
    Column(name="published", description="发布日期"),
    Column(name="accessed", description="查阅日期"),
    Column(name="sha256", description="原始文件的 SHA-256，持有原件时填写"),
    Column(name="licence", description="许可或法律依据"),
    Column(name="fictional", description="是否虚构（示例）", type="boolean"),
    Column(name="facts", description="数字陈述表的相对路径", required=True),
    Column(name="source", description="原文文件的相对路径，没有则为空"),
    Column(name="note", description="备注"),
)

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def load_registry(path: Path) -> tuple[Report, ...]:
    """Read the registry and check that its ids are unique and its files are there.

    Raises
    ------
    DataError
        For a bad cell, a doubled id, or a facts file that does not exist.
    """
    reports: list[Report] = []
    lines: dict[str, int] = {}
    for row in read_table(path, REGISTRY):
        report = _report(row)
        if report.id in lines:
            raise row.error("archive.id-doubled", "id", first=lines[report.id])
        if not (path.parent / report.facts).is_file():
            raise row.error("archive.no-facts-file", "facts")
        lines[report.id] = row.line
        reports.append(report)
    return tuple(reports)


def write_registry(path: Path, reports: Iterable[Report]) -> None:
    """Write the registry in the order of ids, atomically."""
    rows = [
        {column.name: _cell(report, column) for column in REGISTRY}
        for report in sorted(reports, key=lambda report: report.id)
    ]
    write_table(path, REGISTRY, rows)


def _report(row: Row) -> Report:
    if not _SLUG.fullmatch(row.text("slug")):
        raise row.error("archive.slug-not-ascii", "slug")
    year = row.integer("year")
    assert year is not None  # noqa: S101 - the table has checked that it is filled
    for name in ("facts", "source"):
        _check_inside(row, name)
    return Report(
        id=row.text("id"),
        issuer=row.text("issuer"),
        slug=row.text("slug"),
        code=row.text("code"),
        kind=row.choice("kind", ReportKind, ReportKind.OTHER),
        year=year,
        title=row.text("title"),
        address=row.text("address"),
        published=row.text("published"),
        accessed=row.text("accessed"),
        sha256=row.text("sha256"),
        licence=row.text("licence"),
        fictional=row.boolean("fictional", default=False),
        facts=row.text("facts"),
        source=row.text("source"),
        note=row.text("note"),
    )


def _check_inside(row: Row, name: str) -> None:
    """Refuse a path out of the folder: a registry may come from elsewhere."""
    root = row.path.parent.resolve()
    if not (root / row.text(name)).resolve().is_relative_to(root):
        raise row.error("archive.path-outside", name)


def _cell(report: Report, column: Column) -> str:
    value = getattr(report, column.name)
    return str(value).lower() if isinstance(value, bool) else str(value)
