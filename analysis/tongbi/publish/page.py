"""The briefing as one HTML file: charts inside, readable on a phone, printable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.charts.export import svg_bytes
from tongbi.publish.words import word, words
from tongbi.version import __version__

if TYPE_CHECKING:
    from tongbi.charts.canvas import Chart
    from tongbi.publish.story import Story

__all__ = ["page_bytes"]


def page_bytes(story: Story) -> bytes:
    """Return the page; it loads nothing from anywhere."""
    import base64

    from jinja2 import Environment, PackageLoader

    pages = Environment(
        loader=PackageLoader("tongbi.publish", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    charts = [
        (base64.b64encode(svg_bytes(chart)).decode("ascii"), chart.alt, chart.heading.title)
        for chart in _charts(story)
    ]
    html = pages.get_template("brief.html.j2").render(
        lang="zh-CN" if story.lang == "zh" else "en",
        w=words(story.lang),
        story=story,
        charts=charts,
        program=word("program", story.lang, version=__version__),
    )
    return html.encode("utf-8")


def _charts(story: Story) -> list[Chart]:
    """Return a chart for each trend, then the bars of changes."""
    view = story.view
    charts = [view.trend(line.indicator, size="half") for line in story.trends]
    bars = view.change_bars(story.year, size="half")
    return charts if isinstance(bars, str) else [*charts, bars]
