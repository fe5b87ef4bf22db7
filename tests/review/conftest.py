"""Two reports of the fictional 云岭市, registered, with something of every kind to judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.cli import run

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    2023: """云岭市2023年法治政府建设情况报告
一、主要工作情况
2023年，全市新建智慧灯笼12盏，培训灯匠25人。受理行政复议案件1342件，办结率为94.5%。评查执法案卷300宗。
二、2024年工作安排
2024年，新建智慧灯笼20盏以上。
""",
    2024: """云岭市2024年法治政府建设情况报告
一、主要工作情况
（一）点亮街巷。2024年，全市新建智慧灯笼15盏，灯匠受训30人，印发《灯笼办法》（云办发〔2024〕12号）。
（二）化解争议。受理行政复议案件1297件，2023年为1340件。办结1200件，办结率为97.5%，办结率上升5.91%。
二、2025年工作安排
2025年，新建智慧灯笼20盏以上。
""",
}
ID = "yunling/law_based_gov_report-2024"


def register(root: Path, year: int) -> Path:
    """Write the report of a year to a file beside `root` and add it there."""
    file = root.parent / f"{year}.txt"
    file.write_text(TEXTS[year], encoding="utf-8")
    more = ("--slug", "yunling", "--kind", "law_based_gov_report", "--reports", str(root))
    assert run(["add", str(file), "--issuer", "云岭市", "--year", str(year), *more]) == 0
    return file


@pytest.fixture
def registered(tmp_path: Path) -> Path:
    """A folder of both reports; their files are beside it."""
    root = tmp_path / "reports"
    for year in TEXTS:
        register(root, year)
    return root
