"""The evidence that two statements are of one indicator: a score and its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tongbi.catalogue.units import Kinship, factor, kinship
from tongbi.model import Measure
from tongbi.series.scope import OWN_LEVEL
from tongbi.series.wording import axes

if TYPE_CHECKING:
    from tongbi.series.profile import Profile
    from tongbi.series.settings import Settings

__all__ = ["Evidence", "comparable", "least_shared", "overlap", "weigh"]

_PERCENT = "%"
_PIECE = 3
_ROUNDING = 1 - 1e-9  # what floating point may take from a limit


class Evidence(NamedTuple):
    """A score in [0, 1] and the codes of what made it less than the wording's overlap."""

    score: float
    reasons: tuple[str, ...]


def comparable(a: Profile, b: Profile) -> bool:
    """Tell whether two statements of one measure, role and base may be of one indicator."""
    if a.indicator and b.indicator and a.indicator != b.indicator:
        return False
    return kinship(a.statement.unit, b.statement.unit) is not Kinship.OTHER


def overlap(shared: float, one: float, other: float, settings: Settings) -> float:
    """Return how much of two labels is common, by weight.

    Parameters
    ----------
    shared, one, other : float
        Weight of the common n-grams, and of all n-grams of either label.
    """
    if shared <= 0:
        return 0.0
    larger, smaller = (one, other) if one > other else (other, one)
    cost = settings.overlap_larger * (larger - shared) + settings.overlap_smaller * (
        smaller - shared
    )
    return shared / (shared + cost)


def least_shared(total: float, settings: Settings) -> float:
    """Return the weight below which nothing shared makes a label of `total` a candidate.

    Whatever the other label is, the rest of this one costs at least the smaller of the two
    prices, so that the :func:`overlap` stays below ``overlap_candidate``.
    """
    price = min(settings.overlap_larger, settings.overlap_smaller) * settings.overlap_candidate
    return total * price / (1 - settings.overlap_candidate + price) * _ROUNDING


def weigh(a: Profile, b: Profile, wording: float, settings: Settings) -> Evidence:
    """Weigh all evidence but the neighbours'.

    Parameters
    ----------
    a, b : Profile
        Statements that :func:`comparable` lets through.
    wording : float
        Their :func:`overlap`.
    """
    near = _sections(a, b)
    factors = _place(a, b, settings)
    if a.indicator and a.indicator == b.indicator:
        # The words keep their say where one report states an indicator twice.
        score = settings.catalogue + (1 - settings.catalogue) * wording
    else:
        score = wording
        factors += _contrasts(a, b) + _unit(a, b, settings) + _size(a, b, settings)
        factors += _shape(a, b, near, settings)
        if a.indicator or b.indicator:
            # The catalogue would know the other one too, were it the same.
            factors.append(("catalogue", settings.catalogue_lone))
    reasons = []
    for code, by in factors:
        score *= by
        if by < 1:
            reasons.append(code)
    return Evidence(min(1.0, score + settings.section_bonus * near), tuple(reasons))


def _contrasts(a: Profile, b: Profile) -> list[tuple[str, float]]:
    found = []
    for axis in axes():
        one, other = a.sides.get(axis.id), b.sides.get(axis.id)
        if one == other:
            continue
        if one is None or other is None:
            found.append((f"lone:{axis.id}", axis.lone))
        elif one & other:
            found.append((f"partial:{axis.id}", axis.partial))
        else:
            found.append((f"clash:{axis.id}", axis.clash))
    return found


def _unit(a: Profile, b: Profile, settings: Settings) -> list[tuple[str, float]]:
    kin = kinship(a.statement.unit, b.statement.unit)
    return [(f"unit:{kin}", settings.unit[kin])]


def _place(a: Profile, b: Profile, settings: Settings) -> list[tuple[str, float]]:
    if a.place == b.place:
        return []
    if OWN_LEVEL in {a.place, b.place} and "" in {a.place, b.place}:
        return [("scope", settings.place_lone)]
    lone = not (a.place and b.place)
    return [("place", settings.place_lone if lone else settings.place_differ)]


def _sections(a: Profile, b: Profile) -> float:
    """Return how much of the nearest headings' wording is common, from 0 to 1."""
    if not a.section or not b.section:
        return 0.0
    return 2 * len(a.section & b.section) / (len(a.section) + len(b.section))


def _shape(a: Profile, b: Profile, near: float, settings: Settings) -> list[tuple[str, float]]:
    found = []
    if _part_of(a.pieces, b.pieces) or _part_of(b.pieces, a.pieces):
        found.append(("listing", settings.listing_part))
    thin = min(len(a.text), len(b.text)) <= settings.thin_length
    if thin and near < settings.section_alike:
        found.append(("thin", settings.thin_factor))
    return found


def _part_of(few: frozenset[str], many: frozenset[str]) -> bool:
    """Tell whether a label lists all that the other lists, and more.

    The action stands before the first of a list only (新增绿色建筑、装配式建筑).
    """
    shared = {
        other for other in many if any(one.endswith(other) or other.endswith(one) for one in few)
    }
    every = all(any(one.endswith(x) or x.endswith(one) for x in shared) for one in few)
    # A piece of a character or two (县、乡) is no thing of its own.
    return every and any(len(piece) >= _PIECE for piece in many - shared)


def _size(a: Profile, b: Profile, settings: Settings) -> list[tuple[str, float]]:
    found = []
    if a.figures != b.figures:
        lone = not (a.figures and b.figures)
        found.append(("figures", settings.figures_lone if lone else settings.figures_differ))
    if a.statement.measure is not Measure.LEVEL:
        return found
    if a.statement.unit == _PERCENT == b.statement.unit:
        distance = abs(float(a.statement.value - b.statement.value))
        found.append(("magnitude", settings.rate.at(distance)))
    elif a.log_value is not None and b.log_value is not None:
        scale = factor(a.statement.unit, b.statement.unit)
        ratio = abs(a.log_value - b.log_value + (_log(scale) if scale is not None else 0.0))
        found.append(("magnitude", settings.magnitude.at(ratio)))
    return found


def _log(scale: object) -> float:
    import math

    return math.log(float(scale))  # type: ignore[arg-type]
