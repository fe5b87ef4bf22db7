"""Sources that contradict each other, and what the year after says to it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.audit.check import catalogue
from tongbi.change.kinds import Kind, kind_of
from tongbi.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

__all__ = ["conflicting_sources"]

_CODE = "conflicting_sources"
_Series = tuple[str, str, str]
_FIELDS = [
    "issuer", "place", "indicator", "period", "label", "unit", "value", "lower", "upper", "quote",
    "report", "address", "at",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One observation, as far as contradictions need it."""

    issuer: str
    place: str
    indicator: str
    period: int
    label: str
    unit: str
    value: float
    lower: float
    upper: float
    quote: str
    report: str
    address: str
    at: int | None

    @property
    def said(self) -> str:
        return self.quote or f"{self.value:.12g}"

    def meets(self, other: _Row | _Implied) -> bool:
        return self.lower <= other.upper and other.lower <= self.upper


@dataclass(frozen=True, slots=True, kw_only=True)
class _Implied:
    """What the year after, by its level and its stated change, says a level was."""

    level: _Row
    change: _Row
    lower: float
    upper: float

    @property
    def said(self) -> str:
        return f"{self.level.said}、{self.change.value:+.12g}%"


def conflicting_sources(frame: pd.DataFrame) -> tuple[Finding, ...]:
    """Find years for which sources state levels that can't be the same number.

    The change stated for the year after, with that year's level, implies what the contested
    level was. Where only some of the contested levels fit, the finding says which; where there
    is but one level and it does not fit, that is a contradiction of two sources too.

    Parameters
    ----------
    frame : DataFrame
        Observations in the columns of the series frame. Rows that a person marked as a break
        are left out: they are of another definition.

    Returns
    -------
    tuple of Finding
        Sorted by issuer, place, indicator and year; `text` is the report of the first value
        that does not fit, else of the first.
    """
    whole = frame.loc[
        (frame["part_year"] == "")
        & (frame["role"] == "actual")
        & ~frame["note"].str.contains("break", regex=False)
    ]
    levels = _cells(whole.loc[whole["measure"] == "level"])
    changes = _cells(whole.loc[(whole["measure"] == "change_rel") & (whole["base"] == "yoy")])
    found = []
    for series, period in sorted(levels):
        rows = _distinct(levels[series, period])
        after = (series, period + 1)
        implied = list(_implied(levels.get(after, []), changes.get(after, [])))
        if kind_of(rows[0].unit) is not Kind.QUANTITY:
            # Percent of a rate may mean points: it implies nothing.
            implied = []
        fits = [not implied or any(row.meets(one) for one in implied) for row in rows]
        apart = any(not a.meets(b) for a in rows for b in rows)
        other = bool(implied) and implied[0].change.address != rows[0].address
        if apart or (other and not any(fits)):
            found.append(_finding(rows, fits, implied))
    return tuple(found)


def _cells(frame: pd.DataFrame) -> dict[tuple[_Series, int], list[_Row]]:
    cells: dict[tuple[_Series, int], list[_Row]] = defaultdict(list)
    for values in zip(*(frame[name].tolist() for name in _FIELDS), strict=True):
        row = dict(zip(_FIELDS, values, strict=True))
        at = row.pop("at")
        made = _Row(**row, at=at if isinstance(at, int) else None)
        cells[(made.issuer, made.place, made.indicator), made.period].append(made)
    return cells


def _distinct(rows: Sequence[_Row]) -> list[_Row]:
    """Return one row a value, the lowest first."""
    kept = {row.value: row for row in sorted(rows, key=lambda r: (r.report, r.address, r.said))}
    return [kept[value] for value in sorted(kept)]


def _implied(levels: Sequence[_Row], changes: Sequence[_Row]) -> Iterator[_Implied]:
    for level in _distinct(levels):
        for change in _distinct(changes):
            small, large = 1 + change.lower / 100, 1 + change.upper / 100
            if small > 0:
                yield _Implied(
                    level=level,
                    change=change,
                    lower=level.lower / large,
                    upper=level.upper / small,
                )


def _finding(rows: Sequence[_Row], fits: Sequence[bool], implied: Sequence[_Implied]) -> Finding:
    contested = next((row for row, fit in zip(rows, fits, strict=True) if not fit), rows[0])
    zh, en = _verdict(rows, fits, implied)
    entry = catalogue()[_CODE]
    said = {
        "label": f"{contested.issuer} {contested.period}年 {contested.label}",
        "stated": "、".join(f"{row.said}（{row.address or row.report}）" for row in rows),
        "expected": zh,
        "expected_en": en,
    }
    values = "、".join(row.said for row in rows)
    place = (contested.issuer, contested.place, contested.indicator, str(contested.period))
    key = "\x1f".join((_CODE, *place, values, zh))
    return Finding(
        code=_CODE,
        severity=entry.severity,
        text=contested.report,
        at=tuple(row.at for row in rows if row.at is not None),
        stated=values,
        expected=zh,
        message_zh=entry.zh.format(**said),
        message_en=entry.en.format(**said),
        fingerprint=hashlib.sha256(key.encode()).hexdigest()[:16],
    )


def _verdict(
    rows: Sequence[_Row], fits: Sequence[bool], implied: Sequence[_Implied]
) -> tuple[str, str]:
    """Put into words which of the contested values the year after fits."""
    if not implied:
        return "不能同时成立", "they cannot both hold"
    first = implied[0]
    year = rows[0].period + 1
    fitting = [row.said for row, fit in zip(rows, fits, strict=True) if fit]
    if len(fitting) == len(rows):
        return f"{year}年的数字不能区分", f"the figures of {year} do not decide"
    if fitting:
        only = "、".join(fitting)
        return (
            f"{year}年（{first.said}）只与 {only} 相符",
            f"{year} ({first.said}) fits only {only}",
        )
    span = f"{first.lower:.6g}~{first.upper:.6g}"
    return (
        f"{year}年（{first.said}）隐含的本年数为 {span}，与之不符",
        f"{year} ({first.said}) implies {span}, which none of them is",
    )
