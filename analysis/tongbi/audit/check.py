"""What a check is, and how it words its findings."""

from __future__ import annotations

import tomllib
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, ClassVar

from tongbi.errors import DataError
from tongbi.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tongbi.audit.context import Context
    from tongbi.model import Statement

__all__ = ["Candidate", "Check", "Entry", "catalogue", "explain"]

_FIELDS = {"severity", "title_zh", "title_en", "zh", "en", "advice_zh", "advice_en"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The words of one check in ``checks.toml``.

    Attributes
    ----------
    code : str
        Stable code of its findings.
    severity : Severity
        What a plain finding of it is.
    title_zh, title_en : str
        The check's name.
    zh, en : str
        The sentence of a finding, with named places for its figures.
    advice_zh, advice_en : str
        What to do about it.
    """

    code: str
    severity: Severity
    title_zh: str
    title_en: str
    zh: str
    en: str
    advice_zh: str
    advice_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An explanation that would remove a contradiction, by code, with its figure if it has one."""

    code: str
    figure: str = ""


@cache
def catalogue() -> dict[str, Entry]:
    """Return the words of all checks by code.

    Raises
    ------
    DataError
        If an entry of ``checks.toml`` lacks a field or has a severity that there isn't.
    """
    found = {}
    for code, entry in _raw()["checks"].items():
        if set(entry) != _FIELDS or entry["severity"] not in set(Severity):
            raise DataError(
                "audit.check-fields", check=code, found=sorted(entry), fields=sorted(_FIELDS)
            )
        severity = Severity(entry["severity"])
        texts = {key: text for key, text in entry.items() if key != "severity"}
        found[code] = Entry(code=code, severity=severity, **texts)
    return found


@cache
def _raw() -> dict[str, dict[str, dict[str, str]]]:
    path = files("tongbi.audit") / "checks.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def explain(candidate: Candidate, lang: str = "zh") -> str:
    """Put a candidate explanation into words."""
    text = _raw()["candidates"][candidate.code][lang]
    return text.format(figure=candidate.figure)


class Check(ABC):
    """One question to a report; its findings share a code.

    A check says what contradicts what and never why: candidate explanations are offered as such.
    """

    code: ClassVar[str]

    @abstractmethod
    def check(self, context: Context) -> Iterable[Finding]:
        """Yield what the check finds in a report."""

    def finding(
        self,
        context: Context,
        *figures: Statement,
        stated: str,
        expected: str,
        severity: Severity | None = None,
        candidates: Iterable[Candidate] = (),
        at: tuple[int, ...] | None = None,
        **names: str,
    ) -> Finding:
        """Word a finding.

        Parameters
        ----------
        context : Context
            The report under audit.
        *figures : Statement
            Figures of that report, the contested one first.
        stated, expected : str
            What the report says, and what its other figures give.
        severity : Severity, optional
            Where the finding weighs less than the check usually does.
        candidates : iterable of Candidate
            Explanations that would remove the contradiction.
        at : tuple of int, optional
            Places, where they are not those of `figures`.
        **names : str
            What else the sentence of the check names.
        """
        entry = catalogue()[self.code]
        label = names.pop("label", figures[0].label if figures else "")
        reasons = tuple(candidates)
        said = {"label": label, "stated": stated, "expected": expected, **names}
        return Finding(
            code=self.code,
            severity=severity or entry.severity,
            text=context.source.text,
            at=tuple(figure.at for figure in figures) if at is None else at,
            stated=stated,
            expected=expected,
            message_zh=entry.zh.format(**said),
            message_en=entry.en.format(**said),
            candidates=tuple(explain(candidate) for candidate in reasons),
            candidates_en=tuple(explain(candidate, "en") for candidate in reasons),
        )
