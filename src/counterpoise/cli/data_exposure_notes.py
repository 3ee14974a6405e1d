"""What the columns of exposure from data mean, for the notes under their tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterpoise.assess.data_exposure_findings import DataExposure

INDEX_NOTE = (
    "Index (Herfindahl–Hirschman): the sum of the squared shares of the known partners, from 1/n "
    "(n equal ones) to 1 (one alone). Normalised: from 0 (equal shares) to 1, whatever n. "
    "Effective partners: 1/index, the number of equal partners as concentrated. Bounds: the least "
    "and the greatest value over all that is missing or uncertain; no probability."
)


def partner_notes(found: DataExposure) -> Iterator[str]:
    """Yield notes on the columns of the tables of partners that hold something."""
    partners = [one for item in found.concentration for one in item.partners]
    if not partners:
        return
    yield (
        "Share: of the amounts of known partners; bounds: over all that is missing or uncertain. "
        "Others must grow: by how much all others together would have to, to replace the partner."
    )
    if any(one.asymmetry is not None for one in partners):
        yield (
            "State’s weight for it: the state’s share of all that the partner gives. Asymmetry "
            "(Hirschman 1945): the partner’s share less that weight, from −1 to 1; above 0 the "
            "state depends more on the partner than the partner on it."
        )
    if any(one.matched is not None for one in partners):
        yield (
            "Matched by others: the part of the partner’s amount that other partners of the state "
            "give in the same kinds of thing."
        )
    if any(item.channel == "arms" for item in found.concentration):
        yield (
            "TIV: the register’s trend-indicator value, a measure of capability and not of money. "
            "Orders: delivered so far on the orders placed in the years; deliveries: made in the "
            "years, on orders of any year."
        )


def vote_notes(found: DataExposure) -> Iterator[str]:
    """Yield notes on the columns of the table of votes."""
    yield (
        "Agreement: the share of the roll calls in which both voted that they voted alike, "
        "averaged over the sessions of the years. “not known”: there is no scatter to judge by."
    )
    apart = next((item.positions for item in found.votes if item.positions is not None), None)
    if apart is not None:
        yield (
            "Distance: of the two states’ positions by all votes, in the last session of the years "
            f"in which both voted; unit: {apart.unit}. Change above 0: they moved apart."
        )
    yield "A movement after the last vote at hand cannot be seen in any of these."
