"""How time grows with the input: seconds at several sizes, and the exponent that fits them."""

from __future__ import annotations

import math
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from benchmarks.contest import Contender, Setting, contend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["Curve", "curves", "exponent"]

_SPAN = 100  # the exponent is fitted to sizes down to a hundredth of the largest
_REPEATS = 3
_YEARS = 10  # reports of each made-up issuer
_AT_ONCE = 10_000_000  # observations whose changes are held in memory together
_LENGTH = 1000  # characters of a made-up report


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Seconds by size.

    Attributes
    ----------
    title, size : str
        What is measured, and what its size counts.
    points : sequence of (float, float)
        Sizes with the median seconds.
    exponent : float
        Of the power of the size that fits the larger sizes best; 1 is linear.
    reason : str
        Why it was not measured.
    """

    title: str
    size: str
    points: Sequence[tuple[float, float]] = ()
    exponent: float = math.nan
    reason: str = ""


_TOLD = (
    ("extraction", "Extraction of a made-up text", "bytes of the text (UTF-8)",
     (1_000, 10_000, 100_000, 1_000_000, 10_000_000)),
    ("observations", f"Extraction and linking of made-up reports, {_YEARS} years an issuer",
     f"reports of {_LENGTH:,} characters", (1, 3, 10, 30, 100, 300)),
    ("linking", "Linking two reports: pairs that share words are weighed, so more than linear",
     "statements of each report", (50, 100, 200, 400)),
    ("changes", "Yearly change: difference and percent with their ends", "observations",
     (1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000)),
    ("series", "The frame of changes of one issuer", "series of ten years",
     (10, 30, 100, 300, 1_000, 3_000, 10_000)),
    ("frames", "tongbi.changes: the whole frame", "observations",
     (1_000, 3_000, 10_000, 30_000, 100_000, 300_000)),
)  # fmt: skip


def curves(setting: Setting) -> Iterator[Curve]:
    """Measure each curve in a process of its own."""
    for name, title, size, sizes in _TOLD:
        chosen = sizes[:-2] if setting.quick else sizes
        call, given = f"benchmarks.curves:{name}", {"sizes": chosen}
        contender = Contender(name=name, does=title, call=call, given=given)
        try:
            told = contend(contender, setting).told
        except RuntimeError as error:
            yield Curve(title=title, size=size, reason=str(error))
            continue
        points = [(float(x), float(y)) for x, y in cast("list[list[float]]", told)]
        yield Curve(title=title, size=size, points=points, exponent=exponent(points))


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Return the slope of the straight line through the larger points' logarithms.

    Examples
    --------
    >>> round(exponent([(1, 5), (10, 500), (100, 50_000)]), 3)
    2.0
    """
    largest = max(size for size, _ in points)
    fitted = [(math.log(x), math.log(y)) for x, y in points if x >= largest / _SPAN]
    return statistics.linear_regression(*zip(*fitted, strict=True)).slope


def _timed(
    prepare: Callable[[int], Callable[[int], object]], sizes: Sequence[int]
) -> Callable[[], list[tuple[int, float]]]:
    """Return the work of timing what `prepare` gives for each size, several times each."""
    prepare(sizes[0])(0)

    def seconds(size: int) -> float:
        work = prepare(size)
        taken = []
        for number in range(_REPEATS):
            start = time.perf_counter()
            work(number)
            taken.append(time.perf_counter() - start)
        return statistics.median(taken)

    return lambda: [(size, seconds(size)) for size in sizes]


def extraction(sizes: list[int]) -> Callable[[], list[tuple[int, float]]]:
    """Time the extraction of texts; another text each time, so that no cache answers."""
    from benchmarks.made_up import text
    from tongbi import extract_text

    def prepare(size: int) -> Callable[[int], object]:
        texts = [_cut(text(size, seed=seed), size) for seed in range(_REPEATS)]
        return lambda number: extract_text(texts[number], year=2024)

    return _timed(prepare, sizes)


def _cut(text: str, size: int) -> str:
    """Return the first so many bytes of a text, whole characters only."""
    return text.encode()[:size].decode(errors="ignore")


def observations(sizes: list[int]) -> Callable[[], list[tuple[int, float]]]:
    """Time texts to observations."""
    from benchmarks.made_up import report, text
    from tongbi import extract_text
    from tongbi.series import observations as build

    def prepare(size: int) -> Callable[[int], object]:
        cells = [(f"云岭{i // _YEARS}市", 2010 + i % _YEARS) for i in range(size)]

        def work(number: int) -> object:
            found = [
                (report(issuer, year), extract_text(texts[number][issuer, year], year=year))
                for issuer, year in cells
            ]
            return build(found)

        texts = [
            {
                (issuer, year): text(_LENGTH, year=year, seed=n * size + k // _YEARS)
                for k, (issuer, year) in enumerate(cells)
            }
            for n in range(_REPEATS)
        ]
        return work

    return _timed(prepare, sizes)


def linking(sizes: list[int]) -> Callable[[], list[tuple[int, float]]]:
    """Time the linking of the first statements of two shipped reports."""
    from benchmarks.link import pair
    from tongbi.series import link

    prior, current = pair(2023, 2024)

    def prepare(size: int) -> Callable[[int], object]:
        return lambda _: link(prior[:size], current[:size])

    return _timed(prepare, sizes)


def changes(sizes: list[int]) -> Callable[[], list[tuple[int, float]]]:
    """Time the kernel of yearly change; more than ten million rows part by part, as from disk."""
    from benchmarks.change import both

    def prepare(size: int) -> Callable[[int], object]:
        parts = max(1, size // _AT_ONCE)
        work = both(size // parts)

        def run(_: int) -> None:
            for _part in range(parts):
                work()

        return run

    return _timed(prepare, sizes)


def series(sizes: list[int]) -> Callable[[], list[tuple[int, float]]]:
    """Time tongbi.changes by the series that one issuer has."""
    import tongbi
    from benchmarks.made_up import frame

    def prepare(size: int) -> Callable[[int], object]:
        made = frame(size * _YEARS).assign(issuer="云岭市")
        return lambda _: tongbi.changes(made)

    return _timed(prepare, sizes)


def frames(sizes: list[int]) -> Callable[[], list[tuple[int, float]]]:
    """Time tongbi.changes."""
    import tongbi
    from benchmarks.made_up import frame

    def prepare(size: int) -> Callable[[int], object]:
        made = frame(size)
        return lambda _: tongbi.changes(made)

    return _timed(prepare, sizes)
