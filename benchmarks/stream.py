"""Many reports one after the other: whether memory stays where it is.

Synthetic reports (:mod:`benchmarks.synthetic`), each read, printed and forgotten by
``tongbi extract``, once a few and once ten times as many.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.contest import ROOT, Contender, Outcome, Setting, Spread, hold
from benchmarks.rows import Goal, Part, Row, absolute

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["growth", "parts"]

_YEARS = 5  # reports of each issuer
_TIMES = 10  # as many reports in the larger folder


def parts(setting: Setting) -> Iterator[Part]:
    """Measure both folders, in one process and in two."""
    few = 4 if setting.quick else 40
    patterns = {count * _YEARS: _written(setting.scratch, count) for count in (few, few * _TIMES)}
    contenders = [
        Contender(
            name=_name(count, jobs),
            does="reads the reports of a folder and prints their statements as CSV.",
            command=[
                *(str(Path(sys.executable).with_name("tongbi")), "--quiet", "extract"),
                *(pattern, "--format", "csv", "--jobs", str(jobs)),
            ],
        )
        for jobs in (1, 2)
        for count, pattern in patterns.items()
    ]
    outcome = hold(contenders, setting, setting.turns(3))
    less, more = patterns
    rows = []
    for jobs in (1, 2):
        large, small = _name(more, jobs), _name(less, jobs)
        rows += [
            absolute(outcome, large),
            growth(outcome, large, small, Goal(most=1.1)),
        ]
    yield Part(
        title="Streaming extraction by tongbi extract",
        given="Whole processes on synthetic reports of some 4,000 characters; the peak is the "
        "largest of the processes.",
        rows=rows,
        contenders=contenders,
    )


def growth(outcome: Outcome, large: str, small: str, goal: Goal) -> Row:
    """Return the row of one contender's peak memory divided by another's, round by round."""
    what = f"peak memory, {large} ÷ {small}"
    if reason := outcome.missing(large, small):
        return Row(what=what, goal=goal, reason=reason)
    rounds = zip(outcome.runs[large], outcome.runs[small], strict=True)
    return Row(
        what=what,
        spread=Spread.of([one.peak / other.peak for one, other in rounds]),
        goal=goal,
        peak=f"{outcome.peak(large):.0f} ÷ {outcome.peak(small):.0f}",
    )


def _name(reports: int, jobs: int) -> str:
    return f"{reports:,} reports, --jobs {jobs}"


def _written(scratch: Path, issuers: int) -> str:
    """Write the reports of so many issuers, in another process; return a pattern of their names.

    What this process held, each that it starts would hold too.
    """
    folder = scratch / f"reports-{issuers}"
    command = [sys.executable, "-m", "benchmarks.synthetic", "--out", str(folder)]
    size = ["--issuers", str(issuers), "--years", str(_YEARS)]
    subprocess.run([*command, *size], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return str(folder / "*" / "*.txt")
