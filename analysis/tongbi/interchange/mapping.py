"""The mapping file: what a spreadsheet's columns are, and where its figures are from."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from tongbi.catalogue.tables import load_table
from tongbi.errors import DataError, ReadError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Columns", "Layout", "Origin", "load_layout"]

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SHAPES = ("long", "wide")
_MISSING = ("", "-", "--", "—", "——", "…", "……", "...", "/", "无", "n/a", "N/A")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the figures are from, as the registry keeps it; `issuer` and `slug` are required."""

    issuer: str
    slug: str
    title: str = ""
    address: str = ""
    published: str = ""
    accessed: str = ""
    licence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Headings of the spreadsheet, by what is below them; empty where there is no such column.

    A long table needs `label`, `period` and `value`. A wide one needs `label`; its years are the
    columns whose heading is a year.
    """

    label: str
    period: str = ""
    value: str = ""
    unit: str = ""
    place: str = ""
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A mapping file.

    Attributes
    ----------
    name : str
        What the collection is called in the folder of its issuer, in ASCII.
    shape : str
        ``long`` (a row a figure) or ``wide`` (a row an indicator, a column a year).
    origin : Origin
        Where the figures are from.
    columns : Columns
        The headings.
    sheet : str
        The sheet of a workbook; empty is the first.
    header : int
        Number of the row of headings, from 1.
    vintage : int or None
        Year of the publication that states the figures.
    units : mapping of str to str
        Unit by label, for a table without a column of units; ``*`` is for all others.
    indicators : mapping of str to str
        Id of the indicator by label, where the figures continue a series.
    missing : tuple of str
        What cells without a figure hold.
    """

    name: str
    shape: str
    origin: Origin
    columns: Columns
    sheet: str = ""
    header: int = 1
    vintage: int | None = None
    units: Mapping[str, str]
    indicators: Mapping[str, str]
    missing: tuple[str, ...] = _MISSING


def load_layout(path: Path) -> Layout:
    """Read a mapping file.

    Raises
    ------
    ReadError
        When there is no such file.
    DataError
        Naming file, key and value of what does not fit.
    """
    if not path.is_file():
        raise ReadError("interchange.no-mapping", path=path)
    table = load_table(path)
    _refuse_unknown(path, "", table, {*(f.name for f in fields(Layout)), "source"} - {"origin"})
    origin = Origin(**_texts(path, "source", table, Origin))
    columns = Columns(**_texts(path, "columns", table, Columns))
    shape = table.get("shape", "long")
    if shape not in _SHAPES:
        raise DataError(
            "interchange.shape-unknown", path=path, shape=repr(shape), known=tuple(_SHAPES)
        )
    for key in ("period", "value"):
        if shape == "long" and not getattr(columns, key):
            raise DataError("interchange.column-missing", path=path, key=key)
    for key, value in (("name", table.get("name", "")), ("slug", origin.slug)):
        if not isinstance(value, str) or not _SLUG.fullmatch(value):
            raise DataError("interchange.name-not-ascii", path=path, key=key, value=repr(value))
    return Layout(
        name=table["name"],
        shape=shape,
        origin=origin,
        columns=columns,
        sheet=_typed(path, table, "sheet", str, ""),
        header=_typed(path, table, "header", int, 1),
        vintage=_typed(path, table, "vintage", int, 0) or None,
        units=_named(path, table, "units"),
        indicators=_named(path, table, "indicators"),
        missing=tuple(_typed(path, table, "missing", list, list(_MISSING))),
    )


def _texts(path: Path, key: str, table: Mapping[str, Any], kind: type) -> dict[str, str]:
    """Return a table of texts whose keys are the fields of a record."""
    found = _named(path, table, key)
    names = [f.name for f in fields(kind)]
    _refuse_unknown(path, f"[{key}] ", found, set(names))
    needed = {Origin: ("issuer", "slug"), Columns: ("label",)}[kind]
    for name in needed:
        if not found.get(name):
            raise DataError("interchange.key-missing", path=path, table=key, key=name)
    return found


def _named(path: Path, table: Mapping[str, Any], key: str) -> dict[str, str]:
    found = _typed(path, table, key, dict, {})
    for name, value in found.items():
        if not isinstance(value, str):
            raise DataError(
                "interchange.value-not-text", path=path, table=key, key=name, value=repr(value)
            )
    return dict(found)


def _typed(path: Path, table: Mapping[str, Any], key: str, kind: type, default: Any) -> Any:  # noqa: ANN401 - of the kind asked for
    value = table.get(key, default)
    if not isinstance(value, kind):
        raise DataError(
            "interchange.value-type", path=path, key=key, value=repr(value), type=kind.__name__
        )
    return value


def _refuse_unknown(path: Path, where: str, table: Mapping[str, Any], known: set[str]) -> None:
    for name in table:
        if name not in known:
            raise DataError(
                "interchange.key-unknown", path=path, where=where, key=name, known=sorted(known)
            )
