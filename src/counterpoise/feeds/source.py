"""What a feed says of itself: the schema of `source.yml`."""

from __future__ import annotations

import datetime as dt
from importlib import resources
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from counterpoise.errors import FeedError
from counterpoise.model.events import Kind


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Coverage(_Record):
    """Period a source covers; `until` is None while it is being continued."""

    since: dt.date
    until: dt.date | None = None
    note: str = ""


class Layout(_Record):
    """The published format of one kind of file.

    Attributes
    ----------
    columns
        Every column in the published order. `ignored` names those that are read and not stored.
    optional
        Columns that some releases leave out.
    preamble_lines
        Lines before the header (or before the first row, where there is no header).
    labels
        The header as published, where its labels are empty, repeated or not fit for names.
    ends_with_newline
        A file without a newline at its end has been cut off.
    any_order
        Accept the columns in another order, for formats that promise names and not positions.
    """

    format: Literal["csv", "json", "parquet"] = "csv"
    delimiter: str = ","
    quoted: bool = True
    header: bool = True
    encoding: Literal["utf-8", "latin-1"] = "utf-8"
    preamble_lines: int = 0
    columns: tuple[str, ...]
    ignored: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    any_order: bool = False
    labels: tuple[str, ...] = ()
    ends_with_newline: bool = False


class Assertion(_Record):
    """A bound that the stored rows of a feed must keep, checked by `counterpoise doctor`.

    Attributes
    ----------
    check
        ``rows``: number of rows; ``range``: least and greatest value of a column; ``missing``:
        share of empty values of a column, at most `max`; ``distinct``: number of distinct values;
        ``gap_days``: days without a row between the first and the last, at most `max`;
        ``total``: within each origin, indicator, period and subject, `total` equals the sum of
        `members` up to `tolerance`, in at least `min` of the cases.
    level
        ``fail`` or ``warn``.
    """

    check: Literal["rows", "range", "missing", "distinct", "gap_days", "total"]
    column: str = ""
    min: float | None = None
    max: float | None = None
    total: str = ""
    members: tuple[str, ...] = ()
    tolerance: float = 0.01
    level: Literal["fail", "warn"] = "fail"
    why: str = ""


class Address(_Record):
    """Where and how the files are fetched.

    Attributes
    ----------
    method
        ``master_list`` (GDELT), ``dataverse``, ``file``, ``pages`` (numbered JSON pages).
    url
        Address with ``{since}``, ``{until}``, ``{years}``, ``{focal}`` and ``{page}`` where the
        method uses them; a part of the query left empty is dropped. `None` stands for a source
        that has to be downloaded by hand.
    parallel
        Connections at a time; politeness, not speed.
    needs
        Names of environment variables that hold the reader's own user name and password.
    token_url
        Where user name and password are exchanged for a token (OAuth 2, RFC 6749 section 4.3).
    token_variable
        Environment variable that holds a token asked for before; it goes before `needs`.
    client_id
        Name under which the token is asked for.
    count_with
        Appended to a page's address when only its rows are to be counted.
    focal_codes
        How a state is named in the address; ``none`` where the source cannot be asked for one.
    all_states
        What stands for ``{focal}`` where no state is asked for.
    """

    method: Literal["master_list", "dataverse", "file", "pages", "by_hand"]
    url: str | None = None
    parallel: int = Field(default=2, ge=1, le=8)
    pause_seconds: float = Field(default=0.2, ge=0)
    needs: tuple[str, ...] = ()
    token_url: str | None = None
    token_variable: str | None = None
    client_id: str = ""
    count_with: str = ""
    page_size: int = 5000
    focal_codes: Literal["iso3", "iso_numeric", "none"] = "none"
    all_states: str = ""


class Source(_Record):
    """Everything `source.yml` holds."""

    id: str
    title: str
    publisher: str
    home: str
    licence: str
    terms: str
    redistribution: bool
    citation: str
    coverage: Coverage
    cadence: str
    kind: Kind
    row_is: str
    known_from: str
    checked_against: Literal["data", "documentation"]
    replaces: Literal["file", "feed"] = "file"
    traps: tuple[str, ...] = ()
    version: str = ""
    layouts: dict[str, Layout]
    lookups: dict[str, dict[str, str | None]] = {}
    assertions: tuple[Assertion, ...] = ()
    fetch: Address


def load_source(feed: str) -> Source:
    """Read a feed's `source.yml`.

    Raises
    ------
    FeedError
        If the file is missing or breaks the schema.
    """
    package = f"counterpoise.feeds.{feed}"
    where = f"feeds/{feed}/source.yml"
    try:
        text = resources.files(package).joinpath("source.yml").read_text(encoding="utf-8")
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise FeedError(
            f"feed {feed!r} has no source.yml", where=where, remedy="see `counterpoise feeds`"
        ) from error
    try:
        return Source.model_validate(yaml.safe_load(text))
    except (ValidationError, yaml.YAMLError) as error:
        raise FeedError(
            f"source.yml is not valid: {error}", where=where, remedy="mend the file"
        ) from error
