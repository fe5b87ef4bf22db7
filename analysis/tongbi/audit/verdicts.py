"""A person's verdicts on findings, kept by fingerprint so that they outlive the next run."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tongbi.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from tongbi.model import Finding

__all__ = ["Ruling", "Verdict", "load_verdicts", "outstanding"]

_COLUMNS = ("fingerprint", "verdict", "reason", "author", "date")


class Ruling(StrEnum):
    """What a person made of a finding."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One line of ``verdicts.csv``."""

    fingerprint: str
    ruling: Ruling
    reason: str
    author: str
    date: str


def load_verdicts(path: Path) -> dict[str, Verdict]:
    """Read the verdicts in a file, by fingerprint.

    Parameters
    ----------
    path : Path
        A CSV file with the columns fingerprint, verdict (``confirmed`` or ``dismissed``),
        reason, author and date.

    Raises
    ------
    DataError
        Naming file, line and cell, for the first row that does not fit.
    """
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        if tuple(reader.fieldnames or ()) != _COLUMNS:
            raise DataError(
                "audit.verdict-columns",
                path=path,
                found=reader.fieldnames or (),
                columns=",".join(_COLUMNS),
            )
        found = {}
        for number, row in enumerate(reader, start=2):
            verdict = _verdict(path, number, row)
            found[verdict.fingerprint] = verdict
    return found


def _verdict(path: Path, number: int, row: Mapping[str, str | None]) -> Verdict:
    missing = [name for name in _COLUMNS if not row.get(name)]
    if missing:
        raise DataError("audit.verdict-incomplete", path=path, line=number, missing=missing)
    cells = {name: row[name] or "" for name in _COLUMNS}
    if cells["verdict"] not in set(Ruling):
        raise DataError(
            "audit.verdict-unknown",
            path=path,
            line=number,
            verdict=cells["verdict"],
            allowed=tuple(Ruling),
        )
    return Verdict(
        fingerprint=cells["fingerprint"],
        ruling=Ruling(cells["verdict"]),
        reason=cells["reason"],
        author=cells["author"],
        date=cells["date"],
    )


def outstanding(
    findings: Iterable[Finding], verdicts: Mapping[str, Verdict]
) -> tuple[Finding, ...]:
    """Return the findings that nobody has dismissed."""
    return tuple(
        finding
        for finding in findings
        if finding.fingerprint not in verdicts
        or verdicts[finding.fingerprint].ruling is not Ruling.DISMISSED
    )
