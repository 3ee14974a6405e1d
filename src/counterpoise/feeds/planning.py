"""Which files a fetch needs: one small planner a method of publication."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

import httpx

from counterpoise.errors import FeedError
from counterpoise.feeds.fetching import Download, with_keys
from counterpoise.feeds.source import Source

_MASTER_LINE = re.compile(r"^(\d+) ([0-9a-f]{32}) (\S+)$")
_STAMP = re.compile(r"(\d{8})\d{0,6}\.export\.CSV\.zip$", re.IGNORECASE)


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
        If the source has no files to fetch, a key is missing, or its list cannot be had.
    """
    where = f"feed {source.id}"
    url = address if address is not None else source.fetch.url
    if source.fetch.method == "by_hand" or url is None:
        raise FeedError(
            "this source is not fetched",
            where=where,
            remedy=f"download it at {source.home} and use `counterpoise load {source.id} FILE…`",
        )
    keys = _keys(source, os.environ if environment is None else environment, where)
    if source.fetch.method == "master_list":
        return _master_list(url, since, until, where)
    if source.fetch.method == "dataverse":
        return _dataverse(url, since, until, where)
    filled = url.format(
        since=since or source.coverage.since,
        until=until or "",
        focal=focal_iso3 or "",
        page="{page}",
    )
    if source.fetch.method == "pages":
        return _pages(filled, source, keys, where)
    name = urlsplit(filled).path.rsplit("/", 1)[-1] or source.id
    return [Download(filled, name, keys=keys)]


def _keys(source: Source, environment: Mapping[str, str], where: str) -> dict[str, str]:
    found = {}
    for name in source.fetch.needs:
        if not environment.get(name):
            raise FeedError(
                f"the environment variable {name} is not set",
                where=where,
                remedy=f"ask the publisher for access at {source.home} and set it",
            )
        found[name.rsplit("_", 1)[-1].lower()] = environment[name]
    return found


def ask(url: str, where: str, keys: Mapping[str, str] | None = None) -> httpx.Response:
    """Get a list or a page that has to be there before anything else can be.

    Raises
    ------
    FeedError
        If it cannot be had.
    """
    try:
        response = httpx.get(with_keys(url, keys or {}), follow_redirects=True, timeout=60.0)
    except (httpx.TransportError, httpx.TooManyRedirects) as error:
        raise FeedError(
            f"the list cannot be had ({error or type(error).__name__})",
            where=f"{where}, {url}",
            remedy="check the network and try again",
        ) from error
    if response.status_code != httpx.codes.OK:
        raise FeedError(
            f"the server says {response.status_code}",
            where=f"{where}, {url}",
            remedy="try again later, or check the address",
        )
    return response


def _master_list(
    url: str, since: dt.date | None, until: dt.date | None, where: str
) -> list[Download]:
    """Read GDELT's list: size, MD5 and address a line; mentions and GKG files are left out."""
    out = []
    lines = ask(url, where).text.splitlines()
    for line in lines:
        fields = _MASTER_LINE.match(line.strip())
        stamp = _STAMP.search(fields[3]) if fields is not None else None
        if fields is None or stamp is None:
            continue
        day = dt.datetime.strptime(stamp[1], "%Y%m%d").replace(tzinfo=dt.UTC).date()
        if (since is None or day >= since) and (until is None or day <= until):
            listed = urlsplit(fields[3])
            address = (
                urljoin(url, listed.path) if urlsplit(url).netloc != listed.netloc else fields[3]
            )
            out.append(Download(address, listed.path.rsplit("/", 1)[-1], int(fields[1]), fields[2]))
    if not any(_MASTER_LINE.match(line.strip()) for line in lines):
        raise FeedError(
            f"the list holds no line of size, MD5 and address; it begins "
            f"{''.join(lines[:1])[:60]!r}",
            where=f"{where}, {url}",
            remedy="open the address in a browser",
        )
    return out


def _dataverse(
    url: str, since: dt.date | None, until: dt.date | None, where: str
) -> list[Download]:
    """Read a Dataverse dataset: its event files by the years in their names, with MD5."""
    found = ask(url, where).json()
    out = []
    try:
        files = found["data"]["latestVersion"]["files"]
        for entry in files:
            file = entry["dataFile"]
            name = str(file["filename"])
            year = re.search(r"(?:events|Events)\D*((?:19|20)\d{2})", name)
            if year is None:
                continue
            if (since is not None and int(year[1]) < since.year) or (
                until is not None and int(year[1]) > until.year
            ):
                continue
            address = urljoin(url, f"/api/access/datafile/{file['id']}?format=original")
            out.append(Download(address, name, None, file.get("md5")))
    except (KeyError, TypeError) as error:
        raise FeedError(
            f"the answer has no {error}",
            where=f"{where}, {url}",
            remedy="open the address in a browser; the publisher may have changed its format",
        ) from error
    return out


def _pages(url: str, source: Source, keys: Mapping[str, str], where: str) -> list[Download]:
    """Ask for the first page to learn how many there are."""
    first = ask(url.replace("{page}", "1"), where, keys).json()
    head = first[0] if isinstance(first, list) and first else first
    pages = head.get("pages") if isinstance(head, dict) else None
    if not isinstance(pages, int) and isinstance(head, dict):
        total = head.get("total_count", head.get("count"))
        pages = max(1, -(-total // source.fetch.page_size)) if isinstance(total, int) else None
    if not isinstance(pages, int):
        raise FeedError(
            "the first page does not say how many there are",
            where=f"{where}, {url}",
            remedy="open the address in a browser; the publisher may have changed its format",
        )
    return [
        Download(url.replace("{page}", str(page)), f"{source.id}-{page:04d}.json", keys=keys)
        for page in range(1, pages + 1)
    ]
