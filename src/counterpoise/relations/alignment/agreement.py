"""How alike two states vote: agreement, S, weighted kappa and pi, as plain counts.

Yes, abstain and no lie at 0, 1 and 2. Observed disagreement is the mean distance over the roll
calls in which both voted; S sets it against the greatest there could be (Signorino and Ritter 1999,
"Tau-b or Not Tau-b", International Studies Quarterly 43:115-144), Cohen's kappa and Scott's pi
against what chance would give from the states' own and from their pooled shares of the three
choices (Häge 2011, "Choice or Circumstance?", Political Analysis 19:287-305).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterpoise.errors import MeasureError
from counterpoise.relations.alignment.votes import CHOICES, Floats, Ints, Votes

_WIDEST = len(CHOICES) - 1
_DISTANCE = np.abs(np.subtract.outer(np.arange(3.0), np.arange(3.0)))


@dataclass(frozen=True)
class PairAgreement:
    """Two states over some roll calls.

    Attributes
    ----------
    both
        Roll calls in which both voted.
    agreement
        Share of them in which they chose the same, 0 to 1.
    s
        From -1 (always opposed) to 1 (always the same).
    kappa, pi
        From -1 to 1, 0 where no more alike than by chance; None where chance leaves no room to
        differ, as when both only ever choose one thing.
    """

    both: int
    agreement: float
    s: float
    kappa: float | None
    pi: float | None


def pair_agreement(one: Ints, other: Ints) -> PairAgreement:
    """Compare the choices of two states on the roll calls in which both voted.

    Parameters
    ----------
    one, other
        0 (yes), 1 (abstain) or 2 (no), shape (n,), n at least 1.

    Raises
    ------
    MeasureError
        Without a common roll call.
    """
    if one.size == 0 or one.size != other.size:
        raise MeasureError(
            f"{one.size} and {other.size} choices are no common roll calls",
            remedy="pass the choices on the roll calls in which both voted, one at least",
        )
    table = np.zeros((3, 3))
    np.add.at(table, (one, other), 1 / one.size)
    observed = float((table * _DISTANCE).sum())
    own = table.sum(axis=1), table.sum(axis=0)
    pooled = (own[0] + own[1]) / 2
    return PairAgreement(
        both=int(one.size),
        agreement=float(np.trace(table)),
        s=1 - 2 * observed / _WIDEST,
        kappa=_against(observed, own[0], own[1]),
        pi=_against(observed, pooled, pooled),
    )


def _against(observed: float, one: Floats, other: Floats) -> float | None:
    expected = float(one @ _DISTANCE @ other)
    return 1 - observed / expected if expected > 1e-12 else None


def common_choices(votes: Votes, one: int, other: int, session: int) -> tuple[Ints, Ints]:
    """Return the choices of two states on the roll calls of a session in which both voted."""
    held = votes.session[votes.roll_call] == session
    sides = []
    for state in (one, other):
        own = np.flatnonzero(held & (votes.state == state))
        sides.append(own[np.argsort(votes.roll_call[own])])
    _, first, second = np.intersect1d(
        votes.roll_call[sides[0]], votes.roll_call[sides[1]], return_indices=True
    )
    return votes.choice[sides[0][first]], votes.choice[sides[1][second]]
