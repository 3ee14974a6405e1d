"""Exposure from data on feeds made by hand, worked by hand to the last digit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.assess import data_feeds

from counterpoise.assess.data_exposure import Question, assess_data_exposure
from counterpoise.assess.data_exposure_findings import ConcentrationFinding, DataExposure
from counterpoise.errors import InputError, LakeError
from counterpoise.lake.engines import open_engine
from counterpoise.lake.lake import Lake
from counterpoise.vocabulary import Vocabulary

Assess = Callable[..., DataExposure]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return data_feeds.whole_lake(tmp_path_factory.mktemp("feeds"))


@pytest.fixture
def assess(lake: Path) -> Assess:
    def ask(focal: str = "MLI", *, root: Path = lake, tell: bool = True, **more) -> DataExposure:
        return assess_data_exposure(
            Lake(root),
            open_engine("duckdb"),
            Vocabulary.read(),
            Question(focal, **more),
            must_tell=tell,
        )

    return ask


def of(found: DataExposure, basis: str, since: int) -> ConcentrationFinding:
    (one,) = [
        item for item in found.concentration if item.basis == basis and item.window.since == since
    ]
    return one


def test_orders_by_hand(assess: Assess) -> None:
    # On orders of 2020-2024: Russia 60 + 10, Spain 20; 10 from an unknown supplier; one order
    # without a delivery. H = (70**2 + 20**2) / 90**2 = 5300/8100.
    found = of(assess(channels=("arms",)), "orders", 2020)
    assert found.value == pytest.approx(5300 / 8100, abs=1e-15)
    assert found.effective == pytest.approx(8100 / 5300, abs=1e-15)
    assert found.normalised == pytest.approx((5300 / 8100 - 1 / 2) / (1 / 2), abs=1e-15)
    assert (found.total, found.unallocated, found.top) == (90, (10, 10), "RUS")
    assert [(p.partner, p.value, p.low, p.high) for p in found.partners] == [
        ("RUS", 70, 60, 70),  # the order of 10 has a "?" on its year
        ("ESP", 20, 20, 20),
    ]
    # Most: 70 and the unknown 10 are one: (80**2 + 20**2) / 100**2. Least: 60, 20, and the 10
    # spread over ever more: (60**2 + 20**2) / 90**2.
    assert found.bounds == pytest.approx((4000 / 8100, 0.68), abs=1e-12)
    assert found.top_bounds == pytest.approx((60 / 90, 0.8), abs=1e-12)
    assert found.flags == (
        "1 of 4 orders carry “?” on their year or number",
        "orders without a delivery yet: 1",
    )


def test_asymmetry_substitutes_and_evidence_by_hand(assess: Assess) -> None:
    # Russia delivers 70 of the 90 known (7/9) and in all 70 + 140 (1/3): 4/9.
    found = of(assess(channels=("arms",)), "orders", 2020)
    russia, spain = found.partners
    assert russia.weight_of_focal == pytest.approx(1 / 3, abs=1e-15)
    assert russia.asymmetry == pytest.approx(4 / 9, abs=1e-15)
    assert russia.growth == pytest.approx(70 / 20, abs=1e-15)
    assert (russia.matched, spain.matched) == (0.0, 0.0)
    # Nobody else gave helicopters here, one supplier gave some elsewhere; radars nobody known.
    assert [(k.kind, k.value, k.here, k.anywhere) for k in found.kinds] == [
        ("transport helicopter", 60, 0, 1),
        ("air-search radar", 10, 0, 0),
    ]
    assert len(found.evidence) == 4
    assert all(e.startswith(f"sipri_transfers@{found.vintage}#") for e in found.evidence)
    assert set(russia.records) < set(found.evidence)


def test_deliveries_by_hand(assess: Assess) -> None:
    # Delivered in 2020-2024: 60 + 10 of Russia's later orders, and of its 32 of 2015, delivered in
    # 2019 and 2021, between nothing and all, 16 if split evenly; the number delivered is certain.
    found = of(assess(channels=("arms",)), "deliveries", 2020)
    assert [(p.partner, p.value, p.low, p.high) for p in found.partners] == [
        ("RUS", 86, 70, 102),
        ("ESP", 20, 20, 20),
    ]
    assert "1 of 5 orders were delivered partly outside 2020–2024" in found.flags


def test_change_and_loss_of_suppliers(assess: Assess) -> None:
    found = assess(channels=("arms",))
    (change,) = found.changes
    # Before: Russia 32, France 8 of 40 -> .64 + .04.
    assert (change.before, change.after) == (pytest.approx(0.68), pytest.approx(5300 / 8100))
    assert change.interval is not None
    assert change.interval[0] < float(change.value or 0) < change.interval[1]
    assert "anew" in change.interval_from
    (loss,) = found.isolation
    assert (loss.value, loss.bounds) == (pytest.approx(0.2), (0.0, pytest.approx(0.2)))
    assert {part.partner: part.part for part in loss.decomposition} == {
        "RUS": 0,
        "FRA": pytest.approx(0.2),
    }


def test_a_supplier_gone_by_orders_may_still_deliver_on_earlier_ones(
    assess: Assess, tmp_path: Path
) -> None:
    late = ("Mali", "France", 2016, "", "APC", "", "2021", "8")
    orders = [late if order[1] == "France" else order for order in data_feeds.ORDERS]
    root = tmp_path / "lake"
    data_feeds.load(root, "sipri_transfers", data_feeds.register(tmp_path, orders))
    (loss,) = assess(root=root, channels=("arms",)).isolation
    assert loss.counted == "million TIV delivered on orders placed in the window"
    assert str(loss.before_window) == "2015–2019"
    assert loss.sentence == (
        "Suppliers with deliveries on orders placed in 2015–2019 and none on orders placed in "
        "2020–2024: France (20%), 20% of the 40.0 million TIV delivered on the earlier orders; an "
        "unknown supplier may be one of them; on earlier orders France still delivered in "
        "2020–2024."
    )


def test_a_state_that_continues_another_is_spliced_and_flagged(assess: Assess) -> None:
    found = of(assess(channels=("arms",), since=1988, until=1993), "orders", 1988)
    assert [(p.partner, p.value, p.printed) for p in found.partners] == [
        ("RUS", 10, ("Russia", "Soviet Union"))
    ]
    assert found.flags == ("source splice: Russia stands for Russia and Soviet Union",)
    own = of(assess("RUS", channels=("arms",), since=1980, until=1985), "orders", 1980)
    assert "recipient printed as Soviet Union, which it continues" in own.flags
    assert [(p.partner, p.kind) for p in own.partners] == [("CSK", "state")]


def test_aid_by_hand(assess: Assess) -> None:
    # 2019: 100, 50, 200, 30, 60 of single official donors with a net amount above 0, 440 in all;
    # Kuwait was repaid 5. Printed 450, single donors 435: 15 of donors not told. The foundation
    # and the groups have no share.
    found = of(assess(channels=("aid",), since=2019, until=2019), "disbursements", 2019)
    assert found.value == pytest.approx(57000 / 440**2, abs=1e-15)
    assert found.printed_total == 450
    assert (found.total, found.unallocated) == (440, (15, 15))
    assert [p.partner for p in found.partners] == [
        "USA",
        "FRA",
        "WB",
        "DEU",
        "ARE",
    ]
    france = found.partners[1]
    # France gives 400 to states in all (the row of the continent is a group): 1/4.
    assert france.weight_of_focal == pytest.approx(0.25, abs=1e-15)
    assert france.asymmetry == pytest.approx(100 / 440 - 0.25, abs=1e-15)
    assert found.bounds == pytest.approx((57000 / 455**2, (215**2 + 17000) / 455**2), abs=1e-12)
    assert found.flags == ("net amount below 0, without a share: Kuwait -5.0",)


def test_a_share_above_one_is_flagged_with_its_rows_and_never_clipped(
    assess: Assess, tmp_path: Path
) -> None:
    # Germany gives Mali 50 and takes back 20 from Niger: 30 in all. 50/30 is no share.
    rows = {
        2019: {
            **data_feeds.AID[2019],
            "Niger": (310, 300, "", 10, "", 320, -20, "", "", "", 10, 10, ""),
        }
    }
    root = tmp_path / "lake"
    data_feeds.load(root, "dac2a", *data_feeds.matrices(tmp_path, rows))
    found = of(assess(root=root, channels=("aid",), since=2019, until=2019), "disbursements", 2019)
    partners = {p.partner: p for p in found.partners}
    assert (partners["DEU"].weight_of_focal, partners["DEU"].asymmetry) == (None, None)
    assert partners["FRA"].weight_of_focal == pytest.approx(100 / 420, abs=1e-15)
    assert partners["USA"].weight_of_focal == 1.0  # all of it goes to the state
    record = partners["DEU"].records[0].partition("#")[2]
    assert found.flags[-1] == (
        "Germany gives 50.0 to Mali and 30.0 to all states together, which is less: net amounts "
        f"of others below 0, or a fault of the data; no weight is told (rows {record})"
    )


def test_aid_before_and_after_by_hand(assess: Assess) -> None:
    found = assess(channels=("aid",), since=2018, until=2019)
    (change,) = found.changes
    # 2016: 120, 40, 100, 40 of 300; 2017: 140, 40, 120, 40 of 340; 2018: 100, 40, 200, 20, 60 of
    # 420; 2019 as above.
    yearly = [
        (120**2 + 40**2 + 100**2 + 40**2) / 300**2,
        (140**2 + 40**2 + 120**2 + 40**2) / 340**2,
        (100**2 + 40**2 + 200**2 + 20**2 + 60**2) / 420**2,
        57000 / 440**2,
    ]
    before, after = sum(yearly[:2]) / 2, sum(yearly[2:]) / 2
    assert (change.before, change.after) == (pytest.approx(before), pytest.approx(after))
    assert change.value == pytest.approx(after - before, abs=1e-15)
    assert change.interval is not None
    low, high = change.interval
    assert (low + high) / 2 == pytest.approx(after - before, abs=1e-12)
    (loss,) = found.isolation
    # A year: France 130 -> 100, Germany 40 -> 45, USA 110 -> 200, IDA 40 -> 60: 30 of 320.
    assert loss.value == pytest.approx(30 / 320, abs=1e-15)
    assert loss.bounds == pytest.approx((30 / 320, 30 / 320), abs=1e-15)


def test_a_broken_total_is_refused_and_its_year_with_it(assess: Assess, tmp_path: Path) -> None:
    rows = {
        **data_feeds.AID,
        2019: {"Mali": (450, 100, 40, 60, 5, 100, 50, 200, "", 30, 60, 60, 5)},
    }
    root = tmp_path / "lake"
    data_feeds.load(root, "dac2a", *data_feeds.matrices(tmp_path, rows))
    found = of(assess(root=root, channels=("aid",), since=2018, until=2019), "disbursements", 2018)
    assert found.total == 420  # 2018 alone
    assert found.flags[0] == (
        "dac2a 2019: DAC Countries, Total is 100.0 where its members sum to 350.0; a broken total "
        "is refused, and the year with it"
    )
    with pytest.raises(LakeError, match="a broken total is refused"):
        assess(root=root, channels=("aid",), since=2019, until=2019)


def test_the_current_interface_is_read_apart_instrument_by_instrument(
    assess: Assess, tmp_path: Path
) -> None:
    root = tmp_path / "lake"
    data_feeds.load(root, "oecd_sdmx", data_feeds.sdmx(tmp_path))
    found = assess(root=root, channels=("aid",), since=2021, until=2021)
    shown = {
        (item.instrument, item.window.since): [(p.partner, p.value) for p in item.partners]
        for item in found.concentration
    }
    assert shown == {
        ("DAC2A.206.V", 2020): [("FRA", 30e6), ("USA", 10e6)],
        ("DAC2A.206.V", 2021): [("FRA", 20e6), ("USA", 20e6)],
        ("DAC2A.217.V", 2021): [("FRA", 7e6)],
    }
    assert "no total is printed" in found.concentration[0].flags[-1]
    (change,) = found.changes
    assert change.interval is None
    assert change.no_interval == "one year in a window has no scatter"
    assert f"(no interval: {change.no_interval})" in change.sentence


def test_sanctions_by_hand(assess: Assess) -> None:
    # In 2022: the EU's (2019-, ongoing) certainly, the United States' (2021-2023) certainly,
    # ECOWAS's (2022) at some time of it. In 2017: none.
    (found,) = assess(channels=("sanctions",), since=2018, until=2022).sanctions
    assert (found.value, found.bounds, found.before) == (3, (2, 3), 0)
    assert [(c.sender, c.since, c.until, c.certain) for c in found.cases] == [
        ("EU", 2019, None, True),
        ("USA", 2021, 2023, True),
        ("ECOWAS", 2022, 2022, False),
    ]
    assert found.cases[2].components == ("financial", "trade", "travel")
    # In the last year of the source what is called ongoing is open, what is not may have ended.
    (last,) = assess(channels=("sanctions",), since=2023, until=2023).sanctions
    assert (last.value, last.bounds) == (2, (1, 2))


def test_a_case_of_several_targets_and_senders_is_one_case_of_each(
    assess: Assess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = '6,"Mali, Niger","EU, United States",2020,2023,0,,0,0,1,0,0,1,1,x,y\n'
    monkeypatch.setattr(data_feeds, "SANCTIONS", data_feeds.SANCTIONS + case)
    root = tmp_path / "lake"
    data_feeds.load(root, "gsdb", data_feeds.sanctions(tmp_path))
    for state, number in (("MLI", 4), ("NER", 1)):
        found = assess(state, root=root, channels=("sanctions",), since=2018, until=2022)
        (sanctions,) = found.sanctions
        assert sanctions.value == number
        assert [c.sender for c in sanctions.cases if c.since == 2020] == ["EU", "USA"]
        assert {part.partner: part.after for part in found.isolation[0].decomposition} == (
            {"EU": 2, "USA": 2, "ECOWAS": 1} if state == "MLI" else {"EU": 1, "USA": 1}
        )


def test_votes_by_hand(assess: Assess) -> None:
    # Sessions of 2015 to 2018, four roll calls each; a vote of January belongs to the session of
    # the autumn before. With France .25, .25, .5, .5; with Russia 1, .75, .75, 3/3.
    found = assess(channels=("votes",), partners=("FRA", "RUS"), since=2017, until=2018)
    france, russia = found.votes
    assert (france.before, france.after, france.value) == (0.25, 0.5, 0.25)
    assert france.both == (8, 8)
    # Both sessions of a window are alike: how far the change may be off is not known.
    assert france.interval is None
    assert "all alike" in france.no_interval
    assert "change +25.0% (no interval: the years of each window are all alike" in france.sentence
    assert (russia.before, russia.after) == (0.875, 0.875)
    assert russia.both == (8, 7)
    assert russia.interval is not None
    assert russia.interval[0] < 0 < russia.interval[1]
    assert france.sentence.endswith("the votes at hand end on 2019-01-15.")
    assert france.distance is not None
    assert (france.ties, france.last_vote) == ((), date(2019, 1, 15))


def test_the_window_follows_the_day(assess: Assess) -> None:
    found = assess(on=date(2023, 2, 9))
    windows = {(item.channel, item.window.until) for item in found.concentration}
    assert ("arms", 2022) in windows
    assert found.sanctions[0].year == 2022
    assert max(item.window.until for item in found.concentration) == 2022
    at_the_end = assess(on=date(2022, 12, 31), channels=("arms",))
    assert max(item.window.until for item in at_the_end.concentration) == 2022


def test_years_asked_for_are_cut_by_the_day(assess: Assess) -> None:
    found = assess(on=date(2023, 2, 9), since=2019, until=2024, channels=("arms",))
    assert max(item.window.until for item in found.concentration) == 2022
    with pytest.raises(InputError, match="the last year that has ended is 2022") as caught:
        assess(on=date(2023, 2, 9), since=2023, channels=("arms",))
    assert caught.value.remedy


def test_former_and_new_partners_vote_beside_those_named(assess: Assess) -> None:
    found = assess(partners=("BFA",))
    assert {item.partner: item.ties for item in found.votes} == {
        "RUS": ("arms 2015–2019", "arms 2020–2024"),  # former and new
        "FRA": ("arms 2015–2019", "aid 2015–2019"),
    }
    assert [use.feed for use in found.feeds] == ["sipri_transfers", "dac2a", "gsdb", "unga_votes"]
    assert len({item.id for item in found.findings}) == len(found.findings)
    assert all(item.evidence and item.method and item.sentence for item in found.findings)


def test_nothing_is_known_before_its_day(assess: Assess, tmp_path: Path) -> None:
    root = tmp_path / "lake"
    earlier = [order for order in data_feeds.ORDERS if order[2] < 2021]
    data_feeds.load(root, "sipri_transfers", data_feeds.register(tmp_path, earlier, "13 Mar 2023"))
    alone = assess(root=root, channels=("arms",), as_of=date(2023, 6, 1))
    data_feeds.load(root, "sipri_transfers", data_feeds.register(tmp_path))
    assert assess(root=root, channels=("arms",), as_of=date(2023, 6, 1)) == alone
    assert assess(root=root, channels=("arms",)) != alone
    later = [order for order in data_feeds.ORDERS if order[2] < 2022]
    data_feeds.load(root, "sipri_transfers", data_feeds.register(tmp_path, later, "11 Mar 2024"))
    newer = assess(root=root, channels=("arms",), as_of=date(2024, 6, 1))
    assert newer.feeds[0].known == date(2024, 3, 11)
    assert assess(root=root, channels=("arms",), as_of=date(2023, 6, 1)) == alone
    named = {"sipri_transfers": alone.feeds[0].vintage}
    assert replace(assess(root=root, channels=("arms",), vintages=named), as_of=None) == replace(
        alone, as_of=None
    )
    with pytest.raises(LakeError, match="no row of sipri_transfers was known by 2023-03-12"):
        assess(root=root, channels=("arms",), as_of=date(2023, 3, 12))


def test_rows_without_a_known_day_enter_no_replay(assess: Assess) -> None:
    found = assess(as_of=date(2024, 1, 1), partners=("FRA",))
    assert {item.channel for item in found.missing} == {"arms", "aid", "sanctions"}
    assert [item.partner for item in found.votes] == ["FRA"]


def test_order_of_loading_and_of_rows_changes_nothing(assess: Assess, tmp_path: Path) -> None:
    root = tmp_path / "lake"
    data_feeds.load(root, "dac2a", *reversed(data_feeds.matrices(tmp_path)))
    data_feeds.load(root, "sipri_transfers", data_feeds.register(tmp_path, data_feeds.ORDERS[::-1]))
    mirrored = assess(root=root, tell=False)
    for one, other in zip(mirrored.concentration, assess().concentration, strict=True):
        assert (one.value, *one.bounds) == pytest.approx((other.value, *other.bounds))
        assert [p.partner for p in one.partners] == [p.partner for p in other.partners]


@pytest.mark.parametrize(
    ("more", "error", "told"),
    [
        ({"focal": "XYZ"}, InputError, "“XYZ” is neither a case nor a state’s"),
        ({"focal": "ECOWAS"}, InputError, "ECOWAS is an organisation or group of states"),
        ({"partners": ("EU",)}, InputError, "EU is an organisation or group of states"),
        ({"channels": ("trade",)}, InputError, "there is no channel “trade” of data"),
        ({"since": 2022, "until": 2020}, InputError, "begins in 2022 and ends in 2020"),
        ({"channels": ("arms",), "since": 2000, "until": 2001}, LakeError, "Mali in 2000–2001"),
        ({"channels": ("aid",), "since": 2021}, LakeError, "not in evidence, which is not zero"),
        ({"focal": "LIE"}, LakeError, "no record of Liechtenstein"),
        ({"channels": ("votes",)}, LakeError, "no partner to compare votes with"),
        ({"vintages": {"gsdb": "beef"}}, LakeError, "feed gsdb has no vintage 'beef'"),
    ],
)
def test_bad_questions_are_one_sentence(assess: Assess, more, error, told: str) -> None:
    with pytest.raises(error, match=told) as caught:
        assess(**more)
    assert caught.value.remedy


def test_a_feed_that_is_not_loaded_names_the_command(assess: Assess, tmp_path: Path) -> None:
    root = tmp_path / "lake"
    data_feeds.load(root, "gsdb", data_feeds.sanctions(tmp_path))
    with pytest.raises(LakeError, match=r"no feed of arms is loaded.*counterpoise load sipri"):
        assess(root=root, channels=("arms",))
    found = assess(root=root)
    assert {item.channel for item in found.missing} == {"arms", "aid", "votes"}


def test_a_focal_actor_that_is_no_state_is_told_as_missing(assess: Assess) -> None:
    (missing,) = assess("XAA", tell=False).missing
    assert "no feed tells of “XAA”" in missing.sentence
