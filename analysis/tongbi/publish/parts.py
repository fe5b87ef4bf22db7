"""The parts of a build: what each is made from, and what the next build takes over."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import Future, as_completed
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tongbi.publish.inputs import file_digest
from tongbi.publish.staging import MARK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from concurrent.futures import Executor
    from pathlib import Path

__all__ = ["Made", "Part", "Parts", "last_build"]

Record = dict[str, Any]

_KEYS = {"made_from", "counts", "outputs", "parts"}  # of a manifest that parts can be taken from


class Made(NamedTuple):
    """What making a part gave.

    Attributes
    ----------
    files : tuple of str
        Its files, by their paths in the build.
    record : dict
        What the rest of the build needs to know of it, as JSON has it.
    lasting : bool
        Whether the next build may take it over: not what this machine could not make.
    """

    files: tuple[str, ...]
    record: Record
    lasting: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a build.

    Attributes
    ----------
    name : str
        What it is called, in this build and the next.
    made_from : str
        Digest of all that it is made from.
    make : callable
        Makes it in the folder of the build. It is sent to another process, and so is a function
        of a module, or a partial of one.
    """

    name: str
    made_from: str
    make: Callable[[Path], Made]


def last_build(out: Path) -> Record:
    """Return the manifest of the build in `out`, empty where there is none that can be read."""
    try:
        manifest = json.loads((out / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    known = isinstance(manifest, dict) and manifest.keys() >= _KEYS
    return manifest if known else {}


class Parts:
    """The parts of a build that is being made, some of them taken over from the last one.

    Parameters
    ----------
    folder : Path
        The folder that is being filled.
    former : Path, optional
        The folder of the last build, if parts may be taken from there.
    """

    def __init__(self, folder: Path, former: Path | None = None) -> None:
        self.folder = folder
        self.recorded: dict[str, Record] = {}
        self.lasting = True  # whether the next build may take over all of it
        self._made_from: dict[str, str] = {}
        self._former = former
        self._manifest = {} if former is None else last_build(former)

    def start(self, parts: Iterable[Part], executor: Executor) -> dict[str, Future[Made]]:
        """Take over the parts that still hold, and have the others made."""
        started = {}
        for part in parts:
            self._made_from[part.name] = part.made_from
            started[part.name] = self._reused(part) or executor.submit(part.make, self.folder)
        return started

    def finish(
        self,
        started: Mapping[str, Mapping[str, Future[Made]]],
        tell: Callable[[str, int, int], None],
    ) -> None:
        """Wait for all parts.

        Parameters
        ----------
        started : mapping
            What :meth:`start` gave, by the steps that progress is told under.
        tell : callable
            Told of each part: its step, how many of the step are done, and of how many.
        """
        steps = {future: step for step, own in started.items() for future in own.values()}
        done = dict.fromkeys(started, 0)
        for future in as_completed(steps):
            future.result()
            step = steps[future]
            done[step] += 1
            tell(step, done[step], len(started[step]))
        for own in started.values():
            for name, future in own.items():
                made = future.result()
                if made.lasting:
                    self.recorded[name] = {
                        "made_from": self._made_from[name],
                        "files": list(made.files),
                        "record": made.record,
                    }
                else:
                    self.lasting = False

    def _reused(self, part: Part) -> Future[Made] | None:
        """Return a part of the last build where it was made from the same and is as it was."""
        held = self._manifest.get("parts", {}).get(part.name)
        if self._former is None or held is None or held["made_from"] != part.made_from:
            return None
        sums = self._manifest["outputs"]
        if not all(_holds(self._former / name, sums.get(name)) for name in held["files"]):
            return None
        for name in held["files"]:
            there = self.folder / name
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self._former / name, there)
        future: Future[Made] = Future()
        future.set_result(Made(files=tuple(held["files"]), record=held["record"]))
        return future


def _holds(path: Path, digest: str | None) -> bool:
    return path.is_file() and file_digest(path) == digest
