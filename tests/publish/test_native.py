"""Charts that PowerPoint can edit: what is in them, and where their labels stand."""

from __future__ import annotations

import pytest

from tongbi.charts.points import Line, Point
from tongbi.publish.native import add_lines


def point(period: int, value: float) -> Point:
    return Point(
        period=period,
        value=float(value),
        lower=float(value),
        upper=float(value),
        bound="exact",
        implied=False,
        report="yunling/law_based_gov_report-2024",
        address="",
    )


def test_restated_figures_gaps_and_valleys() -> None:
    """What another report says is a series of diamonds; a valley's label is below its point."""
    pptx = pytest.importorskip("pptx")
    line = Line(
        issuer="云岭市",
        place="",
        indicator="reconsideration",
        unit="件",
        label="行政复议申请",
        label_en="",
        points=(point(2020, 900), point(2021, 655), point(2022, 700), point(2024, 720)),
        others=(point(2021, 690),),
    )
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    assert not add_lines(slide, [line], ["行政复议"], (1, 1, 8, 5), alt="折线图。", lang="zh")
    [shape] = slide.shapes
    assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == "折线图。"
    stated, restated = shape.chart.plots[0].series
    assert list(stated.values) == [900, 655, 700, None, 720]
    assert restated.name == "行政复议（另一份报告所载）"
    assert list(restated.values) == [None, 690, None, None, None]
    assert stated.points[1].data_label.position.name == "BELOW"
    assert stated.data_labels.show_value
    assert shape.chart.has_legend
