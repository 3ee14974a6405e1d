"""A scale of one session more, taken on from the state of the feed that was loaded before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from counterpoise.assess.alignment_preset import Preset
from counterpoise.assess.alignment_scale import Scale, Selection, scale_of, selection_of
from counterpoise.assess.alignment_votes import FEED, VoteRecords, read_votes
from counterpoise.errors import InputError
from counterpoise.lake.engines import Engine
from counterpoise.lake.lake import Lake
from counterpoise.relations.alignment import extended, spread
from counterpoise.relations.alignment.votes import Ints, Votes

WHERE = "--update"
REMEDY = "leave --update out, so that all sessions are fitted again"


def scale_from_before(
    lake: Lake,
    engine: Engine,
    chosen: Selection,
    preset: Preset,
    as_of: date | None,
    progress: Callable[[int], None] = lambda _rounds: None,
) -> Scale:
    """Return the scale of a selection whose last session alone is new since an earlier vintage.

    The earlier sessions stay as they were fitted then; a whole fit would revise them a little.

    Raises
    ------
    InputError
        No earlier state of the feed ends one session before, or its votes have been revised.
    """
    before = _before(lake, engine, chosen, preset, as_of)
    return updated_scale(scale_of(before, preset, progress), chosen)


def _before(
    lake: Lake, engine: Engine, chosen: Selection, preset: Preset, as_of: date | None
) -> Selection:
    """Return the same selection from the newest earlier state that ends one session before."""
    sessions = _sessions(chosen)
    for state in reversed(lake.states(FEED)):
        if state.vintage == chosen.records.vintage:
            continue
        records = read_votes(lake, engine, as_of=as_of, vintage=state.vintage)
        found = selection_of(records, preset, chosen.issues, str(lake.root))
        if _sessions(found) == sessions[:-1]:
            return found
    raise InputError(
        f"no earlier state of {FEED} in the lake ends one session before session {sessions[-1]}",
        where=WHERE,
        remedy=REMEDY,
    )


def _sessions(selection: Selection) -> list[int]:
    return [int(number) for number in selection.records.votes.sessions]


def updated_scale(earlier: Scale, chosen: Selection) -> Scale:
    """Return the earlier scale with the last session of a selection filtered in.

    Pure: the same scale and the same votes give the same result.

    Raises
    ------
    InputError
        Votes of the earlier sessions differ from those that the earlier scale was fitted on.
    """
    records, old = chosen.records, earlier.selection.records
    order = _in_order(records.states, old.states)
    votes = _renumbered(records, order, earlier)
    names = tuple(records.states[place] for place in order)
    used = VoteRecords(records.source, records.vintage, names, records.roll_calls, votes)
    whole = replace(chosen.chosen, state=np.argsort(order)[chosen.chosen.state])
    fit = extended(earlier.fit, earlier.spread.variance, votes)
    return Scale(
        selection=replace(chosen, records=used, chosen=whole),
        preset=earlier.preset,
        anchors=(),
        fit=fit,
        spread=spread(fit),
        updated_from=old.vintage,
    )


def _in_order(states: Sequence[str], earlier: Sequence[str]) -> Ints:
    """Return the places of the states, the earlier ones first and in their order."""
    gone = [state for state in earlier if state not in states]
    if gone:
        raise _revised(f"{gone[0]} votes no longer")
    place = {state: i for i, state in enumerate(states)}
    new = [state for state in states if state not in set(earlier)]
    return np.array([place[state] for state in (*earlier, *new)], dtype=np.int64)


def _renumbered(records: VoteRecords, order: Ints, earlier: Scale) -> Votes:
    """Return the votes with the states in order, and the earlier roll calls' items as they were."""
    old = earlier.selection.records
    votes, last = records.votes, records.votes.sessions[-1]
    calls = {one.id: i for i, one in enumerate(records.roll_calls)}
    here = np.array([calls.get(one.id, -1) for one in old.roll_calls], dtype=np.int64)
    state = np.argsort(order)[votes.state]
    is_new = votes.session[votes.roll_call] == last
    then = old.votes
    now = _sorted(state[~is_new], votes.roll_call[~is_new], votes.choice[~is_new])
    before = _sorted(then.state, here[then.roll_call], then.choice)
    if now.shape != before.shape or (now != before).any():
        raise _revised("votes of earlier sessions differ")
    calls_now = np.unique(votes.roll_call[is_new])
    item = np.zeros(votes.session.size, dtype=np.int64)
    item[here[here >= 0]] = then.item[here >= 0]
    item[calls_now] = then.item_count + np.arange(calls_now.size)
    return replace(votes, state=state, item=item)


def _sorted(state: Ints, call: Ints, choice: Ints) -> Ints:
    table = np.stack([call, state, choice])
    return table[:, np.lexsort((state, call))]


def _revised(what: str) -> InputError:
    return InputError(
        f"{what} from the state of {FEED} loaded before: its positions cannot be taken on",
        where=WHERE,
        remedy=REMEDY,
    )
