"""Documents from the web, in bounded time and size."""

from __future__ import annotations

import asyncio
import mimetypes
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from counterpoise.errors import DocumentError
from counterpoise.intake.formats import MAXIMUM_BYTES

TOTAL_SECONDS = 30.0
SILENCE_SECONDS = 10.0
MAXIMUM_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes behind an address and the suffix that fits their declared type."""

    data: bytes
    suffix: str
    address: str


def is_address(text: str) -> bool:
    """Whether the text is an http or https address."""
    return urlsplit(text).scheme.lower() in {"http", "https"}


def fetch(
    address: str,
    *,
    total_seconds: float = TOTAL_SECONDS,
    maximum_bytes: int = MAXIMUM_BYTES,
) -> Fetched:
    """Fetch one address.

    Parameters
    ----------
    total_seconds
        Bound on the whole exchange; a server that trickles is cut off then.

    Raises
    ------
    DocumentError
        The address cannot be reached, answers with an error, takes too long or sends too much.
    """
    import httpx

    try:
        return asyncio.run(asyncio.wait_for(_fetch(address, maximum_bytes), total_seconds))
    except TimeoutError:
        raise DocumentError(
            f"the address is still sending after {total_seconds:g} seconds",
            where=address,
            remedy="save the page and give the file",
        ) from None
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise DocumentError(
            f"the address cannot be read ({type(error).__name__}: {error})",
            where=address,
            remedy="check the address and the connection, or save the page and give the file",
        ) from None


async def _fetch(address: str, maximum_bytes: int) -> Fetched:
    import httpx

    async with (
        httpx.AsyncClient(
            timeout=SILENCE_SECONDS, follow_redirects=True, max_redirects=MAXIMUM_REDIRECTS
        ) as client,
        client.stream("GET", address) as response,
    ):
        if response.is_error:
            raise DocumentError(
                f"the server answers {response.status_code}",
                where=address,
                remedy="check the address in a browser",
            )
        pieces: list[bytes] = []
        length = 0
        async for piece in response.aiter_bytes():
            pieces.append(piece)
            length += len(piece)
            if length > maximum_bytes:
                raise DocumentError(
                    f"the address sends more than {maximum_bytes:,} bytes",
                    where=address,
                    remedy="save the part that is needed and give the file",
                )
        kind = response.headers.get("content-type", "").split(";")[0].strip()
        return Fetched(b"".join(pieces), _suffix(address, kind), address)


def _suffix(address: str, kind: str) -> str:
    own = PurePosixPath(urlsplit(address).path).suffix
    guessed = mimetypes.guess_extension(kind) if kind else None
    return guessed or own or ".html"
