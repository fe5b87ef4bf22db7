"""The start: importing the package and asking the command for help, beside Python itself."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.contest import Contender, Setting, hold
from benchmarks.rows import Goal, Part, absolute, ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["parts"]


def parts(setting: Setting) -> Iterator[Part]:
    """Measure fresh processes."""
    contenders = [
        Contender(
            name="import tongbi",
            does="the façade; what is heavy is imported when it is first used.",
            command=[sys.executable, "-c", "import tongbi"],
        ),
        Contender(
            name="tongbi --help",
            does="the list of all commands.",
            command=[str(Path(sys.executable).with_name("tongbi")), "--help"],
        ),
        Contender(
            name="python -c pass",
            does="the interpreter itself, site-packages included.",
            command=[sys.executable, "-c", "pass"],
        ),
    ]
    outcome = hold(contenders, setting, setting.turns(11))
    bare = "python -c pass"
    yield Part(
        title="Start",
        given="Whole processes, files in the system's cache after the first round.",
        rows=[
            absolute(outcome, "import tongbi", Goal(most=0.2)),
            ratio(outcome, "import tongbi", bare),
            absolute(outcome, "tongbi --help", Goal(most=0.15)),
            ratio(outcome, "tongbi --help", bare),
        ],
        contenders=contenders,
    )
