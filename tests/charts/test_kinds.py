"""The other kinds of chart: what they draw, and what they refuse to draw."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tongbi.change import yearly
from tongbi.charts import (
    change_bars,
    contribution,
    dumbbell,
    heatmap,
    index,
    ranked_bars,
    save,
    slope,
)
from tongbi.errors import UsageError

from .conftest import observation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd

    from tongbi.charts import Chart


@pytest.fixture
def mixed(frame_of: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    """Two counts, a rate with a target, and a count that is known as a bound only."""
    rows = []
    for name, unit, before, after in (
        ("applied", "件", 512, 640),
        ("closed", "件", 500, 450),
        ("rate", "%", 97.0, 98.5),
    ):
        for period, value in ((2023, before), (2024, after)):
            rows.append(observation(period, value, indicator=name, label=f"指标{name}", unit=unit))
    rows += [
        observation(2024, 98, indicator="rate", label="指标rate", unit="%", role="target", at=1),
        observation(2023, 200, indicator="bound", label="指标bound"),
        observation(
            2024, 300, indicator="bound", label="指标bound", bound="more_than", upper=400.0, at=2
        ),
    ]
    return frame_of(*rows)


def texts(chart: Chart, name: str = "labels") -> list[str]:
    return [text.get_text() for text in chart.artists[name]]  # type: ignore[attr-defined]


def test_change_bars_keep_percent_and_points_apart(mixed: pd.DataFrame) -> None:
    """Counts are in percent, sorted; the rate is in points, in a panel of its own."""
    chart = change_bars(yearly(mixed), year=2024)
    assert len(chart.axes) == 2
    assert texts(chart) == ["+50%～+100%", "+25%", "−10%", "+1.5"]
    assert texts(chart, "titles") == ["增减幅度（%）", "变动（个百分点）"]


def test_bound_is_a_hollow_bar(mixed: pd.DataFrame) -> None:
    """超300 against 200 is a range from +50% to +100%, drawn hollow."""
    bar = change_bars(yearly(mixed), year=2024).artists["bars"][0]
    assert bar.get_facecolor() == (1.0, 1.0, 1.0, 1.0)  # type: ignore[attr-defined]
    assert (bar.get_x(), bar.get_width()) == (50, 50)  # type: ignore[attr-defined]


def test_forty_indicators_are_ranked_and_said_so(frame_of: Callable[..., pd.DataFrame]) -> None:
    """More changes than fit are cut to the largest, which the subtitle says."""
    rows = [
        observation(period, 1000 + k * (period - 2023), indicator=f"i{k}", label=f"指标{k}")
        for k in range(1, 41)
        for period in (2023, 2024)
    ]
    chart = change_bars(yearly(frame_of(*rows)), year=2024)
    assert "按变动幅度列前16项，共40项" in chart.heading.subtitle
    assert len(texts(chart)) == 16


def test_no_change_no_bars(frame_of: Callable[..., pd.DataFrame]) -> None:
    """A single year has nothing to compare."""
    with pytest.raises(UsageError, match="没有 2023 年到 2024 年的变化"):
        change_bars(yearly(frame_of(observation(2024, 1))), year=2024)


def test_slope_has_both_years_by_unit(mixed: pd.DataFrame) -> None:
    """Counts and rates are in panels of their own, each line from 2023 to 2024."""
    chart = slope(mixed, first=2023, last=2024)
    assert len(chart.axes) == 2
    ends = [list(line.get_ydata()) for line in chart.artists["lines"]]  # type: ignore[attr-defined]
    assert [512, 640] in ends
    assert [97.0, 98.5] in ends
    with pytest.raises(UsageError, match="没有 2020 年和"):
        slope(mixed, first=2020, last=2024)


def test_dumbbell_sets_result_against_target(mixed: pd.DataFrame) -> None:
    """98.5% was reached where 98% was planned."""
    chart = dumbbell(mixed, year=2024, against="target")
    assert sorted(texts(chart)) == ["98%", "98.5%"]
    assert chart.artists["after"][0].get_xdata() == [98.5]  # type: ignore[attr-defined]
    with pytest.raises(UsageError, match="没有既有 2023 年目标"):
        dumbbell(mixed, year=2023, against="target")


def test_heatmap_leaves_out_what_cannot_be_compared(gapped: pd.DataFrame) -> None:
    """After a gap and across a break the cell is hatched, not coloured."""
    frame = gapped.assign(bound="exact", upper=gapped["value"])
    chart = heatmap(yearly(frame))
    # 2022 to 2023 is +6.87%; 2024 begins a new definition; 2024 to 2025 is +8.43%
    assert texts(chart) == ["+6.87", "+8.43"]
    assert len(chart.artists["blanks"]) == 1
    with pytest.raises(UsageError, match="没有这一类的逐年变化"):
        heatmap(yearly(frame), points=True)


def test_index_has_the_base_as_100(mixed: pd.DataFrame) -> None:
    """Series of different units meet at 100."""
    chart = index(mixed, base=2023)
    ends = {round(float(line.get_ydata()[-1]), 1) for line in chart.artists["lines"]}  # type: ignore[attr-defined]
    assert ends == {125.0, 90.0, 101.5, 150.0}
    assert chart.artists["base"][0].get_ydata()[0] == 100  # type: ignore[attr-defined]
    with pytest.raises(UsageError, match="没有序列能以 2019 年为基年"):
        index(mixed, base=2019)


def test_ranked_bars_put_the_largest_first(frame_of: Callable[..., pd.DataFrame]) -> None:
    """Issuers are ranked within a year; two indicators are refused."""
    frame = frame_of(
        observation(2024, 5, issuer="甲县"),
        observation(2024, 9, issuer="乙县"),
        observation(2023, 99, issuer="丙县"),
    )
    chart = ranked_bars(frame, year=2024, highlight="甲县")
    assert [t.get_text() for t in chart.axes[0].get_yticklabels()] == ["乙县", "甲县"]
    assert texts(chart) == ["9", "5"]
    with pytest.raises(UsageError, match="排列图只画一个指标的一种单位"):
        ranked_bars(frame_of(observation(2024, 1), observation(2024, 2, unit="%")), year=2024)


def test_contribution_names_the_remainder(mixed: pd.DataFrame) -> None:
    """A total that rose by 128 with a part that fell by 50 leaves 178 unexplained."""
    chart = contribution(mixed, total="applied", parts=["closed"], year=2024)
    assert texts(chart) == ["512", "−50", "+178", "640"]
    assert [t.get_text() for t in chart.axes[0].get_yticklabels()][2] == "其余"
    with pytest.raises(UsageError, match="合计与各部分须属同一机关、同一单位"):
        contribution(mixed, total="applied", parts=["rate"], year=2024)


def test_small_contribution_is_seen_and_the_cut_axis_is_said(
    frame_of: Callable[..., pd.DataFrame],
) -> None:
    """Moves of 3.5% of the total would be slivers from zero: totals are dots, no bars cut off."""
    frame = frame_of(
        *(observation(y, v, indicator="all") for y, v in ((2023, 15108), (2024, 15630))),
        *(observation(y, v, indicator="done") for y, v in ((2023, 14927), (2024, 15463))),
    )
    chart = contribution(frame, total="all", parts=["done"], year=2024)
    assert texts(chart) == ["1.511万", "+536", "−14", "1.563万"]
    assert len(chart.artists["totals"]) == 2
    assert len(chart.artists["bars"]) == 2
    assert chart.axes[0].get_xlim()[0] > 14000
    assert "横轴不从零开始，圆点为合计" in chart.heading.notes


def test_long_names_do_not_run_into_the_next_row(frame_of: Callable[..., pd.DataFrame]) -> None:
    """Sixteen long English names get one line each, cut where they must be."""
    frame = frame_of(
        *(
            observation(
                y, v, indicator=f"n{i:02}", label_en=f"Number {i} of the {'long ' * 12}names"
            )
            for i in range(16)
            for y, v in ((2023, 100), (2024, 110 + i))
        )
    )
    chart = change_bars(yearly(frame), year=2024, lang="en", size="half")
    chart.figure.canvas.draw()
    boxes = [t.get_window_extent() for t in chart.axes[0].get_yticklabels()]
    assert all(upper.y0 > lower.y1 for upper, lower in pairwise(boxes))
    assert all(t.get_text().endswith("…") for t in chart.axes[0].get_yticklabels())


def test_every_kind_is_saved_in_english_without_a_missing_glyph(
    mixed: pd.DataFrame, tmp_path: Path
) -> None:
    """All kinds come out as PNG, their alternative texts in English."""
    changes = yearly(mixed)
    charts = [
        change_bars(changes, year=2024, lang="en", size="phone"),
        slope(mixed, first=2023, last=2024, lang="en", size="phone"),
        dumbbell(mixed, year=2024, lang="en", size="phone"),
        heatmap(changes, lang="en", size="phone"),
        index(mixed, base=2023, lang="en", size="phone"),
        contribution(mixed, total="applied", parts=["closed"], year=2024, lang="en", size="phone"),
    ]
    for chart in charts:
        save(chart, tmp_path, chart.kind)
        assert " chart. " in chart.alt or "Heat map. " in chart.alt
    assert len(list(tmp_path.iterdir())) == 6
