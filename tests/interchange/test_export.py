"""Series leave in open formats, whose own rules they keep."""

from __future__ import annotations

import csv
import io
import json
import math
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from tongbi.cli import run
from tongbi.errors import UsageError
from tongbi.interchange.formats import export_bytes
from tongbi.series import COLUMNS
from tongbi.series.frame import from_rows

if TYPE_CHECKING:
    from pathlib import Path

    from tongbi.archive import Archive

BARE: dict[str, Any] = {
    **dict.fromkeys(COLUMNS, ""),
    "issuer": "云岭市",
    "measure": "level",
    "role": "actual",
    "bound": "exact",
    "lower_closed": True,
    "upper_closed": True,
    "match": "exact",
    "at": 5,
    "report": "yunling/law-2024",
    "report_year": 2024,
    "unit": "盏",
}


def row(indicator: str, period: int, value: float, **more: object) -> dict[str, Any]:
    interval = {"lower": value, "upper": value}
    names = {"indicator": indicator, "label": indicator, "quote": f"{value}盏"}
    return {**BARE, **names, **interval, "period": period, "value": value, **more}


@pytest.fixture
def series() -> pd.DataFrame:
    """Lamps of two years and another place, one open bound, one restatement, one part year."""
    return from_rows(
        [
            row("lamps", 2023, 12.0, report="yunling/law-2023", report_year=2023),
            row("lamps", 2023, 13.0, at=40),
            row("lamps", 2024, 15.5, upper=math.inf, bound="more_than"),
            row("lamps", 2024, 7.0, place="松坪县", at=60),
            row("灯匠", 2024, 30.0, part_year="M1-9", quote="=1+1", at=80),
        ]
    )


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_excel_gets_its_mark_headings_and_no_formula(series: pd.DataFrame) -> None:
    """What Excel would compute is kept from it; an open end is an empty cell."""
    data = export_bytes(series, "csv-excel")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = table(data)
    assert rows[0].keys() >= {"发布机关", "指标", "年度", "数值", "原文写法"}
    assert {r["原文写法"] for r in rows} >= {"'=1+1", "12.0盏"}
    [open_end] = [r for r in rows if r["约数"] == "more_than"]
    assert (open_end["数值"], open_end["上限"]) == ("15.5", "")


def test_negative_figures_stay_numbers(series: pd.DataFrame) -> None:
    """A decline is a number, not a formula, and needs no apostrophe."""
    falling = series.assign(quote="-3.2")
    assert {r["原文写法"] for r in table(export_bytes(falling, "csv-excel"))} == {"-3.2"}


def test_parquet_gives_the_frame_back(series: pd.DataFrame) -> None:
    """Values, gaps and order survive."""
    pytest.importorskip("pyarrow")
    back = pd.read_parquet(io.BytesIO(export_bytes(series, "parquet")))
    assert list(back.columns) == list(COLUMNS)
    assert back["value"].tolist() == series["value"].tolist()
    assert back["at"].tolist() == series["at"].tolist()


def test_parquet_without_pyarrow_says_what_to_install(
    series: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The extra is named."""
    monkeypatch.setattr("tongbi.interchange.parquet.find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"pip install 'tongbi\[parquet\]'"):
        export_bytes(series, "parquet")


def test_json_stat_is_a_cube_in_row_major_order(series: pd.DataFrame) -> None:
    """Cell ((place * indicators) + indicator) * years + year; other vintages are a status."""
    collection = json.loads(export_bytes(series, "json-stat"))
    assert (collection["version"], collection["class"]) == ("2.0", "collection")
    [cube] = collection["link"]["item"]
    assert cube["id"] == ["place", "indicator", "period"]
    assert cube["size"] == [2, 1, 2]
    assert math.prod(cube["size"]) > max(map(int, cube["value"]))
    assert cube["value"] == {"0": 12, "1": 15.5, "3": 7}
    assert cube["status"] == {"0": "r"}
    assert cube["dimension"]["place"]["category"]["index"] == ["_T", "松坪县"]
    assert cube["dimension"]["indicator"]["category"]["unit"] == {"lamps": {"label": "盏"}}


def test_sdmx_rows_have_unique_keys_and_plain_codes(series: pd.DataFrame) -> None:
    """All vintages stay, told apart by their dimensions; codes are ASCII, names beside them."""
    rows = table(export_bytes(series, "sdmx-csv"))
    assert len(rows) == 5
    dimensions = ["FREQ", "ISSUER", "PLACE", "INDICATOR", "MEASURE", "ROLE", "REPORT", "SEQUENCE"]
    keys = {tuple(r[name] for name in (*dimensions, "TIME_PERIOD")) for r in rows}
    assert len(keys) == 5
    assert all(r[name].isascii() for r in rows for name in dimensions)
    [nine] = [r for r in rows if r["FREQ"] == "_O"]
    assert (nine["TIME_PERIOD"], nine["INDICATOR_NAME"]) == ("2024-01-01/P9M", "灯匠")
    assert {r["STRUCTURE_ID"] for r in rows} == {"TONGBI:SERIES(1.0.0)"}
    assert {r["ISSUER"] for r in rows} == {"yunling"}


@pytest.mark.parametrize("form", ["csv-excel", "json-stat", "sdmx-csv"])
def test_same_series_same_bytes(series: pd.DataFrame, form: str) -> None:
    """Nothing of the clock or of the order of sets is in a file."""
    assert export_bytes(series, form) == export_bytes(series.copy(), form)


def test_unknown_format_is_refused(series: pd.DataFrame) -> None:
    """The known ones are listed."""
    with pytest.raises(UsageError, match=r"没有格式 'stata' — 可用 csv-excel、parquet"):
        export_bytes(series, "stata")


def test_command_writes_one_issuer(folder: Archive, tmp_path: Path) -> None:
    """The file is where it was asked for, and holds what was asked for."""
    out = tmp_path / "out.csv"
    more = ("--issuer", "云岭", "--reports", str(folder.root), "--out", str(out))
    assert run(["export", "--format", "csv-excel", *more]) == 0
    assert [r["数值"] for r in table(out.read_bytes())] == ["15630"]
