"""tongbi (同比): year-over-year comparison of what official annual reports state.

The way of the data: :func:`extract` reads a report, :func:`compare` links two of them,
:func:`check` holds one against itself and its predecessors; :func:`open` opens a folder of
registered reports, :func:`observations` makes its series, :func:`changes` compares the years,
:func:`trend` draws them and :func:`save` writes the chart.

Everything heavy is imported when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from tongbi.archive import Archive
    from tongbi.charts import Chart
    from tongbi.model import Finding, ReportKind, Statement
    from tongbi.series import Link

__all__ = [
    "__version__",
    "changes",
    "check",
    "compare",
    "extract",
    "extract_text",
    "observations",
    "open",
    "save",
    "trend",
]


def extract_text(
    text: str, *, year: int | None = None, kind: ReportKind | None = None
) -> tuple[Statement, ...]:
    """Return the numeric statements of a text.

    Parameters
    ----------
    text : str
        A report's text.
    year : int, optional
        The year that the report covers; found in the text where it is not given.
    kind : ReportKind, optional
        The kind of report; found in the text where it is not given.

    Returns
    -------
    tuple of Statement
        In reading order; ``text[s.start:s.end] == s.quote`` for each.

    Raises
    ------
    UsageError
        If the year is neither given nor found.

    Examples
    --------
    >>> [s] = extract_text("2024年，全市受理行政复议申请830件。")
    >>> s.value, s.unit, s.period, s.label
    (Decimal('830'), '件', 2024, '受理行政复议申请')
    """
    from tongbi.extraction import extract_document
    from tongbi.read import from_text

    return extract_document(from_text(text, year=year, kind=kind))


def extract(
    path: str | Path, *, year: int | None = None, kind: ReportKind | None = None
) -> tuple[Statement, ...]:
    """Return the numeric statements of the report in a file.

    Parameters
    ----------
    path : str or Path
        A file of any kind that :mod:`tongbi.read` knows, ``-`` for standard input, or an address.
    year, kind
        As in :func:`extract_text`.

    Raises
    ------
    ReadError
        If the file is missing, empty or not text.
    UsageError
        If the year is neither given nor found.

    Examples
    --------
    >>> from tongbi.archive import shipped
    >>> city = shipped() / "yunling"  # a fictional city
    >>> [s.quote for s in extract(city / "law_based_gov_report-2024.txt")][:2]
    ['34个', '48名']
    """
    from tongbi.extraction import extract_document
    from tongbi.read import read

    return extract_document(read(path, year=year, kind=kind))


def compare(prior: str | Path, current: str | Path) -> tuple[Link, ...]:
    """Link the figures that two years' reports share.

    Parameters
    ----------
    prior, current : str or Path
        The reports' files.

    Returns
    -------
    tuple of Link
        ``a`` and ``b`` are the statements; ``match`` is ``same`` or, where a person should
        look, ``near``.

    Raises
    ------
    ReadError, UsageError
        As :func:`extract`.

    Examples
    --------
    >>> from tongbi.archive import shipped
    >>> city = shipped() / "yunling"  # a fictional city
    >>> years = (city / f"law_based_gov_report-{year}.txt" for year in (2023, 2024))
    >>> [link] = [x for x in compare(*years) if "信访事项及时受理率" in x.b.label]
    >>> link.a.quote, link.b.quote
    ('99.9%', '99.9%')
    """
    from tongbi.series import link

    return link(extract(prior), extract(current))


def check(current: str | Path, *priors: str | Path) -> tuple[Finding, ...]:
    """Check a report against itself and, where they are given, against earlier ones.

    Parameters
    ----------
    current : str or Path
        The report's file.
    *priors : str or Path
        Earlier reports of the same issuer.

    Returns
    -------
    tuple of Finding
        In the order of their first place.

    Raises
    ------
    ReadError, UsageError
        As :func:`extract`.

    Examples
    --------
    >>> from tongbi.archive import shipped
    >>> city = shipped() / "yunling"  # a fictional city
    >>> this, last = (city / f"law_based_gov_report-{year}.txt" for year in (2024, 2023))
    >>> {finding.code for finding in check(this, last)} >= {"rate_mismatch", "restated"}
    True
    """
    from tongbi.audit import Source, audit_report
    from tongbi.extraction import extract_document
    from tongbi.read import read

    documents = [read(path) for path in (current, *priors)]
    this, *earlier = (
        Source(text=document.source, document=document, statements=extract_document(document))
        for document in documents
    )
    return audit_report(this.statements, this.document, priors=earlier)


def open(folder: str | Path = "reports") -> Archive:
    """Open a folder of registered reports.

    Parameters
    ----------
    folder : str or Path
        The folder that holds ``registry.csv``.

    Raises
    ------
    ReadError, DataError
        If there is no registry, or it breaks its schema.

    Examples
    --------
    >>> from tongbi.archive import shipped
    >>> "yunling/law_based_gov_report-2024" in [report.id for report in open(shipped()).reports]
    True
    """
    from tongbi import archive

    return archive.open(folder)


def observations(folder: Archive, issuer: str = "") -> pd.DataFrame:
    """Return the observations of the registered reports, one row each, as a tidy frame.

    Parameters
    ----------
    folder : Archive
        As :func:`open` gives it.
    issuer : str
        Whose reports; empty is all.

    Returns
    -------
    DataFrame
        The columns of :data:`tongbi.series.COLUMNS`, sorted by their key.

    Examples
    --------
    >>> from tongbi.archive import shipped
    >>> series = observations(open(shipped()), "云岭市")  # a fictional city
    >>> sorted(set(series[series.unit == "宗"].period))
    [2021, 2022, 2023, 2024]
    """
    from tongbi.catalogue import of_folder
    from tongbi.series import observations as build

    return build(folder.all_rows(issuer).items(), of_folder(folder.root))


def changes(series: pd.DataFrame) -> pd.DataFrame:
    """Return the yearly change of every series, as intervals with reasons.

    Parameters
    ----------
    series : DataFrame
        As :func:`observations` gives it.

    Returns
    -------
    DataFrame
        The columns of :data:`tongbi.change.CHANGE_COLUMNS`.

    Examples
    --------
    >>> from tongbi.archive import shipped
    >>> found = changes(observations(open(shipped()), "云岭市"))  # a fictional city
    >>> sorted(set(found.verdict))
    ['', 'agrees', 'cannot_tell', 'differs']
    """
    from tongbi.change import yearly

    return yearly(series)


def trend(
    series: pd.DataFrame, name: str, *, issuer: str = "", years: tuple[int, int] | None = None
) -> Chart:
    """Draw the trend of what `name` stands for.

    Parameters
    ----------
    series : DataFrame
        As :func:`observations` gives it.
    name : str
        An indicator's id, its Chinese or English name, an alias, or a part of a name.
    issuer : str
        An issuer's name; empty is all.
    years : (int, int), optional
        First and last year.

    Raises
    ------
    NotFoundError
        If nothing is called so; the message has the nearest names.

    Examples
    --------
    >>> from tongbi.archive import shipped
    >>> chart = trend(observations(open(shipped()), "云岭市"), "行政复议")  # a fictional city
    >>> chart.kind
    'trend'
    """
    from tongbi.charts import choose
    from tongbi.charts import trend as draw

    return draw(choose(series, name, issuer=issuer, years=years))


def save(chart: Chart, folder: str | Path, stem: str, formats: Sequence[str]) -> tuple[Path, ...]:
    """Write a chart to files.

    Parameters
    ----------
    chart : Chart
        As :func:`trend` gives it.
    folder : str or Path
        Where to write.
    stem : str
        The files' name without ending.
    formats : sequence of str
        Of ``png``, ``svg`` and ``pdf``.

    Examples
    --------
    >>> import tempfile
    >>> from tongbi.archive import shipped
    >>> chart = trend(observations(open(shipped()), "云岭市"), "行政复议")  # a fictional city
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in save(chart, folder, "reconsideration", ["svg"])]
    ['reconsideration.svg']
    """
    from tongbi.charts import save as write

    return tuple(write(chart, folder, stem, formats))
