"""Rows of the published tables say no more than the frames know."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from tongbi.change import CHANGE_COLUMNS
from tongbi.publish.rows import change_rows, not_compared
from tongbi.publish.table import Table


def changes(*rows: dict[str, Any]) -> pd.DataFrame:
    blank = {name: "" if dtype == "str" else math.nan for name, dtype in CHANGE_COLUMNS.items()}
    plain = {
        "issuer": "云岭市",
        "label": "行政复议申请",
        "unit": "件",
        "change_unit": "件",
        "period": 2024,
    }
    return pd.DataFrame([blank | plain | row for row in rows])


def known(change: float, **other: object) -> dict[str, Any]:
    return {"change": change, "change_lower": change, "change_upper": change, **other}


def test_change_is_in_the_readers_form() -> None:
    """Units, percent and signs as a reader expects them."""
    percent = {"percent": 7.62, "percent_lower": 7.62, "percent_upper": 7.62}
    [row] = change_rows(changes(known(84.0, prior=1102.0, value=1186.0, **percent)), ())
    assert (row.prior, row.value, row.change, row.percent) == (
        "1102件",
        "1186件",
        "+84件",
        "+7.62%",
    )


def test_bounds_give_a_range() -> None:
    """Between 超300 and 超200 the change is a range, and no single number."""
    [row] = change_rows(
        changes({"change_lower": -50.0, "change_upper": 150.0, "reason": "bound_only"}), ()
    )
    assert row.change == "−50件至+150件"
    assert "区间" in row.remark


def test_what_cannot_be_compared_is_counted() -> None:
    """A row without a change is not in the table, but counted under its reason."""
    frame = changes(known(1.0), {"reason": "no_prior"}, {"reason": "gap;part_year"})
    assert len(change_rows(frame, ())) == 1
    assert sorted(count for _, count in not_compared(frame)) == [1, 1]


def test_table_escapes_what_comes_from_reports() -> None:
    """A label cannot put markup into a notebook."""
    table = Table(columns=("指标",), rows=(("<script>alert(1)</script>",),))
    assert "<script>" not in table._repr_html_()
    assert "&lt;script&gt;" in table._repr_html_()
    assert "<script>" in repr(table)
