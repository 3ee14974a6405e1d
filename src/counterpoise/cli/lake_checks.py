"""Arguments of the lake's verbs, refused before anything is read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from counterpoise.errors import InputError


def known_partner(partner: str | None) -> str | None:
    """Return the partner asked for, if it can be one.

    Raises
    ------
    InputError
        It is no state or organisation of the vocabulary.
    """
    return None if partner is None else known_partners([partner])[0]


def known_partners(partners: Sequence[str] | None) -> tuple[str, ...]:
    """Return the partners asked for, each once; whether a feed tells of them is the feed's matter.

    Raises
    ------
    InputError
        One is no state or organisation of the vocabulary.
    """
    from counterpoise.vocabulary import Vocabulary

    actors = set(Vocabulary.read().actor_ids())
    unknown = next((one for one in partners or () if one not in actors), None)
    if unknown is not None:
        raise InputError(
            f"“{unknown}” is no state or organisation of the vocabulary",
            where="--partner",
            remedy="give an ISO 3166 alpha-3 code such as FRA, or an organisation's id such as "
            "ECOWAS",
        )
    return tuple(dict.fromkeys(partners or ()))


def period(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """Read `--since` and `--until`.

    Raises
    ------
    InputError
        One is not a day, or the first lies after the last.
    """
    from counterpoise.cli.opening import day

    first, last = day(since, "--since"), day(until, "--until")
    if first is not None and last is not None and first > last:
        raise InputError(
            f"the first day, {first}, lies after the last, {last}",
            where="--since, --until",
            remedy="give the earlier day to --since",
        )
    return first, last


def event_feeds(feeds: Sequence[str] | None) -> tuple[str, ...] | None:
    """Return the feeds asked for, each one of events; None where all are meant.

    Raises
    ------
    InputError
        A feed holds structural records and no events.
    FeedError
        There is no such feed.
    """
    from counterpoise.feeds.registry import FEEDS, known
    from counterpoise.feeds.source import load_source
    from counterpoise.model.events import Kind

    if not feeds:
        return None
    for feed in feeds:
        if load_source(known(feed)).kind is not Kind.EVENTS:
            others = ", ".join(one for one in FEEDS if load_source(one).kind is Kind.EVENTS)
            raise InputError(
                f"feed {feed} holds structural records and no events",
                where="--feed",
                remedy=f"choose one of {others}, or read its records with "
                f"`counterpoise sql \"SELECT * FROM structure WHERE feed = '{feed}'\"`",
            )
    return tuple(feeds)
