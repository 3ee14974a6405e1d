"""What changed in reported events between two days of known time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from counterpoise.assess.changes import ChangeFinding, ChangeKind
from counterpoise.assess.relations_text import signed
from counterpoise.assess.reported_findings import ReportedFinding
from counterpoise.assess.reported_turn_findings import Reported, TurnFinding
from counterpoise.assess.settings import Settings

METHOD = (
    "What the feeds report is computed twice: from what was known, and had happened, by the first "
    "day, and by the last. A turning point is the same where sign and interval of onset fit; a "
    "score changed where its reading did, or by more than half a standard deviation of the "
    "world's dyads. Reported events, kept apart from the coded acts."
)
_SAME_DAYS = timedelta(days=14)


def reported_changes(
    before: Reported, after: Reported, settings: Settings | None = None
) -> tuple[ChangeFinding, ...]:
    """Return turning points that are new or no longer found, then scores that changed."""
    chosen = settings if settings is not None else Settings.read()
    return (*_turns(before, after), *_scores(before, after, chosen))


def _turns(before: Reported, after: Reported) -> Iterator[ChangeFinding]:
    for turn in after.turns:
        if not any(_same(turn, known) for known in before.turns):
            yield _change(
                "reported turning point",
                turn,
                ("", turn.sign),
                sentence=f"{turn.sentence.removesuffix('.')}; not found before.",
            )
    for turn in before.turns:
        if not any(_same(turn, found) for found in after.turns):
            yield _change(
                "reported turning point",
                turn,
                (turn.sign, "no longer found"),
                sentence=f"{turn.sentence.removesuffix('.')}: no longer found.",
            )


def _same(one: TurnFinding, other: TurnFinding) -> bool:
    """Whether two turning points are one: same pair, feed and sign, onsets that meet."""
    return (
        (one.feed, one.partner, one.sign) == (other.feed, other.partner, other.sign)
        and one.first <= other.last + _SAME_DAYS
        and other.first <= one.last + _SAME_DAYS
    )


def _scores(before: Reported, after: Reported, settings: Settings) -> Iterator[ChangeFinding]:
    earlier = {item.id: item for item in before.relations}
    for item in after.relations:
        known = earlier.get(item.id)
        reading = known.reading if known is not None else "insufficient"
        if reading == item.reading and not _moved(known, item, settings):
            continue
        was = known.value if known is not None else None
        told = f"{reading}, {signed(was)}" if isinstance(was, float) else reading
        now = f" ({signed(item.value)})" if isinstance(item.value, float) else ""
        yield _change(
            "reported score",
            item,
            (reading, item.reading),
            sentence=(
                f"Reported events, {item.label}, {item.name}: {item.reading}{now}; {told} before."
            ),
        )


def _moved(known: ReportedFinding | None, item: ReportedFinding, settings: Settings) -> bool:
    if known is None or not isinstance(known.value, float) or not isinstance(item.value, float):
        return False
    return abs(item.value - known.value) >= settings.reported.moved_score.value


def _change(
    kind: ChangeKind,
    item: TurnFinding | ReportedFinding,
    states: tuple[str, str],
    *,
    sentence: str,
) -> ChangeFinding:
    before, after = states
    subject = f"{item.partner}/{item.feed}"
    if isinstance(item, TurnFinding):
        subject += f"/{item.likeliest}"
    return ChangeFinding(
        id=f"change:{kind.replace(' ', '-')}/{subject}",
        evidence=item.evidence,
        method=METHOD,
        sentence=sentence,
        value=after,
        kind=kind,
        subject=subject,
        before=before,
        after=after,
    )
