"""The table of what was measured, for the terminal and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.curves import Curve
    from benchmarks.rows import Part, Row

__all__ = ["page", "printed"]

_HEADS = (
    "Measured", "Median", "Least to most", "Goal", "Reached", "Seconds", "Peak memory, MiB",
)  # fmt: skip
_EXPONENT = 1.1  # of the size, above which time is said to grow faster than the input

_PREFACE = """\
Made by `make bench` ([how](../CONTRIBUTING.md#how-quick-it-is)). A ratio `a ÷ b` is the time of a
divided by the time of b within one round, in which all contenders take turns, each in a fresh
process; the table has the median of the rounds with the least and the most. Seconds are medians,
imports and a warm-up left out unless whole processes are timed. Peak memory is that of the whole
process, its inputs included, and never less than that of the small process that starts them all
(about 17).
"""


def printed(parts: Sequence[Part], curves: Sequence[Curve]) -> str:
    """Return the table in columns for the terminal."""
    lines = [_HEADS, *(cells for part in parts for cells in _block(part))]
    widths = [max(_width(line[i]) for line in lines if len(line) > 1) for i in range(len(_HEADS))]
    rows = [
        "  ".join(cell + " " * (w - _width(cell)) for cell, w in zip(line, widths, strict=False))
        for line in lines
    ]
    return "\n".join([*(row.rstrip() for row in rows), "", *_reasons(parts), *_curve_lines(curves)])


def page(
    parts: Sequence[Part],
    curves: Sequence[Curve],
    *,
    date: str,
    machine: Mapping[str, str],
    versions: Mapping[str, str],
    country: Sequence[str] = (),
) -> str:
    """Return the page of results; `country` are the lines that tell of the simulation."""
    facts = [f"- {name}: {value}" for name, value in {"Date": date, **machine, **versions}.items()]
    table = [
        f"| {' | '.join(('Subject', *_HEADS))} |",
        "|---" * (len(_HEADS) + 1) + "|",
        *(f"| {part.title} | {' | '.join(_cells(row))} |" for part in parts for row in part.rows),
    ]
    blocks = [
        ["# How quick it is", "", _PREFACE.rstrip()],
        ["## Where", *facts],
        ["## Table", *table],
        ["## What each does, and does not", *_sentences(parts)],
        ["## How it grows", *_curve_table(curves)],
        *([["## A country by simulation", *country]] if country else []),
    ]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _block(part: Part) -> Iterator[tuple[str, ...]]:
    yield (f"-- {part.title}",)
    for row in part.rows:
        yield _cells(row)


def _cells(row: Row) -> tuple[str, ...]:
    goal = row.goal.said(row.unit) if row.goal else ""
    if row.spread is None:
        return (row.what, "not measured", "", goal, "", "", "")
    spread = row.spread
    reached = ""
    if row.goal:
        reached = "reached" if row.goal.reached(spread.median) else "not reached"
    return (
        row.what,
        f"{_number(spread.median)}{row.unit}",
        f"{_number(spread.least)} to {_number(spread.most)}",
        goal,
        reached,
        row.seconds,
        row.peak,
    )


def _number(value: float) -> str:
    """Return a number with three figures that count, or as a whole one from a hundred on."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _width(text: str) -> int:
    """Return the columns that a text takes on a terminal."""
    return sum(2 if "\u2e80" <= character <= "\uffef" else 1 for character in text)


def _reasons(parts: Sequence[Part]) -> list[str]:
    """Return why rows were not measured."""
    return [
        f"Not measured: {part.title}, {row.what}: {row.reason}"
        for part in parts
        for row in part.rows
        if row.reason
    ]


def _sentences(parts: Sequence[Part]) -> list[str]:
    """Return each part's sentences; those that are the same for several parts once."""
    lines: list[str] = []
    told: set[tuple[str, str]] = set()
    for part in parts:
        lines += [f"- **{part.title}**: {part.given}"] if part.given else []
        for contender in part.contenders:
            if (contender.name, contender.does) not in told:
                told.add((contender.name, contender.does))
                lines.append(f"  - {contender.name}: {contender.does}")
    return lines + [f"- {reason}" for reason in _reasons(parts)]


def _curve_lines(curves: Sequence[Curve]) -> list[str]:
    lines = []
    for curve in curves:
        points = ", ".join(f"{size:,.0f}: {_number(1000 * s)} ms" for size, s in curve.points)
        lines.append(f"{curve.title} ({curve.size}): {curve.reason or _growth(curve)}; {points}")
    return lines


def _curve_table(curves: Sequence[Curve]) -> list[str]:
    told = (
        "The exponent fits the seconds at sizes from a hundredth of the largest on; 1 is linear, "
        f"the goal at most {_EXPONENT}."
    )
    lines = [
        told,
        "",
        "| Curve | Size | Exponent | Seconds at each size |",
        "|---|---|---|---|",
    ]
    for curve in curves:
        points = "; ".join(f"{size:,.0f}: {_number(s)}" for size, s in curve.points)
        grown = curve.reason or _growth(curve)
        lines.append(f"| {curve.title} | {curve.size} | {grown} | {points} |")
    return lines


def _growth(curve: Curve) -> str:
    verdict = "reached" if curve.exponent <= _EXPONENT else "not reached"
    return f"{curve.exponent:.2f} ({verdict})"
