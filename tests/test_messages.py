"""Every error has its words in both languages, and names in them what its raiser knows."""

from __future__ import annotations

import ast
import pickle
import tomllib
from contextvars import copy_context
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import tongbi
from tongbi import language
from tongbi.errors import DataError, NotFoundError, ReadError, TongbiError, UsageError

SOURCE = Path(tongbi.__file__).parent
ROOT = {"TongbiError"}


@dataclass(frozen=True)
class Site:
    """A call that makes an error: where, its code, and the names of its facts."""

    where: str
    code: str
    facts: frozenset[str]


@dataclass
class Helper:
    """A function that makes an error of a code that it is given."""

    function: ast.FunctionDef
    facts: frozenset[str] = field(default_factory=frozenset)


@cache
def trees() -> dict[str, ast.Module]:
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py"))}
    return {
        path.relative_to(SOURCE).as_posix(): ast.parse(text)
        for path, text in texts.items()
        if "rror(" in text  # a call, a class or a helper: all that this file looks for
    }


@cache
def error_names() -> frozenset[str]:
    """The names of all classes of error, wherever they are defined."""
    names = set(ROOT)
    classes = [
        n for tree in trees().values() for n in ast.walk(tree) if isinstance(n, ast.ClassDef)
    ]
    for _ in range(3):
        for found in classes:
            if any(isinstance(base, ast.Name) and base.id in names for base in found.bases):
                names.add(found.name)
    return frozenset(names)


def called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def keywords(call: ast.Call) -> frozenset[str]:
    return frozenset(k.arg for k in call.keywords if k.arg is not None)


@cache
def helpers() -> dict[tuple[str, str], frozenset[str]]:
    """The functions that are given a code, by file and name, with the facts that they add."""
    found = {}
    for name, tree in trees().items():
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            given = {argument.arg for argument in function.args.args}
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and called(call) in error_names():
                    first = call.args[0]
                    if isinstance(first, ast.Name) and first.id in given:
                        found[name, function.name] = keywords(call)
    return found


@cache
def sites() -> tuple[Site, ...]:
    """All calls with a code that is written out."""
    by_name = {name: facts for (_, name), facts in helpers().items()}
    by_file = helpers()
    found = []
    for name, tree in trees().items():
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call):
                continue
            makes = called(call)
            if makes in error_names():
                added: frozenset[str] = frozenset()
            elif makes in by_name:
                added = by_file.get((name, makes), by_name[makes])
            else:
                continue
            first = call.args[0] if call.args else None
            if isinstance(first, ast.Constant):
                where = f"{name}:{call.lineno}"
                found.append(Site(where, str(first.value), keywords(call) | added))
            else:
                assert any(
                    call in ast.walk(function)
                    for function in ast.walk(tree)
                    if isinstance(function, ast.FunctionDef) and (name, function.name) in by_file
                ), f"{name}:{call.lineno}: the code is not written out"
    return tuple(found)


@cache
def messages() -> dict[str, dict[str, dict[str, str]]]:
    """Every message by its code."""
    return {
        f"{path.stem}.{name}": entry
        for path in sorted((SOURCE / "messages").glob("*.toml"))
        for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }


def fields(entry: dict[str, dict[str, str]], lang: str) -> set[str]:
    texts = (entry[part][lang] for part in ("problem", "remedy"))
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


def test_every_message_is_whole() -> None:
    """A problem and a remedy in Chinese and English, none empty, with the same fields."""
    for code, entry in messages().items():
        assert entry.keys() == {"problem", "remedy"}, code
        for part in entry.values():
            assert part.keys() == set(language.LANGUAGES), code
            assert all(part.values()), code
        assert fields(entry, "zh") == fields(entry, "en"), code


def test_every_code_has_its_message_and_facts() -> None:
    """What a message names is known where its error is raised."""
    assert len(sites()) > 200
    for site in sites():
        assert site.code in messages(), f"{site.where}: {site.code} has no message"
        lacking = fields(messages()[site.code], "zh") - site.facts
        assert not lacking, f"{site.where}: {site.code} lacks {sorted(lacking)}"


def test_no_message_is_left_over() -> None:
    """A message whose error is gone goes too."""
    assert messages().keys() - {site.code for site in sites()} == set()


def test_languages() -> None:
    """Chinese by default; English where it was chosen; lists are joined as each writes them."""
    error = NotFoundError("archive.no-report-but", path=Path("r.csv"), report="x", near=["a", "b"])
    assert str(error) == "r.csv 中没有登记报告 x — 是否指 a、b？"

    def english() -> tuple[str, str]:
        language.use("en")
        return error.problem, error.remedy

    assert copy_context().run(english) == ("r.csv has no report x", "did you mean a, b?")
    assert error.problem == "r.csv 中没有登记报告 x"


@pytest.mark.parametrize(
    ("named", "lang"), [("", "zh"), ("en", "en"), ("en_GB.UTF-8", "en"), ("ZH", "zh"), ("fr", "zh")]
)
def test_environment(monkeypatch: pytest.MonkeyPatch, named: str, lang: str) -> None:
    """TONGBI_LANG chooses, as a language or a locale; what is not known is Chinese."""
    monkeypatch.setenv(language.VARIABLE, named)
    assert language.current() == lang


def test_unknown_language_is_refused() -> None:
    """A program that asks for another language is told."""
    with pytest.raises(ValueError, match="'fr' is not known"):
        language.use("fr")


def test_error_of_another_program_is_told_by_its_code() -> None:
    """A code without words, such as an extension's own, hides nothing."""
    assert str(ReadError("archive.of-tomorrow", line=3)) == "archive.of-tomorrow {'line': 3}"
    assert str(ReadError("elsewhere.broken")) == "elsewhere.broken {}"


@pytest.mark.parametrize("kind", [TongbiError, ReadError, DataError, NotFoundError, UsageError])
def test_errors_travel_between_processes(kind: type[TongbiError]) -> None:
    """An error of a worker arrives with its code, its facts and its words."""
    facts: dict[str, Any] = {"path": Path("a.csv"), "line": 3, "columns": ["x", "y"], "header": "z"}
    sent = kind("archive.columns-unknown", **facts)
    arrived = pickle.loads(pickle.dumps(sent))  # noqa: S301 - our own bytes
    assert type(arrived) is kind
    assert arrived.code == "archive.columns-unknown"
    assert arrived.facts == {"path": "a.csv", "line": 3, "columns": ("x", "y"), "header": "z"}
    assert str(arrived) == str(sent) == "a.csv 第 1 行有未知的列：x、y — 表头应为：z"
