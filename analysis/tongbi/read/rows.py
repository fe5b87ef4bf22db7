"""Find the rows of tables in plain text: a label and numbers set apart by blanks.

A line of numbers is a row only where something names its columns: a header line with as many
words, or a statutory form (``language/tables.toml``).
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from tongbi.errors import DataError
from tongbi.model import Cell

__all__ = ["find_rows"]

_NAME = "tables.toml"
_NUMBER = r"-?\d[\d,]*(?:\.\d+)?%?"
_ROW = re.compile(
    rf"(?P<label>[^\d。；]*?(?:\d\.)?[^\d。；]{{0,40}}?)(?P<numbers>(?:(?<=[ \t])|^)"
    rf"{_NUMBER}(?:[ \t]+{_NUMBER})*)$"
)
_NUMBERS = re.compile(_NUMBER)
_MARK = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、])+ *"
)
_GROUPED = re.compile(r"^\S (?=（)")  # 三 （一）予以公开: the letter of a heading set upright
_CAPTION = re.compile(r"单位：(?P<unit>[一-鿿%]{1,6})")
_BRACKET = re.compile(r"（(?P<unit>[一-鿿%‰]{1,6})）$")
_BLANKS = re.compile(r"\s+")
_HEADER = 3  # lines above in which a header may stand, rows left out
_SENTENCE = re.compile(r"[。；，]")
_ABOVE = 14  # lines above in which a form names itself
_LONGEST = 240  # characters of a row
_SHORT = 3  # characters of a label that is only the end of one


class _Form(NamedTuple):
    words: tuple[str, ...]
    columns: tuple[str, ...]
    unit: str
    row: str


class _Tables(NamedTuple):
    forms: tuple[_Form, ...]
    units: dict[str, str]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    path = resources.files("tongbi.read").joinpath("language", _NAME)
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        forms = tuple(
            _Form(tuple(x["words"]), tuple(x["columns"]), x["unit"], x.get("row", ""))
            for x in data["form"]
        )
        return _Tables(forms, dict(data["units"]))
    except (KeyError, TypeError) as error:
        raise DataError("read.language-entry", file=_NAME, error=repr(error)) from error


def find_rows(folded: str, spans: list[tuple[int, int]]) -> dict[int, tuple[Cell, ...]]:
    """Return the cells of each line that is a table's row, by the line's start.

    Parameters
    ----------
    folded : str
        The text.
    spans : list of (int, int)
        Its lines.
    """
    rows: dict[int, tuple[Cell, ...]] = {}
    above: list[str] = []  # the last lines, rows left out
    for start, end in spans:
        line = folded[start:end]
        match = _ROW.match(line) if _may_be_row(line) else None
        cells = _cells(match, start, above) if match else ()
        if cells:
            rows[start] = cells
        else:
            above.append(line)
            del above[:-_ABOVE]
    return rows


def _may_be_row(line: str) -> bool:
    """Tell cheaply whether a line can end in numbers of a table."""
    return len(line) <= _LONGEST and (line[-1].isdigit() or line[-1] == "%")


def _cells(match: re.Match[str], start: int, above: list[str]) -> tuple[Cell, ...]:
    """Name the numbers of one line; nothing where nothing names its columns."""
    offset = start + match.start("numbers")
    numbers = [(offset + m.start(), offset + m.end()) for m in _NUMBERS.finditer(match["numbers"])]
    columns, unit, row = _columns(len(numbers), above)
    label = _label(match["label"], above) or row
    if not columns or not label:
        return ()
    return tuple(
        Cell(start=left, end=right, row=label, column=column, unit=unit or _unit_of(column))
        for (left, right), column in zip(numbers, columns, strict=True)
    )


def _columns(count: int, above: list[str]) -> tuple[tuple[str, ...], str, str]:
    """Return the columns that the lines above name, their unit, and the form's own row."""
    text = "\n".join(above)
    for form in _tables().forms:
        if len(form.columns) == count and all(word in text for word in form.words):
            return form.columns, form.unit, form.row
    for line in reversed(above[-_HEADER:]):
        words = line.split("\t") if "\t" in line else line.split()
        if (
            len(words) == count + 1
            and not _SENTENCE.search(line)
            and not any(w.isdigit() for w in words)
        ):
            return tuple(_BLANKS.sub("", w) for w in words[1:]), "", ""
    return (), "", ""


def _label(printed: str, above: list[str]) -> str:
    """Return a row's label without outline marks; a stub takes the line above with it."""
    label = _MARK.sub("", _GROUPED.sub("", printed.strip())).strip()
    if len(label) <= _SHORT and above and _MARK.match(above[-1]) and not above[-1][-1].isdigit():
        label = _MARK.sub("", above[-1])
    return label


def _unit_of(column: str) -> str:
    """Return the unit that a column's header gives, with its scale."""
    caption = _CAPTION.search(column) or _BRACKET.search(column)
    if caption:
        return caption["unit"]
    return next((unit for word, unit in _tables().units.items() if column.endswith(word)), "")
