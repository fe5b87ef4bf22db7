"""A person's correction is carried out while it holds, and fails once it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.archive.corrections import load_corrections, merged, write_corrections
from tongbi.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from tongbi.archive import Archive
    from tongbi.model import Report

HEADER = "report,at,verdict,field,value,expect,reason,author,date\n"
ID = "yunling/law_based_gov_report-2024"


def correct(folder: Archive, line: str) -> None:
    (folder.root / "corrections.csv").write_text(HEADER + line + "\n", encoding="utf-8")


def test_override_changes_one_cell(folder: Archive, report: Report) -> None:
    """A corrected unit is what is read from then on; the facts file stays as it was."""
    before = (folder.root / report.facts).read_bytes()
    correct(folder, f"{ID},12,override,unit,件次,件,按报告表注,审核,2025-02-01")
    assert [fact.unit for fact in folder.facts(report)] == ["件次"]
    assert (folder.root / report.facts).read_bytes() == before


def test_drop_takes_the_fact_out(folder: Archive, report: Report) -> None:
    """A dropped figure is gone."""
    correct(folder, f"{ID},12,drop,,,15630件,是文号,审核,2025-02-01")
    assert folder.facts(report) == ()


def test_corrections_of_other_reports_do_not_matter(folder: Archive, report: Report) -> None:
    """A correction is about one report."""
    correct(folder, "yunling/law_based_gov_report-2023,12,drop,,,15630件,是文号,审核,2025-02-01")
    assert len(folder.facts(report)) == 1


def test_accepting_changes_nothing_but_guards(folder: Archive, report: Report) -> None:
    """An accepted figure is read as before; once its wording is another, that is told."""
    before = folder.rows(report)
    correct(folder, f"{ID},12,accept,,,15630件,无误,审核,2025-02-01")
    assert folder.rows(report) == before
    correct(folder, f"{ID},12,accept,,,15631件,无误,审核,2025-02-01")
    with pytest.raises(DataError, match=r"expect 列的值“15631件”与现状不符（现为“15630件”）"):
        folder.rows(report)


def test_link_names_the_indicator(folder: Archive, report: Report) -> None:
    """A linked figure is of the indicator that the person named."""
    correct(folder, f"{ID},12,link,,mediation_cases,15630件,同一指标,审核,2025-02-01")
    assert [fact.indicator for fact in folder.rows(report)] == ["mediation_cases"]


def test_split_makes_an_indicator_of_its_own(folder: Archive, report: Report) -> None:
    """A split figure is named by its place, which no other figure has."""
    correct(folder, f"{ID},12,split,,,15630件,口径不同,审核,2025-02-01")
    assert [fact.indicator for fact in folder.rows(report)] == [f"{ID}@12"]


def test_an_empty_cell_can_be_filled(folder: Archive, report: Report) -> None:
    """Expecting nothing is a guard too: the cell must be empty."""
    correct(folder, f"{ID},12,override,place,松坪县,,漏读地名,审核,2025-02-01")
    assert [fact.place for fact in folder.facts(report)] == ["松坪县"]


def test_merging_keeps_order_and_adds_once(tmp_path: Path) -> None:
    """What is there stays first; what is there already is not added again."""
    line = f"{ID},12,accept,,,15630件,无误,审核,2025-02-01\n"
    other = f"{ID},40,drop,,,3件,是文号,审核,2025-02-02\n"
    (tmp_path / "a.csv").write_text(HEADER + line, encoding="utf-8")
    (tmp_path / "b.csv").write_text(
        HEADER + other + line.replace("无误", "再看一遍"), encoding="utf-8"
    )
    present = load_corrections(tmp_path / "a.csv", ["label"])
    everything, added = merged(present, load_corrections(tmp_path / "b.csv", ["label"]))
    assert [c.at for c in everything] == [12, 40]
    assert [c.at for c in added] == [40]
    write_corrections(tmp_path / "c.csv", everything)
    assert (tmp_path / "c.csv").read_text(encoding="utf-8-sig") == HEADER + line + other


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"{ID},12,drop,,,15631件,是文号,审核,2025-02-01", r"expect 列的值“15631件”.*15630件"),
        (f"{ID},13,drop,,,15630件,是文号,审核,2025-02-01", r"expect 列.*没有数字"),
        (
            f"{ID},12,override,quote,1,15630件,误读,审核,2025-02-01",
            r"field 列的值“quote”不是可以",
        ),
        (
            f"{ID},12,override,value,很多,15630,误读,审核,2025-02-01",
            r"value 列的值“很多”不是数字",
        ),
        (f"{ID},12,delete,,,15630件,是文号,审核,2025-02-01", r"verdict 列的值“delete”.*override"),
        (f"{ID},12,drop,,,15630件,,审核,2025-02-01", r"reason 列的值“”为空"),
        (f"{ID},12,drop,,,,是文号,审核,2025-02-01", r"expect 列的值“”为空"),
        (f"{ID},12,link,,,15630件,同一指标,审核,2025-02-01", r"value 列的值“”为空"),
    ],
)
def test_a_correction_that_does_not_hold(
    folder: Archive, report: Report, line: str, expected: str
) -> None:
    """A correction that finds something else, or is malformed, is pointed at by line."""
    correct(folder, line)
    with pytest.raises(DataError, match=r"corrections\.csv 第 2 行 " + expected):
        folder.facts(report)
