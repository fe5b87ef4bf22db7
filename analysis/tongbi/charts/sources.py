"""What a chart says of its sources: reports, addresses, and whether the issuer is real."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.charts.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tongbi.model import Report

__all__ = ["Sources"]

_SHOWN = 2
_ADDRESS_LENGTH = 90


class Sources:
    """The registered reports, as far as a chart's footer needs them.

    Parameters
    ----------
    reports : iterable of Report
        The reports that figures may come from; ids that are not among them are shown as such.
    """

    def __init__(self, reports: Iterable[Report] = ()) -> None:
        self._reports = {report.id: report for report in reports}
        self._fictional = {r.issuer for r in self._reports.values() if r.fictional}

    def fictional(self, issuer: str) -> bool:
        """Tell whether the issuer was invented for the worked example."""
        return issuer in self._fictional

    def issuer(self, name: str, lang: str) -> str:
        """Return the issuer's name, marked where it is fictional."""
        if not self.fictional(name):
            return name
        mark = word("fictional", lang)
        return f"{name}（{mark}）" if lang == "zh" else f"{name} ({mark})"

    def line(self, used: Sequence[tuple[str, str]], lang: str) -> str:
        """Return the footer's source line.

        Parameters
        ----------
        used : sequence of (report id, address)
            Where the figures were read, the most recent report last.
        lang : {"zh", "en"}
            The language.
        """
        distinct = list(dict.fromkeys(reversed(used)))
        reports = list(dict.fromkeys(report for report, _ in distinct))
        shown = []
        for report in reports[:_SHOWN]:
            address = next(address for name, address in distinct if name == report)
            shown.append(self._one(report, address, lang))
        text = word("joiner", lang).join(shown)
        if len(reports) > _SHOWN:
            text += word("source_more", lang, count=len(reports))
        return word("source", lang, sources=text)

    def _one(self, report_id: str, address: str, lang: str) -> str:
        report = self._reports.get(report_id)
        title = report.title if report is not None and report.title else report_id
        named = word("source_title", lang, title=title)
        if not address or len(address) > _ADDRESS_LENGTH:
            return named
        return f"{named} {address}"
