"""A frame of observations typed by hand, for the charts' tests."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest

from tongbi.series.frame import from_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


def observation(period: int, value: float, **other: Any) -> dict[str, Any]:
    row = {
        "issuer": "云岭市",
        "place": "",
        "indicator": "reconsideration_applied",
        "label": "行政复议申请",
        "label_en": "Reconsideration applications",
        "unit": "件",
        "measure": "level",
        "role": "actual",
        "period": period,
        "part_year": "",
        "value": float(value),
        "lower": float(value),
        "upper": float(value),
        "lower_closed": True,
        "upper_closed": True,
        "bound": "exact",
        "base": "",
        "report": f"yunling/law_based_gov_report-{period}",
        "report_year": period,
        "at": period - 2000,
        "quote": f"{value:g}件",
        "section": "",
        "address": f"https://example.org/{period}",
        "match": "catalogue",
        "note": "",
    }
    return row | other


@pytest.fixture
def frame_of() -> Callable[..., pd.DataFrame]:
    """Make a frame from rows."""
    return lambda *rows: from_rows(rows)


@pytest.fixture
def gapped(frame_of: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    """2021 is missing, 2023 is a bound, 2022 was restated, 2024 begins a new definition."""
    return frame_of(
        observation(2020, 512),
        observation(2022, 655),
        observation(2022, 690, report="yunling/law_based_gov_report-2023", report_year=2023, at=77),
        observation(2023, 700, bound="more_than", upper=800, lower_closed=False),
        observation(2024, 830, note="break: 口径调整，扩大到县区"),
        observation(2025, 900, bound="at_least", upper=math.inf),
    )
