"""The package as a user gets it: its façade, version, weight and layout."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import tongbi

ROOT = Path(__file__).parents[1]


def test_version_is_that_of_the_distribution() -> None:
    """The installed metadata and the module agree."""
    assert version("tongbi") == tongbi.__version__


def test_facade_is_small_and_explained() -> None:
    """These names and no others, each of them there and with a docstring and an example."""
    names = [name for name in tongbi.__all__ if not name.startswith("__")]
    assert names == [
        "changes", "check", "compare", "extract", "extract_text",
        "observations", "open", "save", "trend",
    ]  # fmt: skip
    for name in names:
        assert ">>>" in getattr(tongbi, name).__doc__, name


def test_import_is_light() -> None:
    """`import tongbi` loads none of the heavy libraries."""
    program = (
        "import sys, tongbi;"
        "heavy = {'pandas', 'numpy', 'matplotlib', 'rich', 'jinja2'} & set(sys.modules);"
        "sys.exit(repr(heavy) if heavy else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_requirement_is_pinned() -> None:
    """Each direct requirement, of every extra, has its line in constraints.txt."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"]]
    for name, extra in project["optional-dependencies"].items():
        wanted += extra if name != "all" else []
    pinned = {
        line.partition("==")[0].lower()
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    }
    assert {item.partition(">=")[0].lower() for item in wanted} <= pinned


def test_raw_reports_stay_out_of_the_wheel() -> None:
    """reports/ is shipped, but not the folder of third parties' texts in it."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"][
        "build"
    ]
    assert "reports" in build["targets"]["wheel"]["only-include"]
    assert "reports/sources" in build["exclude"]
