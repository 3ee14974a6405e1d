"""How far a state came from its partners by votes between two days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from counterpoise.assess.changes import ChangeFinding, change_finding
from counterpoise.assess.data_changes_sides import METHOD, Sides
from counterpoise.assess.data_exposure_distance import change_between
from counterpoise.assess.data_exposure_findings import AgreementFinding
from counterpoise.assess.data_exposure_records import Structure


def vote_changes(sides: Sides, opened: Mapping[str, Structure | None]) -> Iterator[ChangeFinding]:
    """Yield the distances that moved between the sessions told on the two days, interval without 0.

    Parameters
    ----------
    opened
        Feeds opened for both sides, by id.
    """
    earlier = {item.partner: item for item in sides.before.votes}
    for after in sides.after.votes:
        before, structure = earlier.get(after.partner), opened.get(after.feed)
        if before is not None and structure is not None:
            yield from _moved(sides, structure, before, after)


def _moved(
    sides: Sides, structure: Structure, before: AgreementFinding, after: AgreementFinding
) -> Iterator[ChangeFinding]:
    was, now = before.positions, after.positions
    if was is None or now is None or was.session == now.session:
        return
    moved = change_between(structure, (after.focal, after.partner), (was.session, now.session))
    if moved is None or moved[1][0] <= 0 <= moved[1][1]:
        return
    change, (low, high) = moved
    heading = "further from" if change > 0 else "nearer to"
    yield change_finding(
        "data votes",
        f"{after.partner}/votes:{after.feed}",
        (f"{was.distance:.2f}", f"{now.distance:.2f}"),
        sentence=f"Votes: {structure.name(after.focal)} stands {abs(change):.2f} {heading} "
        f"{after.name} in session {now.session} ({now.year}) than in session {was.session} "
        f"({was.year}): "
        f"{now.distance:.2f} against {was.distance:.2f} (change {change:+.2f}, 90 % interval "
        f"{low:+.2f} to {high:+.2f}; {now.unit}); the votes at hand end on {after.last_vote}.",
        evidence=after.evidence,
        method=METHOD,
        rests_on=(before.id, after.id),
        caveat=sides.caveat(after.feed),
    )
