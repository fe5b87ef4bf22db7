"""Figures come in from a person's spreadsheet, wide or long, with their source."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tongbi import archive, observations
from tongbi.cli import run
from tongbi.errors import DataError
from tongbi.interchange.importing import collect
from tongbi.interchange.mapping import load_layout

if TYPE_CHECKING:
    from pathlib import Path

    from tongbi.archive import Archive

SOURCE = """
vintage = 2015
[source]
issuer = "云岭市"
slug = "yunling"
title = "云岭统计年鉴2015（虚构）"
address = "https://example.org/yearbook"
"""
WIDE = (
    'name = "yearbook-2015"\nshape = "wide"\n'
    + SOURCE
    + '[columns]\nlabel = "指标"\nunit = "单位"\n'
)
LONG = (
    'name = "yearbook-2015"\n'
    + SOURCE
    + '[columns]\nlabel = "项目"\nperiod = "年份"\nvalue = "数"\naddress = "出处"\n'
    + '[units]\n"办结率" = "%"\n"*" = "件"\n[indicators]\n"受理数" = "cases"\n'
)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "table.csv", tmp_path / "map.toml"


def test_wide_table(files: tuple[Path, Path]) -> None:
    """A row an indicator, a column a year; a dash is missing, not zero."""
    table, mapping = files
    table.write_text(
        '指标,单位,2013年,2014\n受理数,件,"1,205",1342\n办结率,%,—,94.5%\n', encoding="utf-8"
    )
    mapping.write_text(WIDE, encoding="utf-8")
    found = collect(table, load_layout(mapping))
    told = [(f.statement.label, f.statement.period, f.statement.value) for f in found.facts]
    assert told == [
        ("受理数", 2013, Decimal(1205)),
        ("受理数", 2014, Decimal(1342)),
        ("办结率", 2014, Decimal("94.5")),
    ]
    assert found.missing == 1
    assert [f.statement.quote for f in found.facts] == ["1,205件", "1342件", "94.5%"]
    rate = found.facts[2].statement.interval
    assert (rate.lower, rate.upper) == (Decimal("94.45"), Decimal("94.55"))
    assert found.facts[0].vintage == 2015
    assert (found.report.id, found.report.title) == (
        "yunling/yearbook-2015",
        "云岭统计年鉴2015（虚构）",
    )


def test_long_table_in_the_encoding_of_old_excel(files: tuple[Path, Path]) -> None:
    """A row a figure, each with its own source; units and series by label."""
    table, mapping = files
    text = "年份,项目,数,出处\n2013,受理数,1205,https://example.org/13\n2014,办结率,94.50,\n"
    table.write_bytes(text.encode("gb18030"))
    mapping.write_text(LONG, encoding="utf-8")
    first, second = collect(table, load_layout(mapping)).facts
    assert (first.indicator, first.statement.unit) == ("cases", "件")
    assert first.address == "https://example.org/13"
    assert (second.statement.unit, second.statement.quote) == ("%", "94.50%")


def test_workbook_gives_what_it_shows(files: tuple[Path, Path]) -> None:
    """A cell that Excel shows as 94.5% is 94.5 percent; the sheet is named."""
    openpyxl = pytest.importorskip("openpyxl")
    table, mapping = files
    book = openpyxl.Workbook()
    sheet = book.create_sheet("年鉴")
    sheet.append(["指标", "单位", 2014])
    sheet.append(["办结率", "", 0.945])
    sheet["C2"].number_format = "0.0%"
    path = table.with_suffix(".xlsx")
    book.save(path)
    mapping.write_text('sheet = "年鉴"\n' + WIDE, encoding="utf-8")
    [fact] = collect(path, load_layout(mapping)).facts
    assert (fact.statement.value, fact.statement.unit) == (Decimal("94.5"), "%")


def test_imported_years_lengthen_the_series(folder: Archive, files: tuple[Path, Path]) -> None:
    """The command registers the figures; they stand in the series of the indicator they name."""
    table, mapping = files
    table.write_text("指标,单位,2013\n调解数,件,900\n", encoding="utf-8")
    named = '[indicators]\n"调解数" = "people_mediation_accepted"\n'
    mapping.write_text(WIDE + named, encoding="utf-8")
    command = ["import", str(table), "--mapping", str(mapping), "--reports", str(folder.root)]
    assert run([*command, "--dry-run"]) == 0
    assert len(archive.open(folder.root).reports) == 1
    assert run(command) == 0
    frame = observations(archive.open(folder.root))
    [got] = frame[frame["period"] == 2013].to_dict("records")
    assert (got["indicator"], got["value"]) == ("people_mediation_accepted", 900.0)
    assert (got["report"], got["report_year"]) == ("yunling/yearbook-2015", 2015)
    assert got["address"] == "https://example.org/yearbook"
    before = (folder.root / "yunling" / "yearbook-2015.csv").read_bytes()
    assert run(command) == 0
    assert (folder.root / "yunling" / "yearbook-2015.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("content", "mapping", "expected"),
    [
        (
            "指标,单位,2013\n受理数,件,很多\n",
            WIDE,
            r"table\.csv 第 2 行“2013”列的值“很多”不是数字",
        ),
        ("指标,单位,前年\n受理数,件,1\n", WIDE, r"第 1 行没有以年份为列名的列"),
        ("名称,单位,2013\n受理数,件,1\n", WIDE, r"第 1 行没有列“指标” — 有 名称、单位、2013"),
        ("年份,项目,数,出处\n去年,受理数,1,\n", LONG, r"第 2 行“年份”列的值“去年”不是年度"),
        ("指标,单位,2013\n受理数,件,—\n", WIDE, r"table\.csv 中没有数字"),
        ("指标\n1\n", WIDE.replace("[columns]", "[colums]"), r"map\.toml: 有未知的项 'colums'"),
        (
            "指标\n1\n",
            WIDE.replace('"yunling"', '"云岭"'),
            r"map\.toml: slug 为 '云岭'，不是 ASCII",
        ),
        ("指标\n1\n", WIDE.replace('"wide"', '"long"'), r"map\.toml: \[columns\] 缺少 period"),
        ("指标\n1\n", WIDE.replace("2015\n[", '"新"\n['), r"map\.toml: vintage 为 '新' — 应为 int"),
    ],
)
def test_what_does_not_fit_is_pointed_at(
    files: tuple[Path, Path], content: str, mapping: str, expected: str
) -> None:
    """File, row, column and value, and what to do."""
    table, map_file = files
    table.write_text(content, encoding="utf-8")
    map_file.write_text(mapping, encoding="utf-8")
    with pytest.raises(DataError, match=expected):
        collect(table, load_layout(map_file))
