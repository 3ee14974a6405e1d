"""The one list of feeds."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from counterpoise.errors import FeedError
from counterpoise.feeds.batches import Read

FEEDS: tuple[str, ...] = (
    "gdelt",
    "icews",
    "polecat",
    "acled",
    "ucdp_ged",
    "gdelt_dyads",
    "unga_votes",
    "sipri_transfers",
    "gsdb",
    "dac2a",
    "oecd_sdmx",
    "world_bank",
    "coups",
)


def reader_of(feed: str) -> Read:
    """Return the `read` function of a feed's `reader.py`.

    Raises
    ------
    FeedError
        If the feed is not in the list.
    """
    known(feed)
    module = import_module(f"counterpoise.feeds.{feed}.reader")
    return cast(Read, module.read)


def known(feed: str) -> str:
    """Return `feed` if it is in the list.

    Raises
    ------
    FeedError
        If it is not.
    """
    if feed not in FEEDS:
        raise FeedError(f"there is no feed {feed!r}", remedy=f"choose one of {', '.join(FEEDS)}")
    return feed
