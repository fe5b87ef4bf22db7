"""The doctor says what is missing and what to do, and fails only where nothing would work."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tongbi.catalogue.tables import load_package_table
from tongbi.cli import run


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test looks at a folder of its own."""
    monkeypatch.chdir(tmp_path)


def test_sound_installation_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing failed: the exit code is 0, and the folder to come is named."""
    assert run(["doctor"]) == 0
    told = capsys.readouterr().out
    assert "一切就绪" in told
    assert "reports 还没有" in told


def test_missing_package_fails_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a requirement nothing works: exit code 1."""
    monkeypatch.setattr("tongbi.cli.doctor._installed", lambda name: name != "pandas")
    assert run(["doctor", "--lang", "en"]) == 1
    told = capsys.readouterr().out
    assert "[fail] Required packages" in told
    assert "→ pandas missing: pip install --upgrade tongbi" in told


def test_missing_extra_and_programs_are_notes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What only some need is told, without failing."""
    monkeypatch.setattr("tongbi.cli.doctor._installed", lambda name: name != "pyarrow")
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    assert run(["doctor"]) == 0
    told = capsys.readouterr().out
    assert "→ 缺少 pyarrow：pip install 'tongbi[parquet]'" in told
    assert "apt-get install chromium" in told
    assert "apt-get install libreoffice" in told


def test_old_python_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A Python older than the oldest that is supported is named with the version to get."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 1, "final", 0))
    assert run(["doctor"]) == 1
    assert "请安装 Python 3.11" in capsys.readouterr().out


def test_damaged_registry_is_pointed_at(capsys: pytest.CaptureFixture[str]) -> None:
    """The registered tables are read whole, so that damage shows here first."""
    folder = Path("reports")
    folder.mkdir()
    (folder / "registry.csv").write_text("id,colour\n", encoding="utf-8")
    assert run(["doctor"]) == 1
    assert "registry.csv 第 1 行有未知的列：colour" in capsys.readouterr().out


def test_languages_have_the_same_words() -> None:
    """No word is in one language only."""
    tables = load_package_table("doctor.toml", "tongbi.cli")
    assert tables["zh"].keys() == tables["en"].keys()
