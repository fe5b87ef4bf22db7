"""Linking: which figures of two reports are of one indicator, and which must never be."""

from __future__ import annotations

import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongbi.catalogue.matcher import Catalogue
from tongbi.series import link

if TYPE_CHECKING:
    from tongbi.model import Statement

PAIRS = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text(encoding="utf-8"))["pair"]
VERDICTS: dict[str, list[list[str]]] = {
    "same": [["same"]],
    "near": [["near"]],
    "none": [[]],
    "apart": [["near"], []],
}
ACTIONS = ["新增", "累计建成", "办理", "受理", "审结", "开展", "废止", "制定"]
THINGS = ["行政复议案件", "人民调解案件", "规范性文件", "绿色工坊", "充电桩", "普法活动", "停车位"]


def _statement(make: Any, period: int, figure: dict[str, Any]) -> Statement:
    more = dict(figure)
    label, value, unit = (more.pop(key) for key in ("label", "value", "unit"))
    made: Statement = make(label, value, unit, period=period, **more)
    return made


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["id"] for pair in PAIRS])
def test_pairs_of_the_specification(pair: dict[str, Any], statement: Any) -> None:
    """Each invented pair gets the verdict that its table entry gives."""
    # A result in either report says which year the report covers.
    anchor = {"label": "市容巡查总次数", "value": 7, "unit": "轮"}
    prior = [_statement(statement, 2023, figure) for figure in (pair["a"], anchor, anchor)]
    current = [_statement(statement, 2024, figure) for figure in (pair["b"], anchor, anchor)]
    found = [x.match for x in link(prior, current) if x.a is prior[0] and x.b is current[0]]
    verdicts: dict[str, list[list[str]]] = {
        "same": [["same"]],
        "near": [["near"]],
        "none": [[]],
        "apart": [["near"], []],
    }
    assert found in verdicts[pair["expect"]]


def test_a_link_carries_kind_score_and_reasons(statement: Any) -> None:
    """A worded-alike pair is exact, of score 1 and without a reason against it."""
    [found] = link(
        [statement("新设法治驿站", 12, "个", period=2023)],
        [statement("新设法治驿站", 15, "个", period=2024)],
        Catalogue([]),
    )
    assert (found.match, found.kind, found.score, found.reasons) == ("same", "exact", 1.0, ())


def test_catalogue_speaks_before_wording(statement: Any) -> None:
    """Two wordings that share little are linked where the catalogue knows both."""
    [found] = link(
        [statement("办结率", 95, "%", parent="行政复议", period=2023)],
        [statement("行政复议结案率", 96, "%", period=2024)],
    )
    assert (found.match, found.kind) == ("same", "catalogue")


def test_catalogue_keeps_places_apart(statement: Any) -> None:
    """The catalogue's indicator of a district is not linked to that of the city."""
    prior = [statement("地区生产总值", 8e9, "元", place="松坪县", period=2023)]
    current = [statement("地区生产总值", 9e10, "元", place="河湾区", period=2024)]
    assert [x.match for x in link(prior, current)] in ([], ["near"])


def test_restated_prior_is_no_link_over_years(statement: Any) -> None:
    """The figure of 2022 in the 2023 report is not compared with 2024's."""
    prior = [
        statement("信用修复办结数", 90, period=2022),
        statement("信用修复办结数", 97, period=2023),
        statement("信用核查数", 5, period=2023),
    ]
    current = [statement("信用修复办结数", 99, period=2024)]
    [found] = link(prior, current)
    assert found.a is prior[1]


def test_order_of_a_list_does_not_matter(statement: Any) -> None:
    """Places listed in another order are linked by name, not by position."""
    names = ["松坪县", "河湾区", "青桥镇"]
    prior = [statement(f"{name}政策问答期数", n, "期", period=2023) for n, name in enumerate(names)]
    current = [
        statement(f"{name}政策问答期数", n + 3, "期", period=2024)
        for n, name in enumerate(reversed(names))
    ]
    assert {(x.a.label, x.b.label) for x in link(prior, current)} == {
        (f"{name}政策问答期数",) * 2 for name in names
    }


def test_figure_that_hangs_on_another_goes_with_it(statement: Any) -> None:
    """A sum that follows a case of one office is not linked to that of another office."""
    prior = [
        statement("民政所收费案件", 1, "件", period=2023, at=100),
        statement("信息处理费收取案件：计收", 420, "元", period=2023, at=105),
    ]
    current = [
        statement("水务站查档申请", 1, "件", period=2024, at=200),
        statement("信息处理费收取案件：计收", 880, "元", period=2024, at=205),
    ]
    [found] = link(prior, current)
    assert (found.match, found.reasons) == ("near", ("hanging",))


@st.composite
def _reports(draw: st.DrawFn) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    labels = st.builds(lambda a, t: a + t, st.sampled_from(ACTIONS), st.sampled_from(THINGS))
    rows = st.lists(st.tuples(labels, st.integers(1, 9999)), min_size=1, max_size=12)
    return draw(rows), draw(rows)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(_reports(), st.randoms(use_true_random=False))
def test_links_are_one_to_one_and_know_no_order(
    statement: Any, reports: tuple[list[tuple[str, int]], list[tuple[str, int]]], random: Any
) -> None:
    """No statement is linked twice, and shuffling a report changes nothing."""
    prior = [statement(label, value, period=2023) for label, value in reports[0]]
    current = [statement(label, value, period=2024) for label, value in reports[1]]
    links = link(prior, current)
    assert len({id(x.a) for x in links}) == len({id(x.b) for x in links}) == len(links)
    shuffled = random.sample(prior, len(prior)), random.sample(current, len(current))
    assert link(*shuffled) == links


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(_reports())
def test_scores_are_symmetric(
    statement: Any, reports: tuple[list[tuple[str, int]], list[tuple[str, int]]]
) -> None:
    """Linking the reports the other way round finds as much evidence in all."""
    prior = [statement(label, value, period=2023) for label, value in reports[0]]
    current = [statement(label, value, period=2024) for label, value in reports[1]]
    there, back = link(prior, current), link(current, prior)
    assert sum(x.score**3 for x in there) == pytest.approx(sum(x.score**3 for x in back), abs=1e-2)


def test_two_reports_of_300_statements_take_a_moment(statement: Any) -> None:
    """Linking grows with what labels share, not with the square of a report's length."""
    things = [f"{chr(0x4E00 + 37 * n)}{chr(0x5000 + 11 * n)}设施" for n in range(300)]
    prior = [statement(f"新增{thing}", 10, "个", period=2023) for thing in things]
    current = [statement(f"新增{thing}", 11, "个", period=2024) for thing in things]
    link(prior, current)
    start = time.perf_counter()
    assert len(link(prior, current)) == 300
    assert time.perf_counter() - start < 2  # 0.1 s on a quiet machine


def test_linking_needs_no_pandas() -> None:
    """The linker is imported and used without pandas or numpy."""
    code = "import sys, tongbi.series; print({'pandas', 'numpy'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
