"""Charts that PowerPoint can edit: what is in them, and where their labels stand."""

from __future__ import annotations

import pytest

from tongbi.charts.points import Line, Point
from tongbi.publish.native import add_lines, shown_unit


def point(period: int, value: float, bound: str = "exact") -> Point:
    return Point(
        period=period,
        value=float(value),
        lower=float(value),
        upper=float(value),
        bound=bound,
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


def test_long_numbers_are_shown_in_one_group() -> None:
    """3680000000000元 is 36800 in a chart whose heading says 亿元."""
    pptx = pytest.importorskip("pptx")
    line = Line(
        issuer="云岭市",
        place="",
        indicator="gdp",
        unit="元",
        label="地区生产总值",
        label_en="",
        points=(
            point(2022, 1.6e12, "more_than"),
            point(2023, 1949260000000),
            point(2024, 3680000000000),
        ),
        others=(),
    )
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    add_lines(slide, [line], ["地区生产总值"], (1, 1, 8, 5), alt="折线图。", lang="zh")
    [shape] = slide.shapes
    assert list(shape.chart.plots[0].series[0].values) == [16000, 19492.6, 36800]
    label = shape.chart.plots[0].series[0].points[0].data_label
    assert label.text_frame.text == "超1.6万亿"
    assert shown_unit([line], "zh") == "亿元"
    assert shown_unit([line], "en") == "billion yuan"
