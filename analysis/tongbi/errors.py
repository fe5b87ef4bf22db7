"""The errors that tongbi raises, one root and few branches.

A wrong call or a damaged file raises; bad *data* in a report is never an exception but a
finding. An error carries a stable code and facts; its words are data, in ``messages/``, a file
for each room, and are looked up only when somebody asks for them, in the language of
:mod:`tongbi.language`. Every message says what was wrong, where, and what to do about it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from tongbi.language import current

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

__all__ = ["DataError", "Fact", "NotFoundError", "ReadError", "TongbiError", "UsageError"]

Fact: TypeAlias = str | int | float | tuple[str, ...]

_JOINERS = {"zh": "、", "en": ", "}


class TongbiError(Exception):
    """Root of all errors that tongbi raises on purpose.

    Parameters
    ----------
    code : str
        What was wrong, as ``room.name``; it stays the same over versions and languages, so that
        a program can tell errors apart by it.
    **facts
        What the message names: file, line, value. Lists are kept as tuples of strings, numbers
        as they are, all else as its string.

    Attributes
    ----------
    code : str
        As above.
    facts : dict
        As above.

    Examples
    --------
    >>> error = ReadError("read.password", source="年报.pdf")
    >>> error.code
    'read.password'
    >>> print(error)
    年报.pdf：设有密码 — 请取消密码后再读
    """

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts: dict[str, Fact] = {name: _plain(value) for name, value in facts.items()}

    @classmethod
    def restored(cls, code: str, facts: Mapping[str, object]) -> Self:
        """Return an error that was kept as its code and facts."""
        return cls(code, **facts)

    @property
    def problem(self) -> str:
        """What was wrong, and where (file, line, value), in the current language."""
        return self._words("problem")

    @property
    def remedy(self) -> str:
        """What the reader can do about it, in the current language."""
        return self._words("remedy")

    def __str__(self) -> str:
        return f"{self.problem} — {self.remedy}" if self.remedy else self.problem

    def _words(self, part: str) -> str:
        lang = current()
        room, _, name = self.code.partition(".")
        entry = _messages(room).get(name)
        if entry is None:  # an error is told even where its words are missing
            return f"{self.code} {self.facts}" if part == "problem" else ""
        joined = {
            key: _JOINERS[lang].join(fact) if isinstance(fact, tuple) else fact
            for key, fact in self.facts.items()
        }
        return entry[part][lang].format_map(joined)


class ReadError(TongbiError):
    """A report's file is missing, empty, or not something that can be read as text."""


class DataError(TongbiError):
    """A table in ``reports/`` or a language data file breaks its own schema."""


class NotFoundError(TongbiError):
    """A name (indicator, issuer, report) matches nothing that is registered."""


class UsageError(TongbiError):
    """A call that cannot be carried out as it was made."""


def _plain(value: object) -> Fact:
    """Return a fact that can be pickled and printed wherever the error goes."""
    if isinstance(value, int | float):
        return value
    if isinstance(value, list | tuple):
        return tuple(map(str, value))
    return str(value)


@cache
def _messages(room: str) -> dict[str, dict[str, dict[str, str]]]:
    """Return the words of a room's errors, none for another's: name, part, language."""
    import tomllib
    from importlib.resources import files

    path = files("tongbi").joinpath("messages", f"{room}.toml")
    if not path.is_file():
        return {}
    found: dict[str, dict[str, dict[str, str]]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return found
