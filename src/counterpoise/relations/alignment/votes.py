"""Votes as arrays: who answered which roll call how, in which session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from counterpoise.errors import MeasureError

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

YES, ABSTAIN, NO = 0, 1, 2
CHOICES = ("yes", "abstain", "no")


@dataclass(frozen=True)
class Block:
    """The votes of one session as dense tables.

    Attributes
    ----------
    states, items
        Indices of the rows, shape (n,), and of the columns' items, shape (m,).
    roll_calls
        Indices of the columns' roll calls, shape (m,).
    yes, abstain, no
        1 where the state chose so, else 0, shape (n, m); all three 0 where it did not vote.
    """

    states: Ints
    items: Ints
    roll_calls: Ints
    yes: Singles
    abstain: Singles
    no: Singles

    @cached_property
    def at_upper(self) -> Singles:
        """1 where the vote tells of the step between yes and abstain."""
        return self.yes + self.abstain

    @cached_property
    def at_lower(self) -> Singles:
        """1 where the vote tells of the step between abstain and no."""
        return self.abstain + self.no


@dataclass(frozen=True)
class Votes:
    """Votes of many states on many roll calls.

    Attributes
    ----------
    state, roll_call, choice
        One entry a vote, shape (V,): index of the state, index of the roll call, and
        0 (yes), 1 (abstain) or 2 (no). Who did not vote has no entry.
    session
        Number of the session of each roll call, shape (R,).
    item
        What a roll call asks, shape (R,): roll calls that share an item ask the same again and
        share their parameters. Without bridging every roll call is its own item.
    state_count
        Number of states N; some may have no vote.
    """

    state: Ints
    roll_call: Ints
    choice: Ints
    session: Ints
    item: Ints
    state_count: int

    @cached_property
    def sessions(self) -> Ints:
        """The numbers of the sessions with a vote, ascending, shape (T,)."""
        return np.unique(self.session[np.unique(self.roll_call)])

    @property
    def item_count(self) -> int:
        """Number of items."""
        return int(self.item.max()) + 1 if self.item.size > 0 else 0

    @cached_property
    def voted(self) -> Flags:
        """Whether a state voted in a session, shape (T, N)."""
        found = np.zeros((self.sessions.size, self.state_count), dtype=np.bool_)
        found[np.searchsorted(self.sessions, self.session[self.roll_call]), self.state] = True
        return found

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The votes session by session."""
        when = self.session[self.roll_call]
        return tuple(self._block(np.flatnonzero(when == number)) for number in self.sessions)

    def _block(self, kept: Ints) -> Block:
        states, row = np.unique(self.state[kept], return_inverse=True)
        calls, column = np.unique(self.roll_call[kept], return_inverse=True)
        tables = []
        for choice in (YES, ABSTAIN, NO):
            table = np.zeros((states.size, calls.size), dtype=np.float32)
            chosen = self.choice[kept] == choice
            table[row[chosen], column[chosen]] = 1
            tables.append(table)
        return Block(states, self.item[calls], calls, *tables)

    def select(self, kept: Flags) -> Votes:
        """Return some of the votes, of the same states and roll calls."""
        return Votes(
            self.state[kept],
            self.roll_call[kept],
            self.choice[kept],
            self.session,
            self.item,
            self.state_count,
        )

    @cached_property
    def is_contested(self) -> Flags:
        """Whether a roll call drew at least two choices, shape (R,)."""
        counts = np.zeros((self.session.size, len(CHOICES)), dtype=np.int64)
        np.add.at(counts, (self.roll_call, self.choice), 1)
        return np.asarray((counts > 0).sum(axis=1) > 1)

    def contested(self) -> Votes:
        """Return the votes on roll calls that drew at least two choices.

        A unanimous roll call tells nothing of who stands where.
        """
        return self.select(self.is_contested[self.roll_call])


def vote_table(
    state: Sequence[int] | Ints,
    roll_call: Sequence[int] | Ints,
    choice: Sequence[int] | Ints,
    session: Sequence[int] | Ints,
    *,
    state_count: int,
    item: Sequence[int] | Ints | None = None,
) -> Votes:
    """Return votes as a checked table.

    Parameters
    ----------
    state, roll_call, choice, session, item, state_count
        As in :class:`Votes`; without `item` every roll call asks something of its own.

    Raises
    ------
    MeasureError
        On arrays of different lengths, an index or a choice out of range, a state that votes
        twice on a roll call, no vote at all.
    """
    states, calls, choices, sessions = (
        np.asarray(values, dtype=np.int64) for values in (state, roll_call, choice, session)
    )
    items = np.arange(sessions.size) if item is None else np.asarray(item, dtype=np.int64)
    if not states.size == calls.size == choices.size or items.size != sessions.size:
        raise MeasureError(
            f"{states.size} states, {calls.size} roll calls and {choices.size} choices are given",
            remedy="pass one of each for every vote, and one session and item for every roll call",
        )
    if states.size == 0:
        raise MeasureError("there is no vote", remedy="pass at least two contested roll calls")
    _in_range(states, state_count, "state")
    _in_range(calls, sessions.size, "roll call")
    _in_range(choices, len(CHOICES), "choice")
    _in_range(items, items.size, "item")
    _once(states, calls, sessions.size)
    return Votes(states, calls, choices, sessions, items, state_count)


def _once(states: Ints, calls: Ints, call_count: int) -> None:
    pairs, counts = np.unique(states * call_count + calls, return_counts=True)
    if counts.max() > 1:
        twice = divmod(int(pairs[counts.argmax()]), call_count)
        raise MeasureError(
            f"state {twice[0]} votes twice on roll call {twice[1]}",
            remedy="give each state one vote a roll call",
        )


def _in_range(values: Ints, end: int, name: str) -> None:
    bad = values[(values < 0) | (values >= end)]
    if bad.size > 0:
        raise MeasureError(
            f"{name} {bad[0]} is out of range", remedy=f"number each {name} from 0 to {end - 1}"
        )
