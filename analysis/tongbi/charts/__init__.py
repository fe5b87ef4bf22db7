"""Charts for briefings: functions that take a tidy frame and return what they drew.

matplotlib is imported when a chart is first drawn, and never set up globally.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tongbi.charts.bars import change_bars
    from tongbi.charts.canvas import Chart
    from tongbi.charts.choosing import choose
    from tongbi.charts.dumbbells import dumbbell
    from tongbi.charts.export import save
    from tongbi.charts.heat import heatmap
    from tongbi.charts.indexed import index
    from tongbi.charts.ranking import ranked_bars
    from tongbi.charts.slopes import slope
    from tongbi.charts.trends import trend
    from tongbi.charts.waterfall import contribution

__all__ = [
    "Chart",
    "change_bars",
    "choose",
    "contribution",
    "dumbbell",
    "heatmap",
    "index",
    "ranked_bars",
    "save",
    "slope",
    "trend",
]

_HOMES = {
    "Chart": "canvas",
    "change_bars": "bars",
    "choose": "choosing",
    "contribution": "waterfall",
    "dumbbell": "dumbbells",
    "heatmap": "heat",
    "index": "indexed",
    "ranked_bars": "ranking",
    "save": "export",
    "slope": "slopes",
    "trend": "trends",
}


def __getattr__(name: str) -> object:
    """Import a chart's module when its name is first asked for."""
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
