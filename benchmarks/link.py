"""Linking of two reports and of twelve, beside difflib and beside the extraction of the same."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.contest import ROOT, Contender, Setting, hold
from benchmarks.rows import Goal, Part, absolute, ratio, skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tongbi.archive import Fact
    from tongbi.model import Report, Statement

__all__ = ["pair", "parts"]

_ISSUER = "深圳市"
_PAIR = (2015, 2016)  # of its reports, those with about 300 statements each
_DIFFLIB = (
    "get_close_matches of each label among those of the year before: wording only, one "
    "statement may be taken twice; no units, periods, contrasts or neighbours."
)


def parts(setting: Setting) -> Iterator[Part]:
    """Measure the linking of two reports, then that of all of the issuer's."""
    call = "benchmarks.link:"
    two = [
        Contender(
            name="tongbi.series.link",
            does="the best one-to-one assignment by wording, contrasts, units, sizes and "
            "neighbours, each link with reasons.",
            call=f"{call}two",
        ),
        Contender(name="difflib", does=_DIFFLIB, call=f"{call}two_by_difflib"),
    ]
    outcome = hold(two, setting, setting.turns(5))
    yield Part(
        title="Linking two reports",
        given=f"{_ISSUER} {_PAIR[0]} and {_PAIR[1]}, about 300 statements each; the facts are "
        "loaded beforehand.",
        rows=[
            absolute(outcome, "tongbi.series.link", Goal(most=0.2)),
            ratio(outcome, "difflib", "tongbi.series.link"),
        ],
        contenders=two,
    )
    yield _twelve(setting)


def _twelve(setting: Setting) -> Part:
    call = "benchmarks.link:"
    folder = setting.corpus / "corpus" / "gov_work_report" / _ISSUER if setting.corpus else None
    texts = sorted(str(path) for path in folder.glob("*.txt")) if folder else []
    twelve = [
        Contender(
            name="tongbi.observations",
            does="catalogue, linking within a report, from year to year and across a silent year, "
            "and the frame of observations.",
            call=f"{call}twelve",
        ),
        Contender(name="difflib", does=f"Year to year, {_DIFFLIB}", call=f"{call}all_by_difflib"),
    ]
    if texts:
        does = "tongbi's own reading of the twelve texts, for scale."
        given = {"paths": texts}
        twelve.append(
            Contender(name="extraction", does=does, call="benchmarks.extract:tongbi", given=given)
        )
    outcome = hold(twelve, setting, setting.turns(3))
    name = "tongbi.observations"
    beside = skipped(f"{name} ÷ extraction", "the texts are in TONGBI_CORPUS, which is not set")
    if texts:
        beside = ratio(outcome, name, "extraction")
    rows = [absolute(outcome, name, Goal(most=2)), ratio(outcome, "difflib", name), beside]
    return Part(
        title="Observations of twelve reports",
        given=f"All of {_ISSUER}'s reports in reports/; the facts are loaded beforehand.",
        rows=rows,
        contenders=twelve,
    )


def _facts() -> dict[Report, tuple[Fact, ...]]:
    """Return the facts of the issuer's reports, oldest first."""
    import tongbi

    found = tongbi.open(ROOT / "reports").all_rows(_ISSUER)
    return dict(sorted(found.items(), key=lambda pair: pair[0].year))


def pair(*years: int) -> list[list[Statement]]:
    """Return the statements of the issuer's reports on these years, oldest first."""
    return [
        [fact.statement for fact in facts]
        for report, facts in _facts().items()
        if report.year in years
    ]


def two() -> Callable[[], int]:
    """Link the pair; a few statements warm up."""
    from tongbi.series import link

    prior, current = pair(*_PAIR)
    link(prior[:5], current[:5])
    return lambda: len(link(prior, current))


def two_by_difflib() -> Callable[[], int]:
    """Match the labels of the pair."""
    prior, current = ([s.label for s in statements] for statements in pair(*_PAIR))
    return lambda: _matched(prior, current)


def _matched(prior: list[str], current: list[str]) -> int:
    from difflib import get_close_matches

    return sum(bool(get_close_matches(label, prior, n=1, cutoff=0.6)) for label in current)


def twelve() -> Callable[[], int]:
    """Make the observations of all of the issuer's reports; a few facts warm up."""
    from tongbi.series import observations

    found = _facts()
    observations([(report, facts[:3]) for report, facts in found.items()])
    return lambda: len(observations(found.items()))


def all_by_difflib() -> Callable[[], int]:
    """Match the labels of each report with those of the year before."""
    years = [[fact.statement.label for fact in facts] for facts in _facts().values()]
    return lambda: sum(_matched(prior, current) for prior, current in pairwise(years))
