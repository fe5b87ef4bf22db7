"""The weights and thresholds of linking, from ``linking.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tongbi.catalogue.tables import load_package_table
from tongbi.errors import DataError

__all__ = ["Fade", "Settings", "settings"]

_FILE = "linking.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fade:
    """A factor of 1 up to `free`, which falls to `floor` at `far`."""

    free: float
    far: float
    floor: float

    def at(self, distance: float) -> float:
        """Return the factor at a distance.

        Examples
        --------
        >>> Fade(free=1, far=3, floor=0.5).at(2)
        0.75
        """
        if distance <= self.free:
            return 1.0
        way = min(1.0, (distance - self.free) / (self.far - self.free))
        return 1.0 - way * (1.0 - self.floor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What ``linking.toml`` says; its comments say what each key means."""

    gram_sizes: tuple[float, ...]
    tail: int
    front: float
    overlap_larger: float
    overlap_smaller: float
    overlap_candidate: float
    catalogue: float
    catalogue_lone: float
    unit: dict[str, float]
    figures_differ: float
    figures_lone: float
    magnitude: Fade
    rate: Fade
    place_differ: float
    place_lone: float
    listing_part: float
    thin_length: int
    thin_factor: float
    section_bonus: float
    section_alike: float
    neighbour_reach: int
    neighbour_sure: float
    neighbour_bonus: float
    hanging_gap: int
    hanging_length: int
    hanging_factor: float
    sharpness: float
    same: float
    near: float
    chain: float
    skip: float


@cache
def settings() -> Settings:
    """Return the settings that the package ships.

    Raises
    ------
    DataError
        Where the file lacks a key.
    """
    table = load_package_table(_FILE, "tongbi.series")
    try:
        return Settings(
            gram_sizes=tuple(table["grams"]["sizes"]),
            tail=table["grams"]["tail"],
            front=table["grams"]["front"],
            overlap_larger=table["overlap"]["larger"],
            overlap_smaller=table["overlap"]["smaller"],
            overlap_candidate=table["overlap"]["candidate"],
            catalogue=table["catalogue"]["least"],
            catalogue_lone=table["catalogue"]["lone"],
            unit=dict(table["unit"]),
            figures_differ=table["figures"]["differ"],
            figures_lone=table["figures"]["lone"],
            magnitude=Fade(**table["magnitude"]),
            rate=Fade(**table["rate"]),
            place_differ=table["place"]["differ"],
            place_lone=table["place"]["lone"],
            listing_part=table["listing"]["part"],
            thin_length=table["thin"]["length"],
            thin_factor=table["thin"]["factor"],
            section_bonus=table["section"]["bonus"],
            section_alike=table["section"]["alike"],
            neighbour_reach=table["neighbour"]["reach"],
            neighbour_sure=table["neighbour"]["sure"],
            neighbour_bonus=table["neighbour"]["bonus"],
            hanging_gap=table["hanging"]["gap"],
            hanging_length=table["hanging"]["length"],
            hanging_factor=table["hanging"]["factor"],
            sharpness=table["assignment"]["sharpness"],
            same=table["threshold"]["same"],
            near=table["threshold"]["near"],
            chain=table["threshold"]["chain"],
            skip=table["threshold"]["skip"],
        )
    except (KeyError, TypeError) as err:
        raise DataError("series.setting-missing", file=_FILE, key=err) from err
