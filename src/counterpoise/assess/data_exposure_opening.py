"""Opening a structural feed as it was known by a day, and saying why it tells nothing."""

from __future__ import annotations

from datetime import date

from counterpoise.assess.data_exposure_findings import Missing, Window
from counterpoise.assess.data_exposure_question import Question
from counterpoise.assess.data_exposure_records import Structure
from counterpoise.feeds.source import load_source
from counterpoise.lake.engines import Engine
from counterpoise.lake.lake import Lake
from counterpoise.lake.manifest import Manifest
from counterpoise.model.events import Kind
from counterpoise.vocabulary import Vocabulary


def open_structure(
    lake: Lake, engine: Engine, vocabulary: Vocabulary, feed: str, question: Question
) -> Structure | None:
    """Open a feed as it was known by the day asked for; None where no row of it was."""
    for state in _states(lake, feed, question):
        table = lake.table(
            engine,
            Kind.STRUCTURE,
            feeds=(feed,),
            as_of=question.as_of,
            vintages={feed: state.vintage},
        )
        last = engine.value(table.start_date.max())
        if isinstance(last, date):
            return Structure(
                lake=lake,
                engine=engine,
                vocabulary=vocabulary,
                source=load_source(feed),
                vintage=state.vintage,
                retrieved=state.retrieved,
                as_of=question.as_of,
                last_day=last,
            )
    return None


def _states(lake: Lake, feed: str, question: Question) -> tuple[Manifest, ...]:
    """Return the states of a feed that may answer, the newest first.

    A state that does not say when it was retrieved may hold rows of which none was known by the
    as-of day, while an earlier state's were.
    """
    wanted = question.vintages.get(feed)
    if wanted is not None:
        named = lake.state(feed, vintage=wanted)
        return () if named is None else (named,)
    states = [
        state
        for state in reversed(lake.states(feed))
        if question.as_of is None or state.retrieved is None or state.retrieved <= question.as_of
    ]
    return tuple(states if question.as_of is not None else states[:1])


def not_there(lake: Lake, channel: str, feeds: tuple[str, ...], question: Question) -> Missing:
    """Say why no feed of a channel tells anything."""
    loaded = [feed for feed in feeds if feed in lake.feeds()]
    if not loaded:
        return Missing(
            channel,
            f"no feed of {channel} is loaded ({', '.join(feeds)})",
            f"run `counterpoise load {feeds[0]} FILE --lake {lake.root}`",
        )
    known = "; ".join(f"{feed}: {load_source(feed).known_from}" for feed in loaded)
    return Missing(
        channel,
        f"no row of {' or '.join(loaded)} was known by {question.as_of}; their day is {known}",
        "ask without --as-of, or load a vintage with a known day",
    )


def no_rows(structure: Structure, channel: str, focal: str, window: Window) -> Missing:
    """Say that a window holds nothing of the state."""
    return Missing(
        channel,
        f"{structure.feed} holds no record of {structure.name(focal)} in {window} (its newest "
        f"record starts on {structure.last_day}): not in evidence, which is not zero",
        "choose another window with --since and --until",
    )
