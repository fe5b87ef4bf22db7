"""Read Markdown: headings, tables and paragraphs, without their marks."""

from __future__ import annotations

import re

from tongbi.read.draft import Draft, Line
from tongbi.read.grid import Grid, grid_lines, is_data

__all__ = ["read_markdown"]

_HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t]*#*$")
_RULE = re.compile(
    r"\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?|\|[ \t]*:?-{3,}:?[ \t]*\|"
)
_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_WRAPPED = 24  # characters of a line that may have been wrapped
_ITEM = re.compile(r"^(?:[-*+]|>)[ \t]+")


def read_markdown(text: str) -> Draft | None:
    """Read a text that has Markdown's headings or tables; None where it has neither."""
    lines = text.split("\n")
    if not any(_HEADING.match(line) or _RULE.fullmatch(line.strip()) for line in lines):
        return None
    found: list[Line] = []
    grid: Grid = []
    paragraph: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        stripped = line.strip()
        heading = _HEADING.match(stripped)
        tabular = stripped.startswith("|")
        if paragraph and (heading or tabular or _ends(paragraph[-1], stripped)):
            found.append(Line(text=_plain("".join(paragraph)), where=f"第{number - 1}行"))
            paragraph = []
        if grid and not tabular:
            found.extend(_table(grid, found, number))
            grid = []
        if heading:
            level = len(heading[1])
            found.append(Line(text=_plain(heading[2]), level=level, where=f"第{number}行"))
        elif tabular and not _RULE.fullmatch(stripped):
            grid.append([_plain(cell) for cell in stripped.strip("|").split("|")])
        elif stripped and not tabular:
            paragraph.append(_ITEM.sub("", stripped))
    return Draft(lines=tuple(found))


def _ends(above: str, line: str) -> bool:
    """Tell whether a paragraph ends above `line`: few writers of Chinese wrap their lines."""
    return not line or len(above) < _WRAPPED or above[-1] in "。！？：；" or bool(_ITEM.match(line))


def _table(grid: Grid, found: list[Line], number: int) -> list[Line]:
    if not is_data(grid):
        return [Line(text="  ".join(row)) for row in grid]
    above = found[-1].text if found else ""
    return grid_lines(grid, above, lambda row: f"第{number - len(grid) + row}行附近的表")


def _plain(text: str) -> str:
    return _LINK.sub(r"\1", _EMPHASIS.sub(r"\2", text)).strip()
