"""The errors that tongbi raises, one root and few branches.

A wrong call or a damaged file raises; bad *data* in a report is never an exception but a
finding. Every message says what was wrong, where, and what to do about it, in one line.
"""

from __future__ import annotations

__all__ = ["DataError", "NotFoundError", "ReadError", "TongbiError", "UsageError"]


class TongbiError(Exception):
    """Root of all errors that tongbi raises on purpose.

    Parameters
    ----------
    problem : str
        What was wrong, and where (file, line, value).
    remedy : str, optional
        What the reader can do about it.
    """

    def __init__(self, problem: str, remedy: str = "") -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem} — {remedy}" if remedy else problem)


class ReadError(TongbiError):
    """A report's file is missing, empty, or not something that can be read as text."""


class DataError(TongbiError):
    """A table in ``reports/`` or a language data file breaks its own schema."""


class NotFoundError(TongbiError):
    """A name (indicator, issuer, report) matches nothing that is registered."""


class UsageError(TongbiError):
    """A call that cannot be carried out as it was made."""
