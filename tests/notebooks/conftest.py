"""The notebooks, run once for all tests: each with two sets of parameters, two at a time."""

from __future__ import annotations

import shutil
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
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reports of both issuers alone: what the others state only takes time."""
    source = archive.open(archive.shipped())
    folder = archive.create(tmp_path_factory.mktemp("data") / "reports")
    for report in source.reports:
        if report.issuer in {given["issuer"] for given in SETS.values()}:
            place = folder.root / report.slug
            if not place.is_dir():
                shutil.copytree(source.root / report.slug, place)
            folder = folder.register(report)
    return folder.root


@pytest.fixture(scope="session")
def runs(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Runs:
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
    ended = run_jobs(jobs, reports, out, workers=2)
    assert [outcome.error for outcome in ended] == [""] * len(jobs)
    return Runs(out=out)
