"""The notebooks, run once for all tests: each with two sets of parameters, two at a time."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tongbi import archive
from tongbi.publish.notebook_batch import Job, run_jobs
from tongbi.publish.notebook_editions import NAMES, path_of

if TYPE_CHECKING:
    from pathlib import Path

SETS: dict[str, dict[str, object]] = {
    "yunling": {"issuer": "云岭市", "years": (2022, 2024), "lang": "zh"},
    "shaoguan": {"issuer": "韶关市", "years": (2024, 2024), "lang": "en"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """The folder that the runs wrote into."""

    out: Path

    def page(self, name: str, which: str) -> str:
        """Return the page of a notebook, its entities resolved."""
        return unescape((self.out / f"{name}-{which}.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    out = tmp_path_factory.mktemp("runs")
    jobs = [
        Job(
            path=path_of(name, str(given["lang"])),
            parameters={**given, "reports": "reports"},
            stem=f"{name}-{which}",
        )
        for name in NAMES
        for which, given in SETS.items()
    ]
    ended = run_jobs(jobs, archive.shipped(), out, workers=2)
    assert [outcome.error for outcome in ended] == [""] * len(jobs)
    return Runs(out=out)
