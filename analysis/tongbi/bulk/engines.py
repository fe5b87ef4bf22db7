"""Where the work is done: in the processes of this machine, or on a Dask cluster."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from tongbi.errors import UsageError
from tongbi.workers import pool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

    from distributed import Client

__all__ = ["ENGINES", "executor"]

ENGINES = ("processes", "dask")

_PRELOAD = ("tongbi.bulk.extracting", "tongbi.bulk.comparing")
_RETRIES = 3  # of work that was on a machine that went away
_TIMEOUT = "20s"  # in which a scheduler must answer


@contextmanager
def executor(engine: str = "processes", jobs: int = 1, scheduler: str = "") -> Iterator[Executor]:
    """Give what the work is handed to.

    Parameters
    ----------
    engine : {"processes", "dask"}
        ``dask`` without `scheduler` starts a cluster of `jobs` workers on this machine.
    jobs : int
        How many processes.
    scheduler : str
        Address of a Dask scheduler, such as ``tcp://10.0.0.1:8786``.

    Raises
    ------
    UsageError
        When there is no such engine, Dask is not installed, or no scheduler answers.
    """
    if engine not in ENGINES:
        raise UsageError("bulk.no-engine", engine=engine, known=ENGINES)
    if engine == "processes":
        with pool(jobs, _PRELOAD) as workers:
            yield workers
        return
    with _client(jobs, scheduler) as client, client.get_executor(retries=_RETRIES) as workers:
        yield workers


@contextmanager
def _client(jobs: int, scheduler: str) -> Iterator[Client]:
    try:
        from distributed import Client, LocalCluster
    except ModuleNotFoundError as error:
        raise UsageError("bulk.no-dask") from error
    if scheduler:
        try:
            client = Client(scheduler, timeout=_TIMEOUT)
        except (OSError, ValueError) as error:
            raise UsageError("bulk.no-scheduler", address=scheduler) from error
        with client:
            yield client
        return
    with (
        LocalCluster(
            n_workers=jobs, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client
