"""From what is named on the command line to the statements of the reports there."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tongbi.errors import ReadError, TongbiError
from tongbi.extraction import extract_document
from tongbi.read import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tongbi.model import Document, Statement

__all__ = ["documents_of", "expand", "read_report", "statements_of"]

_MAGIC = frozenset("*?[")


def statements_of(source: str | Path, year: int | None = None) -> tuple[Statement, ...]:
    """Return the statements of a report.

    Raises
    ------
    ReadError
        When it cannot be read, or states no number at all.
    """
    return read_report(source, year)[1]


def read_report(
    source: str | Path, year: int | None = None
) -> tuple[Document, tuple[Statement, ...]]:
    """Return a report's document and its statements.

    Parameters
    ----------
    source : str or Path
        A path, ``-`` for standard input, or an address.
    year : int, optional
        The year that the report covers.

    Raises
    ------
    ReadError
        When it cannot be read, or states no number at all.
    """
    document = read(source, year=year)
    statements = extract_document(document)
    if not statements:
        remedy = "请确认这是一份报告的正文；扫描件需先做文字识别"
        raise ReadError(f"{document.source} 中没有找到任何数字陈述", remedy)
    return document, statements


def documents_of(
    sources: Sequence[str], year: int | None = None
) -> Iterator[tuple[Document, tuple[Statement, ...]]]:
    """Yield the documents and statements of reports, folders and patterns.

    Of several reports those that cannot be read are told on stderr, one line each, and the
    rest goes on.

    Raises
    ------
    ReadError
        When the only report cannot be read, or none of several can.
    """
    paths = expand(sources)
    if len(paths) == 1:
        yield read_report(paths[0], year)
        return
    some = False
    for path in paths:
        try:
            found = read_report(path, year)
        except TongbiError as error:
            click.echo(f"跳过: {' '.join(str(error).split())}", err=True)
            continue
        some = True
        yield found
    if not some:
        raise ReadError(f"{'、'.join(sources)}：没有一份可读的报告", "原因见上")


def expand(sources: Sequence[str]) -> list[str]:
    """Return what is to be read: files as they are, those of a folder or pattern in order.

    Hidden files are left out.

    Raises
    ------
    ReadError
        When a folder or a pattern has no file.
    """
    paths: list[str] = []
    for source in sources:
        path = Path(source)
        if path.is_dir():
            found = [str(p) for p in sorted(path.iterdir()) if p.is_file() and p.name[0] != "."]
        elif _MAGIC & set(source) and not path.exists() and "://" not in source:
            # Path.glob takes no absolute patterns, which is what people paste.
            names = glob.glob(source, recursive=True)  # noqa: PTH207
            found = sorted(name for name in names if Path(name).is_file())
        else:
            found = [source]
        if not found:
            raise ReadError(f"{source}：没有文件", "请检查路径")
        paths.extend(found)
    return paths
