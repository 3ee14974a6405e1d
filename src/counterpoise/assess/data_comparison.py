"""Several states side by side on the same definitions, windows and vintages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from counterpoise.assess.data_comparison_findings import (
    Comparison,
    PeerMissing,
    PeerRow,
    PlaceFinding,
)
from counterpoise.assess.data_exposure import assess_data_exposure, check
from counterpoise.assess.data_exposure_findings import (
    AgreementFinding,
    ChangeFinding,
    ConcentrationFinding,
    DataExposure,
    FeedUse,
    SanctionsFinding,
    Window,
)
from counterpoise.assess.data_exposure_question import Question
from counterpoise.assess.data_exposure_records import Structure
from counterpoise.errors import InputError, LakeError
from counterpoise.lake.engines import Engine
from counterpoise.lake.lake import Lake
from counterpoise.vocabulary import Vocabulary

__all__ = ["Comparison", "PeerMissing", "PeerRow", "PlaceFinding", "compare_exposure"]

METHOD = (
    "States whose bounds lie wholly above or below those of the focal state are told apart; all "
    "others are not, whatever their values."
)


def compare_exposure(
    lake: Lake,
    engine: Engine,
    vocabulary: Vocabulary,
    question: Question,
    peers: Sequence[str],
    *,
    done: Callable[[str], None] = lambda _state: None,
) -> Comparison:
    """Compute the exposure of a state and of its peers on the same definitions.

    Parameters
    ----------
    question
        Votes are compared only with the partners that it names: the same for every state.
    done
        Called with each state that is done.

    Raises
    ------
    InputError
        A state is unknown, stands twice, or is a group of states.
    LakeError
        The feeds tell nothing of any state.
    """
    states = (question.focal, *peers)
    _check(states, question, vocabulary)
    channels = question.channels or (
        ("arms", "aid", "sanctions", "votes") if question.partners else ("arms", "aid", "sanctions")
    )
    found: dict[str, DataExposure] = {}
    opened: dict[str, Structure | None] = {}
    for state in states:
        asked = replace(question.of(state), channels=channels)
        found[state] = assess_data_exposure(
            lake, engine, vocabulary, asked, must_tell=False, opened=opened
        )
        done(state)
    rows = tuple(
        row
        for state in states
        for row in _rows(found[state], vocabulary.name(state), question.partners)
    )
    missing = {state: found[state].missing for state in states}
    if not rows:
        first = next(item for each in missing.values() for item in each)
        raise LakeError(first.sentence, where=str(lake.root), remedy=first.remedy)
    return Comparison(
        focal=question.focal,
        peers=tuple(peers),
        feeds=tuple(dict.fromkeys(_same(use) for each in found.values() for use in each.feeds)),
        rows=rows,
        places=_places(rows, question.focal, vocabulary.name(question.focal)),
        missing=tuple(
            PeerMissing(state, item.channel, item.sentence)
            for state, each in missing.items()
            for item in each
        ),
    )


def _check(states: Sequence[str], question: Question, vocabulary: Vocabulary) -> None:
    for place, state in enumerate(states):
        check(question.of(state), vocabulary)
        if state in states[:place]:
            raise InputError(f"{state} stands twice", remedy="name each state once")


def _same(use: FeedUse) -> FeedUse:
    """Return what was read without the day of the state's own newest row."""
    return replace(use, known=None)


def _rows(found: DataExposure, name: str, partners: Sequence[str]) -> list[PeerRow]:
    newest: dict[tuple[str, str, str, str], int] = {}
    for item in found.concentration:
        newest[_key(item)] = max(newest.get(_key(item), 0), item.window.until)
    later = [item for item in found.concentration if item.window.until == newest[_key(item)]]
    rows = [_share_row(item, found.changes, name) for item in later]
    rows += [_sanctions_row(item, name) for item in found.sanctions]
    rows += [_vote_row(item, name) for item in found.votes if item.partner in partners]
    return rows


def _key(item: ConcentrationFinding) -> tuple[str, str, str, str]:
    return item.channel, item.basis, item.feed, item.instrument


def _share_row(item: ConcentrationFinding, changes: Sequence[ChangeFinding], name: str) -> PeerRow:
    moved = next(
        (
            one
            for one in changes
            if (one.channel, one.basis, one.feed) == (item.channel, item.basis, item.feed)
            and one.after_window == item.window
            and one.id.endswith(item.instrument if item.channel == "aid" else str(item.window))
        ),
        None,
    )
    return PeerRow(
        id=f"compare:{item.id}",
        evidence=item.evidence,
        method=item.method,
        sentence=item.sentence,
        value=item.value,
        unit=item.unit,
        parameters=item.parameters,
        state=item.focal,
        name=name,
        channel=item.channel,
        basis=item.basis,
        feed=item.feed,
        vintage=item.vintage,
        window=item.window,
        bounds=item.bounds,
        effective=item.effective,
        top=item.top,
        top_name=item.partners[0].name,
        top_share=item.top_share,
        change=None if moved is None else float(moved.value or 0.0),
        change_interval=None if moved is None else moved.interval,
        flags=item.flags,
    )


def _sanctions_row(item: SanctionsFinding, name: str) -> PeerRow:
    return PeerRow(
        id=f"compare:{item.id}",
        evidence=item.evidence,
        method=item.method,
        sentence=item.sentence,
        value=item.value,
        unit=item.unit,
        parameters=item.parameters,
        state=item.focal,
        name=name,
        channel=item.channel,
        basis="cases in force",
        feed=item.feed,
        vintage=item.vintage,
        window=Window(item.year, item.year),
        bounds=(float(item.bounds[0]), float(item.bounds[1])),
        effective=None,
        top="",
        top_name="",
        top_share=None,
        change=float(item.bounds[1] - item.before),
        change_interval=None,
        flags=item.flags,
    )


def _vote_row(item: AgreementFinding, name: str) -> PeerRow:
    return PeerRow(
        id=f"compare:{item.id}",
        evidence=item.evidence,
        method=item.method,
        sentence=item.sentence,
        value=item.after,
        unit=item.unit,
        parameters=item.parameters,
        state=item.focal,
        name=name,
        channel=item.channel,
        basis=f"agreement with {item.name}",
        feed=item.feed,
        vintage=item.vintage,
        window=item.after_window,
        bounds=None,
        effective=None,
        top="",
        top_name="",
        top_share=None,
        change=None if item.value is None else float(item.value),
        change_interval=item.interval,
        flags=(),
    )


def _places(rows: Sequence[PeerRow], focal: str, name: str) -> tuple[PlaceFinding, ...]:
    """Say of each measure that has bounds which peers are certainly above or below."""
    found = []
    for own in rows:
        if own.state != focal or own.bounds is None:
            continue
        same = [
            row
            for row in rows
            if row.state != focal
            and (row.channel, row.basis, row.feed, row.unit, row.window)
            == (own.channel, own.basis, own.feed, own.unit, own.window)
            and row.bounds is not None
        ]
        if not same:
            continue
        low, high = own.bounds
        above = tuple(row.state for row in same if row.bounds and row.bounds[0] > high)
        below = tuple(row.state for row in same if row.bounds and row.bounds[1] < low)
        rest = tuple(row.state for row in same if row.state not in above + below)
        what = "sanctioned" if own.channel == "sanctions" else "concentrated"
        found.append(
            PlaceFinding(
                id=f"compare:place:{own.channel}:{own.basis}:{focal}:{own.feed}",
                evidence=tuple(dict.fromkeys(e for row in (own, *same) for e in row.evidence)),
                method=METHOD,
                sentence=(
                    f"{own.channel} ({own.basis}) {own.window}: of {len(same)} peers with data, "
                    f"{len(above)} are certainly more {what} than {name}, {len(below)} certainly "
                    f"less, and {len(rest)} cannot be told apart whatever is missing."
                ),
                value=float(len(above)),
                unit="peers",
                channel=own.channel,
                basis=own.basis,
                above=above,
                below=below,
                undecided=rest,
            )
        )
    return tuple(found)
