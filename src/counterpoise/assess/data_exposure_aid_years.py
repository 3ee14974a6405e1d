"""One year of aid: its single donors, its printed totals, and whether these agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterpoise.assess.data_exposure_records import Row, Structure
from counterpoise.feeds.source import Assertion, Source

GROUP = ", Total"
"""How the matrices end the name of a group of donors."""
PRIVATE = "private_donors"
"""Look-up of the source that lists foundations and lotteries: their grants are no official aid."""
OTHERS = "Other "
"""How they begin the name of a remainder that several donors share."""
ROUNDING = 0.1
"""Printed units (millions, mostly) by which rounded figures may miss their printed total."""
EXPONENT = "UNIT_MULT"
"""Attribute that tells the printed unit as a power of ten of the stored one."""


@dataclass(frozen=True)
class Year:
    """What one year's rows come to.

    Attributes
    ----------
    refused
        Why the year is left out; empty where it stands.
    total
        The printed total of official donors; None where none is printed.
    remainder
        What the official total holds beyond the single donors; None without a total.
    slack
        How far a total may miss its members by rounding alone.
    """

    year: int
    rows: tuple[Row, ...]
    refused: str
    total: float | None
    remainder: float | None
    slack: float

    @property
    def left(self) -> float:
        """What the printed total holds beyond the single donors, from 0; 0 without a total."""
        return self.remainder if self.remainder is not None and self.remainder > self.slack else 0.0

    @property
    def over(self) -> float:
        """What the single donors hold beyond the printed total, from 0; 0 without a total."""
        return (
            -self.remainder if self.remainder is not None and self.remainder < -self.slack else 0.0
        )


def is_coded(source: Source) -> bool:
    """Whether a source prints donors as codes: states' and its own, of organisations and groups."""
    return PRIVATE not in source.lookups


def checked_year(structure: Structure, rows: Sequence[Row], year: int) -> Year:
    """Hold a year's printed totals against their members, as the source promises them.

    Returns
    -------
    Year
        Refused where a total is not its members' sum: then the columns are shifted or broken, and
        the single donors cannot be trusted either.
    """
    own = tuple(row for row in rows if row.year == year and row.value is not None)
    values = {row.object: row.value or 0.0 for row in own}
    rounding = ROUNDING * max((_printed_unit(row) for row in own), default=1.0)
    refused = broken_total(values, structure.source, year, rounding)
    total = values.get(official_total(structure.source))
    single = sum(row.value or 0.0 for row in own if is_single(structure, row))
    remainder = None if total is None else round(total - single, 9)
    return Year(year, own, refused, total, remainder, rounding * (1 + 0.05 * len(own)))


def official_total(source: Source) -> str:
    """Return the name of the total of all official donors: the last that the source promises."""
    return next((rule.total for rule in reversed(source.assertions) if rule.check == "total"), "")


def broken_total(
    values: Mapping[str, float], source: Source, year: int, rounding: float = ROUNDING
) -> str:
    """Say which printed total is not its members' sum; empty where all are.

    A coded source answers what it was asked: a total of which no member was asked for is not
    held against them.

    Parameters
    ----------
    values
        Amount by name of donor or group of donors.
    rounding
        Amount by which rounding alone may move a total.
    """
    for rule in source.assertions:
        if rule.check != "total" or rule.total not in values:
            continue
        if is_coded(source) and not any(member in values for member in rule.members):
            continue
        summed = sum(values.get(member, 0.0) for member in rule.members)
        if _off(values[rule.total], summed, rule, rounding):
            return (
                f"{source.id} {year}: {rule.total} is {values[rule.total]:,.1f} where its members "
                f"sum to {summed:,.1f}; a broken total is refused, and the year with it"
            )
    return ""


def _off(printed: float, summed: float, rule: Assertion, rounding: float) -> bool:
    return abs(printed - summed) > rounding + rule.tolerance * abs(printed)


def _printed_unit(row: Row) -> float:
    return 10.0 ** int(row.attributes.get(EXPONENT, "0"))


def is_single(structure: Structure, row: Row) -> bool:
    """Whether a row's donor is a single official one: no group, no foundation, no remainder.

    Of a coded source only states are: its own codes are of organisations, and of groups of them.
    """
    if is_coded(structure.source):
        return row.object_iso3 is not None
    return not (
        row.object.endswith(GROUP)
        or row.object.startswith(OTHERS)
        or row.object in structure.source.lookups[PRIVATE]
    )
