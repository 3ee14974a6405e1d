"""Persons and groups with dated roles: every entry well formed, every check with its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from counterpoise.errors import VocabularyError

_FIELDS = {"state", "org", "sector", "aliases", "roles"}
_CHECKS = ("checked", "partly", "unchecked")
# Days of leaving and of taking office are often given as the same day.
_OVERLAP_DAYS = 1


@dataclass(frozen=True, slots=True)
class Role:
    """One office: PLOVER sector, first and last day (None: open), title."""

    sector: str | None
    since: dt.date | None
    until: dt.date | None
    title: str


def roles_of(name: str, record: Mapping[str, object], kind: str) -> tuple[Role, ...]:
    """Return the roles of an entry in the order given; one undated role where it lists none.

    Parameters
    ----------
    kind
        What the entry is (``person`` or ``group``): the title of the undated role.

    Raises
    ------
    VocabularyError
        If a role is not ``[sector, first day, last day, title]`` or ends before it begins.
    """
    given = record.get("roles")
    if given is None:
        sector = record.get("sector")
        return (Role(str(sector) if sector is not None else None, None, None, kind),)
    if not isinstance(given, list) or not given:
        raise _wrong(name, f"roles are {given!r}", "give a list of roles")
    return tuple(_role(name, one) for one in given)


def _role(name: str, one: object) -> Role:
    if not isinstance(one, list) or len(one) != 4:
        raise _wrong(name, f"a role is {one!r}", "write [sector, first day, last day, title]")
    sector, since, until, title = one
    for day in (since, until):
        if day is not None and not isinstance(day, dt.date):
            raise _wrong(name, f"a day is {day!r}", "write it as YYYY-MM-DD, or null")
    if since is not None and until is not None and since > until:
        raise _wrong(name, f"a role runs from {since} to {until}", "put the first day first")
    return Role(str(sector), since, until, str(title))


def check_persons(
    persons: Mapping[str, Mapping[str, object]],
    sources: Mapping[str, Mapping[str, object]],
    states: Collection[str],
    organisations: Collection[str],
) -> None:
    """Hold every person to the form of the file: known state, dated roles in order, a stated check.

    An entry says ``checked: "source; source"`` (its days up to the sources' own days agree),
    ``partly:`` (some of its days do, the others were not found) or ``unchecked: true``; with
    ``differs:`` where a source has another day and the file keeps its own.

    Raises
    ------
    VocabularyError
        On the first entry that breaks the form; the message names it and the remedy.
    """
    for name, record in persons.items():
        unknown = sorted(set(record) - _FIELDS - set(_CHECKS) - {"differs"})
        if unknown:
            raise _wrong(name, f"field {unknown[0]!r} is unknown", "remove it or correct its name")
        state, org = record.get("state"), record.get("org")
        if state is None and org is None:
            raise _wrong(name, "neither state nor organisation is given", "give one of them")
        if state is not None and state not in states:
            raise _wrong(name, f"state {state!r} is unknown", "use a code of countries.yml")
        if org is not None and org not in organisations:
            raise _wrong(name, f"org {org!r} is unknown", "use an id of organisations.yml")
        _in_order(name, roles_of(name, record, "person"))
        _sourced(name, record, sources)


def _in_order(name: str, roles: tuple[Role, ...]) -> None:
    for before, after in pairwise(roles):
        if before.until is None or after.since is None:
            raise _wrong(name, "an open role stands beside another", "date it, or drop one")
        if (before.until - after.since).days >= _OVERLAP_DAYS:
            raise _wrong(
                name,
                f"the role from {after.since} begins before {before.until}",
                "list roles by first day, without overlap",
            )


def _sourced(
    name: str, record: Mapping[str, object], sources: Mapping[str, Mapping[str, object]]
) -> None:
    said = [field for field in _CHECKS if field in record]
    if len(said) != 1:
        raise _wrong(
            name, f"{len(said)} statements of the check", f"say one of {', '.join(_CHECKS)}"
        )
    (field,) = said
    if field == "unchecked":
        return
    for key in str(record[field]).split("; "):
        if key not in sources:
            raise _wrong(name, f"source {key!r} is unknown", "describe it in persons_sources.yml")


def _wrong(name: str, what: str, remedy: str) -> VocabularyError:
    return VocabularyError(what, where=f"persons.yml or groups.yml, {name}", remedy=remedy)
