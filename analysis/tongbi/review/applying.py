"""Merging a person's verdicts into the reports: tried first, then written, told as a diff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.archive.corrections import (
    Correction,
    Verdict,
    load_corrections,
    merged,
    write_corrections,
)
from tongbi.archive.facts import FACTS, load_facts
from tongbi.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tongbi.archive import Archive

__all__ = ["Plan", "carry_out", "plan"]

_FILE = "corrections.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What applying a file of corrections would do.

    Attributes
    ----------
    everything : tuple of Correction
        What ``corrections.csv`` would hold.
    added : tuple of Correction
        Those of them that it does not hold yet.
    known : int
        How many of the file it holds already.
    """

    everything: tuple[Correction, ...]
    added: tuple[Correction, ...]
    known: int

    def diff(self) -> Iterator[str]:
        """Yield the changes as lines, each figure with what goes (-) and what comes (+)."""
        for place, corrections in _grouped(self.added):
            yield place
            for correction in corrections:
                yield from _lines(correction)


def plan(folder: Archive, path: Path) -> Plan:
    """Try corrections on the registered reports, without writing anything.

    Parameters
    ----------
    folder : Archive
        The registered reports.
    path : Path
        A table of corrections, such as the review page gives.

    Raises
    ------
    ReadError
        When there is no such file.
    NotFoundError
        For a report that is not registered.
    DataError
        Pointing at the line that is malformed, or that no longer finds what it corrects.
    """
    if not path.is_file():
        raise ReadError("review.no-corrections-file", path=path)
    names = [column.name for column in FACTS]
    present = load_corrections(folder.root / _FILE, names)
    further = load_corrections(path, names)
    everything, added = merged(present, further)
    for name in sorted({correction.report for correction in added}):
        report = folder.report(name)
        mine = [correction for correction in everything if correction.report == name]
        load_facts(folder.root / report.facts, mine)
    return Plan(everything=everything, added=added, known=len(further) - len(added))


def carry_out(folder: Archive, planned: Plan) -> None:
    """Write the corrections into the folder; nothing is touched where nothing is added.

    The caller holds the folder's lock from :func:`plan` on.
    """
    if planned.added:
        write_corrections(folder.root / _FILE, planned.everything)


def _grouped(corrections: Sequence[Correction]) -> Iterator[tuple[str, list[Correction]]]:
    groups: dict[str, list[Correction]] = {}
    for correction in corrections:
        groups.setdefault(f"{correction.report} 第{correction.at}字", []).append(correction)
    yield from groups.items()


def _lines(correction: Correction) -> Iterator[str]:
    name = correction.field
    match correction.verdict:
        case Verdict.OVERRIDE:
            yield f"  - {name}: {correction.expect}"
            yield f"  + {name}: {correction.value}"
        case Verdict.DROP:
            yield f"  - {correction.expect}（剔除）"
        case Verdict.LINK:
            yield f"  + {correction.expect} 归入 {correction.value}"
        case Verdict.SPLIT:
            yield f"  + {correction.expect} 自成一个指标"
        case Verdict.ACCEPT:
            yield f"    {correction.expect}（已核，无误）"
