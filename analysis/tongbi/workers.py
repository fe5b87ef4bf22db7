"""Work spread over the processors of this machine."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from contextlib import contextmanager
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from tongbi.errors import TongbiError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["in_order", "pool", "processors", "threads", "untold"]

_P = ParamSpec("_P")
_S = TypeVar("_S")
_T = TypeVar("_T")


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def untold(done: int, total: int) -> None:
    """Take no note of how far work has got: where nobody wants to be told."""


@contextmanager
def pool(jobs: int, preload: Sequence[str] = ()) -> Iterator[Executor]:
    """Give an executor of so many processes; with one job, all is done at once and in this one.

    When the block ends with an error, what has not begun is not begun any more.

    Parameters
    ----------
    jobs : int
        How many processes.
    preload : sequence of str
        Modules that the work needs; on most systems they are then imported once for all
        processes.

    Notes
    -----
    More than one job starts fresh interpreters, which import the caller's main module: a script
    must keep its own calls under ``if __name__ == "__main__":``, as for all of
    :mod:`multiprocessing`.
    """
    with _closing(_Here() if jobs == 1 else _processes(jobs, preload)) as executor:
        yield executor


@contextmanager
def threads(jobs: int) -> Iterator[Executor]:
    """Give the like of :func:`pool` for work that waits for other programs."""
    with _closing(_Here() if jobs == 1 else ThreadPoolExecutor(max_workers=jobs)) as executor:
        yield executor


@contextmanager
def _closing(executor: Executor) -> Iterator[Executor]:
    try:
        yield executor
    except BrokenExecutor as error:
        raise TongbiError("workers.gone") from error
    except BaseException:
        executor.shutdown(cancel_futures=True)
        raise
    executor.shutdown()


def _processes(jobs: int, preload: Sequence[str]) -> Executor:
    # Never a plain fork: a caller's threads (a notebook's, a progress bar's) do not survive it.
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(list(preload))
    return ProcessPoolExecutor(max_workers=jobs, mp_context=context)


class _Here(Executor):
    """An executor that does the work at once, in the caller's thread."""

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        future: Future[_T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - handed on to who asks for the result
            future.set_exception(error)
        return future


def in_order(
    executor: Executor, work: Callable[[_S], _T], items: Iterable[_S], ahead: int
) -> Iterator[Future[_T]]:
    """Have `work` done for each item, and yield the results in the order of the items.

    However many the items are, no more than `ahead` are under way or waiting to be taken.

    Parameters
    ----------
    executor : Executor
        Does the work.
    work : callable
        Called with an item.
    items : iterable
        Taken only as the work goes on.
    ahead : int
        How many are begun before the first is taken.
    """
    waiting: deque[Future[_T]] = deque()
    for item in items:
        waiting.append(executor.submit(work, item))
        if len(waiting) >= ahead:
            yield waiting.popleft()
    yield from waiting
