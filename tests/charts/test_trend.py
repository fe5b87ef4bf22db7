"""The trend chart: what is drawn, asserted on the artists."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

import matplotlib as mpl
import pytest

from tongbi.charts import trend
from tongbi.errors import UsageError
from tongbi.model import Report, ReportKind

from .conftest import observation

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from tongbi.charts import Chart


def texts(chart: Chart, name: str) -> list[str]:
    return [text.get_text() for text in chart.artists[name]]  # type: ignore[attr-defined]


def test_missing_year_is_a_gap(gapped: pd.DataFrame) -> None:
    """2021 has no figure: the line has NaN there, and no slope from 2020 to 2022."""
    [line] = trend(gapped).artists["lines"]
    xs, ys = line.get_data()  # type: ignore[attr-defined]
    assert list(xs[:3]) == [2020, 2021, 2022]
    assert ys[0] == 512
    assert math.isnan(ys[1])
    assert ys[2] == 655


def test_new_definition_cuts_the_line_and_says_why(gapped: pd.DataFrame) -> None:
    """A rule stands before 2024, the line does not cross it, the reason is written."""
    chart = trend(gapped)
    [rule] = chart.artists["breaks"]
    assert rule.get_xdata()[0] == 2023.5  # type: ignore[attr-defined]
    [line] = chart.artists["lines"]
    joined: dict[float, float] = dict(zip(*line.get_data(), strict=True))  # type: ignore[attr-defined]
    assert math.isnan(joined[2023.5])
    assert "口径调整" in "".join(texts(chart, "break_labels"))


def test_own_report_is_joined_and_the_restatement_shown(gapped: pd.DataFrame) -> None:
    """Of 2022 the line has the year's own 655; the later 690 stands beside it, labelled."""
    chart = trend(gapped)
    diamond = chart.artists["restated"][0]
    assert diamond.get_ydata() == [690]  # type: ignore[attr-defined]
    assert diamond.get_markerfacecolor() == "white"  # type: ignore[attr-defined]
    assert {"655", "690"} <= set(texts(chart, "labels"))


def test_bounds_are_open_ended(gapped: pd.DataFrame) -> None:
    """超700 reaches to 800; 900以上 has an arrow; both say so in their labels."""
    chart = trend(gapped)
    whisker, arrow = chart.artists["bounds"]
    assert list(whisker.get_ydata()) == [700, 800]  # type: ignore[attr-defined]
    assert arrow.arrow_patch is not None  # type: ignore[attr-defined]
    assert {"超700", "900以上"} <= set(texts(chart, "labels"))


def test_implied_value_is_hollow(frame_of: Callable[..., pd.DataFrame]) -> None:
    """What was computed back from a stated change is not drawn as if a report had said it."""
    chart = trend(frame_of(observation(2023, 80, note="implied"), observation(2024, 100)))
    [hollow] = chart.artists["implied"]
    assert hollow.get_markerfacecolor() == "white"  # type: ignore[attr-defined]
    assert list(hollow.get_xdata()) == [2023]  # type: ignore[attr-defined]


def test_one_point_has_no_line(frame_of: Callable[..., pd.DataFrame]) -> None:
    """A single figure is a point, not a trend."""
    chart = trend(frame_of(observation(2024, 14251, unit="宗")))
    assert "lines" not in chart.artists
    assert texts(chart, "labels") == ["1.43万"]


def test_part_years_targets_and_terms_stay_out(frame_of: Callable[..., pd.DataFrame]) -> None:
    """Only whole years' results are joined."""
    chart = trend(
        frame_of(
            observation(2023, 10),
            observation(2024, 12),
            observation(2024, 5, part_year="H1", at=1),
            observation(2025, 99, role="target"),
            observation(2025, 50, role="term", at=2),
        )
    )
    [points] = chart.artists["points"]
    assert list(points.get_ydata()) == [10, 12]  # type: ignore[attr-defined]


def test_heading_states_indicator_unit_issuer_and_source(gapped: pd.DataFrame) -> None:
    """The words around the chart come from the data."""
    report = Report(
        id="yunling/law_based_gov_report-2025",
        issuer="云岭市",
        slug="yunling",
        kind=ReportKind.LAW_BASED_GOV,
        year=2025,
        title="云岭市2025年报告",
        fictional=True,
    )
    heading = trend(gapped, reports=[report]).heading
    assert heading.title == "行政复议申请"
    assert heading.subtitle == "云岭市（虚构） · 单位：件 · 2020—2025年"
    assert heading.source.startswith("来源：《云岭市2025年报告》 https://example.org/2025")
    assert "虚构示例，非真实数据" in heading.notes


def test_english_edition(gapped: pd.DataFrame) -> None:
    """Labels, units and notes are English on request."""
    chart = trend(gapped, lang="en")
    assert chart.heading.title == "Reconsideration applications"
    assert "Unit: items" in chart.heading.subtitle
    assert "over 700" in texts(chart, "labels")


def test_alt_text_tells_every_year(gapped: pd.DataFrame) -> None:
    """The alternative text has the gap, the bound and the break."""
    alt = trend(gapped).alt
    for part in ("2020年512件", "2021年无数据", "2023年超700件", "2024年起口径有变"):
        assert part in alt


def many(frame_of: Callable[..., pd.DataFrame], count: int, **other: object) -> pd.DataFrame:
    return frame_of(
        *(
            observation(year, 90 + k / 9 + year % 3, indicator=f"i{k}", label=f"指标{k}", **other)
            for k in range(count)
            for year in (2022, 2023, 2024)
        )
    )


@pytest.mark.parametrize("size", ["slide", "half", "a4", "phone"])
def test_end_labels_do_not_overlap(frame_of: Callable[..., pd.DataFrame], size: str) -> None:
    """Six lines that end close together are all named, none over another."""
    chart = trend(many(frame_of, 6), size=size)
    from matplotlib.text import Text

    renderer = chart.figure.canvas.get_renderer()  # type: ignore[attr-defined]
    for label in chart.artists["labels"]:
        label.update_positions(renderer)  # type: ignore[attr-defined]
    boxes = [Text.get_window_extent(t, renderer) for t in chart.artists["labels"]]  # type: ignore[arg-type]
    assert len(boxes) == 6
    assert not any(a.overlaps(b) for a, b in combinations(boxes, 2))
    assert all(box.x1 <= chart.figure.bbox.width for box in boxes)


def test_thirty_series_come_in_pages(frame_of: Callable[..., pd.DataFrame]) -> None:
    """Thirty series are panels, twelve a page, and the page is said."""
    frame = many(frame_of, 30)
    first, last = trend(frame), trend(frame, page=3)
    assert (len(first.axes), len(last.axes)) == (12, 6)
    assert "第1页，共3页" in first.heading.subtitle
    with pytest.raises(UsageError, match="没有第 4 页"):
        trend(frame, page=4)


def test_several_units_get_panels(frame_of: Callable[..., pd.DataFrame]) -> None:
    """Counts and rates never share an axis."""
    frame = frame_of(
        observation(2023, 10),
        observation(2024, 12),
        observation(2024, 99.3, indicator="rate", unit="%", label="满意率"),
    )
    assert len(trend(frame).axes) == 2
    with pytest.raises(UsageError, match="单位不同的序列不能共用一条数轴"):
        trend(frame, shared=True)


def test_given_axes_are_used_and_settings_kept(gapped: pd.DataFrame) -> None:
    """The caller's axes are drawn on, and no rcParam has changed afterwards."""
    from matplotlib.figure import Figure

    figure = Figure()
    ax = figure.subplots()
    before = dict(mpl.rcParams)
    chart = trend(gapped, ax)
    assert chart.axes == (ax,)
    assert chart.figure is figure
    assert ax.get_title(loc="left") == "行政复议申请"
    assert dict(mpl.rcParams) == before


def test_nothing_to_draw_is_an_error(frame_of: Callable[..., pd.DataFrame]) -> None:
    """A frame of targets alone has no trend."""
    with pytest.raises(UsageError, match="没有全年数字可画"):
        trend(frame_of(observation(2025, 99, role="target")))
