"""Which files a fetch needs: the period and the state asked for, put into a source's address."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from urllib.parse import urlsplit, urlunsplit

from counterpoise.errors import FeedError
from counterpoise.feeds.access import authorisation
from counterpoise.feeds.fetching import Download
from counterpoise.feeds.listings import dataverse, master_list, pages
from counterpoise.feeds.source import Source

_LATEST = "2100-12-31"


def plan(
    source: Source,
    *,
    since: dt.date | None,
    until: dt.date | None,
    focal_iso3: str | None,
    address: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> list[Download]:
    """List the files that hold a period, by asking the publisher where it has a list.

    Parameters
    ----------
    since, until
        First and last day, inclusive; None for no bound.
    focal_iso3
        State asked for, where the source can be asked for one state.
    address
        A mirror's address in place of the one in `source.yml`.
    environment
        Where access keys are looked up; default: the process's.

    Raises
    ------
    FeedError
        If the source has no files to fetch, cannot be asked for one state, a key is missing, or
        its list cannot be had.
    """
    where = f"feed {source.id}"
    url = address if address is not None else source.fetch.url
    if source.fetch.method == "by_hand" or url is None:
        raise FeedError(
            "this source is not fetched",
            where=where,
            remedy=f"download it at {source.home} and use `counterpoise load {source.id} FILE…`",
        )
    focal = _focal(source, focal_iso3, where)
    if source.fetch.method == "master_list":
        return master_list(url, since, until, where)
    if source.fetch.method == "dataverse":
        return dataverse(url, since, until, where)
    headers = authorisation(
        source, os.environ if environment is None else environment, address, where
    )
    filled = _filled(url, source, since, until, focal)
    if source.fetch.method == "pages":
        return pages(filled, source, headers, where)
    name = urlsplit(filled).path.rsplit("/", 1)[-1] or source.id
    if source.fetch.focal_codes != "none":
        # The path names no period and no state: each answer keeps a name of its own.
        asked = (focal_iso3, since, until)
        name = "-".join([source.id, *(str(part) for part in asked if part is not None)]) + ".csv"
    return [Download(filled, name, headers=headers)]


def _focal(source: Source, iso3: str | None, where: str) -> str:
    codes = source.fetch.focal_codes
    if iso3 is None:
        return source.fetch.all_states
    if codes == "none":
        raise FeedError(
            "this source cannot be asked for one state",
            where=f"{where}, --focal {iso3}",
            remedy="leave --focal out; `counterpoise events --focal` cuts afterwards",
        )
    import pycountry

    known = pycountry.countries.get(alpha_3=iso3)
    if known is None:
        raise FeedError(
            f"{iso3!r} is no ISO 3166 alpha-3 code",
            where=f"{where}, --focal",
            remedy="give one such as FRA",
        )
    # ISO 3166 numeric codes have three digits; the parameter takes a number.
    return str(int(known.numeric)) if codes == "iso_numeric" else iso3


def _filled(
    url: str, source: Source, since: dt.date | None, until: dt.date | None, focal: str
) -> str:
    """Fill the blanks of an address and drop the parts of its query that stay empty."""
    filled = url.format(
        since=since if since is not None else source.coverage.since,
        until=until if until is not None else _LATEST,
        years=f"{since.year}:{until.year}" if since is not None and until is not None else "",
        since_year=since.year if since is not None else "",
        until_year=until.year if until is not None else "",
        focal=focal,
        page="{page}",
    )
    parts = urlsplit(filled)
    query = "&".join(pair for pair in parts.query.split("&") if not pair.endswith("="))
    return urlunsplit(parts._replace(query=query))
