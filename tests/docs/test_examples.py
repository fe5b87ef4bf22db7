"""The examples of the documentation run, on reports that are small enough to run quickly."""

from __future__ import annotations

import importlib
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tongbi import archive
from tongbi.cli import run

PAGES = Path(__file__).parents[2] / "docs" / "pages"
ISSUERS = {"云岭市", "韶关市"}
BLOCK = re.compile(r"^```(python|sh)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> list[tuple[str, str]]:
    """Return the page and the code of every example of a kind."""
    found = []
    for page in sorted(PAGES.rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        name = str(page.relative_to(PAGES))
        found += [(name, code) for language, code in BLOCK.findall(text) if language == kind]
    return found


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped reports of the two issuers that the examples name."""
    source = archive.open(archive.shipped())
    folder = archive.create(tmp_path_factory.mktemp("docs") / "reports")
    for report in source.reports:
        if report.issuer in ISSUERS:
            place = folder.root / report.slug
            if not place.is_dir():
                shutil.copytree(source.root / report.slug, place)
            folder = folder.register(report)
    return folder.root


@pytest.mark.parametrize(("page", "code"), blocks("python"))
def test_python_runs(
    page: str, code: str, shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each example runs by itself, without a warning."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tongbi.archive.shipped", lambda: shipped)
    exec(compile(code, page, "exec"), {"__name__": "__main__"})  # noqa: S102 - our own examples


def test_tutorial_runs_from_the_report_to_the_briefing(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The yearly routine, on a folder that does not have the new year yet."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(shipped, "reports")
    text = Path("reports/yunling/law_based_gov_report-2024.txt")
    text.rename("云岭市2024.txt")
    folder = archive.open("reports")
    folder.remove(folder.report("yunling/law_based_gov_report-2024"))
    commands = [line for _, code in blocks("sh") for line in code.splitlines()]
    for command in commands:
        program, *args = shlex.split(command)
        assert program == "tongbi"
        assert run(args) == 0, command
    assert Path("review.html").is_file()
    assert len(list(Path("charts").iterdir())) == 2
    assert {path.suffix for path in Path("briefing").iterdir()} == {".docx", ".xlsx"}
    assert "法律援助案件" in Path("reports/yunling/law_based_gov_report-2024.csv").read_text(
        "utf-8"
    )


def test_tables_are_made_from_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every table that a page asks for is made by the hook, with a head and rows."""
    monkeypatch.syspath_prepend(PAGES.parent)
    hooks = importlib.import_module("hooks")
    asked = {
        name
        for page in PAGES.rglob("*.md")
        for name in re.findall(r"^\{\{ (\w+) \}\}$", page.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert asked == hooks._TABLES.keys()
    for name in asked:
        head, rule, *rows = hooks.on_page_markdown(f"{{{{ {name} }}}}").splitlines()
        assert rows, name
        assert {line.count(" | ") for line in (head, *rows)} == {head.count(" | ")}, name
        assert set(rule) <= set("|- "), name


def test_every_room_has_its_page() -> None:
    """A room that is added to the package gets its page of the reference."""
    package = Path(archive.__file__).parents[1]
    rooms = {path.parent.name for path in package.glob("*/__init__.py")} - {"cli"}
    assert rooms <= {path.stem for path in (PAGES / "reference").glob("*.md")}
