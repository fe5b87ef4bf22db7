"""Tables of the documentation that are made from the package, so that they cannot grow stale.

A page asks for one with a line of its own, such as ``{{ facts }}``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tongbi.archive.corrections import CORRECTIONS
from tongbi.archive.facts import FACTS
from tongbi.archive.registry import REGISTRY
from tongbi.audit import catalogue
from tongbi.change import CHANGE_COLUMNS
from tongbi.change.reasons import reasons
from tongbi.cli import _COMMANDS
from tongbi.series import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tongbi.archive.table import Column

_LINE = re.compile(r"^\{\{ (\w+) \}\}$", re.MULTILINE)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join("| " + " | ".join(c.replace("|", "\\|") for c in row) + " |" for row in lines)


def _columns(columns: Iterable[Column]) -> str:
    head = ("column", "type", "内容 content", "values")
    rows = (
        (
            f"`{c.name}`{' *' if c.required else ''}",
            c.type,
            c.description,
            " ".join(f"`{choice}`" for choice in c.choices),
        )
        for c in columns
    )
    return _table(head, rows)


def _types(columns: dict[str, str]) -> str:
    return _table(("column", "dtype"), ((f"`{name}`", kind) for name, kind in columns.items()))


def _reasons() -> str:
    rows = ((f"`{r.code}`", r.blocks or "nothing", r.zh, r.en) for r in reasons().values())
    return _table(("code", "leaves empty", "中文", "English"), rows)


def _checks() -> str:
    rows = (
        (f"`{entry.code}`", entry.severity.value, entry.title_zh, entry.title_en)
        for entry in catalogue().values()
    )
    return _table(("code", "severity", "中文", "English"), rows)


def _commands() -> str:
    rows = ((f"`tongbi {name}`", entry.zh, entry.en) for name, entry in _COMMANDS.items())
    return _table(("command", "中文", "English"), rows)


_TABLES: dict[str, Callable[[], str]] = {
    "facts": lambda: _columns(FACTS),
    "registry": lambda: _columns(REGISTRY),
    "corrections": lambda: _columns(CORRECTIONS),
    "series": lambda: _types(COLUMNS),
    "changes": lambda: _types(CHANGE_COLUMNS),
    "reasons": _reasons,
    "checks": _checks,
    "commands": _commands,
}


def on_page_markdown(markdown: str, **_: Any) -> str:  # noqa: ANN401 - what mkdocs passes along
    """Put the tables in."""
    return _LINE.sub(lambda found: _TABLES[found[1]](), markdown)
