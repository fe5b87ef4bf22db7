"""The page that shows a whole build: charts, changes, findings, sources and downloads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tongbi.audit import catalogue
from tongbi.model import Severity
from tongbi.publish.rows import change_rows, finding_rows, not_compared
from tongbi.publish.since import FILE
from tongbi.publish.words import word, words
from tongbi.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tongbi.publish.data import Data
    from tongbi.publish.gallery import Picture
    from tongbi.publish.since import Change

__all__ = ["index_bytes"]

_SINCE = 200
"""Differences from the build before that the page lists; the table beside it has them all."""


def index_bytes(
    data: Data,
    pictures: Sequence[Picture],
    notebooks: Sequence[tuple[str, str]],
    lang: str = "zh",
    since: Sequence[Change] = (),
    evidence: Mapping[str, str] | None = None,
) -> bytes:
    """Return ``index.html``.

    Parameters
    ----------
    data : Data
        The tables.
    pictures : sequence of Picture
        The charts, which are in ``charts/``.
    notebooks : sequence of (name, title)
        The executed notebooks, which are in ``notebooks/``.
    lang : {"zh", "en"}
        The language.
    since : sequence of Change
        What differs from the build before.
    evidence : mapping of str to str
        The evidence pages, which are in ``evidence/``, by the reports' ids.
    """
    from jinja2 import Environment, PackageLoader

    pages = Environment(
        loader=PackageLoader("tongbi.publish", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    changes = change_rows(data.changes, data.reports, lang)
    findings = finding_rows(data.findings, data.reports, lang)
    notes = Counter(f.code for f in data.findings if f.severity is Severity.NOTE)
    facts = Counter(data.series["report"])
    issuers = data.series["issuer"].nunique()
    html = pages.get_template("index.html.j2").render(
        lang="zh-CN" if lang == "zh" else "en",
        w=words(lang),
        lead=word(
            "lead",
            lang,
            reports=len(data.reports),
            observations=len(data.series),
            issuers=issuers,
            compared=len(changes),
            findings=len(findings),
        ),
        pictures=pictures,
        notebooks=notebooks,
        since=since[:_SINCE],
        since_counts=_counted(since, lang),
        since_file=FILE,
        evidence=evidence or {},
        changes=changes,
        missing=[
            word("counted", lang, name=name, count=count)
            for name, count in not_compared(data.changes, lang)
        ],
        not_compared=word("not_compared", lang, count=len(data.changes) - len(changes)),
        findings=[row for row in findings if row.severity != Severity.NOTE],
        notes=[
            word("counted", lang, name=getattr(catalogue()[code], f"title_{lang}"), count=count)
            for code, count in notes.most_common()
        ],
        notes_lead=word("notes_lead", lang, count=notes.total()),
        reports=[(report, facts[report.id]) for report in data.reports],
        program=word("program", lang, version=__version__),
        fictional=any(report.fictional for report in data.reports),
    )
    return html.encode("utf-8")


def _counted(since: Sequence[Change], lang: str) -> list[str]:
    """Return how many differences there are of each kind, in words."""
    counts = Counter(change.kind.value for change in since)
    return [
        word("counted", lang, name=word(kind, lang), count=count) for kind, count in counts.items()
    ]
