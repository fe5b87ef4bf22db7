"""From statements to series: linking across years, the frame of observations, vintages.

Linking works without pandas; what makes or takes frames imports it when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from tongbi.series.linking import Link, link

if TYPE_CHECKING:
    from tongbi.series.breaks import Break, BreakKind, find_breaks
    from tongbi.series.build import observations
    from tongbi.series.frame import COLUMNS, KEY, SERIES_KEY, ordered, validate
    from tongbi.series.vintages import as_first_stated, as_of, latest, restatements
    from tongbi.series.yearly import Missing, Status, complete

__all__ = [
    "COLUMNS",
    "KEY",
    "SERIES_KEY",
    "Break",
    "BreakKind",
    "Link",
    "Missing",
    "Status",
    "as_first_stated",
    "as_of",
    "complete",
    "find_breaks",
    "latest",
    "link",
    "observations",
    "ordered",
    "restatements",
    "validate",
]

_ROOMS = {
    "COLUMNS": "frame",
    "KEY": "frame",
    "SERIES_KEY": "frame",
    "Break": "breaks",
    "BreakKind": "breaks",
    "Missing": "yearly",
    "Status": "yearly",
    "as_first_stated": "vintages",
    "as_of": "vintages",
    "find_breaks": "breaks",
    "complete": "yearly",
    "latest": "vintages",
    "observations": "build",
    "ordered": "frame",
    "restatements": "vintages",
    "validate": "frame",
}


def __getattr__(name: str) -> object:
    """Import the rooms that need pandas when one of their names is first asked for."""
    room = _ROOMS.get(name)
    if room is None:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(importlib.import_module(f"{__name__}.{room}"), name)
