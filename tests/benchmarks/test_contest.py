"""The benchmarks' own bookkeeping: rounds, those who fail, goals."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.contest import Contender, Outcome, Run, Setting, Spread, hold
from benchmarks.curves import exponent
from benchmarks.results import page, printed
from benchmarks.rows import Goal, Part, absolute, ratio
from benchmarks.stream import growth

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    """A setting without corpus and without an environment of peers."""
    peers = tmp_path / "no-python"
    return Setting(peers=peers, scratch=tmp_path, corpus=None, rounds=None, quick=True)


@pytest.fixture
def outcome() -> Outcome:
    """Two rounds, the second of which met a machine half as quick; one did not take part."""
    return Outcome(
        runs={"tongbi": [Run(1.0, 30), Run(2.0, 31)], "jieba": [Run(9.0, 140), Run(20.0, 140)]},
        absent={"jionlp": "No module named 'jionlp'"},
    )


def test_ratios_are_taken_within_a_round(outcome: Outcome) -> None:
    """Nine and ten, not the nine to twenty that the rounds give across each other."""
    assert outcome.ratio("jieba", "tongbi") == Spread(9.5, 9.0, 10.0)


def test_growth_of_memory_is_taken_within_a_round(outcome: Outcome) -> None:
    """Peaks are divided as times are, and a contender that did not take part is told."""
    row = growth(outcome, "jieba", "tongbi", Goal(most=5))
    assert row.spread == Spread.of([140 / 30, 140 / 31])
    assert row.peak == "140 ÷ 31"
    assert growth(outcome, "jionlp", "tongbi", Goal(most=1)).reason.startswith("jionlp: No module")


def test_one_who_fails_does_not_stop_the_others(setting: Setting) -> None:
    """The reason is kept, and the others have their rounds."""
    good = Contender(name="good", does="", command=[sys.executable, "-c", "pass"])
    bad = Contender(name="bad", does="", command=[sys.executable, "-c", "raise OSError('no')"])
    outcome = hold([bad, good], setting, 2)
    assert outcome.absent == {"bad": "OSError: no"}
    assert len(outcome.runs["good"]) == 2
    assert outcome.peak("good") > 1


def test_a_function_runs_in_a_process_of_its_own(setting: Setting) -> None:
    """The worker prepares what it is told by name, and passes on what the work returned."""
    call, given = "tests.benchmarks.test_contest:counter", {"count": 3}
    one = Contender(name="one", does="", call=call, given=given)
    runs = hold([one], setting, 2).runs["one"]
    assert [run.told for run in runs] == [3, 3]


def counter(count: int) -> Callable[[], int]:
    """Return work that gives a number, and that number only once."""
    left = iter([count])
    sys.stdout.write("a library's greeting\n")
    return lambda: next(left)


def test_the_table_says_what_was_reached_and_what_was_not(outcome: Outcome) -> None:
    """Goals stand beside the medians; who did not take part is told with the reason."""
    rows = [
        absolute(outcome, "tongbi", Goal(most=2)),
        ratio(outcome, "jieba", "tongbi", Goal(least=10)),
        ratio(outcome, "jionlp", "tongbi"),
    ]
    parts = [Part(title="Extraction", given="Two texts.", rows=rows)]
    table = page(parts, [], date="2024-12-31", machine={"Cores": "2"}, versions={})
    assert "| tongbi | 1.5 s | 1 to 2 | ≤ 2 s | reached | 1.5 | 31 |" in table
    assert "| jieba ÷ tongbi | 9.5 × | 9 to 10 | ≥ 10 × | not reached |" in table
    assert "jionlp ÷ tongbi: jionlp: No module named 'jionlp'" in table
    assert "not reached" in printed(parts, [])


def test_the_exponent_is_that_of_the_larger_sizes() -> None:
    """What a start costs is not taken for growth; here the larger sizes grow linearly."""
    assert exponent([(1, 100), (1000, 1000), (10_000, 10_000)]) == pytest.approx(1.0)
