"""From a path on the command line to the statements of the report there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.errors import ReadError
from tongbi.extraction import extract_document
from tongbi.read import read

if TYPE_CHECKING:
    from pathlib import Path

    from tongbi.model import Statement

__all__ = ["statements_of"]


def statements_of(path: Path, year: int | None = None) -> tuple[Statement, ...]:
    """Return the statements of the report in a file.

    Raises
    ------
    ReadError
        When the file cannot be read, or states no number at all.
    """
    statements = extract_document(read(path, year=year))
    if not statements:
        remedy = "请确认这是一份报告的正文；扫描件需先做文字识别"
        raise ReadError(f"{path} 中没有找到任何数字陈述", remedy)
    return statements
