"""What crosses the borders between the rooms: frozen records and their vocabularies.

The words are those of the statistical model: a *statement* is one number stated in one report,
an *observation* is a statement attached to an indicator, a *finding* is what the audit says.
Nothing here knows pandas; frames begin in :mod:`tongbi.series`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from tongbi.interval import Interval

__all__ = [
    "Base",
    "Block",
    "BlockKind",
    "Bound",
    "Cell",
    "Document",
    "Finding",
    "Measure",
    "Report",
    "ReportKind",
    "Role",
    "SectionPart",
    "Severity",
    "Statement",
]


class ReportKind(StrEnum):
    """The kinds of annual report, as in ``reports/registry.csv``."""

    LAW_BASED_GOV = "law_based_gov_report"
    GOV_WORK = "gov_work_report"
    STAT_COMMUNIQUE = "stat_communique"
    BUDGET = "budget_report"
    INFO_DISCLOSURE = "info_disclosure_report"
    OTHER = "other"


class Measure(StrEnum):
    """What kind of number a statement gives."""

    LEVEL = "level"
    CHANGE_REL = "change_rel"  # a change in percent
    CHANGE_PP = "change_pp"  # a change in percentage points
    CHANGE_ABS = "change_abs"  # a change in the indicator's own unit


class Role(StrEnum):
    """Whether the number is a result, a plan, or covers several years."""

    ACTUAL = "actual"
    TARGET = "target"
    TERM = "term"


class Base(StrEnum):
    """What a change is measured against; empty for levels."""

    NONE = ""
    YOY = "yoy"
    OTHER = "other"


class Bound(StrEnum):
    """How the printed figure limits the true one."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"
    NEARLY = "nearly"


class SectionPart(StrEnum):
    """The part of a report that a block belongs to."""

    DONE = "done"
    PROBLEMS = "problems"
    PLAN = "plan"


class BlockKind(StrEnum):
    """What a block of a document is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ROW = "row"


class Severity(StrEnum):
    """How much a finding matters, from a contradiction to a remark."""

    ERROR = "error"
    INCONSISTENCY = "inconsistency"
    CAUTION = "caution"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One number of a table, with what its row and column say.

    Attributes
    ----------
    start, end : int
        Character span of the number in ``Document.text``.
    row, column : str
        The headers; the column's may be empty.
    unit : str
        The unit that header or caption gives, with its scale (``万元``); else empty.
    """

    start: int
    end: int
    row: str
    column: str = ""
    unit: str = ""


# Blocks and statements are named tuples: a report holds hundreds of each, and to make a frozen
# dataclass takes four times as long.
class Block(NamedTuple):
    """A stretch of a document: a heading, a paragraph or a table row.

    Attributes
    ----------
    start, end : int
        Character span in ``Document.text``.
    kind : BlockKind
        What the block is.
    path : tuple of str
        The headings above the block, outermost first, without their numbers.
    part : SectionPart
        Whether the block tells of results, problems or plans.
    cells : tuple of Cell
        The numbers of a table's row.
    where : str
        The place in the file where it has pages, paragraphs or cells (``第3页``), else empty.
    """

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    path: tuple[str, ...] = ()
    part: SectionPart = SectionPart.DONE
    cells: tuple[Cell, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report's text as read, its characters never altered.

    Attributes
    ----------
    text : str
        The characters as stored; every offset of a statement points into it.
    blocks : tuple of Block
        The blocks in reading order; they do not overlap.
    year : int or None
        The year that the report covers (a government work report delivered in January 2025
        covers 2024), where the text or the caller says it.
    kind : ReportKind
        The kind of report, as far as the text tells.
    title, issuer : str
        As found in the text or the file's metadata, else empty.
    published, address : str
        Date of publication (YYYY-MM-DD) and address, as a web page's metadata give them.
    source : str
        Path or address that the text came from, else empty.
    sha256 : str
        Of the file's bytes; empty for a text that came from no file.
    ocr : bool
        Whether text, or a part of it, was recognised in pictures of pages: its figures may be
        misread.
    """

    text: str
    blocks: tuple[Block, ...]
    year: int | None = None
    kind: ReportKind = ReportKind.OTHER
    title: str = ""
    issuer: str = ""
    published: str = ""
    address: str = ""
    source: str = ""
    sha256: str = ""
    ocr: bool = False


class Statement(NamedTuple):
    """One number stated in one report.

    Attributes
    ----------
    at : int
        Index of the numeral's first character in the document's text.
    start, end : int
        Span of the figure as printed (numeral, qualifier, unit): ``text[start:end] == quote``.
    quote : str
        The figure as printed, such as ``14251宗`` or ``300多场次``.
    value : Decimal
        The scaled number; a decline is negative.
    interval : Interval
        What the printed figure allows the true one to be: bound and printed precision together.
    period : int
        The year that the figure is about; of a term, its last year; of a target, its year.
    unit : str
        Unit or measure word as printed, without 万 or 亿; empty for a bare number.
    measure, role
        The vocabularies above.
    part_year : str
        Empty for a whole year, else ``H1``, ``Q3``, ``M1-9`` and the like.
    since : int or None
        First year of a term, or the base year of a change that is not year over year.
    base, bound
        The vocabularies above.
    label : str
        What the figure is a figure of, worded as a table's row.
    subject, action, qualifier, parent : str
        The label's parts, for linking: the thing counted, what was done to it, what limits it,
        and the indicator that it is a part of (其中).
    place : str
        Another place or body than the issuer, or the scope word as printed (全市, 市本级).
    section : str
        The headings above, joined by `` / ``.
    section_part : SectionPart
        Results, problems or plans.
    readings : tuple of Measure
        All measures that the wording allows where it allows more than one (percent or points);
        empty where it is plain.
    rules : tuple of str
        Ids of the rules that explain the reading.
    """

    at: int
    start: int
    end: int
    quote: str
    value: Decimal
    interval: Interval
    period: int
    unit: str = ""
    measure: Measure = Measure.LEVEL
    role: Role = Role.ACTUAL
    part_year: str = ""
    since: int | None = None
    base: Base = Base.NONE
    bound: Bound = Bound.EXACT
    label: str = ""
    subject: str = ""
    action: str = ""
    qualifier: str = ""
    parent: str = ""
    place: str = ""
    section: str = ""
    section_part: SectionPart = SectionPart.DONE
    readings: tuple[Measure, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One issuer's account of one year: a row of ``reports/registry.csv``."""

    id: str
    issuer: str
    slug: str
    kind: ReportKind
    year: int
    code: str = ""
    title: str = ""
    address: str = ""
    published: str = ""
    accessed: str = ""
    sha256: str = ""
    licence: str = ""
    fictional: bool = False
    facts: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the audit says of a report, with its evidence.

    Attributes
    ----------
    code : str
        Stable code of the check, such as ``rate_mismatch``.
    severity : Severity
        How much it matters.
    text : str
        Id (or path) of the report that it is about.
    at : tuple of int
        Places in that report's text, the contested figure first.
    stated, expected : str
        What the report says, and what its other figures give.
    message_zh, message_en : str
        The finding in words, made by rule from the figures.
    candidates, candidates_en : tuple of str
        Explanations that would remove the contradiction, in Chinese and in English.
    fingerprint : str
        Stable hash by which a person's verdict survives the next run.
    """

    code: str
    severity: Severity
    text: str
    at: tuple[int, ...]
    stated: str = ""
    expected: str = ""
    message_zh: str = ""
    message_en: str = ""
    candidates: tuple[str, ...] = field(default=())
    candidates_en: tuple[str, ...] = field(default=())
    fingerprint: str = ""
