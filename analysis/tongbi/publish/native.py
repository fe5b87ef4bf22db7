"""Line charts that PowerPoint can edit: their numbers come along in a workbook of their own."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tongbi.charts.amounts import bounded, grouped_unit
from tongbi.charts.axes import value_scale
from tongbi.charts.words import word
from tongbi.publish.office import library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tongbi.charts.points import Line, Point

__all__ = ["add_lines", "both_scripts", "colour", "shown_unit"]

_FONTS = {"latin": "Arial", "ea": "Microsoft YaHei"}
_COLOURS = ("0072B2", "D55E00", "009E73", "CC79A7", "56B4E9", "5A6068")
_GRID = "DDE1E6"


def add_lines(
    slide: Any,  # noqa: ANN401 - untyped library
    lines: Sequence[Line],
    names: Sequence[str],
    box: tuple[float, float, float, float],
    *,
    alt: str,
    lang: str,
) -> bool:
    """Put a native line chart on a slide: gaps left open, restated figures as hollow diamonds.

    Its numbers are in :func:`shown_unit`, which belongs into the slide's heading.

    Parameters
    ----------
    slide : pptx.slide.Slide
        The slide.
    lines : sequence of Line
        Series of one unit.
    names : sequence of str
        What the chart calls them.
    box : tuple of float
        Left, top, width and height in inches.
    alt : str
        The chart in words.
    lang : {"zh", "en"}
        The language.

    Returns
    -------
    bool
        Whether the value axis starts elsewhere than at zero.
    """
    years = range(min(n.first for n in lines), max(n.last for n in lines) + 1)
    size, _ = _grouped(lines, lang)
    stated = [_scaled(p.value, size) for n in lines for p in (*n.points, *n.others)]
    whole = all(value.is_integer() for value in stated)
    form = "#,##0" if lang == "en" and whole else "General"
    data = library("pptx.chart.data").CategoryChartData(number_format=form)
    data.categories = [str(year) for year in years]
    for line, name in zip(lines, names, strict=True):
        data.add_series(name, _by_year(line.points, years, size))
    restated = [(line, name) for line, name in zip(lines, names, strict=True) if line.others]
    for line, name in restated:
        data.add_series(_restated(name, lang), _by_year(line.others, years, size))
    kind = library("pptx.enum.chart").XL_CHART_TYPE.LINE_MARKERS
    place = [library("pptx.util").Inches(v) for v in box]
    frame = slide.shapes.add_chart(kind, *place, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)  # noqa: SLF001 - no API for it
    chart = frame.chart
    _dress(chart, lang, legend=len(lines) > 1 or bool(restated))
    for number, series in enumerate(chart.plots[0].series):
        # Of the series, not of the plot: one label of its own place would hide all the others.
        series.data_labels.show_value = True
        series.data_labels.position = library("pptx.enum.chart").XL_LABEL_POSITION.ABOVE
        if number < len(lines):
            _draw_line(series, _COLOURS[number % len(_COLOURS)])
            _place_labels(series, lines[number], years, lang)
        else:
            owner = lines.index(restated[number - len(lines)][0])
            _draw_diamonds(series, _COLOURS[owner % len(_COLOURS)])
    scale = value_scale(stated, lines[0].unit, lang)
    axis = chart.value_axis
    axis.tick_labels.number_format = form
    axis.tick_labels.number_format_is_linked = False
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = scale.even()
    return scale.cut


def shown_unit(lines: Sequence[Line], lang: str) -> str:
    """Return the unit that the chart's numbers have: long ones are shown in 万 or 亿."""
    return _grouped(lines, lang)[1]


def _grouped(lines: Sequence[Line], lang: str) -> tuple[int, str]:
    values = [p.value for n in lines for p in (*n.points, *n.others)]
    return grouped_unit(values, lines[0].unit, lang=lang)


def _scaled(value: float, size: int) -> float:
    """Divide in decimals, so that a cell holds 19492.6 and no more digits than were printed."""
    return float(Decimal(repr(value)) / size)


def _restated(name: str, lang: str) -> str:
    label = word("restated_series", lang)
    return f"{name}（{label}）" if lang == "zh" else f"{name} ({label})"


def _by_year(
    points: Any,  # noqa: ANN401 - Points of either sort
    years: range,
    size: int = 1,
) -> list[float | None]:
    # Of several restatements of a year the last one is the latest report's.
    known = {p.period: _scaled(p.value, size) for p in points}
    return [known.get(year) for year in years]


def _dress(chart: Any, lang: str, *, legend: bool) -> None:  # noqa: ANN401 - untyped library
    enums, pt = library("pptx.enum.chart"), library("pptx.util").Pt
    chart.has_title = False
    chart.has_legend = legend
    if legend:
        chart.legend.position = enums.XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    chart.font.size = pt(16)
    both_scripts(chart.font._rPr, lang)  # noqa: SLF001 - not in the library's API
    chart.value_axis.major_gridlines.format.line.color.rgb = colour(_GRID)
    chart.value_axis.format.line.fill.background()


def _draw_line(series: Any, code: str) -> None:  # noqa: ANN401 - untyped library
    enums, pt = library("pptx.enum.chart"), library("pptx.util").Pt
    series.smooth = False
    series.format.line.color.rgb = colour(code)
    series.format.line.width = pt(2.5)
    series.marker.style = enums.XL_MARKER_STYLE.CIRCLE
    series.marker.size = 9
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour(code)


def _draw_diamonds(series: Any, code: str) -> None:  # noqa: ANN401 - untyped library
    series.smooth = False
    series.format.line.fill.background()
    series.marker.style = library("pptx.enum.chart").XL_MARKER_STYLE.DIAMOND
    series.marker.size = 11
    series.marker.format.fill.background()
    series.marker.format.line.color.rgb = colour(code)


def _place_labels(series: Any, line: Line, years: range, lang: str) -> None:  # noqa: ANN401
    """Put the labels of the valleys below their points, clear of the line."""
    position = library("pptx.enum.chart").XL_LABEL_POSITION.BELOW
    values = _by_year(line.points, years)
    for i, value in enumerate(values):
        beside = [v for v in (*values[max(i - 1, 0) : i], *values[i + 1 : i + 2]) if v is not None]
        if value is not None and beside and all(v > value for v in beside):
            label = series.points[i].data_label
            label.position = position
            label.font.size = library("pptx.util").Pt(16)
            both_scripts(label.font._rPr, lang)  # noqa: SLF001 - not in the library's API
    for point in line.points:
        if point.bound != "exact":
            _say_bound(series.points[years.index(point.period)].data_label, point, lang)


def _say_bound(label: Any, point: Point, lang: str) -> None:  # noqa: ANN401 - untyped library
    """Write 超1.6万亿 for a number: a marker of this chart cannot show that it is a bound."""
    run = label.text_frame.paragraphs[0].add_run()
    run.text = bounded(point.value, "", point.bound, lang=lang)
    run.font.size = library("pptx.util").Pt(16)
    both_scripts(run._r.get_or_add_rPr(), lang)  # noqa: SLF001 - not in the library's API
    # Longer than its neighbours: below the line it does not run into them.
    label.position = library("pptx.enum.chart").XL_LABEL_POSITION.BELOW


def colour(code: str) -> Any:  # noqa: ANN401 - of an untyped library
    """Return a colour of the library's from six hexadecimal digits."""
    return library("pptx.dml.color").RGBColor.from_string(code)


def both_scripts(properties: Any, lang: str) -> None:  # noqa: ANN401 - an lxml element
    """Name a font for Latin letters and one for Chinese characters."""
    etree = library("lxml.etree")
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    properties.set("lang", "zh-CN" if lang == "zh" else "en-US")
    for tag in ("latin", "ea", "cs"):
        for old in properties.findall(f"{{{space}}}{tag}"):
            properties.remove(old)
    for tag, face in _FONTS.items():
        etree.SubElement(properties, f"{{{space}}}{tag}").set("typeface", face)
