"""Fetching raw files: politely, resumably, verified, and kept as they came.

A file arrives as ``NAME.part`` and takes its name only when it is whole: the announced length is
there, and the checksum fits where the publisher gives one. A broken connection goes on from where
it stopped. Beside each file stands ``NAME.source.json``: address, day, length, checksum, licence.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from counterpoise.errors import FeedError
from counterpoise.feeds.source import Source

SIDECAR = ".source.json"
RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})
_AGENT = "counterpoise (research use)"


@dataclass(frozen=True, slots=True)
class Download:
    """One file to fetch.

    Attributes
    ----------
    size
        Bytes the publisher announces; None if it does not.
    md5
        Checksum the publisher gives, hexadecimal; None if it gives none.
    headers
        The reader's own access token, sent with the request and written nowhere.
    """

    url: str
    name: str
    size: int | None = None
    md5: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to try.

    Attributes
    ----------
    attempts
        Tries in a row that may bring nothing new; a try that brings bytes starts the count anew,
        up to `most_attempts` in all.
    wait_seconds
        First wait; each further one is twice as long, up to a minute, or as the server says.
    quiet_seconds
        Longest silence on an open connection.
    file_seconds
        Longest time one try may take, so that a trickle does not hold a place for ever.
    """

    attempts: int = 5
    most_attempts: int = 50
    wait_seconds: float = 1.0
    quiet_seconds: float = 30.0
    file_seconds: float = 1800.0


class _BrokenError(Exception):
    """A try that failed and may be repeated, after some seconds if the server says so."""

    def __init__(self, why: str, after_seconds: float | None = None) -> None:
        super().__init__(why)
        self.after_seconds = after_seconds


def fetch_all(
    downloads: Iterable[Download],
    folder: Path,
    source: Source,
    *,
    today: dt.date,
    patience: Patience | None = None,
    progress: Callable[[int], None] = lambda _bytes: None,
) -> tuple[list[Path], list[tuple[Download, FeedError]]]:
    """Fetch files side by side, as many as the source's politeness allows.

    Parameters
    ----------
    today
        Day that is written into the sidecars.
    progress
        Called with the bytes that arrived.

    Returns
    -------
    list of Path, list of (Download, FeedError)
        Files that are there, in the order asked for, and those that could not be had.
    """
    folder.mkdir(parents=True, exist_ok=True)
    done: list[Path] = []
    failed: list[tuple[Download, FeedError]] = []
    chosen = patience if patience is not None else Patience()
    timeout = httpx.Timeout(chosen.quiet_seconds)
    with (
        httpx.Client(
            timeout=timeout, follow_redirects=True, headers={"User-Agent": _AGENT}
        ) as client,
        ThreadPoolExecutor(source.fetch.parallel) as pool,
    ):
        jobs = [
            (one, pool.submit(_fetch, client, one, folder, source, today, chosen, progress))
            for one in downloads
        ]
        for one, job in jobs:
            try:
                done.append(job.result())
            except FeedError as error:
                failed.append((one, error))
    return done, failed


def _fetch(
    client: httpx.Client,
    one: Download,
    folder: Path,
    source: Source,
    today: dt.date,
    patience: Patience,
    progress: Callable[[int], None],
) -> Path:
    """Fetch one file, trying again while tries bring something new."""
    target = folder / one.name
    if target.exists() and target.with_name(one.name + SIDECAR).exists():
        return target
    part = target.with_name(one.name + ".part")
    where = f"feed {source.id}, {one.url}"
    barren, wait = 0, patience.wait_seconds
    for _ in range(patience.most_attempts):
        before = part.stat().st_size if part.exists() else 0
        try:
            time.sleep(source.fetch.pause_seconds)
            _try(client, one, part, where, patience, progress)
            return _accept(one, part, target, source, today, where)
        except (_BrokenError, httpx.TransportError) as error:
            after = part.stat().st_size if part.exists() else 0
            grown = after > before
            barren, wait = (
                (0, patience.wait_seconds) if grown else (barren + 1, min(wait * 2, 60.0))
            )
            reason = str(error) or type(error).__name__
            if barren >= patience.attempts:
                break
            told = error.after_seconds if isinstance(error, _BrokenError) else None
            time.sleep(told if told is not None else wait)
        except httpx.TooManyRedirects as error:
            raise FeedError(
                "the address redirects in a circle", where=where, remedy="check it in a browser"
            ) from error
    raise FeedError(
        f"the file could not be had ({reason})",
        where=where,
        remedy="run the command again later; it goes on from where it stopped",
    )


def _try(
    client: httpx.Client,
    one: Download,
    part: Path,
    where: str,
    patience: Patience,
    progress: Callable[[int], None],
) -> None:
    """Ask for what is still missing and append it; raise if it does not come whole."""
    have = part.stat().st_size if part.exists() else 0
    headers = {**one.headers, **({"Range": f"bytes={have}-"} if have else {})}
    end = time.monotonic() + patience.file_seconds
    with client.stream("GET", one.url, headers=headers) as response:
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE and have:
            part.unlink()
            raise _BrokenError("the server has less than was fetched before")
        _check_status(response, where)
        resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
        if have and not resumed:
            have = 0
        total = _announced(response, have)
        _check_room(total, have, part, where)
        with part.open("ab" if resumed else "wb") as file:
            got = have
            for block in response.iter_raw():
                file.write(block)
                got += len(block)
                progress(len(block))
                if time.monotonic() > end:
                    raise _BrokenError(
                        f"{got} bytes after {patience.file_seconds:g} seconds: too slow"
                    )
    if total is not None and got < total:
        raise _BrokenError(f"{got} of {total} bytes came")
    if one.size is not None and got != one.size:
        part.unlink()
        raise _BrokenError(f"{got} bytes came where the publisher lists {one.size}")


def _check_status(response: httpx.Response, where: str) -> None:
    code = response.status_code
    if code in RETRIED:
        raise _BrokenError(f"the server says {code}", _retry_after(response))
    if code >= httpx.codes.BAD_REQUEST:
        hints = {401: "the access key", 403: "the access key or the terms", 404: "the address"}
        raise FeedError(
            f"the server says {code} {response.reason_phrase}",
            where=where,
            remedy=f"check {hints.get(code, 'the request')}",
        )


def _retry_after(response: httpx.Response) -> float | None:
    """Read Retry-After: seconds, or a date; at most ten minutes are granted."""
    text = response.headers.get("Retry-After")
    if text is None:
        return None
    try:
        seconds = float(text)
    except ValueError:
        try:
            moment = email.utils.parsedate_to_datetime(text)
        except ValueError:
            return None
        seconds = (moment - dt.datetime.now(dt.UTC)).total_seconds()
    return min(max(seconds, 0.0), 600.0)


def _announced(response: httpx.Response, have: int) -> int | None:
    length = response.headers.get("Content-Length")
    if length is None or "Content-Encoding" in response.headers:
        return None
    return have + int(length)


def _check_room(total: int | None, have: int, part: Path, where: str) -> None:
    free = shutil.disk_usage(part.parent).free
    if total is not None and total - have > free:
        raise FeedError(
            f"{total - have:,} bytes are announced and {free:,} are free",
            where=where,
            remedy="make room, or name another folder with --lake",
        )


def _accept(
    one: Download, part: Path, target: Path, source: Source, today: dt.date, where: str
) -> Path:
    """Verify a whole file, write its sidecar and give it its name."""
    data_sha256, data_md5 = hashlib.sha256(), hashlib.md5(usedforsecurity=False)
    with part.open("rb") as file:
        while block := file.read(1 << 20):
            data_sha256.update(block)
            data_md5.update(block)
    if one.md5 is not None and data_md5.hexdigest() != one.md5.lower():
        found = data_md5.hexdigest()
        part.unlink()
        raise _BrokenError(f"its MD5 is {found} where the publisher gives {one.md5}")
    if part.stat().st_size == 0:
        part.unlink()
        raise FeedError("the file is empty", where=where, remedy="check the address")
    sidecar = {
        "address": one.url,
        "retrieved": today.isoformat(),
        "bytes": part.stat().st_size,
        "sha256": data_sha256.hexdigest(),
        "md5_verified": one.md5 is not None,
        "licence": source.licence,
        "terms": source.terms,
        "citation": source.citation,
        "redistribution": source.redistribution,
    }
    beside = target.with_name(one.name + SIDECAR)
    beside.write_text(json.dumps(sidecar, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    part.replace(target)
    return target
