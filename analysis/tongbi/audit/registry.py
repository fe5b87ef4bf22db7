"""All checks of a report, in the order in which they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.audit.checks.changes import ChangeMismatch
from tongbi.audit.checks.claims import Superlative
from tongbi.audit.checks.differences import DifferenceMismatch
from tongbi.audit.checks.growths import GrowthOutsideParts, WeightedGrowth
from tongbi.audit.checks.jumps import Jump
from tongbi.audit.checks.plans import PlanMet, PlanMissed, PlanReplaced
from tongbi.audit.checks.rates import RateMismatch
from tongbi.audit.checks.shares import ShareMismatch, SharesSum
from tongbi.audit.checks.stocks import CarriedOver, StockFlowMismatch
from tongbi.audit.checks.sums import SumMismatch
from tongbi.audit.checks.values import (
    AmbiguousPoints,
    ImpossibleChange,
    ImpossibleValue,
    StatedTwice,
)
from tongbi.audit.checks.vintages import Dropped, New, Restated

if TYPE_CHECKING:
    from tongbi.audit.check import Check

__all__ = ["CHECKS"]

CHECKS: tuple[Check, ...] = (
    RateMismatch(),
    ShareMismatch(),
    SharesSum(),
    ChangeMismatch(),
    WeightedGrowth(),
    GrowthOutsideParts(),
    ImpossibleChange(),
    ImpossibleValue(),
    StatedTwice(),
    SumMismatch(),
    DifferenceMismatch(),
    StockFlowMismatch(),
    CarriedOver(),
    AmbiguousPoints(),
    Restated(),
    PlanMet(),
    PlanMissed(),
    PlanReplaced(),
    Dropped(),
    New(),
    Jump(),
    Superlative(),
)
