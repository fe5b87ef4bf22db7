"""Synthetic annual reports, as many as a country has, for trying how the program copes with size.

    python -m benchmarks.synthetic --issuers 2800 --years 10 --out synthetic

The issuers (合成市00017) do not exist, and every report says in its title that it is synthetic.
The reports have the build of real ones: sections, paragraphs with and without figures, levels,
changes, points, bounds, parts, shares, lists, targets and five-year totals; wording, measure
words and the choice of indicators change over the years, and some figures contradict others.

What they are good for: speed, memory, size on disk, many issuers side by side, and whether a run
over everything comes to its end. What they are not good for: accuracy. The sentences are few, made
by the same people as the grammar that reads them, and far more regular than what authorities
write; that the figures are found says nothing about real reports.

A report depends on seed, issuer and year alone and can be made without any other.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import count, islice, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.synthetic_figures import Draw, Figures, Numbers, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("law_based_gov_report", "gov_work_report", "stat_communique")
SEED = 20241231
LAST = 2024  # the year that the last report of an issuer covers
PRESENT = 0.75  # how often a sentence that comes and goes is there
REWORDED = 0.25  # how often a sentence has another wording than is the issuer's habit
MOVED = 0.2  # how often two neighbouring sentences change places
FIGURE = re.compile(r"\{(\w+)(?:\|(\w+))?\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A figure in a synthetic report.

    Attributes
    ----------
    start, end : int
        Its span in the text.
    name, form : str
        The quantity and the form as in synthetic.toml; the level's form is ``level``.
    slipped : bool
        Whether it contradicts others on purpose.
    """

    start: int
    end: int
    name: str
    form: str
    slipped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Synthetic:
    """A synthetic report.

    Attributes
    ----------
    issuer, slug, kind, title, text : str
        As in a registry of reports.
    year : int
        The year that it covers.
    figures : tuple of Planted
        The figures in the text, in reading order.
    """

    issuer: str
    slug: str
    kind: str
    year: int
    title: str
    text: str
    figures: tuple[Planted, ...]

    @property
    def planted(self) -> int:
        """The number of figures in the text."""
        return len(self.figures)


def reports(issuers: int, years: int, seed: int = SEED, *, last: int = LAST) -> Iterator[Synthetic]:
    """Make the reports of many issuers, one after the other.

    Parameters
    ----------
    issuers : int
        How many; they are numbered from 1.
    years : int
        How many years each, up to `last`.
    seed : int
        Another seed makes another country.
    last : int
        The last year covered.
    """
    for issuer in range(1, issuers + 1):
        for year in range(last - years + 1, last + 1):
            yield report(issuer, year, seed)


def report(issuer: int, year: int, seed: int = SEED) -> Synthetic:
    """Make one report; issuers take turns among the kinds, and each keeps to its own."""
    kind = KINDS[issuer % len(KINDS)]
    name = f"合成市{issuer:05d}"
    draw = Draw(f"{seed}|{issuer}|{kind}")
    title = _phrases()[kind]["title"].format(issuer=name, year=year)
    page = _Page(Figures(Numbers(_quantities(kind), draw), year, _phrases()))
    page.write(f"{title}（{_phrases()['mark']}）\n")
    _tell(page, _phrases()[kind], draw, year)
    return Synthetic(
        issuer=name,
        slug=f"synthetic-{issuer:05d}",
        kind=kind,
        year=year,
        title=f"{title}（{_phrases()['mark']}）",
        text="".join(page.pieces),
        figures=tuple(page.planted),
    )


def write(
    folder: str | Path, issuers: int, years: int, seed: int = SEED, *, last: int = LAST
) -> int:
    """Write reports as ``<folder>/<slug>/<kind>-<year>.txt`` and return how many.

    Parameters
    ----------
    folder : str or Path
        Made where it is missing.
    issuers, years, seed, last
        As in :func:`reports`.
    """
    written = 0
    for one in reports(issuers, years, seed, last=last):
        path = Path(folder) / one.slug / f"{one.kind}-{one.year}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(one.text, encoding="utf-8", newline="\n")
        written += 1
    return written


class _Page:
    """A text in the making, and the places of its figures."""

    def __init__(self, figures: Figures) -> None:
        self.pieces: list[str] = []
        self.planted: list[Planted] = []
        self._figures = figures
        self._length = 0

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self._length += len(text)

    def write_sentence(self, wording: str) -> None:
        at = 0
        for found in FIGURE.finditer(wording):
            self.write(wording[at : found.start()])
            self._write_figure(found[1], found[2] or "level")
            at = found.end()
        self.write(f"{wording[at:]}。")

    def _write_figure(self, name: str, form: str) -> None:
        printed = self._figures.printed(name, form)
        self.write(printed.before)
        start = self._length
        self.write(printed.quote)
        if printed.quote:
            self.planted.append(
                Planted(
                    start=start, end=self._length, name=name, form=form, slipped=printed.slipped
                )
            )


def _tell(page: _Page, plan: dict[str, Any], draw: Draw, year: int) -> None:
    """Write the sections of a report."""
    page.write(draw.pick(plan["opening"], "opening", year).format(year=year) + "\n")
    asides = _asides(draw, year)
    for number, section in enumerate(plan["section"]):
        heading = section["heading"].format(year=year, next=year + 1)
        page.write(f"{_phrases()['ordinals'][number]}、{heading}\n")
        sentences = _chosen(section, draw, number, year)
        for start in range(0, max(len(sentences), 1), plan["paragraph"]):
            for place, wording in enumerate(sentences[start : start + plan["paragraph"]]):
                if plan["numbered"]:
                    page.write(f"{_phrases()['ordinals'][place]}是")
                page.write_sentence(wording)
                if draw.unit(number, start + place, "aside", year) < plan["asides"]:
                    page.write(next(asides))
            page.write("".join(islice(asides, plan["tail"])) + "\n")


def _chosen(section: dict[str, Any], draw: Draw, number: int, year: int) -> list[str]:
    """Return the section's sentences of the year, each in one of its wordings."""
    about = [(wordings, f"{number}.a{at}") for at, wordings in enumerate(section["always"])]
    for at, wordings in enumerate(section["sometimes"]):
        key = f"{number}.s{at}"
        if draw.unit(key, "present", (year + at) // 4) < PRESENT:
            about.append((wordings, key))
    said = [_worded(wordings, draw, key, year) for wordings, key in about]
    for at in range(1, len(said)):
        if draw.unit(number, at, "moved", year) < MOVED:
            said[at - 1], said[at] = said[at], said[at - 1]
    return said


def _worded(wordings: list[str], draw: Draw, key: str, year: int) -> str:
    if draw.unit(key, "reworded", year) < REWORDED:
        return draw.pick(wordings, key, "wording", year)
    return draw.pick(wordings, key, "wording")


def _asides(draw: Draw, year: int) -> Iterator[str]:
    """Give sentences without a figure, one after the other."""
    for number in count():
        yield draw.pick(_fillers(), "filler", number, year)


@cache
def _fillers() -> tuple[str, ...]:
    """Return every sentence without a figure that the words make."""
    words = _phrases()["filler"]
    slots = product(words["shapes"], words["who"], words["deed"], words["upshot"])
    return tuple(
        shape.format(who=who, deed=deed, upshot=upshot) for shape, who, deed, upshot in slots
    )


@cache
def _phrases() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def _quantities(kind: str) -> dict[str, Quantity]:
    return {name: Quantity(**fields) for name, fields in _phrases()[kind]["quantity"].items()}


def main() -> None:
    """Write the reports that the command line asks for."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--issuers", type=int, required=True, help="how many issuers")
    options.add_argument("--years", type=int, required=True, help="how many years of each")
    options.add_argument("--last", type=int, default=LAST, help="the last year covered")
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--out", type=Path, required=True, help="folder of the .txt files")
    given = options.parse_args()
    written = write(given.out, given.issuers, given.years, given.seed, last=given.last)
    print(f"{written:,} reports in {given.out}", file=sys.stderr)


if __name__ == "__main__":
    main()
