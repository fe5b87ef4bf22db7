"""A person's correction is carried out while it holds, and fails once it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.errors import DataError

if TYPE_CHECKING:
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
    ],
)
def test_a_correction_that_does_not_hold(
    folder: Archive, report: Report, line: str, expected: str
) -> None:
    """A correction that finds something else, or is malformed, is pointed at by line."""
    correct(folder, line)
    with pytest.raises(DataError, match=r"corrections\.csv 第 2 行 " + expected):
        folder.facts(report)
