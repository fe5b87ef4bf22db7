"""How far a command has got: bars on a terminal, gone when it is done, and nothing elsewhere.

They are drawn on standard error. ``--quiet`` leaves them out; ``--verbose`` tells afterwards how
long each step took.
"""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from tongbi.cli.speaking import console, manner, note, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rich.progress import Progress

__all__ = ["Tell", "counting", "stepping", "watched"]


class Tell(Protocol):
    """Takes note of how far a step has got."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Take note of it."""


def watched() -> bool:
    """Tell whether bars are to be drawn: somebody looks, and did not ask for quiet."""
    return sys.stderr.isatty() and not manner().quiet


@contextmanager
def counting(key: str, total: int | None = None) -> Iterator[Callable[[], None]]:
    """Show one bar while the block runs.

    Parameters
    ----------
    key : str
        What is done, a key of ``sentences.toml``.
    total : int, optional
        Of how many things; a bar that only tells that work goes on where it is left out.

    Yields
    ------
    callable
        To be called after each thing.
    """
    with stepping({key: sentence(key)}) as tell:
        done = 0
        if total is not None:
            tell(key, done, total)

        def tick() -> None:
            nonlocal done
            done += 1
            if total is not None:
                tell(key, done, total)

        yield tick


@contextmanager
def stepping(names: Mapping[str, str], *, timed: bool = True) -> Iterator[Tell]:
    """Show a bar for each of several steps while the block runs.

    Parameters
    ----------
    names : mapping
        The steps with what people are shown.
    timed : bool
        Whether they are done one after the other, so that it can be told how long each took.

    Yields
    ------
    callable
        To be called with a step, how much of it is done, and of how much.
    """
    times = _Times()
    if not watched():
        yield times.tell
    else:
        with _bars() as bars:
            tasks = {step: bars.add_task(name, total=None) for step, name in names.items()}

            def tell(step: str, done: int, total: int) -> None:
                times.tell(step, done, total)
                bars.update(tasks[step], completed=done, total=total)

            yield tell
    if timed and manner().verbose:
        for step, name in names.items():
            note("took", what=name, seconds=times.of(step))


class _Times:
    """When the steps ended: they are done one after the other."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._ended: dict[str, float] = {}

    def tell(self, step: str, done: int, total: int) -> None:
        """Take note of a step that goes on."""
        del done, total
        self._ended[step] = time.monotonic()

    def of(self, step: str) -> float:
        """Return the seconds between the end of the step before and that of this one."""
        end = self._ended.get(step, time.monotonic())
        before = (other for other in self._ended.values() if other < end)
        return end - max(before, default=self._begun)


def _bars() -> Progress:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console(stderr=True),
        transient=True,
        # What is printed meanwhile goes above the bars, unless it goes into a file or pipe.
        redirect_stdout=sys.stdout.isatty(),
    )
