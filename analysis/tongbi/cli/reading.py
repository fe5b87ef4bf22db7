"""From what is named on the command line to the statements of the reports there."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tongbi.errors import ReadError, TongbiError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tongbi.model import Document, Statement

__all__ = ["documents_of", "ocr_option", "read_report", "statements_of"]

_MAGIC = frozenset("*?[")

ocr_option = click.option(
    "--ocr",
    is_flag=True,
    help="PDF 中没有文字的页（扫描件）按图像识别；识别可能有误，须对照页面核实。",
)


def statements_of(
    source: str | Path, year: int | None = None, *, ocr: bool = False
) -> tuple[Statement, ...]:
    """Return the statements of a report.

    Raises
    ------
    ReadError
        When it cannot be read, or states no number at all.
    """
    return read_report(source, year, ocr=ocr)[1]


def read_report(
    source: str | Path, year: int | None = None, *, ocr: bool = False
) -> tuple[Document, tuple[Statement, ...]]:
    """Return a report's document and its statements; what was recognised is told on stderr.

    Parameters
    ----------
    source : str or Path
        A path, ``-`` for standard input, or an address.
    year : int, optional
        The year that the report covers.
    ocr : bool
        Recognise the characters of a PDF's pages that are pictures.

    Raises
    ------
    ReadError
        When it cannot be read, or states no number at all.
    """
    from tongbi.extraction import extract_document
    from tongbi.read import read

    document = read(source, year=year, ocr=ocr)
    statements = extract_document(document)
    if not statements:
        remedy = "请确认这是一份报告的正文；扫描件需先做文字识别"
        raise ReadError(f"{document.source} 中没有找到任何数字陈述", remedy)
    if document.ocr:
        told = "的数字由页面图像识别（OCR）而来，可能有误，请逐一对照页面核实。"
        click.echo(f"注意: {document.source} {told}", err=True)
    return document, statements


def documents_of(
    sources: Sequence[str], year: int | None = None, *, ocr: bool = False
) -> Iterator[tuple[Document, tuple[Statement, ...]]]:
    """Yield the documents and statements of reports, folders and patterns.

    What cannot be read in a folder or of a pattern is told on stderr, one line each, and the
    rest goes on.

    Raises
    ------
    ReadError
        When a report that was named cannot be read, or a folder or pattern has none that can.
    """
    for source in sources:
        found = _inside(source)
        if found is None:
            yield read_report(source, year, ocr=ocr)
            continue
        some = False
        for path in found:
            try:
                read_one = read_report(path, year, ocr=ocr)
            except TongbiError as error:
                click.echo(f"跳过: {' '.join(str(error).split())}", err=True)
                continue
            some = True
            yield read_one
        if not some:
            raise ReadError(f"{source}：没有一份可读的报告", "请给出含有报告的文件夹或文件")


def _inside(source: str) -> list[str] | None:
    """Return the files of a folder or a pattern in order, hidden ones left out; else None."""
    path = Path(source)
    if path.is_dir():
        return [str(p) for p in sorted(path.iterdir()) if p.is_file() and p.name[0] != "."]
    if _MAGIC & set(source) and "://" not in source and not path.exists():
        # Path.glob takes no absolute patterns, which is what people paste.
        names = glob.glob(source, recursive=True)  # noqa: PTH207
        return sorted(name for name in names if Path(name).is_file())
    return None
