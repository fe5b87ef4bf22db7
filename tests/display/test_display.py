"""What a notebook shows of statements, series, changes and findings."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tongbi import archive, extract_text
from tongbi.change import yearly
from tongbi.display import marked, show
from tongbi.errors import UsageError
from tongbi.interval import Interval
from tongbi.model import Bound, Finding, Report, ReportKind, Severity, Statement
from tongbi.series import observations

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

EVIL = '<img src=x onerror="alert(1)">'


def level(value: int, year: int, **more: object) -> Statement:
    """A made figure of the fictional city."""
    fields: dict[str, object] = {
        "at": 7,
        "start": 7,
        "end": 11,
        "quote": f"{value}件",
        "value": Decimal(value),
        "interval": Interval.point(value),
        "unit": "件",
        "period": year,
        "label": "人民调解案件受理数",
    }
    return Statement(**(fields | more))  # type: ignore[arg-type]  # the fields above


def report(year: int) -> Report:
    return Report(
        id=f"yunling/law_based_gov_report-{year}",
        issuer="云岭市",
        slug="yunling",
        kind=ReportKind.LAW_BASED_GOV,
        year=year,
        title=f"云岭市{year}年报告",
        fictional=True,
    )


def series(*statements: Statement) -> pd.DataFrame:
    return observations((report(s.period), [archive.Fact(statement=s)]) for s in statements)


def test_an_interval_that_rules_nothing_out_is_left_empty() -> None:
    """More than 300, then more than 400: both changes may be anything, and none is shown."""
    over = {"bound": Bound.MORE_THAN}
    frame = series(
        level(300, 2023, interval=Interval(Decimal(300), None, False), **over),
        level(400, 2024, interval=Interval(Decimal(400), None, False), **over),
    )
    shown = show(yearly(frame))
    current, change, percent = next(row[3:6] for row in shown.rows if "400" in row[3].text)

    assert "400" in current.text
    assert (change.text, percent.text) == ("", "")


@pytest.fixture(scope="module")
def finding() -> Finding:
    return Finding(
        code="rate_mismatch",
        severity=Severity.INCONSISTENCY,
        text="yunling/law_based_gov_report-2024",
        at=(2684, 2671),
        stated="99.58%",
        expected="14155宗/14251宗=99.33%",
        message_zh=f"调解成功率{EVIL}",
        message_en="success rate",
        candidates=("分子应为 14191宗",),
        candidates_en=("the numerator should be 14191宗",),
        fingerprint="0123456789abcdef",
    )


def test_statement_shows_unit_interval_and_how_it_was_read() -> None:
    """300多 is (300, 400); pointing at it tells the rule that says so."""
    text = "2024年，全市开展宣讲300多场次。"
    html = show(extract_text(text))._repr_html_()
    assert "(300, 400)" in html
    assert "超300场次" in html
    assert 'title="“余”“多”：比印出的数大，不到下一个整数位；' in html


def test_marked_text_escapes_what_it_holds() -> None:
    """The figure is marked, the markup of the text is not obeyed."""
    text = f"2024年，全市受理{EVIL}行政复议申请830件。"
    shown = marked(text, extract_text(text))
    html = shown._repr_html_()
    assert "<img" not in html
    assert html.count("<mark ") == 1
    assert repr(shown).endswith("【830件】。")


def test_marking_needs_the_text_itself() -> None:
    """Offsets of one text are not used on another."""
    with pytest.raises(UsageError, match=r"原文第 \d+ 字处不是“830件”"):
        marked("另一段文字", extract_text("2024年，全市受理行政复议申请830件。"))


def test_series_has_a_column_a_year_and_its_source_on_hover() -> None:
    """A missing year is no column of zeros; the cell tells report, place and quote."""
    frame = series(level(1102, 2022), level(1186, 2024))
    reports = (report(2022), report(2024))
    shown = show(frame, reports=reports)
    assert shown.columns == ("指标", "2022", "2024")
    html = shown._repr_html_()
    assert 'title="云岭市2024年报告，原文第7字：1186件"' in html
    assert ">1186件<" in html


def test_series_escapes_labels() -> None:
    """A label cannot put markup into the page, nor can an address that is no web page."""
    frame = series(level(5, 2024, label=EVIL)).assign(address="javascript:alert(1)")
    html = show(frame)._repr_html_()
    assert "<img" not in html
    assert "javascript:" not in html


def test_change_says_amount_percent_and_reason() -> None:
    """From 1102 to 1186 is +84 and +7.62%; the first year says why it has none."""
    shown = show(yearly(series(level(1102, 2023), level(1186, 2024))))
    last, first = shown.rows
    assert [cell.text for cell in last][2:6] == ["1102件", "1186件", "+84件", "+7.62%"]
    assert first[-1].text == "没有上年数据"
    assert first[-1].hover == "no_prior"


def test_change_between_bounds_is_a_range() -> None:
    """From 300多 to 420 is between 20 and 120: no sharper number is shown."""
    vague = level(
        300,
        2023,
        quote="300多件",
        bound=Bound.MORE_THAN,
        interval=Interval(Decimal(300), Decimal(400), lower_closed=False, upper_closed=False),
    )
    row = show(yearly(series(vague, level(420, 2024))), lang="en").rows[0]
    assert row[4].text.startswith("[20, 120]")
    assert "only a bound" in row[-1].text


def test_finding_shows_its_figures_code_and_advice(finding: Finding) -> None:
    """Stated figure, what the others give, the check by name, and the code it is kept by."""
    html = show(finding, reports=[report(2024)])._repr_html_()
    assert "<img" not in html
    assert "文中写 99.58%，按文中数字为 14155宗/14251宗=99.33%" in html
    assert "代码 rate_mismatch，指纹 0123456789abcdef" in html
    assert "比率与其分子分母不符：核对分子、分母与比率" in html
    assert ">云岭市2024年报告<" in html
    english = repr(show(finding, lang="en"))
    assert "success rate" in english
    assert "the numerator should be" in english
    # Chinese breaks anywhere: 不一致 in a narrow column would stand one character a line.
    assert 'white-space: nowrap" title="比率与其分子分母不符' in html


def test_terminal_gets_aligned_text(finding: Finding) -> None:
    """Without a notebook there is no HTML, and Chinese characters count as two columns."""
    lines = repr(show([finding])).splitlines()
    assert len(lines) == 2
    assert "<" not in lines[0]
    assert lines[1].startswith("不一致  ")


@pytest.mark.parametrize("nothing", [(), []])
def test_nothing_is_said_to_be_nothing(nothing: Sequence[Finding]) -> None:
    """An empty list has no rows, and says so."""
    assert repr(show(nothing)) == "（无）"
    assert show(nothing, lang="en")._repr_html_() == "<p>(none)</p>"


def test_other_things_are_refused(finding: Finding) -> None:
    """A mixture, or a frame that is neither of the two, is a wrong call."""
    [statement] = extract_text("2024年，全市受理行政复议申请830件。")
    with pytest.raises(UsageError, match="不会显示"):
        show([finding, statement])  # type: ignore[arg-type]  # what a user may do
    with pytest.raises(UsageError, match="既不是观测表，也不是变化表"):
        show(series(level(1, 2024))[["label"]])
    with pytest.raises(UsageError, match="没有名为 'fr' 的语言"):
        show([finding], lang="fr")


def test_no_plot_library_is_loaded() -> None:
    """Looking at tables needs no matplotlib."""
    program = "import sys, tongbi.display; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
