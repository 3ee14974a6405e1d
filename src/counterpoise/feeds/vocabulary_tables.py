"""Building the actor tables from the vocabulary's files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources

import yaml

from counterpoise.feeds.actors import (
    ALWAYS_SINCE,
    ALWAYS_UNTIL,
    ActorTables,
    Entry,
    Resolution,
    normalise,
)
from counterpoise.feeds.dated_roles import check_persons, roles_of

_Add = Callable[[str, str, Resolution], None]


@cache
def _load(name: str) -> dict[str, dict[str, object]]:
    file = resources.files("counterpoise") / "vocabulary" / name
    loaded: dict[str, dict[str, object]] = yaml.load(
        file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return loaded


def _names(record: dict[str, object], *keys: str) -> Iterator[str]:
    for key in keys:
        value = record.get(key)
        if isinstance(value, str):
            yield from (part.strip() for part in value.split(";"))


@cache
def actor_tables() -> ActorTables:
    """Build the tables from countries, organisations, persons, groups, places and sectors.

    Raises
    ------
    VocabularyError
        If a file of the vocabulary cannot be read, or a person in it is not well formed.
    """
    check_persons(
        _load("persons.yml"),
        _load("persons_sources.yml"),
        _load("countries.yml").keys(),
        _load("organisations.yml").keys(),
    )
    entries: dict[str, list[Entry]] = {}

    def add(name: str, what: str, resolution: Resolution) -> None:
        key = normalise(name)
        entry = Entry(
            what, resolution, abbreviation=name.removeprefix("the ").isupper() and len(key) <= 5
        )
        if key and entry not in entries.setdefault(key, []):
            entries[key].append(entry)

    _add_countries(add)
    _add_organisations(add)
    _add_dated("persons.yml", "person", add)
    _add_dated("groups.yml", "group", add)
    for iso3, places in _load("places.yml").items():
        for place in str(places).split(";"):
            add(place, "place", Resolution(iso3, iso3, None, None, 0.9, "a place in the state"))
    sectors = {
        normalise(phrase): sector
        for sector, phrases in _load("sectors.yml").items()
        for phrase in str(phrases).split(";")
    }
    longest = max(len(key.split()) for key in (*entries, *sectors))
    return ActorTables({k: tuple(v) for k, v in entries.items()}, sectors, longest)


def _add_countries(add: _Add) -> None:
    for iso3, record in _load("countries.yml").items():
        if record.get("status") == "former":
            continue
        own = Resolution(iso3, iso3, None, None, 1.0, "the state's name")
        capitals = set(_names(record, "capital_en", "capital_fr"))
        aliases = set(_names(record, "aliases_en", "aliases_fr")) - capitals
        for name in (*_names(record, "en", "fr"), *sorted(aliases)):
            add(name, "state", own)
        for name in _names(record, "capital_en", "capital_fr"):
            add(
                name,
                "capital",
                Resolution(iso3, iso3, None, "GOV", 0.8, "the capital, for its government"),
            )
        for name in _names(record, "demonyms_en"):
            for form in (name, f"{name}s"):
                add(form, "demonym", Resolution(iso3, iso3, None, None, 0.9, "the demonym"))


def _add_organisations(add: _Add) -> None:
    for org, record in _load("organisations.yml").items():
        kind = str(record.get("kind", "organisation"))
        sector = {"ngo": "NGO", "court": "JUD", "media": "MED"}.get(kind, "IGO")
        if "Court" in str(record.get("en")).split():
            sector = "JUD"
        found = Resolution(org, None, org, sector, 1.0, "the organisation's name")
        for name in _names(record, "en", "fr", "abbr_en", "abbr_fr", "aliases_en", "aliases_fr"):
            add(name, "organisation", found)


def _add_dated(file: str, what: str, add: _Add) -> None:
    """Add persons or groups: ``{state, aliases, roles: [[sector, from, to, title], …]}``."""
    for name, record in _load(file).items():
        state = record.get("state")
        iso3 = str(state) if state is not None else None
        org = record.get("org")
        identity = normalise(name).replace(" ", "-")
        for role in roles_of(name, record, what):
            # An office in an organisation speaks for it and not for the officer's state.
            serves = org is not None and (role.sector == "IGO" or iso3 is None)
            found = Resolution(
                identity,
                None if serves else iso3,
                str(org) if serves else None,
                role.sector,
                1.0,
                role.title,
                role.since if role.since is not None else ALWAYS_SINCE,
                role.until if role.until is not None else ALWAYS_UNTIL,
            )
            for alias in (name, *_names(record, "aliases")):
                add(alias, what, found)
