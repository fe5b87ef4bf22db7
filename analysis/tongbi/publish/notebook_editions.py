"""The shipped notebooks: their names, and both editions from one source.

``notebooks/cells/NAME.toml`` holds the cells of a notebook with their words in Chinese and
English; ``make editions`` writes ``notebooks/NAME.ipynb`` and ``notebooks/en/NAME.ipynb``.
"""

from __future__ import annotations

import json
from string import Template
from typing import TYPE_CHECKING, Any

from tongbi.catalogue.tables import load_table
from tongbi.errors import DataError, NotFoundError
from tongbi.publish.notebook import shipped

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["LANGUAGES", "NAMES", "edition", "made", "path_of"]

NAMES = ("facts", "yearly", "audit", "briefing")
"""The notebooks in the order in which they are read."""

LANGUAGES = ("zh", "en")


def edition(lang: str = "zh") -> tuple[Path, ...]:
    """Return the paths of one edition in reading order."""
    folder = shipped() if lang == "zh" else shipped() / lang
    return tuple(folder / f"{name}.ipynb" for name in NAMES)


def path_of(name: str, lang: str = "zh") -> Path:
    """Return the path of a shipped notebook.

    Raises
    ------
    NotFoundError
        When none is called so; the message names those that there are.
    """
    if name not in NAMES:
        raise NotFoundError("publish.no-notebook", name=name, known=NAMES)
    return edition(lang)[NAMES.index(name)]


def made(source: Path, lang: str) -> bytes:
    """Return the notebook of a source in one language, as it is to be committed.

    Parameters
    ----------
    source : Path
        A file of ``notebooks/cells/``.
    lang : {"zh", "en"}
        The edition.

    Raises
    ------
    DataError
        When a cell lacks a language, or its code names a word that it does not give.
    """
    cells = load_table(source).get("cells", [])
    content = {
        "cells": [_cell(number, cell, source, lang) for number, cell in enumerate(cells, start=1)],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _cell(number: int, cell: dict[str, Any], source: Path, lang: str) -> dict[str, Any]:
    if set(cell) - {"code", "tags"} != set(LANGUAGES) and not {"code"} >= set(cell):
        raise DataError("publish.cell-fields", path=source, cell=number, found=sorted(cell))
    same = {"id": f"cell-{number:02}", "metadata": {}}
    if "code" not in cell:
        return {"cell_type": "markdown", **same, "source": _lines(cell[lang])}
    try:
        code = Template(cell["code"]).substitute(cell.get(lang, {}))
    except KeyError as error:
        raise DataError(
            "publish.cell-word-missing", path=source, cell=number, lang=lang, word=error.args[0]
        ) from None
    tags = {"tags": cell["tags"]} if "tags" in cell else {}
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": same["id"],
        "metadata": tags,
        "outputs": [],
        "source": _lines(code),
    }


def _lines(text: str) -> list[str]:
    return text.strip("\n").splitlines(keepends=True)
