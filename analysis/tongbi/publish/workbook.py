"""The briefing as an Excel workbook: figures as numbers, charts to edit, sources linked."""

from __future__ import annotations

import datetime as dt
import io
import math
from typing import TYPE_CHECKING, Any

from tongbi.change import say
from tongbi.charts.amounts import bounded
from tongbi.charts.axes import value_scale
from tongbi.charts.heading import with_unit
from tongbi.charts.words import unit_name
from tongbi.publish.package import settled
from tongbi.publish.sentences import name_of
from tongbi.publish.words import word
from tongbi.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from tongbi.charts.points import Line
    from tongbi.publish.story import Story

__all__ = ["workbook_bytes"]

_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp, not a time
_FONT = {"zh": "微软雅黑", "en": "Calibri"}
_LONGEST_ADDRESS = 2000
_FULL_WIDTH = 0x2E80  # characters from here on take the room of two


def workbook_bytes(story: Story) -> bytes:
    """Return the workbook: cover, series, changes, findings, charts and notes.

    Cells that hold labels are written as text, whatever they begin with; figures are numbers
    with a format, and an empty cell is a figure that is missing.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
    book = Workbook(out, options)
    book.set_properties(
        {"title": story.title, "author": f"tongbi {__version__}", "created": _CREATED}
    )
    styles = _styles(book, story.lang)
    _cover(book, story, styles)
    rows = _series(book, story, styles)
    _changes(book, story, styles)
    _findings(book, story, styles)
    _charts(book, story, rows)
    _notes(book, story, styles)
    book.close()
    return settled(out.getvalue())


def _styles(book: Workbook, lang: str) -> dict[str, Any]:
    font = {"font_name": _FONT[lang], "font_size": 10.5, "valign": "top"}
    head = {"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "text_wrap": True}
    return {
        "text": book.add_format({**font, "text_wrap": True}),
        "title": book.add_format({**font, "font_size": 18, "bold": True}),
        "warn": book.add_format({**font, "bold": True, "font_color": "#9A3B00"}),
        "head": book.add_format({**font, **head}),
        "link": book.add_format({**font, "font_color": "#005A94", "underline": 1}),
        "count": book.add_format({**font, "num_format": "#,##0.##"}),
        "whole": book.add_format({**font, "num_format": "#,##0"}),
        "rate": book.add_format({**font, "num_format": "0.0#"}),
        "signed": book.add_format({**font, "num_format": "+#,##0.##;-#,##0.##;0"}),
        "year": book.add_format({**font, "num_format": "0"}),
    }


def _number(styles: dict[str, Any], value: float, unit: str) -> Any:  # noqa: ANN401 - untyped library
    if unit in {"%", "‰"}:
        return styles["rate"]
    return styles["whole"] if float(value).is_integer() else styles["count"]


def _sheet(book: Workbook, key: str, story: Story, widths: Sequence[int]) -> Worksheet:
    sheet = book.add_worksheet(word(key, story.lang))
    sheet.hide_gridlines(2)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    return sheet


def _cover(book: Workbook, story: Story, styles: dict[str, Any]) -> None:
    sheet = _sheet(book, "sheet_cover", story, (100,))
    lines = [(story.title, "title"), (story.subtitle, "text")]
    if story.fictional:
        lines.append((word("brief_fictional", story.lang), "warn"))
    lines += [("", "text"), *((text, "text") for text in story.covers)]
    for group in story.moved:
        lines += [("", "text"), (group.heading, "head")]
        lines += [(said.text, "text") for said in group.sentences]
    sheet.set_row(0, 30)
    for row, (text, style) in enumerate(lines):
        sheet.write_string(row, 0, text, styles[style])
        if style == "text":
            _heighten(sheet, row, [(text, 100)])


def _heighten(sheet: Worksheet, row: int, cells: Sequence[tuple[str, int]]) -> None:
    """Make a row high enough for its texts, in columns so many characters wide.

    Excel fits rows to broken lines when it opens a file, other programs do not.
    """
    lines = max(
        math.ceil(sum(1.95 if ord(c) >= _FULL_WIDTH else 0.9 for c in text) / width)
        for text, width in cells
    )
    if lines > 1:
        sheet.set_row(row, 15 * lines)


def _head(sheet: Worksheet, names: Sequence[str], styles: dict[str, Any], last: int) -> None:
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, styles["head"])
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(last, 1), len(names) - 1)


def _cite(sheet: Worksheet, row: int, column: int, story: Story, report: str, styles: Any) -> None:  # noqa: ANN401
    """Write a report's title, linked to its address where it has one."""
    known = {r.id: r for r in story.sources}.get(report)
    title = known.title if known is not None and known.title else report
    address = known.address if known is not None else ""
    if address.startswith("http") and len(address) < _LONGEST_ADDRESS:
        sheet.write_url(row, column, address, styles["link"], title)
    else:
        sheet.write_string(row, column, title, styles["text"])


def _series(book: Workbook, story: Story, styles: dict[str, Any]) -> dict[tuple[str, str], int]:
    """Write the series, a row an indicator, a column a year; return the rows by indicator."""
    lang = story.lang
    shown = story.view.lines()
    years = list(range(min(n.first for n in shown), max(n.last for n in shown) + 1))
    sheet = _sheet(book, "sheet_series", story, (34, 10, 10, *(12 for _ in years), 40))
    names = [word(k, lang) for k in ("indicator", "col_place", "col_unit")]
    _head(sheet, [*names, *map(str, years), word("report", lang)], styles, len(shown))
    rows: dict[tuple[str, str], int] = {}
    for row, line in enumerate(shown, start=1):
        rows[line.place, line.indicator] = row
        for column, text in enumerate((line.name(lang), line.place, unit_name(line.unit, lang))):
            sheet.write_string(row, column, text, styles["text"])
        for point in line.points:
            column = 3 + point.period - years[0]
            style = _number(styles, point.value, line.unit)
            sheet.write_number(row, column, point.value, style)
            if point.bounded:
                sheet.write_comment(
                    row, column, bounded(point.value, line.unit, point.bound, lang=lang)
                )
        _cite(sheet, row, 3 + len(years), story, line.points[-1].report, styles)
        _heighten(sheet, row, [(line.name(lang), 34)])
    return rows


def _changes(book: Workbook, story: Story, styles: dict[str, Any]) -> None:
    lang = story.lang
    rows = story.view.data.changes.sort_values(["period", "indicator"], ascending=[False, True])
    records = rows.to_dict("records")
    sheet = _sheet(book, "sheet_changes", story, (34, 8, 8, 14, 14, 14, 12, 12, 12, 30, 40))
    keys = (
        "indicator", "year", "col_unit", "prior", "value", "change", "col_change_unit",
        "col_percent_number", "stated", "remark", "report",
    )  # fmt: skip
    _head(sheet, [word(key, lang) for key in keys], styles, len(records))
    for number, row in enumerate(records, start=1):
        sheet.write_string(number, 0, name_of(row, lang), styles["text"])
        sheet.write_number(number, 1, row["period"], styles["year"])
        sheet.write_string(number, 2, unit_name(row["unit"], lang), styles["text"])
        sheet.write_string(number, 6, unit_name(row["change_unit"], lang), styles["text"])
        cells = (("prior", 3), ("value", 4), ("change", 5), ("percent", 7), ("stated", 8))
        for name, column in cells:
            value = float(row[name])
            if math.isnan(value):
                continue
            plain = column in {3, 4}
            style = _number(styles, value, row["unit"]) if plain else styles["signed"]
            sheet.write_number(number, column, value, style)
        sheet.write_string(number, 9, say(row["reason"], lang), styles["text"])
        _cite(sheet, number, 10, story, row["report"], styles)
        _heighten(sheet, number, [(name_of(row, lang), 34), (say(row["reason"], lang), 30)])


def _findings(book: Workbook, story: Story, styles: dict[str, Any]) -> None:
    lang = story.lang
    table = story.view.findings()
    widths = (12, 8, 70, 50, 20)
    sheet = _sheet(book, "sheet_findings", story, widths)
    _head(sheet, table.columns, styles, len(table))
    for row, cells in enumerate(table.rows, start=1):
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text, styles["text"])
        _heighten(sheet, row, list(zip(cells, widths, strict=True)))
    if not len(table):
        sheet.write_string(1, 0, word("no_findings", lang), styles["text"])


def _charts(book: Workbook, story: Story, rows: dict[tuple[str, str], int]) -> None:
    """Add a native line chart for each trend, drawn from the cells of the series sheet."""
    if not story.trends:
        return
    sheet = _sheet(book, "sheet_charts", story, (12,))
    sheet.fit_to_pages(1, 1)
    name = word("sheet_series", story.lang)
    first = min(n.first for n in story.view.lines())
    for number, line in enumerate(story.trends):
        row = rows[line.place, line.indicator]
        columns = (3 + line.first - first, 3 + line.last - first)
        sheet.insert_chart(
            1 + 20 * (number // 2), 9 * (number % 2), _chart(book, story, line, name, row, columns)
        )


def _chart(
    book: Workbook, story: Story, line: Line, sheet: str, row: int, columns: tuple[int, int]
) -> Any:  # noqa: ANN401 - untyped library
    chart = book.add_chart({"type": "line"})
    font = {"name": _FONT[story.lang], "size": 10}
    chart.add_series(
        {
            "name": [sheet, row, 0],
            "categories": [sheet, 0, columns[0], 0, columns[1]],
            "values": [sheet, row, columns[0], row, columns[1]],
            "line": {"color": "#0072B2", "width": 2},
            "marker": {"type": "circle", "size": 6, "fill": {"color": "#0072B2"}},
            "data_labels": {"value": True, "position": "above", "font": font},
        }
    )
    title = with_unit(line.name(story.lang), line.unit, story.lang)
    chart.set_title({"name": title, "name_font": {**font, "size": 12}})
    chart.set_legend({"none": True})
    chart.show_blanks_as("gap")
    chart.set_x_axis({"num_font": font})
    scale = value_scale([p.value for p in line.points], line.unit, story.lang)
    grid = {"visible": True, "line": {"color": "#DDE1E6"}}
    ends = dict(zip(("min", "max", "major_unit"), scale.even(), strict=True))
    chart.set_y_axis({"num_font": font, "major_gridlines": grid, **ends})
    chart.set_size({"width": 560, "height": 360})
    return chart


def _notes(book: Workbook, story: Story, styles: dict[str, Any]) -> None:
    sheet = _sheet(book, "sheet_notes", story, (60, 80))
    for row, text in enumerate(story.methods):
        sheet.write_string(row, 0, text, styles["text"])
        _heighten(sheet, row, [(text, 60)])
    start = len(story.methods) + 1
    for row, report in enumerate(story.sources, start=start):
        _cite(sheet, row, 0, story, report.id, styles)
        sheet.write_string(row, 1, report.licence, styles["text"])
    sheet.write_string(start + len(story.sources) + 1, 0, f"tongbi {__version__}", styles["text"])
