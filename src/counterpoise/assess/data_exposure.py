"""Exposure from data: the loaded structural feeds, channel by channel, of one state."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from counterpoise.assess import (
    data_exposure_aid,
    data_exposure_arms,
    data_exposure_sanctions,
    data_exposure_votes,
)
from counterpoise.assess.data_exposure_findings import (
    CHANNELS,
    ConcentrationFinding,
    DataExposure,
    Found,
    Missing,
)
from counterpoise.assess.data_exposure_opening import not_there, open_structure
from counterpoise.assess.data_exposure_question import Question
from counterpoise.assess.data_exposure_records import Structure
from counterpoise.errors import InputError, LakeError
from counterpoise.lake.engines import Engine
from counterpoise.lake.lake import Lake
from counterpoise.vocabulary import Vocabulary

__all__ = ["DataExposure", "Question", "assess_data_exposure"]

REFERENCES = 4
"""Greatest partners of each channel and window whose votes are looked at."""


@dataclass(frozen=True)
class Channel:
    """A channel: the feeds that may tell of it, and what reads one of them."""

    feeds: tuple[str, ...]
    read: Callable[[Structure, Question], Found]


READERS: Mapping[str, Channel] = {
    "arms": Channel(data_exposure_arms.FEEDS, data_exposure_arms.arms_found),
    "aid": Channel(data_exposure_aid.FEEDS, data_exposure_aid.aid_found),
    "sanctions": Channel(data_exposure_sanctions.FEEDS, data_exposure_sanctions.sanctions_found),
    "votes": Channel(data_exposure_votes.FEEDS, data_exposure_votes.votes_found),
}
"""Trade and posts join here with a feed that holds them: feeds, and a function like the others."""


def assess_data_exposure(
    lake: Lake,
    engine: Engine,
    vocabulary: Vocabulary,
    question: Question,
    *,
    must_tell: bool = True,
    opened: dict[str, Structure | None] | None = None,
) -> DataExposure:
    """Compute a state's exposure from every structural feed that is loaded.

    Parameters
    ----------
    must_tell
        Whether it is an error if nothing, or nothing of a channel that was named, is told; else
        it stands in what is missing.
    opened
        Feeds opened already for the same lake, days and vintages; those opened here are added.

    Raises
    ------
    InputError
        The state or a channel is unknown.
    LakeError
        No feed tells anything, or a channel that was named has nothing to tell.
    """
    if not must_tell and question.focal not in vocabulary.countries:
        return _nothing(question)
    check(question, vocabulary)
    feeds = {} if opened is None else opened
    found: list[Found] = []
    for name in question.channels or CHANNELS:
        asked = question
        if name == "votes":
            asked = _with_references(question, found)
        found.append(_read((lake, engine, vocabulary), name, asked, feeds))
    missing = tuple(item for each in found for item in each.missing)
    silent = must_tell and not any(
        each.concentration or each.sanctions or each.votes for each in found
    )
    for item in missing:
        if silent or (must_tell and item.channel in question.channels):
            raise LakeError(item.sentence, where=str(lake.root), remedy=item.remedy)
    return DataExposure(
        focal=question.focal,
        on=question.on,
        as_of=question.as_of,
        feeds=tuple(item for each in found for item in each.feeds),
        concentration=tuple(item for each in found for item in each.concentration),
        changes=tuple(item for each in found for item in each.changes),
        sanctions=tuple(item for each in found for item in each.sanctions),
        votes=tuple(
            replace(item, ties=_ties(found, item.partner)) for each in found for item in each.votes
        ),
        isolation=tuple(item for each in found for item in each.isolation),
        missing=missing,
    )


def _nothing(question: Question) -> DataExposure:
    """Say that feeds cannot tell of a focal actor that is no state of the vocabulary."""
    told = Missing(
        "all",
        f"no feed tells of “{question.focal}”, which is no state of the vocabulary",
        "give a state’s ISO 3166 alpha-3 code as the focal actor",
    )
    return DataExposure(
        question.focal, question.on, question.as_of, (), (), (), (), (), (), (told,)
    )


def check(question: Question, vocabulary: Vocabulary) -> None:
    """Refuse a state, a partner or a channel that is unknown.

    Raises
    ------
    InputError
        The message names it.
    """
    for code in (question.focal, *question.partners):
        if code in vocabulary.organisations:
            raise InputError(
                f"{code} is an organisation or group of states, not a state: a sum over it and its "
                "members would count them twice",
                remedy="name its members one by one",
            )
        if code not in vocabulary.countries:
            raise InputError(
                f"“{code}” is neither a case nor a state’s ISO 3166 alpha-3 code",
                remedy="give three capitals, as `counterpoise events` takes them",
            )
    for channel in question.channels:
        if channel not in CHANNELS:
            raise InputError(
                f"there is no channel “{channel}” of data",
                where="--channel",
                remedy=f"name one of {', '.join(CHANNELS)}",
            )


def _read(
    place: tuple[Lake, Engine, Vocabulary],
    name: str,
    question: Question,
    opened: dict[str, Structure | None],
) -> Found:
    """Read every feed of a channel apart: two sources of one thing are never joined."""
    channel = READERS[name]
    for feed in channel.feeds:
        if feed not in opened:
            opened[feed] = open_structure(*place, feed, question)
    there = [found for feed in channel.feeds if (found := opened[feed]) is not None]
    if not there:
        return Found(missing=(not_there(place[0], name, channel.feeds, question),))
    each = [channel.read(structure, question) for structure in there]
    return Found(
        feeds=tuple(item for one in each for item in one.feeds),
        concentration=tuple(item for one in each for item in one.concentration),
        changes=tuple(item for one in each for item in one.changes),
        sanctions=tuple(item for one in each for item in one.sanctions),
        votes=tuple(item for one in each for item in one.votes),
        isolation=tuple(item for one in each for item in one.isolation),
        missing=tuple(item for one in each for item in one.missing),
    )


def _greatest(found: list[Found]) -> Iterator[tuple[ConcentrationFinding, str]]:
    """Yield the greatest partners of both windows, former and new, that are states."""
    for each in found:
        for item in each.concentration:
            if item.basis != "deliveries":
                for partner in item.partners[:REFERENCES]:
                    if partner.kind == "state":
                        yield item, partner.partner


def _ties(found: list[Found], partner: str) -> tuple[str, ...]:
    """Return in what, and when, a partner is among the greatest."""
    return tuple(
        f"{item.channel} {item.window}" for item, name in _greatest(found) if name == partner
    )


def _with_references(question: Question, found: list[Found]) -> Question:
    """Add the greatest partners of both windows, former and new, to those asked for."""
    partners = dict.fromkeys((*question.partners, *(name for _, name in _greatest(found))))
    return replace(question, partners=tuple(p for p in partners if p != question.focal))
