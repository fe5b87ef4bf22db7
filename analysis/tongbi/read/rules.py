"""The ruling lines of a PDF's page: strokes along an axis, sides of boxes, and thin bars.

Programs draw the lines of a table in many ways: Word fills a thin rectangle for each cell,
LibreOffice strokes each border, others draw boxes. Pieces that touch on one line are one rule.
"""

from __future__ import annotations

from ctypes import c_float, c_int
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pypdfium2 import PdfPage

__all__ = ["NEAR", "Rule", "Rules", "page_rules"]

NEAR = 3.0
"""Points within which two places of a page are one: rules have a width, and drawings slips."""

_SHORTEST = 8.0  # points; shorter rules are signs and arrows
_DEPTH = 8  # of forms inside forms
_PIECES = 4_000  # of a page; more draw a map, and would take long to sort out

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
_Object: TypeAlias = pdfium.FPDF_PAGEOBJECT
_PLAIN: Matrix = (1, 0, 0, 1, 0, 0)


class Rule(NamedTuple):
    """A horizontal or vertical line: where it stands, and from where to where it goes."""

    at: float
    low: float
    high: float


class Rules(NamedTuple):
    """The rules of a page in points: horizontal ones by height, vertical ones from the left."""

    horizontal: list[Rule]
    vertical: list[Rule]


def page_rules(page: PdfPage) -> Rules:
    """Return the ruling lines of a page; none of a drawing of very many strokes."""
    pieces = Rules([], [])
    count = pdfium.FPDFPage_CountObjects(page.raw)
    tops = (pdfium.FPDFPage_GetObject(page.raw, index) for index in range(count))
    for path, matrix in _paths(tops, _PLAIN, _DEPTH):
        filled, stroked = _drawn(path)
        if filled or stroked:
            for outline in _outlines(path, matrix):
                _take(outline, pieces, stroked=stroked)
        if len(pieces.horizontal) + len(pieces.vertical) > _PIECES:
            return Rules([], [])
    return Rules(_joined(pieces.horizontal), _joined(pieces.vertical))


def _paths(
    objects: Iterator[_Object], outer: Matrix, depth: int
) -> Iterator[tuple[_Object, Matrix]]:
    """Yield the paths among objects and inside of their forms, with their way onto the page."""
    for found in objects:
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield found, _after(_matrix(found), outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
            count = pdfium.FPDFFormObj_CountObjects(found)
            inside = (pdfium.FPDFFormObj_GetObject(found, index) for index in range(count))
            yield from _paths(inside, _after(_matrix(found), outer), depth - 1)


def _drawn(path: _Object) -> tuple[bool, bool]:
    """Tell whether a path is filled and whether it is stroked; one that only clips is neither."""
    fill, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return fill.value != pdfium.FPDF_FILLMODE_NONE, bool(stroke.value)


def _matrix(found: _Object) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(found, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _after(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does one after the other."""
    a, b, c, d, e, f = first
    _, _, _, _, x, y = then
    (a, b), (c, d), (e, f) = (_moved(p, then) for p in ((a, b), (c, d), (e, f)))
    return a - x, b - y, c - x, d - y, e, f


def _moved(point: Point, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def _outlines(path: _Object, matrix: Matrix) -> Iterator[list[Point]]:
    """Yield the runs of straight strokes of a path; a curve ends one."""
    run: list[Point] = []
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        x, y = c_float(), c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) != pdfium.FPDF_SEGMENT_LINETO:
            yield run
            run = []
        run.append(_moved((x.value, y.value), matrix))
        if pdfium.FPDFPathSegment_GetClose(segment):
            run.append(run[0])
    yield run


def _take(outline: list[Point], pieces: Rules, *, stroked: bool) -> None:
    """Take the rules of one outline: a thin bar is one, else each side that is stroked."""
    if len(outline) > 1:
        xs, ys = [x for x, _ in outline], [y for _, y in outline]
        left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
        if min(right - left, top - bottom) <= NEAR:
            _side((left, bottom), (right, top), pieces)
        elif stroked:
            for a, b in pairwise(outline):
                _side(a, b, pieces)


def _side(a: Point, b: Point, pieces: Rules) -> None:
    """Take what goes from one point to another, if it goes along an axis."""
    (left, right), (bottom, top) = sorted((a[0], b[0])), sorted((a[1], b[1]))
    if top - bottom <= NEAR:
        pieces.horizontal.append(Rule((bottom + top) / 2, left, right))
    elif right - left <= NEAR:
        pieces.vertical.append(Rule((left + right) / 2, bottom, top))


def _joined(pieces: Sequence[Rule]) -> list[Rule]:
    """Join the pieces that touch on one line; what is short even then is no rule."""
    joined: list[Rule] = []
    for line in _lines(sorted(pieces)):
        at = sum(piece.at for piece in line) / len(line)
        line.sort(key=lambda piece: piece.low)
        low, high = line[0].low, line[0].high
        for piece in line[1:]:
            if piece.low > high + NEAR:
                joined.append(Rule(at, low, high))
                low, high = piece.low, piece.high
            high = max(high, piece.high)
        joined.append(Rule(at, low, high))
    return [rule for rule in joined if rule.high - rule.low >= _SHORTEST]


def _lines(pieces: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Group pieces, sorted by where they stand, that stand on one line."""
    line: list[Rule] = []
    for piece in pieces:
        if line and piece.at - line[0].at > NEAR:
            yield line
            line = []
        line.append(piece)
    if line:
        yield line
