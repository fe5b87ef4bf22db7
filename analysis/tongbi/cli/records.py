"""Statements and links as flat records: the keys of what the commands print."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from tongbi.model import Statement
    from tongbi.series import Link

__all__ = ["Record", "Value", "number", "of_link", "of_statement"]

Value = str | int | float | bool | list[str] | None
Record = dict[str, Value]


def number(value: Decimal | None) -> int | float | None:
    """Return a JSON number: whole numbers as int, so that no exponent is ever printed.

    Examples
    --------
    >>> from decimal import Decimal
    >>> number(Decimal("3.46E+12")), number(Decimal("99.58")), number(None)
    (3460000000000, 99.58, None)
    """
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def of_statement(statement: Statement) -> Record:
    """Return the record of a statement; an absent bound, year or text is None or empty."""
    s = statement
    return {
        "at": s.at,
        "start": s.start,
        "end": s.end,
        "quote": s.quote,
        "value": number(s.value),
        "lower": number(s.interval.lower),
        "upper": number(s.interval.upper),
        "unit": s.unit,
        "measure": s.measure.value,
        "role": s.role.value,
        "period": s.period,
        "base": s.base.value,
        "bound": s.bound.value,
        "label": s.label,
        "place": s.place,
        "section": s.section,
        "lower_closed": s.interval.lower_closed,
        "upper_closed": s.interval.upper_closed,
        "part_year": s.part_year,
        "since": s.since,
        "section_part": s.section_part.value,
        "subject": s.subject,
        "action": s.action,
        "qualifier": s.qualifier,
        "parent": s.parent,
        "readings": [reading.value for reading in s.readings],
        "rules": list(s.rules),
    }


def of_link(link: Link) -> Record:
    """Return the record of two linked figures and their difference.

    The difference is in the figures' own unit, percentage points for rates, and None where the
    two are printed in different units.
    """
    a, b = link.a, link.b
    change = number(b.value - a.value) if a.unit == b.unit else None
    return {
        "at_a": a.at,
        "at_b": b.at,
        "label": b.label,
        "unit": b.unit,
        "measure": b.measure.value,
        "value_a": number(a.value),
        "value_b": number(b.value),
        "change": change,
        "match": link.match,
        "period_a": a.period,
        "period_b": b.period,
        "quote_a": a.quote,
        "quote_b": b.quote,
        "label_a": a.label,
        "unit_a": a.unit,
        "bound_a": a.bound.value,
        "bound_b": b.bound.value,
        "score": round(link.score, 4),
        "reasons": list(link.reasons),
    }
