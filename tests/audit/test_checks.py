"""Each check on invented sentences: one that it must find, one that it must leave alone."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from tongbi.audit import CHECKS, Source, audit_report, audit_reports, catalogue
from tongbi.audit.check import Candidate, explain
from tongbi.extraction import extract_document
from tongbi.interval import Interval
from tongbi.model import Base, Document, Finding, Measure, Role, Severity, Statement
from tongbi.read import from_text
from tongbi.series.linking import Link

YEAR = 2024


def findings(text: str, *, year: int = YEAR) -> list[Finding]:
    """What the audit contests in a text; notes are left out."""
    document = from_text(text, year=year)
    found = audit_report(extract_document(document), document, text="report")
    return [finding for finding in found if finding.severity is not Severity.NOTE]


FOUND = [
    ("rate_mismatch", "98.6%", "全市受理行政复议申请830件，办结802件，办结率为98.6%。"),
    ("rate_mismatch", "98.6%", "全市受理案件830件，办结率98.6%，其中办结802件。"),
    ("rate_mismatch", "97.2%", "调解成功率97.2%（受理1200件，调解成功1180件）。"),
    ("rate_mismatch", "94%", "受理法律援助申请2500件，批准2400件，批准率94%。"),
    ("rate_mismatch", "98.2%", "热线受理诉求33.48万件，按时办结33.2万件，按时办结率98.2%。"),
    ("rate_mismatch", "98.3%", "一审案件开庭320件，负责人出庭应诉305件，负责人出庭应诉率98.3%。"),
    ("rate_mismatch", "3.5%", "全市地区生产总值1000亿元。研发投入30亿元，占地区生产总值比重3.5%。"),
    (
        "rate_mismatch",
        "62.5%",
        "常住人口500万人。其中，城镇300万人，乡村200万人。城镇化率达62.5%。",
    ),
    ("rate_mismatch", "80.5%", "预算收入100亿元，其中税收收入75亿元，税收收入占预算收入的80.5%。"),
    ("shares_sum", "19.8%+82.2%", "公有住房占比19.8%，降低2.7个百分点；非公有住房占比82.2%。"),
    ("change_mismatch", "12%", "办理行政处罚案件2300件，比上年增加300件，增长12%。"),
    ("change_mismatch", "-15%", "办理行政处罚案件2300件，较上年的2000件减少15%。"),
    ("change_mismatch", "13%", "办理行政处罚案件由上年的2000件增加到2300件，增长13%。"),
    ("change_mismatch", "25%", "办理行政处罚案件2300件，2023年为2000件，增长25%。"),
    ("change_mismatch", "25%", "办理行政处罚案件2300件（2023年2000件），同比增长25%。"),
    (
        "change_mismatch",
        "3.1个百分点",
        "网上可办率由上年的94.1%提高到96.2%，提高3.1个百分点。",
    ),
    (
        "change_mismatch",
        "8.0%",
        "零售总额500亿元，增长8.0%。其中，城镇400亿元，增长4.0%；乡村100亿元，增长5.0%。",
    ),
    ("impossible_change", "13人，-12%", "火灾死亡人数13人，同比下降12%。"),
    ("impossible_value", "103%", "案件办结率为103%。"),
    ("sum_mismatch", "175件", "全市共审核规范性文件175件，其中市级63件、县级122件。"),
    ("sum_mismatch", "58宗", "负责人出庭应诉58宗（其中正职31宗，副职28宗）。"),
    ("sum_mismatch", "103件", "收到申请103件，其中受理91件、不予受理8件、告知1件、转送6件。"),
    (
        "sum_mismatch",
        "165,000万元",
        "预算收入100,000万元，加上转移性收入50,000万元、上年结转10,000万元，收入总计165,000万元。",
    ),
    ("sum_mismatch", "2.6亿元", "送审金额21.8亿元，审定金额19.4亿元，审减金额2.6亿元。"),
    ("sum_mismatch", "35件", "受理案件830件，办结802件，尚未办结35件。"),
    ("sum_mismatch", "343万元", "基金收入完成233万元，基金支出完成574万元，收支相抵缺口343万元。"),
    (
        "stock_flow_mismatch",
        "212件",
        "2023年末现行有效规范性文件214件，2024年新制定26件、废止31件，年末现行有效212件。",
    ),
    (
        "shares_sum",
        "3.1%+35.0%+62.9%",
        "三次产业占生产总值的比重分别为3.1%、35.0%和62.9%。",
    ),
    (
        "growth_outside_parts",
        "9.3%",
        "投资增长9.3%。分产业看，第一产业增长5.4%，第二产业增长4.3%，第三产业增长2.4%。",
    ),
    ("ambiguous_points", "2%", "调解成功率98.5%，同比上升2%。"),
]


@pytest.mark.parametrize(("code", "stated", "sentence"), FOUND)
def test_contradictions_are_found(code: str, stated: str, sentence: str) -> None:
    """The sentence contradicts itself once, and that is all that is said of it."""
    assert [(f.code, f.stated) for f in findings(f"2024年，{sentence}")] == [(code, stated)]


HOLDS = [
    "全市受理行政复议申请830件，办结802件，办结率为96.6%。",
    "32个断面中，一类水质断面2个，占6.2%。",
    "共审结案件1121件。审结案件中，维持810件、纠错147件、调解和解164件，调解和解率为14.6%。",
    "送审金额21.86亿元，审定金额19.46亿元，审减率为10.99%。",
    "办理行政处罚案件2300件，比上年增加300件，增长15%。",
    "网上可办率96.2%，比上年的94.1%提高2.1个百分点。",
    "火灾死亡人数22人，同比下降12%。",
    "小学升初中入学率102.56%。",
    "常住人口500万人。其中，城镇300万人，乡村200万人。城镇化率达60%。",
    "送审金额11.42亿元，审减金额1.35亿元，审减率达11.82%。",
    "基金收入完成233万元，基金支出完成574万元，收支相抵缺口341万元。",
    "规上工业增加值1万亿元，工业增加值占地区生产总值比重35%，地区生产总值3万亿元。",
    "国有投资占比19.8%，下降3.1个百分点；民间投资占比67.3%，上升2.5个百分点。",
    "全市共审核规范性文件185件，其中市级63件、县级122件。",
    "保费收入742.39亿元，其中财产保险216.07亿元，人身保险526.33亿元。",
    "专任教师23.34万人，其中高等学校6.83万人，普通高中2.25万人，普通小学5.83万人。",
    "新制定规范性文件26件，废止31件，2023年末有效规范性文件214件，年末现行有效209件。",
    "第一、二、三产业比重为3.1%、35.0%和61.9%。",
    "调解成功率98.5%，同比上升2个百分点。",
    "研发投入35亿元，占地区生产总值比重3.5%，地区生产总值1000亿元。",
    "同口径比上年增长3.05%，资金156.36亿元，上年为160亿元。",
    "备案规范性文件120件，备案率100%，办理建议50件，办复率98%。",
    "法律援助案件3418件，比上年多办142件，同比增长4.3%。",
]


@pytest.mark.parametrize("sentence", HOLDS)
def test_true_sentences_are_left_alone(sentence: str) -> None:
    """Nothing is contested where the figures fit, or where nothing ties them."""
    assert [f.message_zh for f in findings(f"2024年，{sentence}")] == []


def reports(*texts: str) -> list[Finding]:
    """Findings on the last of several yearly reports, the first of them for 2022."""
    sources = []
    for year, text in enumerate(texts, start=2022):
        document = from_text(text, year=year)
        sources.append(
            Source(text=str(year), document=document, statements=extract_document(document))
        )
    last = str(2022 + len(texts) - 1)
    return [finding for finding in audit_reports(sources) if finding.text == last]


def codes(found: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.code, finding.stated) for finding in found]


def test_change_against_last_years_report() -> None:
    """486 after 452 is a rise; the report that calls it a fall of 7.5% has the sign wrong."""
    found = reports(
        "2022年，全市办理行政应诉案件452件。", "2023年，全市办理行政应诉案件486件，同比下降7.5%。"
    )
    assert codes(found) == [("change_mismatch", "-7.5%")]
    assert found[0].candidates[0] == "增减方向写反，应为 7.5%"


def test_amount_of_money_against_last_years_report_is_a_caution() -> None:
    """Bases of amounts are revised as a rule, so the finding weighs less."""
    found = reports(
        "2022年，全市固定资产投资452亿元。", "2023年，全市固定资产投资486亿元，同比增长5.0%。"
    )
    assert [(f.code, f.severity) for f in found] == [("change_mismatch", Severity.CAUTION)]


def test_restated_prior() -> None:
    """A prior told anew with another value is named with last year's."""
    found = reports(
        "2022年，全市办理行政应诉案件452件。",
        "2023年，全市办理行政应诉案件486件，上年为468件。",
    )
    assert [(f.code, f.stated, f.expected) for f in found] == [("restated", "468件", "452件")]


def test_dropped_and_new_indicators_are_notes() -> None:
    """What vanishes is placed in last year's report, what appears in this one."""
    found = reports("2022年，全市排查安全隐患5840处。", "2023年，全市受理信息公开申请412件。")
    assert {(f.code, f.at, f.severity) for f in found} == {
        ("dropped", (14,), Severity.NOTE),
        ("new", (16,), Severity.NOTE),
    }


def test_reports_years_apart_are_not_linked() -> None:
    """Nothing is dropped, new or changed across a missing year."""
    sources = []
    for year, text in (
        (2020, "2020年，受理案件100件。"),
        (2023, "2023年，受理案件150件，增长5%。"),
    ):
        document = from_text(text, year=year)
        sources.append(
            Source(text=str(year), document=document, statements=extract_document(document))
        )
    assert [f for f in audit_reports(sources) if f.severity is not Severity.NOTE] == []


PLAN = (
    "一、2022年工作情况\n2022年，全市评查行政执法案卷2460宗。\n"
    "二、2023年工作安排\n2023年，全年评查行政执法案卷不少于2600宗。\n"
)


@pytest.mark.parametrize(("result", "code"), [("2574宗", "plan_missed"), ("2601宗", "plan_met")])
def test_targets_are_held_against_results(result: str, code: str) -> None:
    """不少于2600宗 is missed by 2574 and met by 2601."""
    found = reports(PLAN, f"2023年，全市评查行政执法案卷{result}。")
    assert [(f.code, f.stated, f.expected) for f in found if f.code.startswith("plan")] == [
        (code, result, "≥2600宗")
    ]


def statement(value: str, *, at: int = 0, label: str = "案件数", **given: object) -> Statement:
    number = Decimal(value)
    return Statement(
        at=at,
        start=at,
        end=at + 1,
        quote=f"{value}件",
        value=number,
        interval=Interval.point(number),
        label=label,
        **{"unit": "件", "period": YEAR, **given},  # type: ignore[arg-type]
    )


def test_without_a_text_labels_tie_a_change_to_its_level() -> None:
    """Facts of a report whose text is not at hand are still held against last year's."""
    stated = statement("20", at=5, unit="%", measure=Measure.CHANGE_REL, base=Base.YOY)
    then, now = (
        Source(
            text=str(year),
            document=Document(text="", blocks=(), year=year),
            statements=statements,
        )
        for year, statements in (
            (2023, (statement("100", period=2023),)),
            (2024, (statement("110"), stated)),
        )
    )
    found = [f for f in audit_reports([then, now]) if f.severity is not Severity.NOTE]
    assert [(f.code, f.at) for f in found] == [("change_mismatch", (5, 0))]


def yearly(*levels: str, role: Role = Role.ACTUAL) -> list[Source]:
    """Reports without a text, each with one count of one label, the last for 2024."""
    first = YEAR - len(levels) + 1
    return [
        Source(
            text=str(year),
            document=Document(text="", blocks=(), year=year),
            statements=(statement(level, period=year, role=role),),
        )
        for year, level in enumerate(levels, start=first)
    ]


@pytest.mark.parametrize(
    ("levels", "jumped"),
    [
        (("100", "104", "101", "106", "240"), True),  # two and a half times, in a calm series
        (("100", "1050"), True),  # like a misplaced decimal point
        (("100", "150", "90", "160", "240"), False),  # a series that always swings
        (("3", "40"), False),  # small counts swing by chance
    ],
)
def test_jumps_are_judged_by_the_series_own_history(
    levels: tuple[str, ...], *, jumped: bool
) -> None:
    """A level is contested where it leaves the range of its usual yearly changes."""
    sources = yearly(*levels)
    links = {
        (a.text, b.text): [
            Link(
                a=a.statements[0],
                b=b.statements[0],
                match="same",
                score=1.0,
                reasons=(),
                kind="exact",
            )
        ]
        for a, b in pairwise(sources)
    }
    found = audit_reports(sources, links)
    assert [f.code for f in found] == (["jump"] if jumped else [])


@pytest.mark.parametrize(("quoted", "expected"), [("2500", ["plan_replaced"]), ("2600", [])])
def test_target_quoted_with_another_value(quoted: str, expected: list[str]) -> None:
    """A target of last year's report that this one quotes lower has been replaced."""
    planned = yearly("2600", role=Role.TARGET)[0].statements[0]
    then = Source(
        text="2023", document=Document(text="", blocks=(), year=2023), statements=(planned,)
    )
    [now] = yearly(quoted, role=Role.TARGET)
    found = [f for f in audit_reports([then, now]) if f.severity is Severity.CAUTION]
    assert [f.code for f in found] == expected


@pytest.mark.parametrize(("carried", "expected"), [("22.6亿元", 1), ("22.4亿元", 0)])
def test_carried_over_against_last_years_remainder(carried: str, expected: int) -> None:
    """What this year takes over is what last year left, as far as the printed digits tell."""
    found = reports(
        "2022年，全市一般公共预算收支相抵，年终结转22.3亿元。",
        f"2023年，全市一般公共预算上年结转{carried}。",
    )
    assert [f.code for f in found].count("carried_over_mismatch") == expected


def test_same_figure_with_two_values() -> None:
    """12345 in one place and 12354 in another is a slip; the later place is contested."""
    document = Document(text="受理矛盾纠纷案件甲。受理矛盾纠纷案件乙。", blocks=(), year=YEAR)
    twice = [
        statement("12345", at=8, label="受理矛盾纠纷"),
        statement("12354", at=18, label="受理矛盾纠纷"),
    ]
    found = audit_report(twice, document)
    assert [(f.code, f.at, f.severity) for f in found] == [
        ("stated_twice", (18, 8), Severity.INCONSISTENCY)
    ]


def test_claims_are_only_notes() -> None:
    """A rate of one hundred percent is worth a note, never more."""
    document = from_text("2024年，信访事项按期办结率100%，居全省首位。", year=YEAR)
    found = audit_report(extract_document(document), document)
    assert [(f.code, f.severity) for f in found] == [("superlative", Severity.NOTE)] * 2


def test_every_check_has_its_words_and_every_word_its_check() -> None:
    """Codes of the checks and of the catalogue are the same; both languages are there."""
    assert {check.code for check in CHECKS} | {"conflicting_sources"} == set(catalogue())
    for entry in catalogue().values():
        assert entry.title_zh
        assert entry.title_en
        assert "{label}" in entry.zh
        assert "{label}" in entry.en


def test_candidates_can_be_said_in_both_languages() -> None:
    """An explanation carries its figure in Chinese and in English."""
    told = Candidate(code="sign", figure="7.5%")
    assert explain(told) == "增减方向写反，应为 7.5%"
    assert explain(told, "en") == "the direction is reversed: 7.5%"


def test_fingerprint_outlives_a_shift_of_the_text() -> None:
    """Words put in front move the places and leave the fingerprints."""
    sentence = "全市受理行政复议申请830件，办结802件，办结率为98.6%。"
    [here] = findings(f"2024年，{sentence}")
    [there] = findings(f"2024年，法治政府建设取得新成效。{sentence}")
    assert here.at != there.at
    assert here.fingerprint == there.fingerprint


def test_alike_findings_have_fingerprints_of_their_own() -> None:
    """Two findings with the same figures are told apart by their order."""
    sentence = "受理申请830件，办结802件，办结率为98.6%。"
    found = findings(f"2024年，甲县{sentence}乙县{sentence}")
    assert len({finding.fingerprint for finding in found}) == len(found) == 2


def test_audit_repeats_itself() -> None:
    """The same report gives the same findings in the same order."""
    text = "2024年，" + "".join(sentence for _, _, sentence in FOUND)
    assert findings(text) == findings(text)
