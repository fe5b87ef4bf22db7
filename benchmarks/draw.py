"""A chart beside a bare one of matplotlib, and a notebook beside an empty one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.contest import ROOT, Contender, Setting, hold
from benchmarks.rows import Part, absolute, ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

__all__ = ["parts"]

_ISSUER = "深圳市"
_WARM_UP, _DRAWN = "社会消费品零售总额", "地区生产总值"
_SIZE, _DPI = (12.8, 7.2), 150  # inches, dots per inch: those of tongbi's charts


def parts(setting: Setting) -> Iterator[Part]:
    """Measure a chart and a notebook."""
    given = {"folder": str(setting.scratch)}
    chart = [
        Contender(
            name="tongbi.trend",
            does="chooses the series, draws points, bounds and gaps, places labels free of "
            "overlap, heading, sources and alternative text, checks every glyph.",
            call="benchmarks.draw:trend",
            given=given,
        ),
        Contender(
            name="matplotlib",
            does="a line of the same points with title and axis labels in the same font at the "
            "same size; no labels of points, no sources, no bounds.",
            call="benchmarks.draw:line",
            given=given,
        ),
    ]
    outcome = hold(chart, setting, setting.turns(5))
    yield Part(
        title="One chart as PNG",
        given="Twelve years of one indicator, 1920 × 1080 dots, after another chart.",
        rows=[
            absolute(outcome, "tongbi.trend"),
            ratio(outcome, "tongbi.trend", "matplotlib"),
        ],
        contenders=chart,
    )
    yield _notebook(setting)


def _notebook(setting: Setting) -> Part:
    command = Path(sys.executable).with_name("tongbi")
    reports = ROOT / "reports"
    out = setting.scratch / "notebook"
    notebooks = [
        Contender(
            name="tongbi notebook run audit",
            does="runs the notebook in a fresh kernel, checks it, writes .ipynb and a page.",
            command=[
                *(str(command), "notebook", "run", "audit"),
                *("--reports", str(reports), "--out", str(out)),
            ],
        ),
        Contender(
            name="empty notebook",
            does="nbclient runs one empty cell in a fresh kernel, nbconvert makes a page; "
            "importing nbformat as it is takes seconds, which tongbi avoids.",
            call="benchmarks.draw:empty",
            whole=True,
        ),
    ]
    outcome = hold(notebooks, setting, setting.turns(3))
    return Part(
        title="One notebook",
        given="Whole processes; the peak is the largest of the processes, the kernel's or its "
        "client's.",
        rows=[
            absolute(outcome, "tongbi notebook run audit"),
            ratio(outcome, "tongbi notebook run audit", "empty notebook"),
        ],
        contenders=notebooks,
    )


def _series() -> pd.DataFrame:
    import tongbi

    return tongbi.observations(tongbi.open(ROOT / "reports"), _ISSUER)


def trend(folder: str) -> Callable[[], str]:
    """Draw with tongbi."""
    import tongbi

    series = _series()

    def draw(name: str) -> str:
        return str(tongbi.save(tongbi.trend(series, name), folder, "trend", ["png"])[0])

    draw(_WARM_UP)
    return lambda: draw(_DRAWN)


def line(folder: str) -> Callable[[], int]:
    """Draw with matplotlib alone."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from tongbi.charts import choose, fonts

    series = _series()
    font = fonts.properties()

    def draw(name: str) -> int:
        chosen = choose(series, name)
        figure = Figure(figsize=_SIZE, dpi=_DPI)
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        axes.plot(chosen["period"], chosen["value"], marker="o")
        axes.set_title(f"{_ISSUER}{name}", fontproperties=font)
        axes.set_ylabel(str(chosen["unit"].iloc[0]), fontproperties=font)
        figure.savefig(Path(folder) / "line.png")
        return len(chosen)

    draw(_WARM_UP)
    return lambda: draw(_DRAWN)


def empty() -> Callable[[], int]:
    """Run a notebook of one empty cell."""
    import nbformat
    from nbclient import NotebookClient
    from nbconvert import HTMLExporter

    v4 = nbformat.v4
    notebook = v4.new_notebook(cells=[v4.new_code_cell("pass")])  # type: ignore[no-untyped-call]

    def work() -> int:
        NotebookClient(notebook, kernel_name="python3").execute()
        exporter = HTMLExporter(template_name="basic")  # type: ignore[no-untyped-call]
        return len(exporter.from_notebook_node(notebook)[0])

    return work
