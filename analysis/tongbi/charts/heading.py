"""The words around a chart of lines, and what tells its lines apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.charts.canvas import Heading
from tongbi.charts.words import unit_name, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tongbi.charts.points import Line
    from tongbi.charts.sources import Sources

__all__ = ["compose", "heading_of", "listed", "names_of", "with_place", "with_unit"]


def names_of(lines: Sequence[Line], lang: str) -> list[str]:
    """Return what tells the lines apart: the indicator, the issuer, the place, or several."""
    indicators = {line.name(lang) for line in lines}
    issuers = {line.issuer for line in lines}
    places = {line.place for line in lines}
    names = []
    for line in lines:
        parts = [
            line.issuer if len(issuers) > 1 else "",
            line.place if len(places) > 1 else "",
            line.name(lang) if len(indicators) > 1 or len(issuers) == len(places) == 1 else "",
        ]
        names.append(" ".join(filter(None, parts)))
    return names


def heading_of(
    lines: Sequence[Line],
    sources: Sources,
    lang: str,
    *,
    title: str = "",
    cut: bool = False,
    extra: Sequence[str] = (),
) -> Heading:
    """Return the words around a chart of lines: the indicator, unit, issuer, years and sources."""
    indicators = list(dict.fromkeys(line.name(lang) for line in lines))
    issuers = list(dict.fromkeys(sources.issuer(line.issuer, lang) for line in lines))
    places = list(dict.fromkeys(line.place for line in lines if line.place))
    units = list(dict.fromkeys(unit_name(line.unit, lang) for line in lines))
    first, last = min(n.first for n in lines), max(n.last for n in lines)
    years = word("year", lang, year=last)
    if first < last:
        years = word("years", lang, first=first, last=last)
    subtitle = [
        listed(issuers, lang),
        listed(places, lang),
        word("unit", lang, unit=units[0]) if len(units) == 1 and units[0] else "",
        years,
        *extra,
    ]
    used = sorted({(p.period, p.report, p.address) for n in lines for p in (*n.points, *n.others)})
    return Heading(
        title=title or listed(indicators, lang),
        subtitle=word("separator", lang).join(filter(None, subtitle)),
        notes=_notes(lines, sources, lang, cut=cut),
        source=sources.line([(report, address) for _, report, address in used], lang),
    )


def with_unit(name: str, unit: str, lang: str) -> str:
    """Return an indicator's name with its unit in brackets, where it has one.

    Examples
    --------
    >>> with_unit("行政复议申请", "件", "zh"), with_unit("Rate", "%", "en")
    ('行政复议申请（件）', 'Rate (%)')
    """
    shown = unit_name(unit, lang)
    if not shown:
        return name
    return f"{name}（{shown}）" if lang == "zh" else f"{name} ({shown})"


def with_place(name: str, place: str, lang: str) -> str:
    """Return an indicator's name with the place it is of in brackets, where it has one.

    Examples
    --------
    >>> with_place("执法案卷", "本级", "zh"), with_place("Case files", "本级", "en")
    ('执法案卷（本级）', 'Case files (本级)')
    """
    if not place:
        return name
    return f"{name}（{place}）" if lang == "zh" else f"{name} ({place})"


def compose(
    issuers: Iterable[str],
    sources: Sources,
    lang: str,
    *,
    title: str,
    extra: Iterable[str] = (),
    notes: Mapping[str, bool] | None = None,
    used: Iterable[tuple[str, str]] = (),
) -> Heading:
    """Return the words around a chart that is not of lines.

    Parameters
    ----------
    issuers : iterable of str
        Whose figures are shown.
    sources : Sources
        The registered reports.
    lang : {"zh", "en"}
        The language.
    title : str
        The title.
    extra : iterable of str
        What the subtitle says after the issuers; empty ones are left out.
    notes : mapping of str to bool
        Keys of notes, and whether each is needed.
    used : iterable of (report id, address)
        Where the figures were read.
    """
    names = list(dict.fromkeys(issuers))
    shown = [listed([sources.issuer(name, lang) for name in names], lang), *extra]
    fictional = any(sources.fictional(name) for name in names)
    told = {"fictional_note": fictional, **(notes or {})}
    return Heading(
        title=title,
        subtitle=word("separator", lang).join(filter(None, shown)),
        notes=tuple(word(key, lang) for key, here in told.items() if here),
        source=sources.line(sorted({pair for pair in used if pair[0]}), lang),
    )


def listed(names: Sequence[str], lang: str, most: int = 3) -> str:
    """Return the first names joined, and how many there are where that is not all."""
    text = word("joiner", lang).join(names[:most])
    return text + word("list_more", lang, count=len(names)) if len(names) > most else text


def _notes(lines: Sequence[Line], sources: Sources, lang: str, *, cut: bool) -> tuple[str, ...]:
    """Return what a reader must know to read the marks that are in the chart, and no more."""
    points = [p for line in lines for p in line.points]
    told = {
        "fictional_note": any(sources.fictional(line.issuer) for line in lines),
        "gap": any(len(line.points) <= line.last - line.first for line in lines),
        "bounded": any(p.bounded for p in points),
        "implied": any(p.implied for p in points),
        "restated": any(line.others for line in lines),
        "break_note": any(line.breaks for line in lines),
        "not_from_zero": cut,
    }
    return tuple(word(key, lang) for key, told_here in told.items() if told_here)
