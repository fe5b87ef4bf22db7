"""Contests: contenders take turns, each run in a fresh process, and are compared round by round.

A ratio is taken within a round, where both contenders met the same machine, and the median of the
rounds is told with the least and the most. A contender is either a function of a benchmark's
module, which :mod:`benchmarks.worker` prepares and then times, or a command, timed as a whole.
This module imports the standard library only: the process that starts the others stays small,
since the peak memory of a process is never less than that of the process which started it.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import resource
    from collections.abc import Mapping, Sequence

__all__ = ["ROOT", "Contender", "Outcome", "Run", "Setting", "Spread", "contend", "hold"]

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 600  # seconds that one run may take
_MIB = 1024 if sys.platform != "darwin" else 1024**2  # of what ru_maxrss counts in
# What a machine's owner sets for the sake of old processors slows numpy's arithmetic down.
_LEFT_OUT = {"OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "COVERAGE_PROCESS_START"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """One that takes part.

    Attributes
    ----------
    name : str
        What tables call it.
    does : str
        A sentence on what it does and what it does not.
    call : str
        ``module:function`` of a function that prepares the work and returns it as a callable.
    given : mapping
        The function's arguments, as far as JSON can say them.
    command : sequence of str
        Instead of a function, a command to run as a whole.
    peer : bool
        Whether it runs in the peers' environment.
    whole : bool
        Whether the whole process is timed, and not only the callable.
    """

    name: str
    does: str
    call: str = ""
    given: Mapping[str, object] = field(default_factory=dict)
    command: Sequence[str] = ()
    peer: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds, the process's peak memory in MiB, and what it told besides."""

    seconds: float
    peak: float
    told: object = None


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of several rounds with the least and the most."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Return the spread of one value a round."""
        return cls(statistics.median(values), min(values), max(values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the benchmarks run with.

    Attributes
    ----------
    peers : Path
        The interpreter of the peers' environment.
    scratch : Path
        A folder for what is written.
    corpus : Path or None
        The folder of reports outside the repository, ``corpus/`` below it.
    rounds : int or None
        How many rounds, instead of each subject's own number.
    quick : bool
        Whether small inputs will do, to see that everything runs.
    """

    peers: Path
    scratch: Path
    corpus: Path | None
    rounds: int | None
    quick: bool

    def turns(self, own: int) -> int:
        """Return the number of rounds of a subject whose own number is `own`."""
        return self.rounds or (1 if self.quick else own)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The runs of each contender, one a round, and why some did not take part."""

    runs: Mapping[str, Sequence[Run]]
    absent: Mapping[str, str]

    def missing(self, *names: str) -> str:
        """Return why not all of these took part; empty where they did."""
        return "; ".join(f"{n}: {self.absent[n]}" for n in names if n in self.absent)

    def ratio(self, above: str, below: str) -> Spread:
        """Return the spread of the rounds' ratios of seconds."""
        pairs = zip(self.runs[above], self.runs[below], strict=True)
        return Spread.of([one.seconds / other.seconds for one, other in pairs])

    def seconds(self, name: str) -> Spread:
        """Return the spread of a contender's seconds."""
        return Spread.of([run.seconds for run in self.runs[name]])

    def peak(self, name: str) -> float:
        """Return the most memory that a contender's process took, in MiB."""
        return max(run.peak for run in self.runs[name])


def hold(
    contenders: Sequence[Contender], setting: Setting, rounds: int, *, in_order: bool = False
) -> Outcome:
    """Let the contenders take turns.

    Parameters
    ----------
    contenders : sequence of Contender
        Those who take part.
    setting : Setting
        What they run with.
    rounds : int
        How often each of them runs; in every round another one begins.
    in_order : bool
        Whether the order matters, because one works on what another has left.
    """
    runs: dict[str, list[Run]] = {contender.name: [] for contender in contenders}
    absent: dict[str, str] = {}
    for number in range(rounds):
        first = 0 if in_order else number % len(contenders)
        for contender in (*contenders[first:], *contenders[:first]):
            if contender.name in absent:
                continue
            try:
                runs[contender.name].append(contend(contender, setting))
            except (OSError, RuntimeError) as error:
                absent[contender.name] = _unplaced(str(error), setting)
                print(f"  {contender.name}: {absent[contender.name]}", file=sys.stderr)
    return Outcome(runs={n: r for n, r in runs.items() if n not in absent}, absent=absent)


def _unplaced(message: str, setting: Setting) -> str:
    """Return a message without the folders of this machine, which are nobody's business."""
    for folder in (setting.corpus, ROOT, setting.scratch):
        message = message.replace(f"{folder}/", "")
    return message


def contend(contender: Contender, setting: Setting) -> Run:
    """Let a contender run once, in a fresh process.

    Raises
    ------
    RuntimeError
        If it fails or takes too long, with the last line that it wrote to stderr.
    """
    command = list(contender.command)
    if contender.call:
        python = str(setting.peers) if contender.peer else sys.executable
        given = json.dumps(dict(contender.given))
        command = [python, "-W", "ignore", "-m", "benchmarks.worker", contender.call, given]
    seconds, peak, output = _measured(command, read=bool(contender.call))
    if not contender.call:
        return Run(seconds, peak)
    # A library may greet on stdout, so the worker's own line is the last one.
    told = json.loads(output.splitlines()[-1])
    return Run(seconds if contender.whole else told["seconds"], peak, told["told"])


def _measured(command: Sequence[str], *, read: bool) -> tuple[float, float, str]:
    """Run a command; return its seconds, its peak memory in MiB, and its output if it is read.

    What this process reads makes it larger, and with it the peak of all that it starts.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    environment["PYTHONHASHSEED"] = "0"
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 (our own commands)
            command, cwd=ROOT, env=environment, stdout=output, stderr=errors, text=True
        )
        usage = _waited(process)
        seconds = time.perf_counter() - start
        output.seek(0)
        errors.seek(0)
        if process.returncode != 0:
            lines = errors.read().strip().splitlines() or [f"exit code {process.returncode}"]
            raise RuntimeError(lines[-1])
        return seconds, usage.ru_maxrss / _MIB, output.read() if read else ""


def _waited(process: subprocess.Popen[str]) -> resource.struct_rusage:
    """Wait for a process and return what it used; stop it when it takes too long."""
    watch = threading.Timer(LIMIT, process.kill)
    watch.start()
    try:
        # subprocess keeps what wait4 would tell to itself, so it is told the end in turn.
        _, status, usage = os.wait4(process.pid, 0)
    finally:
        watch.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage
