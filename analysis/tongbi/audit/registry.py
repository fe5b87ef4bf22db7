"""All checks of a report, in the order in which they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.audit.checks.changes import ChangeMismatch
from tongbi.audit.checks.rates import RateMismatch

if TYPE_CHECKING:
    from tongbi.audit.check import Check

__all__ = ["CHECKS"]

CHECKS: tuple[Check, ...] = (
    RateMismatch(),
    ChangeMismatch(),
)
