"""From reports with their statements to the frame of observations."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from tongbi.catalogue.matcher import Catalogue, load
from tongbi.catalogue.stems import trimmed
from tongbi.catalogue.units import Kinship, factor, kinship
from tongbi.model import Measure, Statement
from tongbi.series.chain import chain
from tongbi.series.frame import from_rows
from tongbi.series.scope import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from tongbi.catalogue.indicators import Indicator
    from tongbi.model import Report
    from tongbi.series.cluster import Node

__all__ = ["FactLike", "observations"]

_NO_PLACE = -1


class FactLike(Protocol):
    """A statement with what an archive knows beyond the report's text."""

    @property
    def statement(self) -> Statement:
        """The number."""
        ...

    @property
    def label_en(self) -> str:
        """English name of the indicator, empty where none was given."""
        ...

    @property
    def indicator(self) -> str:
        """Id of the indicator where a person assigned one, else empty."""
        ...

    @property
    def vintage(self) -> int | None:
        """Year of the publication that stated it, where it is not the report's own."""
        ...

    @property
    def address(self) -> str:
        """Where the figure was read, where it is not the report's own address."""
        ...

    @property
    def note(self) -> str:
        """Remark on scope, definition or doubt."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bare:
    """A statement of which no more is known."""

    statement: Statement
    label_en: str = ""
    indicator: str = ""
    vintage: int | None = None
    address: str = ""
    note: str = ""


def observations(
    reports: Iterable[tuple[Report, Sequence[Statement | FactLike]]],
    catalogue: Catalogue | None = None,
) -> pd.DataFrame:
    """Attach the statements of reports to indicators.

    Parameters
    ----------
    reports : iterable of (Report, statements)
        Reports of any issuers and kinds, in any order; the statements bare, or wrapped as facts
        of an archive that know an English label, an indicator, a vintage or an address.
    catalogue : Catalogue, optional
        The indicators to match; those that the package ships where it is left out.

    Returns
    -------
    DataFrame
        The frame of :data:`tongbi.series.COLUMNS`. Indicators of the catalogue are the same for
        all issuers; discovered ones belong to an issuer.
    """
    known = load() if catalogue is None else catalogue
    groups: dict[tuple[str, str], list[tuple[Report, Sequence[Statement | FactLike]]]]
    groups = defaultdict(list)
    for report, found in reports:
        groups[report.issuer, report.kind].append((report, found))
    rows: list[dict[str, Any]] = []
    taken: dict[str, set[str]] = defaultdict(set)
    for (issuer, _), group in sorted(groups.items()):
        ordered = sorted(group, key=lambda pair: (pair[0].year, pair[0].id))
        rows.extend(_issuer_rows(ordered, known, taken[issuer]))
    return from_rows(rows)


def _issuer_rows(
    group: Sequence[tuple[Report, Sequence[Statement | FactLike]]],
    catalogue: Catalogue,
    taken: set[str],
) -> list[dict[str, Any]]:
    """Return the rows of one issuer's reports of one kind, oldest report first."""
    facts = [[_fact(found) for found in facts] for _, facts in group]
    known = {id(fact.statement): fact for row in facts for fact in row}
    years = [
        (report.year, [fact.statement for fact in row])
        for (report, _), row in zip(group, facts, strict=True)
    ]
    rows: list[dict[str, Any]] = []

    def identify(statement: Statement) -> tuple[Indicator | None, str]:
        given = known[id(statement)].indicator
        return catalogue.identify(statement, given), "manual" if given else "catalogue"

    for nodes, indicator in chain(years, identify):
        nodes.sort(key=lambda node: (node.report, node.statement.at))
        names = _names(nodes, indicator, taken)
        unit = indicator.unit if indicator is not None and indicator.unit else _main_unit(nodes)
        rows.extend(
            _row(node, known[id(node.statement)], group[node.report][0], names, unit)
            for node in nodes
        )
    return rows


def _fact(found: Statement | FactLike) -> FactLike:
    return _Bare(statement=found) if isinstance(found, Statement) else found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    indicator: str
    label: str
    label_en: str


def _names(nodes: Sequence[Node], indicator: Indicator | None, taken: set[str]) -> _Names:
    """Name a cluster: as the catalogue does, else by its label.

    The id of a discovered indicator comes from its first report, so that later reports leave it
    as it is; the label is the usual one, so that it reads well.
    """
    if indicator is not None:
        return _Names(indicator=indicator.id, label=indicator.zh, label_en=indicator.en)
    first = nodes[0].stem or "数字"
    name, number = first, 1
    while name in taken:
        number += 1
        name = f"{first}~{number}"
    taken.add(name)
    labels = Counter(trimmed(node.statement) for node in nodes)
    latest = {trimmed(node.statement): number for number, node in enumerate(nodes)}
    label = max(labels, key=lambda text: (labels[text], latest[text]))
    return _Names(indicator=name, label=label, label_en="")


def _main_unit(nodes: Sequence[Node]) -> str:
    """Return the unit that most levels of a cluster are in, of several the latest."""
    units = [n.statement.unit for n in nodes if n.statement.measure is Measure.LEVEL]
    count = Counter(units)
    return max(count, key=lambda word: (count[word], units[::-1].index(word) * -1), default="")


def _row(node: Node, fact: FactLike, report: Report, names: _Names, unit: str) -> dict[str, Any]:
    s = node.statement
    scale = Decimal(1)
    notes = [fact.note] if fact.note else []
    printed = s.unit
    if s.measure is Measure.LEVEL and kinship(printed, unit) is Kinship.SCALED:
        scale = factor(printed, unit) or scale
        notes.append(f"由{printed}换算为{unit}")
        printed = unit
    interval = s.interval.scale(scale)
    return {
        "issuer": report.issuer,
        "place": place_of(s.place),
        "indicator": names.indicator,
        "label": names.label,
        "label_en": names.label_en or fact.label_en,
        "unit": printed,
        "measure": s.measure.value,
        "role": s.role.value,
        "period": s.period,
        "part_year": s.part_year,
        "value": float(s.value * scale),
        "lower": -math.inf if interval.lower is None else float(interval.lower),
        "upper": math.inf if interval.upper is None else float(interval.upper),
        "lower_closed": interval.lower_closed,
        "upper_closed": interval.upper_closed,
        "bound": s.bound.value,
        "base": s.base.value,
        "report": report.id,
        "report_year": report.year if fact.vintage is None else fact.vintage,
        "at": None if s.at == _NO_PLACE else s.at,
        "quote": s.quote,
        "section": s.section,
        "address": fact.address or report.address,
        "match": node.match,
        "note": "；".join(notes),
    }
