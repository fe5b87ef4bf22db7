"""The archive keeps what is written to it, and says where a table is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tongbi import archive
from tongbi.errors import DataError, NotFoundError, ReadError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tongbi.archive import Archive, Fact
    from tongbi.model import Report


def files(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def edit(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8-sig")), encoding="utf-8")


class TestRoundTrip:
    def test_facts_come_back_as_they_were_written(
        self, folder: Archive, report: Report, fact: Fact
    ) -> None:
        """What is read equals what was written, label, interval and offsets included."""
        assert (fact,) == archive.open(folder.root).rows(report)

    def test_registry_comes_back_as_it_was_written(self, folder: Archive, report: Report) -> None:
        """The registered report equals the one that was registered."""
        assert (report,) == archive.open(folder.root).reports

    def test_rewriting_what_was_read_changes_no_byte(self, folder: Archive, report: Report) -> None:
        """Reading and writing again leaves every file as it was."""
        before = files(folder.root)
        folder.write_facts(report, folder.rows(report))
        folder.register(report)
        assert before == files(folder.root)

    def test_facts_are_sorted_by_place(self, folder: Archive, report: Report, fact: Fact) -> None:
        """Facts are stored in the order of the text, whatever order they come in."""
        early = replace(fact, statement=fact.statement._replace(at=3, start=3, end=9))
        folder.write_facts(report, [fact, early])
        assert [3, 12] == [statement.at for statement in folder.facts(report)]

    def test_a_figure_without_a_place_keeps_none(
        self, folder: Archive, report: Report, fact: Fact
    ) -> None:
        """A figure that was collected by hand has empty cells where offsets would be."""
        nowhere = archive.NO_PLACE
        placeless = fact.statement._replace(at=nowhere, start=nowhere, end=nowhere)
        folder.write_facts(report, [placeless])
        assert placeless == folder.facts(report)[0]
        assert "-1" not in (folder.root / report.facts).read_text(encoding="utf-8-sig")

    def test_excel_finds_the_encoding(self, folder: Archive, report: Report) -> None:
        """Tables start with a byte order mark and have plain line ends."""
        data = (folder.root / report.facts).read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in data


class TestLabels:
    def test_bare_statements_keep_the_english_names_of_their_labels(
        self, folder: Archive, report: Report, fact: Fact
    ) -> None:
        """Taking a report in again does not lose the English names that it had."""
        folder.write_facts(report, [fact.statement])
        expected = {"人民调解纠纷受理数": "Disputes taken to people's mediation"}
        assert expected == folder.labels_en(report)

    def test_headings_of_third_parties_are_cut_short(
        self, folder: Archive, report: Report, fact: Fact
    ) -> None:
        """Of a real report's heading only the first clause is kept."""
        folder.write_facts(replace(report, fictional=False), [fact])
        assert folder.facts(report)[0].section == "一、主要工作情况 / （六）化解行政争议"

    def test_long_labels_of_third_parties_keep_their_end(
        self, folder: Archive, report: Report, fact: Fact
    ) -> None:
        """A label as long as a sentence is cut before its noun, at the beginning of a word."""
        wordy = "各县各部门联合开展的面向全社会的法治宣传教育主题活动场次"
        long = replace(fact, statement=fact.statement._replace(label=wordy))
        folder.write_facts(replace(report, fictional=False), [long])
        assert folder.facts(report)[0].label == "面向全社会的法治宣传教育主题活动场次"


class TestRegister:
    def test_registering_again_replaces_the_row(self, folder: Archive, report: Report) -> None:
        """An id stands in the registry once."""
        changed = replace(report, title="云岭市2024年法治政府建设年度报告")
        assert (changed,) == folder.register(changed).reports

    def test_removing_takes_row_and_facts(self, folder: Archive, report: Report) -> None:
        """A removed report leaves neither row nor facts file."""
        assert () == folder.remove(report).reports
        assert () == archive.open(folder.root).reports
        assert not (folder.root / report.facts).exists()

    def test_unknown_report_is_met_with_a_guess(self, folder: Archive) -> None:
        """A mistyped id names the report that was probably meant."""
        with pytest.raises(NotFoundError, match="是否指 yunling/law_based_gov_report-2024"):
            folder.report("yunling/law_based_gov_report-2042")

    def test_text_of_a_third_party_is_not_there(self, folder: Archive, report: Report) -> None:
        """Asking for a text that is not shipped says where to get it."""
        with pytest.raises(NotFoundError, match="不随包发布"):
            folder.text(report)


class TestBadData:
    def test_no_registry(self, tmp_path: Path) -> None:
        """A folder without a registry is named."""
        with pytest.raises(ReadError, match=r"找不到登记表 .*registry\.csv — .*--reports"):
            archive.open(tmp_path)

    def test_missing_facts_file(self, folder: Archive, report: Report) -> None:
        """A registry row whose facts file is gone is pointed at by line."""
        (folder.root / report.facts).unlink()
        with pytest.raises(DataError, match=r"registry\.csv 第 2 行 facts 列.*不存在"):
            archive.open(folder.root)

    def test_doubled_id(self, folder: Archive) -> None:
        """Two rows with one id are pointed at, both lines."""
        edit(folder.root / "registry.csv", lambda s: s + s.splitlines()[1] + "\n")
        with pytest.raises(DataError, match=r"第 3 行 id 列.*与第 2 行重复"):
            archive.open(folder.root)

    def test_unknown_kind(self, folder: Archive) -> None:
        """A kind of report that there is not is met with those that there are."""
        edit(
            folder.root / "registry.csv",
            lambda s: s.replace(",law_based_gov_report,", ",law_report,"),
        )
        with pytest.raises(DataError, match=r"kind 列的值“law_report”.*gov_work_report"):
            archive.open(folder.root)

    def test_path_out_of_the_folder(self, folder: Archive) -> None:
        """A registry cannot make the program read files elsewhere."""
        edit(folder.root / "registry.csv", lambda s: s.replace(",yunling/law", ",../../etc/law"))
        with pytest.raises(DataError, match=r"facts 列.*文件夹之外"):
            archive.open(folder.root)

    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            (",15630,", ",一万五,", r"第 2 行 value 列的值“一万五”不是数字"),
            (",15630,", ",,", r"第 2 行 value 列的值“”为空"),
            (",15630,", ",NaN,", r"value 列的值“NaN”不是数字"),
            (",2024,", ",二〇二四,", r"period 列的值“二〇二四”不是整数"),
            (",level,", ",stock,", r"measure 列的值“stock”.*change_pp"),
            (",true,true,", ",yes,true,", r"lower_closed 列的值“yes”不是 true 或 false"),
            (",12,12,18,", ",-3,12,18,", r"at 列的值“-3”为负"),
            ("label,label_en", "label,name", r"第 1 行有未知的列：name"),
            (",unit,period,", ",unit,", r"第 1 行缺少列：period"),
            (",15630,15630,", ",15631,15630,", r"lower 列的值“15631”大于 upper 列的“15630”"),
            (",15630,件", ",15630", r"第 2 行有 31 格，表头有 32 列"),
        ],
    )
    def test_bad_cell(
        self, folder: Archive, report: Report, old: str, new: str, expected: str
    ) -> None:
        """A bad cell is named with its file, line, column and value."""
        path = folder.root / report.facts
        edit(path, lambda s: s.replace(old, new, 1))
        with pytest.raises(DataError, match=expected) as caught:
            folder.facts(report)
        assert str(path) in caught.value.problem
        assert caught.value.remedy

    def test_saved_in_another_encoding(self, folder: Archive, report: Report) -> None:
        """A table that a spreadsheet saved as GBK is met with how to save it."""
        path = folder.root / report.facts
        path.write_bytes(path.read_text(encoding="utf-8-sig").encode("gb18030"))
        with pytest.raises(DataError, match=r"第 2 行不是 UTF-8 编码 — .*CSV UTF-8"):
            folder.facts(report)
