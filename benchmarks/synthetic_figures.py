"""The figures of the synthetic reports: what a quantity is in a year, and how it is printed.

Nothing is drawn from a running generator: every choice is a hash of what it is about, so that
any year of any issuer can be had without those before it, and is the same in every process.
Levels follow a straight line with noise, by operations that IEEE 754 rounds alike everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

T = TypeVar("T")
EPOCH = 2010  # the year in which a quantity has its issuer's own size
SLIP = 0.06  # how often a figure contradicts the others
RESCALED = 0.12  # how often an amount is printed in 万元
MYRIAD = 10_000
RESTATED = Decimal("1.04")
LARGEST_RATE = Decimal("99.9")
LARGEST_GOAL = Decimal(99)
TERM = 5  # the years of a term
AIMS = (4, 5, 6, 7)  # percent of growth to reach


@dataclass(frozen=True, slots=True)
class Draw:
    """Choices, each a function of what it is about and of nothing else.

    Parameters
    ----------
    about : str
        What all the choices share, such as seed and issuer.
    """

    about: str

    def unit(self, *what: object) -> float:
        """Return a number from 0 to below 1."""
        key = "|".join((self.about, *map(str, what)))
        digest = blake2b(key.encode(), digest_size=8).digest()
        return (int.from_bytes(digest, "big") >> 11) / (1 << 53)

    def between(self, low: float, high: float, *what: object) -> float:
        """Return a number of a range."""
        return low + (high - low) * self.unit(*what)

    def pick(self, options: Sequence[T], *what: object) -> T:
        """Return one of several."""
        return options[int(self.unit(*what) * len(options))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """What a report gives figures of; synthetic.toml explains the fields."""

    units: str = "%"
    range: tuple[float, float] = (0, 0)
    decimals: int = 0
    within: str = ""
    share: tuple[float, float] = (0, 0)
    rest: tuple[str, ...] = ()
    rate: tuple[str, ...] = ()

    @property
    def percent(self) -> bool:
        """Whether it is a rate, whose change is told in percentage points."""
        return self.units == "%"

    @property
    def places(self) -> int:
        """The decimals that are printed."""
        return 1 if self.rate else self.decimals


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure in its words; without a quote there is no figure, as in "no change"."""

    quote: str
    before: str = ""
    slipped: bool = False


class Numbers:
    """The quantities of one issuer in any year.

    Parameters
    ----------
    quantities : mapping of str to Quantity
        By name.
    draw : Draw
        The issuer's choices.
    """

    def __init__(self, quantities: Mapping[str, Quantity], draw: Draw) -> None:
        self.quantities = quantities
        self.draw = draw
        self._known: dict[tuple[str, int], Decimal] = {}

    def value(self, name: str, year: int) -> Decimal:
        """Return what the report of the year gives for a quantity, slips included."""
        if (name, year) not in self._known:
            self._known[name, year] = self._value(name, self.quantities[name], year)
        return self._known[name, year]

    def slips(self, name: str, year: int) -> bool:
        """Return whether a rest or a rate disagrees with what it is made of."""
        quantity = self.quantities[name]
        return bool(quantity.rest or quantity.rate) and self.draw.unit(name, "slip", year) < SLIP

    def _value(self, name: str, quantity: Quantity, year: int) -> Decimal:
        slip = Decimal(self.slips(name, year))
        noise = self.draw.between(-1, 1, name, "noise", year)
        if quantity.rest:
            whole, *parts = (self.value(one, year) for one in quantity.rest)
            left = whole - sum(parts)
            return rounded(left * (1 + slip / 7), quantity.decimals) + slip
        if quantity.rate:
            part, whole = (self.value(one, year) for one in quantity.rate)
            return rounded(100 * part / whole - 2 * slip, quantity.places)
        if quantity.within:
            share = self.draw.between(*quantity.share, name, "share") * (1 + 0.02 * noise)
            part = self.value(quantity.within, year) * Decimal(min(share, quantity.share[1]))
            return rounded(part, quantity.decimals)
        size = self.draw.between(*quantity.range, name, "size")
        if quantity.percent:
            trend = self.draw.between(-0.05, 0.15, name, "trend")
            rate = size + trend * (year - EPOCH) + noise
            return min(rounded(Decimal(rate), quantity.decimals), LARGEST_RATE)
        trend = self.draw.between(-0.015, 0.08, name, "trend")
        level = size * max(0.2, 1 + trend * (year - EPOCH)) * (1 + 0.04 * noise)
        return max(rounded(Decimal(level), quantity.decimals), Decimal(1))


class Figures:
    """The figures of one report as they are printed.

    Parameters
    ----------
    numbers : Numbers
        The issuer's.
    year : int
        The year that the report covers.
    words : mapping
        The words of growth and bounds, from synthetic.toml.
    """

    def __init__(self, numbers: Numbers, year: int, words: Mapping[str, Any]) -> None:
        self._numbers = numbers
        self._draw = Draw(f"{numbers.draw.about}|{year}")
        self._year = year
        self._words = words

    def printed(self, name: str, form: str) -> Printed:
        """Return a figure of a quantity in one of the forms that synthetic.toml explains."""
        told: Printed = getattr(self, f"_tell_{form}")(name)
        return told

    def _tell_level(self, name: str) -> Printed:
        return Printed(self._level(name), slipped=self._numbers.slips(name, self._year))

    def _tell_about(self, name: str) -> Printed:
        value = self._value(name)
        if self._quantity(name).percent:
            return Printed(f"{value.to_integral_value(ROUND_FLOOR)}%{self._words['above']}")
        unit = self._unit(name)
        over, nearly = self._words["over"]
        low, high = (two_digits(value, way) for way in (ROUND_FLOOR, ROUND_CEILING))
        forms = (f"{low}{self._words['odd']}{unit}", f"{over}{low}{unit}", f"{nearly}{high}{unit}")
        exact = self._level(name)
        return Printed(exact if low == high else self._draw.pick((*forms, exact), name, "bound"))

    def _tell_yoy(self, name: str) -> Printed:
        return self._grown(name, self._pick("lead", name))

    def _tell_growth(self, name: str) -> Printed:
        return self._grown(name, "")

    def _tell_diff(self, name: str) -> Printed:
        return self._moved(name, self._unit(name), ("more", "fewer"))

    def _tell_pp(self, name: str) -> Printed:
        return self._moved(name, self._words["points"], ("higher", "lower"))

    def _tell_prior(self, name: str) -> Printed:
        value, slipped = self._value(name, 1), self._slips(name)
        if slipped:
            value = rounded(value * RESTATED, self._quantity(name).places) + 1
        return Printed(self._level(name, value), slipped=slipped)

    def _tell_target(self, name: str) -> Printed:
        value = self._value(name)
        if self._quantity(name).percent:
            goal = min(value.to_integral_value(ROUND_CEILING), LARGEST_GOAL)
            return Printed(f"{goal}%{self._words['above']}")
        goal_text = two_digits(value, ROUND_CEILING)
        return Printed(f"{goal_text}{self._unit(name)}{self._words['above']}")

    def _tell_term(self, name: str) -> Printed:
        total = sum((self._value(name, back) for back in range(TERM)), Decimal())
        return Printed(self._level(name, total))

    def _tell_aim(self, name: str) -> Printed:
        return Printed(f"{self._draw.pick(AIMS, name)}%{self._words['around']}")

    def _quantity(self, name: str) -> Quantity:
        return self._numbers.quantities[name]

    def _value(self, name: str, back: int = 0) -> Decimal:
        return self._numbers.value(name, self._year - back)

    def _pick(self, words: str, name: str) -> str:
        chosen: str = self._draw.pick(self._words[words], name)
        return chosen

    def _slips(self, name: str) -> bool:
        return self._draw.unit(name, "slip") < SLIP

    def _unit(self, name: str) -> str:
        # A measure word is kept for some years, and is one for what shares its synonyms.
        units = self._quantity(name).units
        return self._numbers.draw.pick(units.split("|"), units, self._year // 3)

    def _level(self, name: str, value: Decimal | None = None) -> str:
        value = self._value(name) if value is None else value
        unit = self._unit(name)
        if unit == "亿元" and self._draw.unit("scale", name) < RESCALED:
            return f"{rounded(value * MYRIAD, 0)}万元"
        return f"{value:.{self._quantity(name).places}f}{unit}"

    def _grown(self, name: str, lead: str) -> Printed:
        before, slipped = self._value(name, 1), self._slips(name)
        percent = rounded(100 * (self._value(name) - before) / before, 1)
        return self._change(name, percent + 7 * slipped, "%", lead, ("up", "down"))

    def _moved(self, name: str, unit: str, verbs: tuple[str, str]) -> Printed:
        step = self._value(name) - self._value(name, 1)
        lead = self._pick("lead", name)
        return self._change(name, step + 3 * self._slips(name), unit, lead, verbs)

    def _change(
        self, name: str, step: Decimal, unit: str, lead: str, verbs: tuple[str, str]
    ) -> Printed:
        if not step:
            return Printed("", self._words["same"])
        verb = self._pick(verbs[step < 0], name)
        return Printed(f"{abs(step)}{unit}", lead + verb, self._slips(name))


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return a number rounded half up."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def two_digits(value: Decimal, way: str) -> str:
    """Return a number of two significant digits, with 万 where it is large."""
    step = Decimal(10) ** (value.adjusted() - 1)
    short = (value / step).to_integral_value(way) * step
    return f"{short / MYRIAD:f}万" if value >= MYRIAD else f"{short:f}"
