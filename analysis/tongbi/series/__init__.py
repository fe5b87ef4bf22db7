"""From statements to series: linking across years, the frame of observations, vintages.

Linking works without pandas; what makes or takes frames imports it when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from tongbi.series.linking import Link, link

if TYPE_CHECKING:
    from tongbi.series.build import observations
    from tongbi.series.frame import COLUMNS, KEY, SERIES_KEY, ordered, validate

__all__ = [
    "COLUMNS",
    "KEY",
    "SERIES_KEY",
    "Link",
    "link",
    "observations",
    "ordered",
    "validate",
]

_ROOMS = {
    "COLUMNS": "frame",
    "KEY": "frame",
    "SERIES_KEY": "frame",
    "observations": "build",
    "ordered": "frame",
    "validate": "frame",
}


def __getattr__(name: str) -> object:
    """Import the rooms that need pandas when one of their names is first asked for."""
    room = _ROOMS.get(name)
    if room is None:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(importlib.import_module(f"{__name__}.{room}"), name)
