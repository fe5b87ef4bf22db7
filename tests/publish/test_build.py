"""The main job: from reports to a folder that a person can open."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tongbi.cli import run
from tongbi.errors import NotFoundError, ReadError
from tongbi.publish import build as job
from tongbi.publish import evidence, gallery, notebook
from tongbi.publish.build import STEPS, build
from tongbi.review import subject

from .conftest import contents

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tongbi.archive import Archive


@pytest.fixture(scope="module", autouse=True)
def one_notebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Builds here run one of the notebooks; all of them are run by the tests of their own."""
    folder = tmp_path_factory.mktemp("notebooks")
    shutil.copy(notebook.shipped() / "yearly.ipynb", folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(notebook, "shipped", lambda: folder)
        yield


@pytest.fixture(scope="module")
def built(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One build for the tests that only look."""
    out = tmp_path_factory.mktemp("out") / "build"
    build(reports, out)
    return out


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_folder_has_all_its_parts(built: Path) -> None:
    """Tables, charts in both formats, the notebook in both forms, page and manifest."""
    names = set(contents(built))
    assert {"series.csv", "changes.csv", "findings.csv", "index.html", "manifest.json"} <= names
    assert {f"evidence/yunling-law_based_gov_report-{y}.html" for y in (2022, 2023, 2024)} <= names
    assert {"notebooks/yearly.ipynb", "notebooks/yearly.html"} <= names
    charts = [name for name in names if name.startswith("charts/")]
    assert {name[-4:] for name in charts} == {".png", ".svg"}
    assert len(charts) >= 2


def test_shaoguan_rate_is_found_with_its_places(built: Path) -> None:
    """14155 of 14251 is 99.33%, the report says 99.58%: all three places are evidence."""
    [found] = [r for r in rows(built / "findings.csv") if r["stated"] == "99.58%"]
    assert found["code"] == "rate_mismatch"
    assert found["report"] == "shaoguan/law_based_gov_report-2024"
    assert found["at"] == "2684;2671;2660"
    assert "99.33" in found["message_zh"]
    page = (built / "index.html").read_text(encoding="utf-8")
    assert found["message_zh"] in page


def test_series_keeps_quotes_and_missing_is_empty(built: Path) -> None:
    """The printed figure stands beside the number; what there is not is empty, not zero."""
    found = [r for r in rows(built / "series.csv") if r["quote"] == "14251宗"]
    assert [r["value"] for r in found] == ["14251"]
    changes = rows(built / "changes.csv")
    assert {r["change"] for r in changes if r["reason"].startswith("no_prior")} == {""}


def test_page_marks_the_fictional_and_loads_nothing(built: Path) -> None:
    """云岭市 is marked; the page needs no network; every file that it names is there."""
    page = (built / "index.html").read_text(encoding="utf-8")
    assert '云岭市 <span class="mark">虚构</span>' in page
    assert not re.search(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="https?:', page)
    named = re.findall(r'(?:src|href)="(?!https?:|#)([^"#]+)', page)
    assert named
    assert [name for name in named if not (built / name).is_file()] == []


def test_every_chart_has_an_alternative_text(built: Path) -> None:
    """Pictures are told in words."""
    page = (built / "index.html").read_text(encoding="utf-8")
    alts = re.findall(r'<img [^>]*alt="([^"]*)"', page)
    assert alts
    assert all(alt.startswith("折线图。") for alt in alts)


def test_manifest_tells_what_went_in_and_came_out(built: Path, reports: Path) -> None:
    """Every output has its checksum, every input too, and there is no clock."""
    manifest = json.loads((built / "manifest.json").read_text(encoding="utf-8"))
    files = contents(built)
    del files["manifest.json"]
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    assert manifest["outputs"] == sums
    assert "registry.csv" in manifest["inputs"]
    assert str(reports) not in (built / "manifest.json").read_text(encoding="utf-8")


def test_same_bytes_in_another_folder_and_in_several_processes(
    built: Path, reports: Path, tmp_path: Path
) -> None:
    """Neither the place nor the number of processes shows; progress names every step."""
    steps: list[str] = []
    build(
        reports,
        tmp_path / "second",
        jobs=2,
        progress=lambda step, _done, _total: steps.append(step),
    )
    assert contents(tmp_path / "second") == contents(built)
    assert set(steps) == set(STEPS)
    assert (steps[0], steps[-1]) == ("read", "index")


@pytest.fixture
def again(built: Path, reports: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Reports that can be changed, and a build of them as they are."""
    shutil.copytree(reports, tmp_path / "reports", ignore=shutil.ignore_patterns("sources"))
    shutil.copytree(built, tmp_path / "build")
    return tmp_path / "reports", tmp_path / "build"


def forbid(*_: object, **__: object) -> None:
    raise AssertionError("made again")


def test_nothing_changed_nothing_made(
    again: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where all is as it was, the last build stays, and says how much is in it."""
    monkeypatch.setattr(job, "collect", forbid)
    before = contents(again[1])
    kept = build(*again)
    assert not kept.made
    assert (kept.reports, kept.notebooks) == (4, 1)
    assert contents(again[1]) == before


@pytest.mark.parametrize("name", ["changes.csv", "charts"])
def test_damaged_build_is_mended(again: tuple[Path, Path], built: Path, name: str) -> None:
    """A file that was altered is made again."""
    path = again[1] / name
    path = next(path.iterdir()) if path.is_dir() else path
    path.write_bytes(path.read_bytes()[:-9])
    assert build(*again).made
    assert contents(again[1]) == contents(built)


def test_change_of_one_issuer_leaves_the_others_parts(
    again: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With another figure of 韶关市 no notebook about 云岭市 is run, and all is as if made anew."""
    facts = again[0] / "shaoguan" / "law_based_gov_report-2024.csv"
    facts.write_text(facts.read_text(encoding="utf-8").replace("14155", "14199"), encoding="utf-8")
    build(again[0], tmp_path / "anew")
    for module, name in ((notebook, "execute"), (evidence, "write_page"), (gallery, "draw")):
        monkeypatch.setattr(module, name, forbid)
    build(*again)
    since = again[1] / "changes-since-last-build.csv"
    assert "14199" in since.read_text(encoding="utf-8")
    mended = contents(again[1])
    anew = contents(tmp_path / "anew")
    # What tells of the last build is there only where there was one.
    for told in (mended, anew):
        for name in (since.name, "index.html", "manifest.json"):
            told.pop(name, None)
    assert mended == anew


def test_what_could_not_be_made_is_tried_again(
    again: tuple[Path, Path], built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that this machine could not make, for want of a program, is made once it can be."""
    find = subject.find_subject

    def lacking(target: str, folder: Archive, year: int | None = None) -> subject.Subject:
        if target.endswith("2023"):
            raise ReadError("read.no-converter", source=target)
        return find(target, folder, year)

    monkeypatch.setattr(subject, "find_subject", lacking)
    facts = again[0] / "yunling" / "law_based_gov_report-2024.csv"
    whole = facts.read_bytes()
    facts.write_bytes(whole + b"\n")
    page = again[1] / "evidence" / "yunling-law_based_gov_report-2023.html"
    assert build(*again).made
    assert not page.exists()
    assert build(*again).made
    monkeypatch.undo()
    facts.write_bytes(whole)
    assert build(*again).made
    assert page.read_bytes() == (built / "evidence" / page.name).read_bytes()


def test_fresh_takes_nothing_over(
    again: tuple[Path, Path], built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``--fresh`` makes all anew."""
    monkeypatch.setattr(notebook, "execute", forbid)
    with pytest.raises(AssertionError, match="made again"):
        build(*again, fresh=True)
    assert contents(again[1]) == contents(built)


def test_failing_step_leaves_the_old_folder_as_it_was(
    again: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the page cannot be made, the old folder is there byte for byte."""
    before = contents(again[1])
    (again[1] / "index.html").unlink()

    def fail(*_: object) -> bytes:
        raise RuntimeError("no page today")

    monkeypatch.setattr(job, "index_bytes", fail)
    with pytest.raises(RuntimeError, match="no page today"):
        build(*again)
    del before["index.html"]
    assert contents(again[1]) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "reports"]


def test_notebooks_are_about_whom_the_folder_has(tmp_path: Path) -> None:
    """Without the fictional city they are run for the issuer with most years."""
    for issuer, year in (("甲市", 2023), ("乙市", 2023), ("乙市", 2024)):
        text = tmp_path / f"{issuer}{year}.txt"
        text.write_text(f"{year}年，{issuer}受理行政复议申请{year - 1900}件。", encoding="utf-8")
        slug = {"甲市": "jia", "乙市": "yi"}[issuer]
        folder = ["--reports", str(tmp_path / "reports")]
        about = ["--issuer", issuer, "--year", str(year), "--slug", slug, *folder]
        assert run(["add", str(text), *about]) == 0
    build(tmp_path / "reports", tmp_path / "build")
    page = (tmp_path / "build" / "notebooks" / "yearly.html").read_text(encoding="utf-8")
    assert "乙市" in page
    assert "甲市" not in page


def test_folder_without_a_report_is_refused(tmp_path: Path, reports: Path) -> None:
    """An empty registry has nothing to build; the error says how to register."""
    (tmp_path / "reports").mkdir()
    head, *_ = (reports / "registry.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "reports" / "registry.csv").write_text(head, encoding="utf-8")
    with pytest.raises(NotFoundError, match="tongbi add"):
        build(tmp_path / "reports", tmp_path / "build")
    assert not (tmp_path / "build").exists()


def test_missing_reports_write_nothing(tmp_path: Path) -> None:
    """Without a registry there is an error that names it, and no folder."""
    with pytest.raises(ReadError, match=r"registry\.csv"):
        build(tmp_path / "none", tmp_path / "build")
    assert list(tmp_path.iterdir()) == []
