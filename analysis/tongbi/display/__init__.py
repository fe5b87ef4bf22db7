"""Rich display in a notebook: statements, series, changes and findings as a reader wants them.

:func:`show` takes what the other rooms give (frames and records, never altered) and returns a
small object that draws itself: a table in a notebook, aligned text in a terminal. What comes
from reports is escaped.
"""

from __future__ import annotations

from tongbi.display.marking import Marked, marked
from tongbi.display.showing import show
from tongbi.display.shown import Cell, Shown

__all__ = ["Cell", "Marked", "Shown", "marked", "show"]
