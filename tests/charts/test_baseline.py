"""Six small pictures look as they did: the artists are asserted first, then the pixels.

``TONGBI_BASELINE=write pytest tests/charts/test_baseline.py`` draws the pictures in ``baseline/``
anew, to be looked at before they are committed.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from tongbi.change import yearly
from tongbi.charts import change_bars, contribution, dumbbell, heatmap, slope, trend
from tongbi.charts.export import png_bytes
from tongbi.series.frame import from_rows

from .conftest import observation

if TYPE_CHECKING:
    import pandas as pd

    from tongbi.charts import Chart

FOLDER = Path(__file__).parent / "baseline"
WIDTH = 320
MOST = 3.0  # mean difference of a channel, of 255; another release of FreeType stays below 1


def frame() -> pd.DataFrame:
    kinds = {
        "applied": ("行政复议申请", "件", (512, 655, 830)),
        "closed": ("行政复议审结", "件", (480, 610, 801)),
        "rate": ("结案率", "%", (93.8, 93.1, 96.5)),
    }
    return from_rows(
        observation(year, value, indicator=name, label=label, unit=unit)
        for name, (label, unit, values) in kinds.items()
        for year, value in zip((2022, 2023, 2024), values, strict=True)
    )


def charts() -> dict[str, Chart]:
    rows = frame()
    changes = yearly(rows)
    return {
        "trend": trend(rows[rows["indicator"] == "applied"], size="half"),
        "slope": slope(rows, first=2022, last=2024, size="half"),
        "bars": change_bars(changes, year=2024, size="half"),
        "dumbbell": dumbbell(rows, year=2024, size="half"),
        "heatmap": heatmap(changes, size="half"),
        "contribution": contribution(
            rows, total="applied", parts=["closed"], year=2024, size="half"
        ),
    }


def small(chart: Chart) -> Image.Image:
    picture = Image.open(io.BytesIO(png_bytes(chart))).convert("RGB")
    height = round(WIDTH * picture.height / picture.width)
    return picture.resize((WIDTH, height), Image.Resampling.BOX)


@pytest.fixture(scope="module")
def drawn() -> dict[str, Chart]:
    return charts()


@pytest.mark.parametrize(
    ("name", "artists"),
    [
        ("trend", {"lines": 1}),
        ("slope", {"lines": 3, "titles": 2}),
        ("bars", {"titles": 2}),
        ("dumbbell", {"after": 3}),
        ("heatmap", {"cells": 4}),
        ("contribution", {"bars": 4, "joints": 3}),
    ],
)
def test_picture_is_as_it_was(drawn: dict[str, Chart], name: str, artists: dict[str, int]) -> None:
    """What is drawn is counted, and the picture differs from the one kept by a hair at most."""
    chart = drawn[name]
    assert {kind: len(chart.artists[kind]) for kind in artists} == artists
    if os.environ.get("TONGBI_BASELINE") == "write":
        small(chart).quantize(64).save(FOLDER / f"{name}.png", optimize=True)
    with Image.open(FOLDER / f"{name}.png") as kept:
        before = np.asarray(kept.convert("RGB"), dtype=float)
    now = np.asarray(small(chart), dtype=float)
    assert now.shape == before.shape
    assert np.abs(now - before).mean() < MOST


def test_another_chart_is_told_apart(drawn: dict[str, Chart]) -> None:
    """The tolerance is no blank cheque: no chart passes for another one."""
    pictures = {name: np.asarray(small(chart), dtype=float) for name, chart in drawn.items()}
    apart = [
        np.abs(one - other).mean()
        for a, one in pictures.items()
        for b, other in pictures.items()
        if a < b
    ]
    assert min(apart) > MOST
