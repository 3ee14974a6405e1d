"""Tables of votes beside partners: agreement, and distance of positions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterpoise.cli.data_exposure_notes import vote_notes
from counterpoise.cli.output import print_lines, print_table

if TYPE_CHECKING:
    from counterpoise.assess.data_exposure_findings import (
        AgreementFinding,
        DataExposure,
        PositionsApart,
    )


def print_votes(found: DataExposure) -> None:
    """Print agreement and distance, each in a table, with what the votes at hand cannot show."""
    if not found.votes:
        return
    first = found.votes[0]
    print_table(
        [_vote(item) for item in found.votes],
        {
            "partner": "Votes with",
            "ties": "Great partner in",
            "before": str(first.before_window),
            "after": str(first.after_window),
            "change": "Change (90 %)",
            "calls": "Roll calls",
        },
        title="Agreement in the General Assembly, by session",
        empty="",
    )
    apart = [item for item in found.votes if item.positions is not None]
    print_table(
        [_apart(item.name, item.positions) for item in apart if item.positions is not None],
        {
            "partner": "Stands from",
            "before": "Before (session)",
            "now": "Distance (session)",
            "interval": "90 % interval",
            "change": "Change (90 %)",
        },
        title="Distance of positions by votes",
        empty=f"No distance of positions: {first.no_distance}.",
    )
    print_lines([f"The votes at hand end on {first.last_vote}."])
    print_lines(vote_notes(found))


def _vote(item: AgreementFinding) -> dict[str, str]:
    return {
        "partner": item.name,
        "ties": _ties(item.ties),
        "before": "not in evidence" if item.before is None else f"{item.before:.0%}",
        "after": "not in evidence" if item.after is None else f"{item.after:.0%}",
        "change": "" if item.value is None else _moved(float(item.value), item.interval, "+.0%"),
        "calls": f"{item.both[0]}, {item.both[1]}",
    }


def _ties(ties: tuple[str, ...]) -> str:
    """Name each channel once, with its years."""
    years: dict[str, list[str]] = {}
    for tie in ties:
        channel, _, span = tie.partition(" ")
        years.setdefault(channel, []).append(span)
    told = (f"{channel} {', '.join(spans)}" for channel, spans in years.items())
    return "; ".join(told) or "– (named)"


def _apart(name: str, apart: PositionsApart) -> dict[str, str]:
    low, high = apart.interval
    return {
        "partner": name,
        "before": "not in evidence"
        if apart.before is None
        else f"{apart.before:.2f}, {apart.before_session} ({apart.before_year})",
        "now": f"{apart.distance:.2f}, {apart.session} ({apart.year})",
        "interval": f"{low:.2f} to {high:.2f}",
        "change": ""
        if apart.change is None
        else _moved(apart.change, apart.change_interval, "+.2f"),
    }


def _moved(value: float, interval: tuple[float, float] | None, form: str) -> str:
    if interval is None:
        return f"{value:{form}} (not known)"
    return f"{value:{form}} ({interval[0]:{form}} to {interval[1]:{form}})"
