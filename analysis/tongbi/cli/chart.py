"""``tongbi chart``: charts of registered indicators as files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tongbi.cli.options import lang_option
from tongbi.cli.progress import counting
from tongbi.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from tongbi.archive import Archive
    from tongbi.charts import Chart
    from tongbi.charts.points import Line

__all__ = ["command"]

_SLIDE = "pptx"
_F = TypeVar("_F", bound="Callable[..., None]")

_OPTIONS = (
    click.option("--issuer", default="", help="发布机关，如 韶关市；省略为全部。"),
    click.option(
        "--reports",
        type=click.Path(path_type=Path),
        default=Path("reports"),
        show_default=True,
        help="登记报告的文件夹。",
    ),
    click.option(
        "--format",
        "formats",
        default="png",
        show_default=True,
        help="png,svg,pdf,pptx 之一或几种。",
    ),
    click.option("--size", default="slide", show_default=True, help="slide、half、a4 或 phone。"),
    click.option(
        "--out",
        type=click.Path(path_type=Path),
        default=Path(),
        help="写到哪个文件夹；默认当前文件夹。",
    ),
    click.option(
        "--font", type=click.Path(path_type=Path), help="自备字体文件，代替自带的思源黑体。"
    ),
    lang_option,
)


def _common(function: _F) -> _F:
    """Give a command the options that all kinds of chart have."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What the common options ask for."""

    issuer: str
    reports: Path
    formats: str
    size: str
    out: Path
    font: Path | None
    lang: str

    def open(self) -> tuple[Archive, pd.DataFrame]:
        """Return the archive and its observations."""
        from tongbi import archive
        from tongbi.catalogue import of_folder
        from tongbi.series import observations

        folder = archive.open(self.reports)
        with counting("linking"):
            return folder, observations(folder.all_rows().items(), of_folder(folder.root))

    def looks(self, folder: Archive) -> dict[str, Any]:
        """Return the keyword arguments that every chart function takes."""
        return {
            "lang": self.lang,
            "size": self.size,
            "font": self.font,
            "reports": folder.reports,
        }

    def write(self, chart: Chart, *parts: object, lines: Sequence[Line] = ()) -> None:
        """Save the chart under a name made of its parts, and print where."""
        from tongbi.charts import save
        from tongbi.files import write_atomically

        kinds = self.formats.split(",")
        words = (re.sub(r"[^\w-]+", "_", str(part)) for part in parts if part)
        stem = "-".join([chart.kind, *filter(None, (self.issuer,)), *words])
        paths = save(chart, self.out, stem, [kind for kind in kinds if kind != _SLIDE])
        if _SLIDE in kinds:
            from tongbi.publish.chartslide import chart_slide_bytes

            paths.append(self.out / f"{stem}.{_SLIDE}")
            write_atomically(paths[-1], chart_slide_bytes(chart, lines))
        for path in paths:
            click.echo(path)


@click.group("chart", help="绘制图表，写成 PNG、SVG、PDF 或 PPT 文件。")
def command() -> None:
    """Gather the kinds of chart."""


@command.command("trend", help="指标 NAME 的历年走势；NAME 可为标识、中英文名、别名或其一部分。")
@click.argument("name")
@click.option("--years", default="", help="年份范围，如 2020-2024；省略为全部。")
@click.option("--page", type=int, default=1, help="指标多而分页时，画第几页。")
@_common
def trend_command(name: str, years: str, page: int, **options: Any) -> None:  # noqa: ANN401
    """Draw the trend of the indicators that a name stands for."""
    order, span = _Order(**options), _span(years)
    from tongbi.charts import choose, trend
    from tongbi.charts.points import lines

    folder, frame = order.open()
    rows = choose(frame, name, issuer=order.issuer, years=span)
    chart = trend(rows, page=page, **order.looks(folder))
    order.write(chart, name, years, lines=lines(rows))


@command.command("index", help="指标 NAME 以某年为 100 的指数。")
@click.argument("name")
@click.option("--base", type=int, required=True, help="基年。")
@_common
def index_command(name: str, base: int, **options: Any) -> None:  # noqa: ANN401
    """Draw the indicators relative to one year."""
    order = _Order(**options)
    from tongbi.charts import choose, index

    folder, frame = order.open()
    rows = choose(frame, name, issuer=order.issuer)
    order.write(index(rows, base=base, **order.looks(folder)), name, base)


@command.command("rank", help="指标 NAME 某年各发布机关的排列。")
@click.argument("name")
@click.option("--year", type=int, required=True, help="年度。")
@_common
def rank_command(name: str, year: int, **options: Any) -> None:  # noqa: ANN401
    """Rank the issuers by one indicator; --issuer sets one off."""
    order = _Order(**options)
    from tongbi.charts import choose, ranked_bars

    folder, frame = order.open()
    chart = ranked_bars(
        choose(frame, name), year=year, highlight=order.issuer, **order.looks(folder)
    )
    order.write(chart, name, year)


@command.command("bars", help="某年各指标比上年的变化。")
@click.option("--year", type=int, required=True, help="年度。")
@_common
def bars_command(year: int, **options: Any) -> None:  # noqa: ANN401
    """Draw the changes of one year."""
    order = _Order(**options)
    from tongbi.charts import change_bars, choose
    from tongbi.publish.data import compare

    folder, frame = order.open()
    changes = compare(choose(frame, issuer=order.issuer))
    order.write(change_bars(changes, year=year, **order.looks(folder)), year)


@command.command("heat", help="历年变化的热力图。")
@click.option("--points", is_flag=True, help="比率的百分点变动；省略为数量的增减幅度。")
@_common
def heat_command(*, points: bool, **options: Any) -> None:  # noqa: ANN401
    """Draw the yearly changes as cells."""
    order = _Order(**options)
    from tongbi.charts import choose, heatmap
    from tongbi.publish.data import compare

    folder, frame = order.open()
    changes = compare(choose(frame, issuer=order.issuer))
    order.write(heatmap(changes, points=points, **order.looks(folder)), "points" if points else "")


@command.command("slope", help="两年之间各指标的升降。")
@click.option("--years", required=True, help="两个年份，如 2020-2024。")
@_common
def slope_command(years: str, **options: Any) -> None:  # noqa: ANN401
    """Draw two years side by side."""
    order, span = _Order(**options), _span(years)
    from tongbi.charts import choose, slope

    if span is None or span[0] == span[1]:
        raise UsageError("cli.not-two-years", years=years)
    folder, frame = order.open()
    rows = choose(frame, issuer=order.issuer)
    order.write(slope(rows, first=span[0], last=span[1], **order.looks(folder)), years)


@command.command("dumbbell", help="某年与上年，或目标与实绩的对比。")
@click.option("--year", type=int, required=True, help="年度。")
@click.option("--against", type=click.Choice(["prior", "target"]), default="prior")
@_common
def dumbbell_command(year: int, against: str, **options: Any) -> None:  # noqa: ANN401
    """Set the year against the one before, or against its targets."""
    order = _Order(**options)
    from tongbi.charts import choose, dumbbell

    folder, frame = order.open()
    rows = choose(frame, issuer=order.issuer)
    order.write(dumbbell(rows, year=year, against=against, **order.looks(folder)), year, against)


@command.command("contribution", help="合计 TOTAL 比上年的变化由哪些部分构成（瀑布图）。")
@click.argument("total")
@click.option("--parts", required=True, help="各部分的指标，以逗号分开；未列出的归入“其余”。")
@click.option("--year", type=int, required=True, help="年度。")
@_common
def contribution_command(total: str, parts: str, year: int, **options: Any) -> None:  # noqa: ANN401
    """Draw what the parts contributed to a total's change."""
    order = _Order(**options)
    from tongbi.charts import choose, contribution

    folder, frame = order.open()
    rows = choose(frame, issuer=order.issuer)
    chart = contribution(
        rows,
        total=_single(rows, total),
        parts=[_single(rows, part) for part in re.split("[,，、]", parts)],
        year=year,
        **order.looks(folder),
    )
    order.write(chart, total, year)


def _single(frame: pd.DataFrame, name: str) -> str:
    """Return the id of the one indicator that a name stands for."""
    from tongbi.charts import choose

    found = choose(frame, name).drop_duplicates("indicator")
    if len(found) > 1:
        raise UsageError(
            "cli.indicator-ambiguous",
            name=name,
            found=[str(label) for label in found["label"].head(8)],
        )
    return str(found["indicator"].iloc[0])


def _span(years: str) -> tuple[int, int] | None:
    if not years:
        return None
    found = re.fullmatch(r"(\d{4})(?:[-—–~](\d{4}))?", years)
    if found is None:
        raise UsageError("cli.years-unclear", years=years)
    first, last = int(found[1]), int(found[2] or found[1])
    if first > last:
        raise UsageError("cli.years-reversed", years=years, first=first, last=last)
    return first, last
