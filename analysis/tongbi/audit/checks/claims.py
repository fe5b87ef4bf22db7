"""Claims worth a second look: everything, the first, the best ever. Notes, never contradictions."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tongbi.audit.check import Check
from tongbi.audit.words import alternation, words
from tongbi.model import Measure, SectionPart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tongbi.audit.context import Context
    from tongbi.model import Finding

__all__ = ["Superlative"]

_WHOLE = 100
_AROUND = 10  # characters before a superlative that are quoted with it


@cache
def _superlatives() -> re.Pattern[str]:
    claims = alternation(words().lists["claims.superlatives"])
    return re.compile(rf"(?<!摆在)(?<!放在)(?:{claims})")


class Superlative(Check):
    """A rate of one hundred percent, or a superlative."""

    code = "superlative"

    def check(self, context: Context) -> Iterable[Finding]:
        """Yield the claims among the report's results."""
        for figure in context.figures:
            whole = figure.measure is Measure.LEVEL and figure.unit == "%"
            if whole and figure.value == _WHOLE and figure.section_part is SectionPart.DONE:
                yield self.finding(
                    context, figure, stated=figure.quote, expected="", label=figure.label
                )
        text = context.layout.text
        parts = [
            block for block in context.source.document.blocks if block.part is SectionPart.DONE
        ]
        for found in _superlatives().finditer(text):
            if any(block.start <= found.start() < block.end for block in parts):
                before = re.split(r"[，。；、“”\s]", text[: found.start()][-_AROUND:])[-1]
                yield self.finding(
                    context,
                    at=(found.start(),),
                    stated=found.group(),
                    expected="",
                    label=before + found.group(),
                )
