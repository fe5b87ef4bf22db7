"""Honest change: differences by kind of indicator, as intervals, with reasons and verdicts."""

from __future__ import annotations

from tongbi.change.reasons import say
from tongbi.change.schema import CHANGE_COLUMNS, CHANGE_KEY
from tongbi.change.yearly import yearly

__all__ = ["CHANGE_COLUMNS", "CHANGE_KEY", "say", "yearly"]
