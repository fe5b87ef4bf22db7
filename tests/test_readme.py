"""The READMEs say what is true: their code runs, and both languages say the same."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tongbi.cli import _COMMANDS

ROOT = Path(__file__).parents[1]
NAMES = ("README.md", "README.zh-CN.md")


def blocks(name: str) -> list[str]:
    """The Python code of a README, without its comments, which are in the reader's language."""
    text = (ROOT / name).read_text(encoding="utf-8")
    code = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [re.sub(r"  # .*", "", block) for block in code]


def test_both_languages_show_the_same_code() -> None:
    """The Chinese README has the English one's examples."""
    assert blocks(NAMES[0]) == blocks(NAMES[1])


@pytest.mark.slow
@pytest.mark.parametrize("number", range(2))
def test_code_runs(number: int, tmp_path: Path) -> None:
    """Each example runs without a warning."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", blocks(NAMES[0])[number]],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_told_of(name: str) -> None:
    """The table of commands leaves none out."""
    text = (ROOT / name).read_text(encoding="utf-8")
    told = set(re.findall(r"`(?:tongbi )?([a-z]+)[^`]*`", text))
    assert set() == set(_COMMANDS) - told
