"""States beside each other on feeds made by hand: same definitions, certain places alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.assess import data_feeds

from counterpoise.assess.data_comparison import Comparison, compare_exposure
from counterpoise.assess.data_exposure import Question, assess_data_exposure
from counterpoise.assess.data_exposure_findings import Window
from counterpoise.errors import InputError, LakeError
from counterpoise.lake.engines import Engine, open_engine
from counterpoise.lake.lake import Lake
from counterpoise.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return data_feeds.whole_lake(tmp_path_factory.mktemp("feeds"))


def opened(root: Path) -> tuple[Lake, Engine, Vocabulary]:
    return Lake(root), open_engine("duckdb"), Vocabulary.read()


@pytest.fixture
def compare(lake: Path) -> Callable[..., Comparison]:
    def ask(*states: str, root: Path = lake, **more) -> Comparison:
        question = Question(states[0], **more)
        return compare_exposure(*opened(root), question, states[1:])

    return ask


def test_peers_stand_on_the_same_definitions(
    compare: Callable[..., Comparison], lake: Path
) -> None:
    found = compare("MLI", "NER", partners=("RUS",))
    assert {(row.channel, row.basis, row.window) for row in found.rows if row.state == "MLI"} == {
        ("arms", "orders", Window(2020, 2024)),
        ("arms", "deliveries", Window(2020, 2024)),
        ("aid", "disbursements", Window(2015, 2019)),
        ("sanctions", "cases in force", Window(2023, 2023)),
        ("votes", "agreement with Russia", Window(2014, 2018)),
    }
    exposure = assess_data_exposure(*opened(lake), Question("MLI"))
    (own,) = [c for c in exposure.concentration if (c.basis, c.window.since) == ("orders", 2020)]
    (row,) = [r for r in found.rows if (r.state, r.basis) == ("MLI", "orders")]
    assert (row.value, row.bounds, row.top_share) == (own.value, own.bounds, own.top_share)
    # Niger, orders: Russia 140, Turkey 5, unknown 3: least (140**2 + 25)/148**2 = .896, above .68.
    (place,) = [p for p in found.places if p.basis == "orders"]
    assert (place.above, place.below, place.undecided) == (("NER",), (), ())
    assert {(item.state, item.channel) for item in found.missing} == {("NER", "votes")}


def test_swapping_focal_and_peer_swaps_the_places(compare: Callable[..., Comparison]) -> None:
    one, other = compare("MLI", "NER"), compare("NER", "MLI")
    assert sorted(one.rows, key=lambda r: r.id) == sorted(other.rows, key=lambda r: r.id)
    places = [{p.basis: (p.above, p.below) for p in each.places} for each in (one, other)]
    assert places[0]["orders"] == (("NER",), ())
    assert places[1]["orders"] == ((), ("MLI",))


def test_a_peer_whose_bounds_overlap_is_not_told_apart(
    compare: Callable[..., Comparison],
) -> None:
    # Burkina Faso: 15 and 3 of 18 known -> .722, above Mali's .68 at most; with 2 unknown at
    # least (225 + 9)/400 = .585.
    (place,) = [p for p in compare("MLI", "NER", "BFA").places if p.basis == "orders"]
    assert (place.above, place.below, place.undecided) == (("NER",), (), ("BFA",))


@pytest.mark.parametrize(
    ("states", "told"),
    [
        (("MLI", "ECOWAS"), "ECOWAS is an organisation or group of states"),
        (("MLI", "NER", "MLI"), "MLI stands twice"),
        (("MLI", "ZZZ"), "“ZZZ” is neither"),
        (("LIE", "AND"), "no record of Liechtenstein"),
    ],
)
def test_bad_peers_are_one_sentence(
    compare: Callable[..., Comparison], states: tuple[str, ...], told: str
) -> None:
    with pytest.raises((InputError, LakeError), match=told):
        compare(*states)


def two_instruments(folder: Path) -> Path:
    """Make a lake in which one indicator ends as another does, and one has two units."""
    years = (2018, 2019, 2020, 2021)
    paid: list[data_feeds.Paid] = []
    for measure, unit, shares in ((6, "USD", (9, 1)), (206, "USD", (1, 1)), (206, "EUR", (3, 1))):
        for year in years:
            late = year > 2019
            for donor, amount in zip(("FRA", "USA"), shares, strict=True):
                value = str(amount if late else amount + (donor == "USA") * measure + year % 2)
                paid.append((donor, measure, unit, "V", "", year, value))
    root = folder / "lake"
    data_feeds.load(root, "oecd_sdmx", data_feeds.sdmx(folder, paid))
    return root


def test_instruments_with_a_common_ending_and_two_units_stay_apart(
    compare: Callable[..., Comparison], tmp_path: Path
) -> None:
    root = two_instruments(tmp_path)
    exposure = assess_data_exposure(
        *opened(root), Question("MLI", channels=("aid",), since=2020, until=2021)
    )
    assert len({item.id for item in exposure.findings}) == len(exposure.findings)
    moved = {str(item.flow): item.value for item in exposure.changes}
    assert set(moved) == {
        "aid:oecd_sdmx:disbursements:DAC2A.6.V:USD",
        "aid:oecd_sdmx:disbursements:DAC2A.206.V:USD",
        "aid:oecd_sdmx:disbursements:DAC2A.206.V:EUR",
    }
    assert len(set(moved.values())) == 3
    found = compare("MLI", "NER", root=root, channels=("aid",), since=2020, until=2021)
    assert len({row.id for row in found.rows}) == len(found.rows) == 3
    assert {str(row.flow): row.change for row in found.rows} == moved


def test_constant_prices_of_two_base_years_are_two_instruments(tmp_path: Path) -> None:
    paid = [
        (donor, 206, "USD", "Q", base, 2021, value)
        for base, values in (("2021", ("30", "10")), ("2022", ("33", "11")))
        for donor, value in zip(("FRA", "USA"), values, strict=True)
    ]
    root = tmp_path / "lake"
    for base in ("2021", "2022"):
        chosen = [one for one in paid if one[4] == base]
        data_feeds.sdmx(tmp_path, chosen, f"{base}.csv")
    data_feeds.load(root, "oecd_sdmx", tmp_path / "2021.csv", tmp_path / "2022.csv")
    found = assess_data_exposure(
        *opened(root), Question("MLI", channels=("aid",), since=2021, until=2021)
    )
    assert {(c.instrument, c.total) for c in found.concentration} == {
        ("DAC2A.206.Q.2021", 40e6),
        ("DAC2A.206.Q.2022", 44e6),
    }
