"""The audit: what a report's own figures, and those of the report before it, contradict."""

from __future__ import annotations

from tongbi.audit.check import Check, catalogue
from tongbi.audit.checks.sources import conflicting_sources
from tongbi.audit.context import Context, Source
from tongbi.audit.registry import CHECKS
from tongbi.audit.run import audit_report, audit_reports
from tongbi.audit.verdicts import Verdict, load_verdicts, outstanding

__all__ = [
    "CHECKS",
    "Check",
    "Context",
    "Source",
    "Verdict",
    "audit_report",
    "audit_reports",
    "catalogue",
    "conflicting_sources",
    "load_verdicts",
    "outstanding",
]
