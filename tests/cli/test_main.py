"""The command line answers at once, and prints results on stdout alone."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tongbi import __version__, archive
from tongbi.catalogue.tables import load_package_table
from tongbi.cli import _COMMANDS, cli, run
from tongbi.language import LANGUAGES
from tongbi.model import Bound, Measure, Role

if TYPE_CHECKING:
    from pathlib import Path

# The order of issue and guide; further keys may follow.
STATEMENT_KEYS = [
    *("at", "start", "end", "quote", "value", "lower", "upper", "unit", "measure", "role"),
    *("period", "base", "bound", "label", "place", "section"),
]
LINK_KEYS = ["at_a", "at_b", "label", "unit", "measure", "value_a", "value_b", "change", "match"]

TEXT = """云岭市2024年法治政府建设情况报告
2024年，全市受理行政复议案件1297件，比上年下降3.4%，12345热线接办群众诉求35.1万件。
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A short text of the fictional Yunling."""
    file = tmp_path / "云岭市2024.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def yunling(year: int) -> str:
    return str(archive.shipped() / "yunling" / f"law_based_gov_report-{year}.txt")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """--version prints the version of the package."""
    assert run(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


def test_overview_imports_no_command() -> None:
    """--help lists every command without importing one, nor pandas."""
    program = (
        "import sys; from tongbi.cli import run; run(['--help']);"
        "slow = {'pandas', 'numpy', 'matplotlib', 'rich', 'tongbi.extraction', 'tongbi.archive'};"
        "sys.exit(repr(slow & set(sys.modules)) if slow & set(sys.modules) else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in _COMMANDS)


@pytest.mark.parametrize("name", list(_COMMANDS))
def test_every_command_is_there(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each entry of the table leads to a command that can show its help."""
    assert run([name, "--help"]) == 0
    assert "Usage:" in capsys.readouterr().out


def test_wrong_command(capsys: pytest.CaptureFixture[str]) -> None:
    """A command that there is not is a usage error."""
    assert run(["extrat"]) == 2
    assert "extrat" in capsys.readouterr().err


def test_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with code 130 and no traceback."""

    def interrupt(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", interrupt)
    assert run([]) == 130


def test_closed_pipe(path: Path) -> None:
    """A reader that goes away early (`| head`) brings no traceback."""
    program = f"from tongbi.cli import run; import sys; sys.exit(run(['extract', {str(path)!r}]))"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert "Traceback" not in process.stderr.read()


class TestExtract:
    def test_jsonl(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """One object a line, keys in the order of the guide, numbers as JSON numbers."""
        assert run(["extract", str(path), "--format", "jsonl"]) == 0
        out, err = capsys.readouterr()
        records = [json.loads(line) for line in out.splitlines()]
        assert err == ""
        assert list(records[0])[: len(STATEMENT_KEYS)] == STATEMENT_KEYS
        assert [record["value"] for record in records] == [1297, -3.4, 351000]
        for record in records:
            assert TEXT[record["start"] : record["end"]] == record["quote"]

    def test_csv(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """The same rows as CSV, with a header."""
        assert run(["extract", str(path), "--format", "csv"]) == 0
        rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
        assert [row["quote"] for row in rows] == ["1297件", "3.4%", "35.1万件"]

    def test_table(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """The table shows the printed figures, and words instead of codes."""
        assert run(["extract", str(path)]) == 0
        out = capsys.readouterr().out
        assert "35.1万件" in out
        assert "增减率" in out
        assert "change_rel" not in out


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_a_word(lang: str) -> None:
    """No code of the vocabularies is without its word in the tables."""
    codes = load_package_table("words.toml", "tongbi.cli")[lang]["codes"]
    for name, vocabulary in (("measure", Measure), ("role", Role), ("bound", Bound)):
        assert list(codes[name]) == [member.value for member in vocabulary]


class TestCompare:
    def test_jsonl(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Linked figures of two years with their change: 257 services after 214, 43 more."""
        assert run(["compare", yunling(2023), yunling(2024), "--format", "jsonl"]) == 0
        records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert list(records[0])[: len(LINK_KEYS)] == LINK_KEYS
        by_place = {(r["at_a"], r["at_b"]): r["change"] for r in records}
        assert by_place[619, 610] == 43

    def test_rates_change_in_points(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A rate of 98.9% that becomes 99.1% changes by 0.2, without float noise."""
        assert run(["compare", yunling(2023), yunling(2024), "--format", "jsonl"]) == 0
        records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert next(r["change"] for r in records if r["value_b"] == 99.1) == 0.2


def test_shell_completes_commands_that_are_not_loaded() -> None:
    """What the shell asks after `tongbi ex` names both commands that begin so."""
    asked = {"_TONGBI_COMPLETE": "bash_complete", "COMP_WORDS": "tongbi ex", "COMP_CWORD": "1"}
    code = "import sys; sys.argv[0] = 'tongbi'; from tongbi.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **asked},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["plain,extract", "plain,export"]
