"""Many reports one after the other: whether memory stays where it is.

Synthetic reports (:mod:`benchmarks.synthetic`), each read, printed and forgotten by
``tongbi extract``, once a few and once ten times as many.
"""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import synthetic
from benchmarks.contest import Contender, Outcome, Setting, Spread, hold
from benchmarks.rows import Goal, Part, Row, absolute

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["growth", "parts"]

_YEARS = 5  # reports of each issuer
_TIMES = 10  # as many reports in the larger folder


def parts(setting: Setting) -> Iterator[Part]:
    """Measure both folders, in one process and in two."""
    few = 4 if setting.quick else 40
    folders = {count * _YEARS: _written(setting.scratch, count) for count in (few, few * _TIMES)}
    contenders = [
        Contender(
            name=_name(count, jobs),
            does="reads the reports of a folder and prints their statements as CSV.",
            command=[
                *(str(Path(sys.executable).with_name("tongbi")), "--quiet", "extract"),
                *(str(folder), "--format", "csv", "--jobs", str(jobs)),
            ],
        )
        for jobs in (1, 2)
        for count, folder in folders.items()
    ]
    outcome = hold(contenders, setting, setting.turns(3))
    less, more = folders
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


def _written(scratch: Path, issuers: int) -> Path:
    """Write the reports of so many issuers into one folder and return it."""
    folder = scratch / f"reports-{issuers}"
    folder.mkdir()
    for issuer, year in product(range(issuers), range(_YEARS)):
        one = synthetic.report(issuer, synthetic.LAST - year)
        path = folder / f"{one.slug}-{one.kind}-{one.year}.txt"
        path.write_text(one.text, encoding="utf-8", newline="\n")
    return folder
