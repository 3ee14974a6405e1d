"""Access to sources for registered users: a token, asked for with the reader's own account.

User name and password stand in environment variables and go to the publisher's token address
alone; the token goes with the requests. None of the three is written or printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

import httpx

from counterpoise.errors import FeedError
from counterpoise.feeds.source import Source


def authorisation(
    source: Source, environment: Mapping[str, str], address: str | None, where: str
) -> dict[str, str]:
    """Return the headers that a source's requests need; none for an open source.

    Parameters
    ----------
    address
        A mirror's address: the token is then asked for there too.

    Raises
    ------
    FeedError
        If a variable is not set, or the account is refused.
    """
    token_url, variable = source.fetch.token_url, source.fetch.token_variable
    if token_url is None:
        return {}
    if variable is not None and environment.get(variable):
        return _bearer(environment[variable])
    account = [environment.get(name, "") for name in source.fetch.needs]
    named = " and ".join(source.fetch.needs)
    for name, value in zip(source.fetch.needs, account, strict=True):
        if not value:
            raise FeedError(
                f"the environment variable {name} is not set",
                where=where,
                remedy=f"open an account at {source.home} and set {named}",
            )
    if address is not None:
        token_url = urljoin(address, urlsplit(token_url).path)
    return _bearer(_token(token_url, account[0], account[1], source, f"{where}, {token_url}"))


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _token(url: str, user: str, password: str, source: Source, where: str) -> str:
    """Exchange user name and password for a token (RFC 6749, section 4.3)."""
    form = {
        "username": user,
        "password": password,
        "grant_type": "password",
        "client_id": source.fetch.client_id,
    }
    try:
        response = httpx.post(url, data=form, timeout=60.0)
    except httpx.TransportError as error:
        raise FeedError(
            f"no token can be had ({error or type(error).__name__})",
            where=where,
            remedy="check the network and try again",
        ) from error
    if response.status_code != httpx.codes.OK:
        raise FeedError(
            f"the account is refused ({response.status_code})",
            where=where,
            remedy=f"check {' and '.join(source.fetch.needs)}, and that the API is open to it",
        )
    try:
        return str(response.json()["access_token"])
    except (ValueError, KeyError, TypeError) as error:
        raise FeedError(
            "the answer holds no access_token", where=where, remedy="try again later"
        ) from error
