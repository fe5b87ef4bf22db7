"""Which report a text is: its kind, the year that it covers, its title."""

from __future__ import annotations

import pytest

from tongbi.model import ReportKind
from tongbi.read.identity import covered_year, report_kind, report_title


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("云岭市2023年法治政府建设年度报告\n2024年3月发布", 2023),
        ("云岭市2024年国民经济和社会发展统计公报\n2025年3月20日", 2024),
        ("——2025年1月9日在市第六届人民代表大会第五次会议上\n各位代表：", 2024),
        ("一、2024年工作回顾\n……\n二、2025年工作安排", 2024),
        ("关于2024年预算执行情况和2025年预算草案的报告", 2024),
        ("2024年度政府信息公开工作年度报告", 2024),
        ("二、2025年主要任务", 2024),
        ("云岭市２０２３年法治政府建设年度报告", 2023),
        ("云岭市2 023年法治政府建设年度报告", 2023),
        ("2021年，办结案件26件。2021年末，在册律师86人。", 2021),
        ("办理案件26件。", None),
    ],
)
def test_the_covered_year_is_the_one_whose_work_is_told(text: str, year: int | None) -> None:
    """Not the year of delivery, nor the one planned for."""
    assert year == covered_year(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("云岭市2023年法治政府建设年度报告", ReportKind.LAW_BASED_GOV),
        ("下面，我受托向大会报告政府工作。", ReportKind.GOV_WORK),
        ("云岭市2024年国民经济和社会发展统计公报", ReportKind.STAT_COMMUNIQUE),
        ("关于2024年预算执行情况和2025年预算草案的报告", ReportKind.BUDGET),
        ("云岭市2024年政府信息公开工作年度报告", ReportKind.INFO_DISCLOSURE),
        ("图书馆年度简报", ReportKind.OTHER),
    ],
)
def test_the_kind_is_told_by_its_words(text: str, kind: ReportKind) -> None:
    """Each kind of report names itself in its opening."""
    assert kind is report_kind(text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("云岭市2023年法治政府建设年度报告\n正文", "云岭市2023年法治政府建设年度报告"),
        ("\n\n云岭市 政府 工作 报告\n正文", "云岭市政府工作报告"),
        ("一、主要工作情况\n正文", ""),
        ("今年报告如下。\n正文", ""),
    ],
)
def test_the_title_stands_in_the_first_lines(text: str, title: str) -> None:
    """A heading or a sentence is no title."""
    assert title == report_title(text)
