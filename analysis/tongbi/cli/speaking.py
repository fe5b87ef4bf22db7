"""How the command line speaks: in which language, how much, and whether in colour.

What it says is data, in ``sentences.toml``. Results go to standard output, all else to standard
error: notes can be silenced with ``--quiet``, complaints cannot.
"""

from __future__ import annotations

import os
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import click

from tongbi.language import current

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "Manner",
    "behave",
    "complain",
    "console",
    "manner",
    "note",
    "say",
    "sentence",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """What the global options ask for.

    Attributes
    ----------
    quiet : bool
        Whether to leave out notes and progress.
    verbose : bool
        Whether to tell where an error was raised, and how long things took.
    colour : bool
        Whether a terminal may be written to in colour.
    """

    quiet: bool = False
    verbose: bool = False
    colour: bool = True


_manner: ContextVar[Manner | None] = ContextVar("tongbi_manner", default=None)


def manner() -> Manner:
    """Return what the global options ask for; the defaults where a command is called alone."""
    return _manner.get() or Manner()


def behave(asked: Manner) -> None:
    """Keep to what was asked for as long as the running context lasts."""
    _manner.set(asked)


def sentence(key: str, **facts: object) -> str:
    """Return a sentence in the current language, its fields filled in."""
    return _sentences()[key][current()].format_map(facts)


@cache
def _sentences() -> dict[str, dict[str, str]]:
    from tongbi.catalogue.tables import load_package_table

    return load_package_table("sentences.toml", "tongbi.cli")


def say(key: str, **facts: object) -> None:
    """Say what a command did, on standard output."""
    click.echo(sentence(key, **facts))


def note(key: str, **facts: object) -> None:
    """Say on standard error what is good to know, unless all should be quiet."""
    if not manner().quiet:
        click.echo(sentence(key, **facts), err=True)


def complain(key: str, **facts: object) -> None:
    """Say on standard error, in one line, what went wrong."""
    click.echo(" ".join(sentence(key, **facts).split()), err=True)


def console(*, stderr: bool = False, width: int | None = None) -> Console:
    """Return a console of rich's, without colours where none are wanted."""
    from rich.console import Console

    plain = not manner().colour or bool(os.environ.get("NO_COLOR"))
    if plain:
        return Console(stderr=stderr, width=width, color_system=None)
    return Console(stderr=stderr, width=width)
