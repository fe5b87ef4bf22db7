"""The page that shows a whole build: charts, changes, findings, sources and downloads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tongbi.audit import catalogue
from tongbi.model import Severity
from tongbi.publish.rows import change_rows, finding_rows, not_compared
from tongbi.publish.words import word, words
from tongbi.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tongbi.publish.data import Data
    from tongbi.publish.gallery import Picture

__all__ = ["index_bytes"]


def index_bytes(
    data: Data, pictures: Sequence[Picture], notebooks: Sequence[tuple[str, str]], lang: str = "zh"
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
