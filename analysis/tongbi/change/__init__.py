"""Honest change: differences by kind of indicator, as intervals, with reasons and verdicts."""

from __future__ import annotations

from tongbi.change.display import change_words, honest, honest_range
from tongbi.change.growth import growth
from tongbi.change.implied import implied_prior, implied_priors
from tongbi.change.index import chained, index
from tongbi.change.parts import contributions, mix
from tongbi.change.plan import plan_results
from tongbi.change.reasons import reasons, say
from tongbi.change.reconcile import Verdict
from tongbi.change.schema import CHANGE_COLUMNS, CHANGE_KEY
from tongbi.change.yearly import yearly

__all__ = [
    "CHANGE_COLUMNS",
    "CHANGE_KEY",
    "Verdict",
    "chained",
    "change_words",
    "contributions",
    "growth",
    "honest",
    "honest_range",
    "implied_prior",
    "implied_priors",
    "index",
    "mix",
    "plan_results",
    "reasons",
    "say",
    "yearly",
]
