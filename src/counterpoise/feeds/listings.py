"""What a publisher lists: GDELT's master list, a Dataverse's data set, numbered pages."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

import httpx

from counterpoise.errors import FeedError
from counterpoise.feeds.fetching import Download
from counterpoise.feeds.source import Source

_MASTER_LINE = re.compile(r"^(\d+) ([0-9a-f]{32}) (\S+)$")
_STAMP = re.compile(r"(\d{8})\d{0,6}\.export\.CSV\.zip$", re.IGNORECASE)
# events.2021.20220103.tab, ngecEventsDV-2022.txt.zip, ngecEvents.20230103111842.Release603.DV.txt
_EVENTS_OF = re.compile(
    r"events\D*(?P<year>(?:19|20)\d{2})(?:(?P<day>\d{4})(?:\d{6})?\b)?", re.IGNORECASE
)
_BEHIND_DAYS = 14
_MOST_PAGES = 10_000
_CHANGED = "open the address in a browser; the publisher may have changed its format"


def ask(url: str, where: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
    """Get a list or a page that has to be there before anything else can be.

    Raises
    ------
    FeedError
        If it cannot be had.
    """
    try:
        response = httpx.get(url, headers=headers, follow_redirects=True, timeout=60.0)
    except (httpx.TransportError, httpx.TooManyRedirects) as error:
        raise FeedError(
            f"the list cannot be had ({error or type(error).__name__})",
            where=f"{where}, {url}",
            remedy="check the network and try again",
        ) from error
    if response.status_code != httpx.codes.OK:
        hints = {401: "check the access key", 403: "check the access key or the terms"}
        raise FeedError(
            f"the server says {response.status_code}",
            where=f"{where}, {url}",
            remedy=hints.get(response.status_code, "try again later, or check the address"),
        )
    return response


def parsed(response: httpx.Response, where: str) -> object:
    """Return the JSON of an answer.

    Raises
    ------
    FeedError
        If it is none.
    """
    try:
        found: object = response.json()
    except ValueError as error:
        raise FeedError(
            f"the answer is not JSON; it begins {response.text[:60]!r}",
            where=f"{where}, {response.url}",
            remedy=_CHANGED,
        ) from error
    return found


def master_list(
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


def dataverse(url: str, since: dt.date | None, until: dt.date | None, where: str) -> list[Download]:
    """Read a Dataverse dataset: its event files by the year or day in their names, with MD5."""
    found = parsed(ask(url, where), where)
    out = []
    try:
        for entry in found["data"]["latestVersion"]["files"]:  # type: ignore[index]
            file = entry["dataFile"]
            name = str(file["filename"])
            if not _may_hold(name, since, until):
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


def _may_hold(name: str, since: dt.date | None, until: dt.date | None) -> bool:
    """Tell by its name whether a file can hold days of a period.

    A yearly file names its year. A weekly one names the day of its release, and holds the weeks
    before it.
    """
    found = _EVENTS_OF.search(name)
    if found is None:
        return False
    year = int(found["year"])
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    if found["day"] is not None:
        try:
            last = dt.datetime.strptime(found["year"] + found["day"], "%Y%m%d").date()  # noqa: DTZ007
        except ValueError:
            return False
        first = last - dt.timedelta(days=_BEHIND_DAYS)
    return (since is None or last >= since) and (until is None or first <= until)


def pages(url: str, source: Source, headers: Mapping[str, str], where: str) -> list[Download]:
    """List numbered pages: as many as the first one announces, or up to the first short one."""
    first = parsed(ask(_page(url, 1, source), where, headers), where)
    head = first[0] if isinstance(first, list) and first else first
    if not isinstance(head, dict):
        raise _unpaged(url, where)
    if "data" in head:
        count = _walk(url, source, headers, where, _rows(head, url, where))
    elif isinstance(head.get("pages"), int):
        count = int(head["pages"])
    else:
        raise _unpaged(url, where)
    return [
        Download(url.replace("{page}", str(page)), f"{source.id}-{page:04d}.json", headers=headers)
        for page in range(1, count + 1)
    ]


def _walk(url: str, source: Source, headers: Mapping[str, str], where: str, rows: int) -> int:
    """Ask page after page, ids alone, until one is short; return how many hold rows."""
    page = 1
    while rows >= source.fetch.page_size and page < _MOST_PAGES:
        time.sleep(source.fetch.pause_seconds)
        page += 1
        head = parsed(ask(_page(url, page, source), where, headers), where)
        rows = _rows(head, url, where)
    return page if rows else max(page - 1, 1)


def _page(url: str, page: int, source: Source) -> str:
    return url.replace("{page}", str(page)) + source.fetch.count_with


def _rows(head: object, url: str, where: str) -> int:
    data = head.get("data") if isinstance(head, dict) else None
    if not isinstance(data, list):
        raise _unpaged(url, where)
    return len(data)


def _unpaged(url: str, where: str) -> FeedError:
    return FeedError(
        "the first page does not say how many there are", where=f"{where}, {url}", remedy=_CHANGED
    )
