"""Fixtures shared by all rooms: the outside corpus, and a small archive of invented figures."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest

from tongbi import archive
from tongbi.archive import Archive, Fact
from tongbi.interval import Interval
from tongbi.model import Report, ReportKind, Statement


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder that holds corpus/, gold/ and data/; the texts are third parties' and not ours."""
    root = os.environ.get("TONGBI_CORPUS")
    if not root:
        pytest.skip("TONGBI_CORPUS is not set: the reports that this test reads are not shipped")
    if not (Path(root) / "corpus").is_dir():
        pytest.fail(f"TONGBI_CORPUS={root} holds no corpus/ folder")
    return Path(root)


@pytest.fixture
def report() -> Report:
    """A report of the fictional Yunling."""
    return Report(
        id="yunling/law_based_gov_report-2024",
        issuer="云岭市",
        slug="yunling",
        kind=ReportKind.LAW_BASED_GOV,
        year=2024,
        title="云岭市2024年法治政府建设情况报告",
        fictional=True,
        facts="yunling/law_based_gov_report-2024.csv",
    )


@pytest.fixture
def fact() -> Fact:
    """A figure of that report."""
    statement = Statement(
        at=12,
        start=12,
        end=18,
        quote="15630件",
        value=Decimal(15630),
        interval=Interval.point(15630),
        unit="件",
        period=2024,
        label="人民调解纠纷受理数",
        section="一、主要工作情况 / （六）化解行政争议，维护社会和谐稳定",
    )
    return Fact(statement=statement, label_en="Disputes taken to people's mediation")


@pytest.fixture
def folder(tmp_path: Path, report: Report, fact: Fact) -> Archive:
    """An archive that holds that report with that figure."""
    empty = archive.create(tmp_path / "reports")
    empty.write_facts(report, [fact])
    return empty.register(report)
