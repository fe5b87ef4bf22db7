"""The options before the command: language, quiet, verbose and colour hold for everything."""

from __future__ import annotations

import ast
import io
from contextvars import copy_context
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest

import tongbi.cli
from tongbi import archive, language
from tongbi.catalogue.tables import load_package_table
from tongbi.cli import run
from tongbi.cli.progress import counting
from tongbi.cli.speaking import Manner, behave

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCES = load_package_table("sentences.toml", "tongbi.cli")
VERIFY = ["verify", "yunling/law_based_gov_report-2024", "--reports", str(archive.shipped())]


class Terminal(io.StringIO):
    """A terminal to write to."""

    def isatty(self) -> bool:
        return True


def told(capsys: pytest.CaptureFixture[str], *args: str, code: int = 0) -> tuple[str, str]:
    """Return what a command printed to stdout and stderr."""
    assert run(args) == code
    out, err = capsys.readouterr()
    return out, err


class TestLanguage:
    def test_errors_are_told_in_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        """English on request, for that run alone."""
        _, err = told(capsys, "--lang", "en", "extract", "none.txt", code=2)
        assert err == "error: none.txt: there is no such file — check the path\n"
        _, err = told(capsys, "extract", "none.txt", code=2)
        assert err == "错误: none.txt：没有这个文件 — 请检查路径\n"

    def test_environment_chooses_and_the_option_wins(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """TONGBI_LANG speaks where the command line says nothing."""
        monkeypatch.setenv("TONGBI_LANG", "en")
        assert told(capsys, "extract", "none.txt", code=2)[1].startswith("error: ")
        assert told(capsys, "--lang", "zh", "extract", "none.txt", code=2)[1].startswith("错误: ")

    def test_refusals_of_the_system_too(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A full disk has its remedy in either language."""

        def refuse(**_: object) -> None:
            raise OSError(28, "No space left on device", "build/a.csv")

        monkeypatch.setattr("tongbi.cli.cli.main", refuse)
        _, err = told(capsys, code=2)
        assert err == "错误: build/a.csv：No space left on device — 请检查权限和磁盘空间\n"

    def test_tables_and_notes(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Headings, codes and notes follow; CSV keeps its keys and values."""
        args = ["list", "--issuer", "云岭市", "--reports", str(archive.shipped())]
        out, _ = told(capsys, "--lang", "en", *args)
        assert "issuer" in out
        assert "law-based government" in out
        assert "fictional" in out
        assert told(capsys, "--lang", "en", *args, "--format", "csv") == told(
            capsys, *args, "--format", "csv"
        )
        _, err = told(capsys, "--lang", "en", *VERIFY)
        assert err.startswith("Reports: 1, figures: ")

    def test_option_of_a_command_wins(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A command's own --lang is that of what it makes; without it, the global one."""
        assert "Chinese font" in told(capsys, "--lang", "en", "doctor")[0]
        assert "中文字体" in told(capsys, "--lang", "en", "doctor", "--lang", "zh")[0]

    def test_doctor_tells_all_in_one(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """What is wrong with a table is in the doctor's language."""
        (tmp_path / "registry.csv").write_text("id,colour\n", encoding="utf-8")
        out, _ = told(capsys, "doctor", "--lang", "en", "--reports", str(tmp_path), code=1)
        assert "registry.csv has unknown columns: colour" in out


class TestManner:
    def test_quiet(self, capsys: pytest.CaptureFixture[str]) -> None:
        """No notes, but errors and results."""
        assert told(capsys, *VERIFY)[1].startswith("核对 1 份报告的 ")
        assert told(capsys, "--quiet", *VERIFY) == ("", "")
        assert told(capsys, "-q", "extract", "none.txt", code=2)[1].startswith("错误: ")

    def test_verbose(self, capsys: pytest.CaptureFixture[str]) -> None:
        """An error is told with where it was raised, a success with its time."""
        _, err = told(capsys, "--verbose", "extract", "none.txt", code=2)
        assert err.startswith("Traceback")
        assert err.endswith("错误: none.txt：没有这个文件 — 请检查路径\n")
        _, err = told(capsys, "-v", *VERIFY)
        lines = err.splitlines()
        assert lines[0].startswith("核对原文：")
        assert lines[-1].startswith("全程：")

    def test_both_are_refused(self, capsys: pytest.CaptureFixture[str]) -> None:
        """One cannot be quiet and verbose."""
        assert "不能同用 — 去掉其中一个" in told(capsys, "-q", "-v", "list", code=2)[1]

    def test_no_colour(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """--no-color and NO_COLOR take the escapes out of tables."""
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("TERM", "xterm-256color")
        monkeypatch.delenv("NO_COLOR", raising=False)
        args = ["list", "--issuer", "云岭市", "--reports", str(archive.shipped())]
        assert "\x1b[" in told(capsys, *args)[0]
        assert "\x1b[" not in told(capsys, "--no-color", *args)[0]
        monkeypatch.setenv("NO_COLOR", "1")
        assert "\x1b[" not in told(capsys, *args)[0]


class TestProgress:
    def drawn(
        self, monkeypatch: pytest.MonkeyPatch, manner: Manner, *, terminal: io.StringIO
    ) -> str:
        """Return what a count writes to standard error."""
        monkeypatch.setattr("sys.stderr", terminal)
        monkeypatch.setenv("TERM", "xterm")

        def work() -> None:
            behave(manner)
            with counting("reading", 3) as tick:
                for _ in range(3):
                    tick()

        copy_context().run(work)
        return terminal.getvalue()

    def test_bar_on_a_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It says what is done and how far it got, and is taken away at the end."""
        said = self.drawn(monkeypatch, Manner(), terminal=Terminal())
        assert "读取报告" in said
        assert "3/3" in said
        assert said.endswith("\x1b[2K")

    @pytest.mark.parametrize(
        ("manner", "terminal"), [(Manner(quiet=True), Terminal), (Manner(), io.StringIO)]
    )
    def test_nothing_elsewhere(
        self,
        monkeypatch: pytest.MonkeyPatch,
        manner: Manner,
        terminal: Callable[[], io.StringIO],
    ) -> None:
        """Not when quiet, not into a file."""
        assert self.drawn(monkeypatch, manner, terminal=terminal()) == ""


def test_sentences_are_in_both_languages() -> None:
    """Each has the same fields in both."""
    for key, entry in SENTENCES.items():
        assert entry.keys() == set(language.LANGUAGES), key
        fields = {lang: {f for _, f, _, _ in Formatter().parse(entry[lang]) if f} for lang in entry}
        assert fields["zh"] == fields["en"], key


def test_tables_are_in_both_languages() -> None:
    """No heading or code is in one language only."""
    words = load_package_table("words.toml", "tongbi.cli")
    assert words["zh"].keys() == words["en"].keys()
    for name in words["zh"]:
        assert list(words["zh"][name]) == list(words["en"][name]), name
    for name, codes in words["zh"]["codes"].items():
        assert codes.keys() == words["en"]["codes"][name].keys(), name


def test_every_sentence_is_said() -> None:
    """The code names every sentence, and no other."""
    texts = [path.read_text("utf-8") for path in Path(tongbi.cli.__file__).parent.glob("*.py")]
    calls = [n for text in texts for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Call)]
    speaks = {"say", "note", "complain", "sentence", "counting"}
    firsts = [
        call.args[0]
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in speaks and call.args
    ]
    named = {str(first.value) for first in firsts if isinstance(first, ast.Constant)}
    assert named <= SENTENCES.keys()
    # The rest are said by a table of what became of a report, and by names put together.
    others = {key for key in SENTENCES if key.startswith(("fetched", "part_", "step_"))}
    assert SENTENCES.keys() == named | others
