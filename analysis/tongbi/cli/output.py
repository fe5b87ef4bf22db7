"""Rows on standard output: a table for people, CSV and JSON lines for programs."""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING

import click

from tongbi.catalogue.tables import load_package_table
from tongbi.cli.speaking import console
from tongbi.language import current

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tongbi.cli.records import Record, Value

__all__ = ["format_option", "write"]

_WIDE = 160

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "jsonl"]),
    default="table",
    show_default=True,
    help="输出格式。",
)


def write(records: Iterable[Record], form: str, kind: str) -> None:
    """Print records, and nothing else, on standard output.

    Parameters
    ----------
    records : iterable of dict
        Rows with the same keys; for programs they are printed as they come, and not kept.
    form : str
        ``table``, ``csv`` or ``jsonl``.
    kind : str
        The table of ``words.toml`` that names the columns that people are shown.
    """
    if form == "jsonl":
        for record in records:
            click.echo(json.dumps(record, ensure_ascii=False))
    elif form == "csv":
        _write_csv(records)
    else:
        _write_table(list(records), kind)


def _write_csv(records: Iterable[Record]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for number, record in enumerate(records):
        if not number:
            writer.writerow(record)
        writer.writerow([_cell(value) for value in record.values()])


def _write_table(records: Sequence[Record], kind: str) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    words = load_package_table("words.toml", "tongbi.cli")[current()]
    headings: Mapping[str, str] = words[kind]
    codes: Mapping[str, Mapping[str, str]] = words["codes"]
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    numeric = {
        key
        for key in headings
        if records and all(isinstance(r[key], (int, float, type(None))) for r in records)
    }
    for key, heading in headings.items():
        table.add_column(heading, justify="right" if key in numeric else "left", overflow="fold")
    for record in records:
        # Text, because a label may hold brackets that rich would take for markup.
        cells = {key: _cell(record[key]) for key in headings}
        shown = (codes[key][cell] if key in codes else cell for key, cell in cells.items())
        table.add_row(*map(Text, shown))
    # Into a file or pipe there is no edge to fit into, but lines should still be of one length.
    console(width=None if sys.stdout.isatty() else _WIDE).print(table)


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return "|".join(value) if isinstance(value, list) else str(value)
