"""Names to actors: by form, by day, and by abstaining."""

from __future__ import annotations

import datetime as dt
import itertools
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.feeds.actors import (
    ALWAYS_SINCE,
    ALWAYS_UNTIL,
    Entry,
    Resolution,
    normalise,
    spans,
)
from counterpoise.feeds.phrases import resolve, resolve_spans
from counterpoise.feeds.vocabulary_tables import actor_tables


@pytest.mark.parametrize(
    ("name", "iso3", "org", "sector"),
    [
        ("Military (Mali)", "MLI", None, "MIL"),
        ("Foreign Affairs (France)", "FRA", None, "GOV"),
        ("Citizen (Holy See (Vatican City State))", "VAT", None, "CVL"),
        ("Member of Legislative (Govt) (India)", "IND", None, "LEG"),
        ("Côte d'Ivoire", "CIV", None, None),
        ("cote divoire", None, None, None),
        ("Bamako", "MLI", None, "GOV"),
        ("Burkina Faso’s ruling junta", "BFA", None, "GOV"),
        ("Malian soldiers", "MLI", None, "MIL"),
        ("a former Chadian minister", "TCD", None, "ELI"),
        ("ECOWAS", None, "ECOWAS", "IGO"),
        ("Jerusalem Post", "ISR", None, "MED"),
        ("International Court of Justice", None, "ICJ", "JUD"),
        ("International Criminal Court", None, "ICC", "JUD"),
        ("President of the Chadian Human Rights League", "TCD", None, "SOC"),
        ("president of the European Council", None, "EUCO", "IGO"),
        ("member of the Malian parliament", "MLI", None, "LEG"),
        ("Minister of Health of Mali", "MLI", None, "GOV"),
        ("Congolese", None, None, None),
        ("car drivers", None, None, "CVL"),
        ("somebody unheard of", None, None, None),
    ],
)
def test_a_name_resolves_or_abstains(name, iso3, org, sector):
    found = resolve(name, None, actor_tables())
    assert (found.iso3, found.org, found.sector) == (iso3, org, sector)


@pytest.mark.parametrize(
    ("name", "day", "sector"),
    [
        ("Taliban", dt.date(2021, 8, 14), "REB"),
        ("Taliban", dt.date(2021, 8, 15), "GOV"),
        ("Angela Merkel", dt.date(2021, 12, 8), "GOV"),
        ("Angela Merkel", dt.date(2021, 12, 9), "ELI"),
        ("Vladimir Putin", dt.date(1999, 1, 1), "SPY"),
    ],
)
def test_an_office_holds_on_its_days(name, day, sector):
    assert resolve(name, day, actor_tables()).sector == sector


def test_an_officer_of_an_organisation_does_not_speak_for_a_state():
    tables = actor_tables()
    before, after = (resolve("Josep Borrell", dt.date(y, 1, 1), tables) for y in (2019, 2021))
    assert (before.iso3, before.org) == ("ESP", None)
    assert (after.iso3, after.org) == (None, "EU")


days = st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1))


@given(
    st.lists(st.tuples(days, days, st.sampled_from(["AAA", "BBB"])), min_size=1, max_size=5), days
)
def test_spans_cover_every_day_exactly_once(roles, day):
    entries = [
        Entry("person", Resolution("p", iso3, None, "GOV", 1.0, "", min(a, b), max(a, b)))
        for a, b, iso3 in roles
    ]
    laid = spans(entries)
    assert laid[0].since == ALWAYS_SINCE
    assert laid[-1].until == ALWAYS_UNTIL
    for left, right in itertools.pairwise(laid):
        assert left.until + dt.timedelta(days=1) == right.since
    (held,) = [r for r in laid if r.since <= day <= r.until]
    states = {iso3 for a, b, iso3 in roles if min(a, b) <= day <= max(a, b)}
    if len(states) > 1:
        assert held.iso3 is None


@given(st.text(max_size=40))
def test_any_text_resolves_without_an_error_and_normalising_twice_is_once(text):
    assert resolve_spans(text, actor_tables())
    assert normalise(normalise(text)) == normalise(text)


def test_swapping_two_names_swaps_the_resolutions():
    tables = actor_tables()
    assert resolve("France (Mali)", None, tables).iso3 == "MLI"
    assert resolve("Mali (France)", None, tables).iso3 == "FRA"


@pytest.mark.skipif(not os.environ.get("COUNTERPOISE_DATA"), reason="needs COUNTERPOISE_DATA")
def test_the_development_set_and_icews_reach_their_targets(monkeypatch):
    import importlib.util

    path = Path(__file__).parents[2] / "benchmarks" / "actor_resolution.py"
    spec = importlib.util.spec_from_file_location("actor_resolution", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    data = Path(os.environ["COUNTERPOISE_DATA"])
    scores, _ = module.development(data / "actors" / "actor_resolution_dev.json")
    assert scores["country"][0] / scores["country"][1] >= 0.90
    assert scores["sector"][0] / scores["sector"][1] >= 0.75
