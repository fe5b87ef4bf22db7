"""What the page shows of a report: each figure with last year's, and what to doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi import archive
from tongbi.cli import run
from tongbi.errors import DataError, ReadError
from tongbi.review.page import page_bytes, words
from tongbi.review.sheet import Sheet, gather
from tongbi.review.subject import find_subject, registered_prior

from .conftest import ID, TEXTS

if TYPE_CHECKING:
    from pathlib import Path


def sheet_of(root: Path, lang: str = "zh") -> Sheet:
    folder = archive.open(root)
    current = find_subject(str(root.parent / "2024.txt"), folder)
    return gather(current, registered_prior(folder, current.report), folder, lang)


def test_rows_carry_last_year_and_change(registered: Path) -> None:
    """A figure that goes on stands beside last year's, with the difference."""
    [row] = [r for r in sheet_of(registered).rows if r.statement.quote == "1297件"]
    assert row.prior is not None
    assert row.prior.quote == "1342件"
    assert row.change == "减少45件"
    assert "same" in row.flags


def test_flags_tell_what_to_look_at(registered: Path) -> None:
    """New, restated, two readings and target are told; what has gone is listed apart."""
    sheet = sheet_of(registered)
    flags = {row.statement.quote: row.flags for row in sheet.rows}
    assert "new" in flags["30人"]
    assert "restated" in flags["1340件"]
    assert "ambiguous" in flags["5.91%"]
    assert flags["20盏以上"] == ("target",)
    assert [row.statement.quote for row in sheet.gone] == ["25人", "300宗"]


def test_dismissed_findings_stay_away(registered: Path) -> None:
    """What a person has dismissed in verdicts.csv is not asked again."""
    [first, *others] = sheet_of(registered).findings
    (registered / "verdicts.csv").write_text(
        "fingerprint,verdict,reason,author,date\n"
        f"{first.fingerprint},dismissed,口径不同,审核,2025-03-01\n",
        encoding="utf-8",
    )
    assert sheet_of(registered).findings == tuple(others)


def test_page_is_opened_on_request(
    registered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser is only started where that is asked for."""
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    out = str(tmp_path / "page.html")
    command = ["review", str(tmp_path / "2024.txt"), "--reports", str(registered), "--out", out]
    assert run(command) == 0
    assert opened == []
    assert run([*command, "--open"]) == 0
    assert opened == [out]


def test_gone_indicators_are_offered_first(registered: Path) -> None:
    """A figure that seems new most likely belongs to a series that seems to have ended."""
    assert [choice.name for choice in sheet_of(registered).choices][:1] == ["培训灯匠"]


def test_page_holds_everything_and_loads_nothing(registered: Path) -> None:
    """No address is fetched; the same input gives the same bytes."""
    page = page_bytes(sheet_of(registered))
    text = page.decode()
    assert "default-src 'none'" in text
    assert "src=" not in text.replace("default-src", "")
    assert "http" not in text.replace("http-equiv", "")
    assert text.count('role="row"') == 1 + 8 + 2
    assert page == page_bytes(sheet_of(registered))


def test_text_of_a_report_is_escaped(tmp_path: Path) -> None:
    """A report that holds markup shows it; it is not carried out, nor ends the script."""
    file = tmp_path / "evil.txt"
    file.write_text(
        "2024年，全市<script>alert(1)</script>受理案件12件，办结</script><b>11件。",
        encoding="utf-8",
    )
    text = page_bytes(gather(find_subject(str(file), None), None)).decode()
    assert "<script>alert" not in text
    assert text.count("</script>") == 2


def test_unregistered_file_can_be_looked_at(tmp_path: Path) -> None:
    """Two files are enough; the page says that verdicts need a registration."""
    for year, text in TEXTS.items():
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "page.html"
    files = [str(tmp_path / f"{year}.txt") for year in (2024, 2023)]
    missing = str(tmp_path / "reports")
    code = run(["review", files[0], "--against", files[1], "--out", str(out), "--reports", missing])
    assert code == 0
    text = out.read_text(encoding="utf-8")
    assert words("zh")["unregistered"] in text
    assert "减少45件" in text


def test_english_page_has_english_words(registered: Path) -> None:
    """Both languages have the same words, and the page is labelled with its own."""
    assert words("zh").keys() == words("en").keys()
    text = page_bytes(sheet_of(registered, "en"), "en").decode()
    assert '<html lang="en">' in text
    assert "Two readings" in text


def test_another_copy_of_the_text_is_known_by_its_figures(registered: Path) -> None:
    """A file with other bytes, in which all figures stand in their place, is the same report."""
    copy = registered.parent / "copy.txt"
    copy.write_text(TEXTS[2024] + "（完）\n", encoding="utf-8")
    subject = find_subject(str(copy), archive.open(registered))
    assert (subject.report.id, subject.registered) == (ID, True)


def test_report_without_its_text_is_refused(registered: Path) -> None:
    """An id whose text stays with the user asks for the file."""
    with pytest.raises(ReadError, match=r"的原文不在.*请给出原文文件"):
        find_subject(ID, archive.open(registered))


def test_figures_that_have_moved_are_refused(registered: Path) -> None:
    """Registered places that no longer hold their figures are told, not shown wrong."""
    folder = archive.open(registered)
    path = registered / folder.report(ID).facts
    content = path.read_text(encoding="utf-8-sig").replace("1297件", "1298件")
    path.write_text(content, encoding="utf-8-sig")
    with pytest.raises(DataError, match=r"2024\.txt 第 \d+ 字不是登记的“1298件”"):
        find_subject(str(registered.parent / "2024.txt"), folder)
