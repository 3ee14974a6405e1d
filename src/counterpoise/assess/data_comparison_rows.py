"""Rows of one state in a comparison, and the place of the focal state among its peers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterpoise.assess.data_comparison_findings import PeerRow, PlaceFinding
from counterpoise.assess.data_exposure_findings import (
    AgreementFinding,
    ChangeFinding,
    ConcentrationFinding,
    DataExposure,
    Flow,
    SanctionsFinding,
    Window,
)

METHOD = (
    "States whose bounds lie wholly above or below those of the focal state are told apart; all "
    "others are not, whatever their values."
)


def peer_rows(found: DataExposure, name: str, partners: Sequence[str]) -> list[PeerRow]:
    """Return a state's rows: the newest window of every flow, sanctions, votes with partners."""
    newest: dict[Flow, int] = {}
    for item in found.concentration:
        newest[item.flow] = max(newest.get(item.flow, 0), item.window.until)
    later = [item for item in found.concentration if item.window.until == newest[item.flow]]
    rows = [_share_row(item, found.changes, name) for item in later]
    rows += [_sanctions_row(item, name) for item in found.sanctions]
    rows += [_vote_row(item, name) for item in found.votes if item.partner in partners]
    return rows


def _row(
    item: ConcentrationFinding | SanctionsFinding | AgreementFinding,
    name: str,
    basis: str,
    window: Window,
) -> PeerRow:
    """Return a row with all that does not depend on the channel."""
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
        basis=basis,
        feed=item.feed,
        vintage=item.vintage,
        window=window,
    )


def _share_row(item: ConcentrationFinding, changes: Sequence[ChangeFinding], name: str) -> PeerRow:
    moved = next(
        (one for one in changes if one.flow == item.flow and one.after_window == item.window),
        None,
    )
    return replace(
        _row(item, name, item.basis, item.window),
        instrument=item.instrument,
        amount_unit=item.amount_unit,
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
    return replace(
        _row(item, name, "cases in force", Window(item.year, item.year)),
        bounds=(float(item.bounds[0]), float(item.bounds[1])),
        change=float(item.bounds[1] - item.before),
        flags=item.flags,
    )


def _vote_row(item: AgreementFinding, name: str) -> PeerRow:
    return replace(
        _row(item, name, f"agreement with {item.name}", item.after_window),
        value=item.after,
        change=None if item.value is None else float(item.value),
        change_interval=item.interval,
    )


def places_of(rows: Sequence[PeerRow], focal: str, name: str) -> tuple[PlaceFinding, ...]:
    """Say of each measure that has bounds which peers are certainly above or below."""
    found = []
    for own in rows:
        if own.state != focal or own.bounds is None:
            continue
        same = [
            row
            for row in rows
            if row.state != focal
            and (row.flow, row.window) == (own.flow, own.window)
            and row.bounds is not None
        ]
        if same:
            found.append(_place(own, same, name))
    return tuple(found)


def _place(own: PeerRow, same: Sequence[PeerRow], name: str) -> PlaceFinding:
    assert own.bounds is not None, "only a row with bounds has a place"
    low, high = own.bounds
    above = tuple(row.state for row in same if row.bounds and row.bounds[0] > high)
    below = tuple(row.state for row in same if row.bounds and row.bounds[1] < low)
    rest = tuple(row.state for row in same if row.state not in above + below)
    what = "sanctioned" if own.channel == "sanctions" else "concentrated"
    return PlaceFinding(
        id=f"compare:place:{own.flow}:{own.state}:{own.window}",
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
        feed=own.feed,
        instrument=own.instrument,
        above=above,
        below=below,
        undecided=rest,
    )
