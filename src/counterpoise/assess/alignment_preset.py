"""The two ways of reading the votes: the one that predicts best, the one nearest to a known scale.

They answer different questions and are kept apart. The default's spreads were chosen by votes held
out of the fit, the published preset's by nearness to the estimates of April 2020; see
docs/benchmarks.md for both numbers of both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from counterpoise.assess.alignment_votes import VoteRecords
from counterpoise.relations.alignment import DEFAULT, PUBLISHED, Priors
from counterpoise.relations.alignment.votes import Flags


@dataclass(frozen=True)
class Preset:
    """Priors with a selection of roll calls.

    Attributes
    ----------
    parts_left_out
        First and last session in which votes on paragraphs and amendments are left out; None
        where they always count.
    bridged
        Whether roll calls that ask the same again share their parameters across sessions, where
        the votes were loaded with the table that says which do.
    reason
        Why these, in a sentence.
    """

    id: str
    priors: Priors
    parts_left_out: tuple[int, int] | None
    bridged: bool
    reason: str

    def selects(self, records: VoteRecords) -> Flags:
        """Return which roll calls the preset uses, shape (R,)."""
        if self.parts_left_out is None:
            return np.ones(len(records.roll_calls), dtype=np.bool_)
        first, last = self.parts_left_out
        return np.array(
            [not (one.part and first <= one.session <= last) for one in records.roll_calls]
        )


PRESETS: Mapping[str, Preset] = {
    one.id: one
    for one in (
        Preset("default", DEFAULT, None, True, "spreads chosen by votes held out of the fit"),
        Preset(
            "published",
            PUBLISHED,
            (52, 72),
            False,
            "near to the published estimates of April 2020, whose selection of roll calls it "
            "takes over; its intervals are wider than its errors",
        ),
    )
}
