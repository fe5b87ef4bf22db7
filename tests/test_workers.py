"""Work spread over processes: in order, bounded, and told when a process is gone."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from tongbi.errors import TongbiError
from tongbi.workers import in_order, pool, threads

if TYPE_CHECKING:
    from collections.abc import Iterator


def end(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_results_come_in_order_and_items_are_taken_as_needed() -> None:
    """However long the input, only a few items are under way."""
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    with threads(2) as workers:
        results = in_order(workers, lambda n: n * n, items(), ahead=5)
        assert next(results).result() == 0
        assert len(taken) == 5
        assert [future.result() for future in results] == [n * n for n in range(1, 100)]


def test_an_error_is_that_of_the_item() -> None:
    """In this process or in another, an error comes where its result would."""
    with pool(1) as workers:
        one, two = in_order(workers, int, ["1", "x"], ahead=2)
        assert one.result() == 1
        with pytest.raises(ValueError, match="'x'"):
            two.result()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_process_that_is_gone_is_told() -> None:
    """A worker that the system ends, as for want of memory, is one error with a remedy."""

    def run() -> None:
        with pool(2) as workers:
            workers.submit(end, 1).result()

    with pytest.raises(TongbiError, match="工作进程中途被结束"):
        run()
