"""What changed in structural data between two days, on feeds made by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.assess import data_feeds
from tests.made_votes import FIRST, LAST_DAY, day_of, vote_lake

from counterpoise.assess.changes import ChangeFinding, Span
from counterpoise.assess.data_changes import data_changes
from counterpoise.assess.names import Names
from counterpoise.assess.settings import Settings
from counterpoise.lake.engines import open_engine
from counterpoise.lake.lake import Lake
from counterpoise.model.case import Case
from counterpoise.model.view import view_of
from counterpoise.vocabulary import Vocabulary

Changed = Callable[..., dict[str, ChangeFinding]]
ORDERS = "arms:sipri_transfers:orders:major conventional arms:million TIV"


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return data_feeds.whole_lake(tmp_path_factory.mktemp("feeds"))


@pytest.fixture
def changed(mali: Case, lake: Path) -> Changed:
    def between(
        since: str, until: str, *, as_of: str | None = None, root: Path = lake
    ) -> dict[str, ChangeFinding]:
        known = None if as_of is None else date.fromisoformat(as_of)
        views = [
            view_of(mali, on=date.fromisoformat(since)),
            view_of(mali, on=date.fromisoformat(until), as_of=known),
        ]
        names = [Names(view, Vocabulary.read()) for view in views]
        found = data_changes(
            Lake(root), open_engine("duckdb"), Vocabulary.read(), Span(*views, *names)
        )
        assert len({item.id for item in found}) == len(found)
        return {item.subject: item for item in found}

    return between


def test_cases_of_sanctions_begun_and_ended_between_the_two_years(changed: Changed) -> None:
    # Last years ended: 2019 and 2022. In force in 2019: the EU's; in 2022 also the United
    # States' of 2021 and ECOWAS's of 2022.
    found = changed("2020-06-30", "2022-12-31")
    sanctions = {name: item for name, item in found.items() if item.kind == "data sanctions"}
    assert {name.partition("/")[0]: item.after for name, item in sanctions.items()} == {
        "USA": "in force",
        "ECOWAS": "in force",
    }
    (ecowas,) = [item for name, item in sanctions.items() if name.startswith("ECOWAS")]
    assert "(financial, trade, travel), begun in 2022, is in force at some time of 2022" in (
        ecowas.sentence
    )
    assert "was not in 2019" in ecowas.sentence
    assert ecowas.evidence[0].startswith("gsdb@")
    assert ecowas.rests_on == (
        "data-exposure:sanctions:gsdb:MLI:2019",
        "data-exposure:sanctions:gsdb:MLI:2022",
    )
    assert "gives no day of publication; whether the figures were known by 2022-12-31" in (
        ecowas.caveat
    )
    # A year on: ECOWAS's has ended.
    later = changed("2022-12-31", "2023-12-31")
    (ended,) = [item for item in later.values() if item.kind == "data sanctions"]
    assert (ended.subject.partition("/")[0], ended.before, ended.after) == (
        *("ECOWAS", "in force", "ended"),
    )


def test_suppliers_new_and_gone_and_shares_that_moved(changed: Changed) -> None:
    # Orders of 2015-2019: Russia 32, France 8; of 2018-2022: Russia 70, Spain 20, 10 not told.
    found = changed("2019-12-31", "2022-12-31")
    spain, france = found[f"ESP/{ORDERS}"], found[f"FRA/{ORDERS}"]
    assert (spain.before, spain.after) == ("", "22.2%")
    assert "Spain is new: 22.2% of 2018–2022" in spain.sentence
    assert "nothing in 2015–2019" in spain.sentence
    assert (france.before, france.after) == ("20.0%", "gone")
    assert france.sentence.endswith("an unknown supplier may be the one.")
    # Russia 80 % to 77.8 %: less than the least share.
    assert f"RUS/{ORDERS}" not in found
    assert spain.rests_on[1] == f"data-exposure:{ORDERS}:MLI:2018–2022"
    assert spain.caveat.endswith("known only from 2025-03-29, after 2022-12-31")
    moved = found["RUS/" + ORDERS.replace("orders", "deliveries")]
    # Deliveries: Russia 16 and France 8 before; 86.. of 102 after: bounds that meet are said to.
    assert moved.before == "66.7%"
    assert moved.sentence.endswith("; the bounds hold no movement too.")


def test_small_partners_are_counted_and_named(
    changed: Changed, monkeypatch: pytest.MonkeyPatch, lake: Path
) -> None:
    settings = Settings.read()
    number = settings.data_changes.least_share.model_copy(update={"value": 0.25})
    small = settings.model_copy(
        update={"data_changes": settings.data_changes.model_copy(update={"least_share": number})}
    )
    monkeypatch.setattr(Settings, "read", staticmethod(lambda: small))
    found = changed("2019-12-31", "2022-12-31")
    assert f"ESP/{ORDERS}" not in found
    assert found[f"small-new/{ORDERS}"].after == "1 new"
    assert "1 gone with a share below 25% each (France)" in (found[f"small-gone/{ORDERS}"].sentence)


def test_aid_shares_between_the_last_years_ended(changed: Changed) -> None:
    found = changed("2018-12-31", "2019-12-31")
    aid = "aid:dac2a:disbursements:ODA disbursements, net:US$ million"
    # Of 2014-2018: France 360 and the United States 420 of 1,060; of 2015-2019: 460 and 620 of
    # 1,500 with a share. Neither moved by a twentieth.
    assert {s for s in found if s.endswith(aid)} == set()
    wide = changed("2017-12-31", "2019-12-31")
    # Of 2013-2017: the United States 220 of 640; of 2015-2019: 620 of 1,500.
    moved = wide[f"USA/{aid}"]
    assert (moved.before, moved.after) == ("34.4%", "41.3%")


def test_votes_that_moved_between_two_sessions(changed: Changed, tmp_path: Path) -> None:
    root = vote_lake(tmp_path).root
    found = changed("2009-12-31", "2016-12-31", root=root)
    votes = [item for item in found.values() if item.kind == "data votes"]
    assert votes
    for item in votes:
        assert "90 % interval" in item.sentence
        assert f"the votes at hand end on {LAST_DAY}" in item.sentence
        assert item.evidence[-1].startswith("unga_votes@")
        heading = "further" if float(item.after) > float(item.before) else "nearer"
        assert f" {heading} " in item.sentence
    # Between two days after the last vote nothing can be seen.
    after = changed("2020-01-01", "2021-01-01", root=root)["votes"]
    assert (after.kind, after.value) == ("data not in evidence", None)
    assert f"end on {LAST_DAY}: what moved between 2020-01-01 and 2021-01-01" in after.sentence


def test_two_days_after_the_same_last_year_are_told_to_be_one(changed: Changed) -> None:
    found = changed("2022-02-01", "2022-11-30")
    assert {item.kind for item in found.values()} == {"data not in evidence"}
    told = found["arms, aid, sanctions"].sentence
    assert "(arms 2021, aid 2019, sanctions 2021)" in told
    assert "cannot tell the two days apart" in told


def test_in_a_replay_only_what_was_known_counts(changed: Changed, tmp_path: Path) -> None:
    found = changed("2019-12-31", "2022-12-31", as_of="2023-02-09")
    assert {item.kind for item in found.values()} == {"data not in evidence"}
    assert "No row of gsdb was known by 2023-02-09" in found["sanctions"].sentence
    day = day_of(FIRST + 10, 14)
    whole = changed("2009-12-31", "2016-01-31", as_of=str(day), root=vote_lake(tmp_path).root)
    cut = vote_lake(tmp_path / "cut", until=day).root
    alone = changed("2009-12-31", "2016-01-31", as_of=str(day), root=cut)
    assert [item.sentence for item in whole.values()] == [i.sentence for i in alone.values()]


def test_nothing_is_told_of_a_focal_actor_that_is_no_state(three: Case, lake: Path) -> None:
    view = view_of(three)
    names = Names(view, Vocabulary.read())
    parts = Lake(lake), open_engine("duckdb"), Vocabulary.read()
    assert three.heading.focal not in Vocabulary.read().countries
    assert data_changes(*parts, Span(view, view, names, names)) == ()
