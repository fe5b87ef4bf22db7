"""Running the checks over a report, or over all reports of an issuer in the order of years."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from tongbi.audit.context import Context, Source
from tongbi.audit.registry import CHECKS
from tongbi.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tongbi.model import Document, Finding, Statement
    from tongbi.series.linking import Link

__all__ = ["audit_report", "audit_reports"]

_RANK = {severity: rank for rank, severity in enumerate(Severity)}


def audit_report(
    statements: Sequence[Statement],
    document: Document,
    *,
    text: str = "",
    priors: Sequence[Source] = (),
    links: Sequence[Link] | None = None,
) -> tuple[Finding, ...]:
    """Audit one report, against itself and against earlier ones of the same issuer.

    Parameters
    ----------
    statements : sequence of Statement
        The report's figures.
    document : Document
        The text that they stand in.
    text : str
        Id or path by which findings name the report; the document's source where not given.
    priors : sequence of Source
        Earlier reports of the issuer, in any order.
    links : sequence of Link, optional
        Links from the report of the year before; made by :func:`tongbi.series.linking.link`
        where not given.

    Returns
    -------
    tuple of Finding
        In the order of their first place; findings of one place by severity.
    """
    source = Source(text=text or document.source, document=document, statements=tuple(statements))
    older = tuple(sorted(priors, key=lambda prior: -prior.year))
    trail = tuple(_links(a, b) for a, b in zip(older[1:], older, strict=False))
    if links is None and older:
        found: Mapping[int, Link] = _links(older[0], source)
    else:
        found = {one.b.at: one for one in links or ()}
    return _run(Context(source=source, older=older, links=found, trail=trail))


def audit_reports(
    sources: Iterable[Source], links: Mapping[tuple[str, str], Sequence[Link]] | None = None
) -> tuple[Finding, ...]:
    """Audit several reports of one issuer against themselves and each other.

    Parameters
    ----------
    sources : iterable of Source
        The reports, in any order.
    links : mapping of (text, text) to links, optional
        Links from one report to the next by their names; made where not given.

    Returns
    -------
    tuple of Finding
        By year of the report, then as in :func:`audit_report`.
    """
    ordered = sorted(sources, key=lambda source: (source.year, source.text))
    given = links or {}
    made = [
        {one.b.at: one for one in given[a.text, b.text]}
        if (a.text, b.text) in given
        else _links(a, b)
        for a, b in pairwise(ordered)
    ]
    findings: list[Finding] = []
    for i, source in enumerate(ordered):
        context = Context(
            source=source,
            older=tuple(reversed(ordered[:i])),
            links=made[i - 1] if i else {},
            trail=tuple(reversed(made[: max(0, i - 1)])),
        )
        findings.extend(_run(context))
    return tuple(findings)


def _links(prior: Source, current: Source) -> dict[int, Link]:
    """Link a report to the one before it; reports with years between them are not linked."""
    from tongbi.series.linking import link

    if current.year - prior.year != 1:
        return {}
    return {one.b.at: one for one in link(prior.statements, current.statements)}


def _run(context: Context) -> tuple[Finding, ...]:
    found = [finding for check in CHECKS for finding in check.check(context)]
    found.sort(key=lambda f: (f.at, _RANK[f.severity], f.code))
    return _signed(found, context)


def _signed(findings: Iterable[Finding], context: Context) -> tuple[Finding, ...]:
    """Give each finding a fingerprint that outlives a shift of the text around it.

    It is made of the figures, not of their place or of the wording around them; alike findings of
    one report are numbered. Where a finding has one figure only, its label tells it apart.
    """
    seen: Counter[str] = Counter()
    signed = []
    for finding in findings:
        told = finding.expected or finding.message_en
        said = (finding.code, str(context.source.year), finding.stated, told)
        base = "\x1f".join(said)
        seen[base] += 1
        digest = hashlib.sha256(f"{base}\x1f{seen[base]}".encode()).hexdigest()
        signed.append(replace(finding, fingerprint=digest[:16]))
    return tuple(signed)
