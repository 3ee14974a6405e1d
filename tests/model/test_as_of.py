"""As of a day, results equal those of a case from which everything later was removed."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.model.generated import folders
from tests.model.removal import Files, removed
from tests.model.results import NUMERICAL, QUICK, Computed, results

from counterpoise.casefiles import read_case
from counterpoise.errors import InputError
from counterpoise.model.case import Case
from counterpoise.model.known import NEVER, known_days
from counterpoise.model.view import view_of
from counterpoise.vocabulary import Vocabulary

ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
PER_CASE = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def turning_days(case: Case) -> list[date]:
    """Days on which something became known, and their eves."""
    known = known_days(case)
    days = {*known.propositions.values(), *known.stances.values(), *known.sources.values()} - {
        NEVER
    }
    return sorted(days | {day - timedelta(days=1) for day in days})


def assert_as_if_removed(
    folder: Path, case: Case, day: date, into: Path, computed: Mapping[str, Computed] = QUICK
) -> None:
    try:
        view = view_of(case, as_of=day)
    except InputError:
        assert all(since > day for since in known_days(case).propositions.values())
        return
    removed(folder, day, into)
    without = view_of(read_case(into, Vocabulary.read()), on=day)
    found = results(view, computed=computed)
    expected = results(without, computed=computed)
    for name in found:
        stand_ins = found[name].replace(":public-act:", ".public-act.")
        differing = list(differences(json.loads(stand_ins), json.loads(expected[name])))
        assert not differing, (name, day, differing[:5])
    assert_nothing_later(case, day, found)


def differences(one: object, other: object, at: str = "") -> Iterator[str]:
    """Where two JSON values differ, and how."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for key in one:
            yield from differences(one[key], other[key], f"{at}/{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, pair in enumerate(zip(one, other, strict=True)):
            yield from differences(*pair, f"{at}/{number}")
    elif one != other:
        yield f"{at}: {one!r} ≠ {other!r}"


def assert_nothing_later(case: Case, day: date, found: dict[str, str]) -> None:
    text = "\n".join(found.values())
    for secret in later_texts(case, day):
        assert json.dumps(secret, ensure_ascii=False)[1:-1] not in text, (day, secret)
    announced = dates_announced(case, day)
    for name, json_text in found.items():
        for written in ISO_DAY.findall(json_text):
            there = json_text[max(0, json_text.find(written) - 400) :][:500]
            assert date.fromisoformat(written) <= day or written in announced, (name, day, there)


def later_texts(case: Case, day: date) -> Iterator[str]:
    """Identifiers and titles that nobody could know by the day."""
    known = known_days(case)
    shown = {item.id for item in case.propositions if known.propositions[item.id] <= day}
    statements = {item.statement for item in case.propositions if item.id in shown}
    for item in case.propositions:
        if item.id not in shown:
            yield f'"{item.id}"'[1:-1] if len(item.id) > 8 else f'"{item.id}"'
            if item.statement not in statements and "{value}" not in item.statement:
                yield item.statement
    told = " ".join([*statements, *(s.title for s in case.sources if known.sources[s.id] <= day)])
    for source in case.sources:
        if known.sources[source.id] > day and len(source.title) > 12 and source.title not in told:
            yield source.title


def dates_announced(case: Case, day: date) -> set[str]:
    """Future dates that something known by the day announces, and their eves: these may stand."""
    known = known_days(case)
    dates = [item.when for item in case.propositions if known.propositions[item.id] <= day]
    dates += [stance.dates_it for stance in case.stances if known.stances[stance.id] <= day]
    dates += [
        change.from_
        for measure in case.measures
        for part in measure.components
        for change in part.changes
        if change.how == "announced" and known.propositions[change.act] <= day
    ]
    ends = {end for when in dates for end in (when.first, when.last) if end is not None}
    return {str(day) for end in ends for day in (end, end - timedelta(days=1))}


def test_the_three_country_case_on_every_turning_day(
    three_folder: Path, three: Case, tmp_path: Path
) -> None:
    for number, day in enumerate(turning_days(three)):
        assert_as_if_removed(three_folder, three, day, tmp_path / str(number))


@pytest.mark.parametrize("seed", range(6))
def test_the_bundled_case_on_random_days(
    seed: int, mali_folder: Path, mali: Case, tmp_path: Path
) -> None:
    draw = random.Random(seed)
    days = turning_days(mali)
    first = next(day for day in days if day.year > 2019)
    anywhere = first + timedelta(days=draw.randrange((days[-1] - first).days + 30))
    for number, day in enumerate((draw.choice(days), anywhere)):
        assert_as_if_removed(mali_folder, mali, day, tmp_path / str(number))


@pytest.mark.parametrize("day", [date(2022, 3, 10), date(2022, 10, 20)])
@pytest.mark.parametrize("name", ["three", "mali"])
def test_relations_episodes_and_isolation(
    name: str, day: date, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    folder, case = (request.getfixturevalue(f) for f in (f"{name}_folder", name))
    assert_as_if_removed(folder, case, day, tmp_path / "removed", NUMERICAL)


@PER_CASE
@given(write=folders(), days=st.integers(-40, 500))
def test_generated_cases_on_random_days(
    write: Callable[[Path], None], days: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("generated")
    write(root / "whole")
    case = read_case(root / "whole", Vocabulary.read())
    day = date(2022, 1, 1) + timedelta(days=days)
    assert_as_if_removed(root / "whole", case, day, root / "removed")


@pytest.mark.parametrize("name", ["three", "mali"])
def test_on_defaults_to_the_as_of_day(name: str, request: pytest.FixtureRequest) -> None:
    case = request.getfixturevalue(name)
    day = date(2022, 7, 4)
    assert results(view_of(case, as_of=day)) == results(view_of(case, as_of=day, on=day))


@pytest.mark.parametrize("name", ["three", "mali"])
def test_the_day_looked_at_does_not_change_what_is_claimed_or_missing(
    name: str, request: pytest.FixtureRequest
) -> None:
    case = request.getfixturevalue(name)
    last = results(view_of(case))
    for on in (date(2021, 1, 1), date(2022, 7, 4), date(2030, 1, 1)):
        there = results(view_of(case, on=on))
        assert there["claims"] == last["claims"]
        assert there["gaps"] == last["gaps"]


@pytest.mark.parametrize("name", ["three", "mali"])
def test_as_of_the_last_known_day_is_everything(name: str, request: pytest.FixtureRequest) -> None:
    """Once all is known, known time plays no part."""
    case = request.getfixturevalue(name)
    known = known_days(case)
    assert max(known.propositions.values()) < NEVER, "something in the case can never be known"
    last = max([*known.stances.values(), *known.propositions.values(), *known.sources.values()])
    assert results(view_of(case, as_of=last, on=last)) == results(view_of(case, on=last))


def test_looking_at_an_earlier_day_uses_all_that_is_known(three: Case) -> None:
    """Valid time is not known time: the day before a date was documented, it held already."""
    states = {
        f"{row['measure']}/{row['component']}": row["state"]
        for row in json.loads(results(view_of(three, on=date(2022, 9, 29)))["measures"])
    }
    assert states["lantern/presence"] == "active"
    later = json.loads(results(view_of(three, on=date(2022, 9, 30)))["measures"])
    assert {r["state"] for r in later if r["measure"] == "lantern"} == {"ended"}


def test_before_anything_was_known_is_refused_with_the_first_day(three: Case) -> None:
    with pytest.raises(InputError, match="nothing in the case “three” was known by 1969-12-31"):
        view_of(three, as_of=date(1969, 12, 31))


def test_the_order_of_the_files_plays_no_part(three_folder: Path, tmp_path: Path) -> None:
    """Rows shuffled: the same findings, in another order."""
    files = Files(three_folder)
    for rows in files.tables.values():
        rows.reverse()
    files.sources.reverse()
    for entries in (files.measures["measures"], *files.outlines.values()):
        if isinstance(entries, list):
            entries.reverse()
    files.write(tmp_path)
    words = Vocabulary.read()
    for as_of in (None, date(2022, 7, 1), date(2022, 4, 22)):
        one = results(view_of(read_case(three_folder, words), as_of=as_of))
        other = results(view_of(read_case(tmp_path, words), as_of=as_of))
        for name in one:
            assert unordered(json.loads(one[name])) == unordered(json.loads(other[name])), name


def unordered(value: object) -> object:
    if isinstance(value, dict):
        return tuple(sorted((key, unordered(item)) for key, item in value.items()))
    if isinstance(value, list):
        return tuple(sorted(map(unordered, value), key=repr))
    return value
