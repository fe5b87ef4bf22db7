"""The main job on the shipped reports: from nothing, and with nothing changed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.contest import ROOT, Contender, Setting, hold
from benchmarks.rows import Goal, Part, absolute, ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["parts"]


def parts(setting: Setting) -> Iterator[Part]:
    """Measure both, one after the other in each round."""
    command = [
        *(str(Path(sys.executable).with_name("tongbi")), "build"),
        *("--reports", str(ROOT / "reports"), "--out", str(setting.scratch / "build")),
    ]
    cold, unchanged = "tongbi build --fresh", "tongbi build, nothing changed"
    contenders = [
        Contender(
            name=cold,
            does="tables, charts, notebooks, evidence and the page, all made anew.",
            command=[*command, "--fresh"],
        ),
        Contender(
            name=unchanged,
            does="looks whether anything changed, and leaves the build as it is.",
            command=command,
        ),
    ]
    outcome = hold(contenders, setting, setting.turns(2), in_order=True)
    yield Part(
        title="Build of the shipped reports",
        given="Whole processes, as many jobs as there are processors; the peak is the largest of "
        "the processes, not their sum.",
        rows=[
            absolute(outcome, cold, Goal(most=20)),
            absolute(outcome, unchanged, Goal(most=3)),
            ratio(outcome, cold, unchanged),
        ],
        contenders=contenders,
    )
