"""Any case, any two versions of it, on every engine that a ledger can be kept in."""

import dataclasses
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Literal, get_args, get_origin, get_type_hints

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from counterpoise.ledger import Ledger, LoadReport
from counterpoise.ledger.tables import records
from counterpoise.model.case import Case, Heading
from counterpoise.model.dates import DateInterval

MONDAY = datetime(2023, 2, 6, 9, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
WEDNESDAY = MONDAY + timedelta(days=2)

WORDS = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=8)
INTERVALS = st.builds(
    lambda days, wording: DateInterval(*days, wording=wording),
    st.tuples(st.none() | st.dates(), st.none() | st.dates()).filter(
        lambda days: None in days or days[0] <= days[1]
    ),
    WORDS,
)
NUMBERS = count()
PER_EXAMPLE = settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def records_like(kind: type) -> st.SearchStrategy:
    hints = get_type_hints(kind)
    return st.builds(kind, **{name: values_of(hint) for name, hint in hints.items()})


def values_of(hint: object) -> st.SearchStrategy:
    simple = {
        str: WORDS,
        int: st.integers(-(2**40), 2**40),
        bool: st.booleans(),
        float: st.floats(allow_nan=False, allow_infinity=False),
        type(None): st.none(),
        date: st.dates(),
        DateInterval: INTERVALS,
    }
    if hint in simple:
        return simple[hint]
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        return st.lists(values_of(get_args(hint)[0]), max_size=2).map(tuple)
    if dataclasses.is_dataclass(hint):
        return records_like(hint)
    return st.one_of(*map(values_of, get_args(hint)))


def name_of(record: object) -> str:
    for field in ("id", "source", "proposition"):
        if hasattr(record, field):
            return getattr(record, field)
    raise AssertionError(record)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any case whose stances and quantities are about propositions that it holds."""
    held = {}
    for kind, hint in get_type_hints(Case).items():
        if kind != "heading":
            strategy = records_like(get_args(hint)[0])
            held[kind] = draw(st.lists(strategy, max_size=2, unique_by=name_of))
    known = [item.id for item in held["propositions"]]
    held["stances"] = [
        dataclasses.replace(item, proposition=draw(st.sampled_from(known)))
        for item in held["stances"]
        if known
    ]
    held["quantities"] = [
        dataclasses.replace(item, proposition=key)
        for item, key in zip(held["quantities"], known, strict=False)
    ]
    heading = dataclasses.replace(draw(records_like(Heading)), id=f"case-{next(NUMBERS)}")
    return Case(heading, **{kind: tuple(items) for kind, items in held.items()})


@st.composite
def pairs_of_versions(draw: st.DrawFn) -> tuple[Case, Case]:
    """Two versions of a case that share some records, in whatever order."""
    old, other = draw(cases()), draw(cases())
    held = {}
    for kind in Case.collections():
        pool = {name_of(item): item for item in (*getattr(old, kind), *getattr(other, kind))}
        held[kind] = draw(st.permutations(list(pool.values())))
        if kind != "propositions":
            held[kind] = held[kind][: draw(st.integers(0, len(held[kind])))]
    return old, Case(
        draw(st.sampled_from([old.heading, dataclasses.replace(other.heading, id=old.heading.id)])),
        **{kind: tuple(items) for kind, items in held.items()},
    )


def rows_of(ledger: Ledger, name: str) -> list[tuple[object, ...]]:
    with ledger._engine.connect() as connection:
        wanted = select(records).where(records.c.case_name == name)
        ordered = wanted.order_by(records.c.load, records.c.kind, records.c.position)
        return [tuple(row) for row in connection.execute(ordered)]


def size_of(case: Case) -> int:
    return 1 + sum(len(getattr(case, kind)) for kind in Case.collections())


def keyed(case: Case) -> dict[tuple[str, str], object]:
    found: dict[tuple[str, str], object] = {("heading", case.heading.id): case.heading}
    for kind in Case.collections():
        found |= {(kind, name_of(item)): item for item in getattr(case, kind)}
    return found


@PER_EXAMPLE
@given(case=cases())
def test_a_case_comes_back_as_it_was_and_a_second_load_changes_nothing(
    ledger: Ledger, case: Case
) -> None:
    report = ledger.load(case, recorded_at=MONDAY)
    assert report == LoadReport(size_of(case), 0, 0, 0, 0)
    assert ledger.case(case.heading.id) == case
    before = rows_of(ledger, case.heading.id)
    report = ledger.load(case, recorded_at=TUESDAY)
    assert report == LoadReport(0, 0, 0, 0, size_of(case))
    assert rows_of(ledger, case.heading.id) == before


@PER_EXAMPLE
@given(versions=pairs_of_versions())
def test_an_edited_case_appends_and_keeps_what_was(
    ledger: Ledger, versions: tuple[Case, Case]
) -> None:
    old, new = versions
    name = old.heading.id
    ledger.load(old, recorded_at=MONDAY)
    before = rows_of(ledger, name)
    report = ledger.load(new, recorded_at=TUESDAY)
    assert ledger.case(name) == new
    assert ledger.case_at(name, MONDAY) == old
    assert ledger.case_at(name, WEDNESDAY) == new
    after = rows_of(ledger, name)
    assert after[: len(before)] == before
    assert len(after) == len(before) + report.written
    was, now = keyed(old), keyed(new)
    edited = {key for key in was.keys() & now.keys() if was[key] != now[key]}
    assert report.added == len(now.keys() - was.keys())
    assert report.withdrawn == len(was.keys() - now.keys())
    assert report.revised >= len(edited)
    assert report.written + report.unchanged == len(was.keys() | now.keys())
