"""Aid by a source of codes: what is no state's, and printed totals against their parts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.assess import data_feeds

from counterpoise.assess.data_exposure import Question, assess_data_exposure
from counterpoise.assess.data_exposure_findings import ConcentrationFinding, DataExposure
from counterpoise.assess.doctor import examine
from counterpoise.errors import LakeError
from counterpoise.lake.engines import open_engine
from counterpoise.lake.lake import Lake
from counterpoise.vocabulary import Vocabulary

# Millions of 2021. States 30 and 10 of 50 printed; the EU's institutions 8 and a bank 2, both
# within ALLM; the DAC 30 and others 10.
TOLD = {
    "FRA": "30", "ARE": "10", "4EU001": "8", "5WB002": "2",
    "DAC": "30", "WXDAC": "10", "ALLM": "10", "ALLD": "50",
}  # fmt: skip


def ask(folder: Path, told: dict[str, str], years: Sequence[int] = (2021,)) -> DataExposure:
    paid: list[data_feeds.Paid] = [
        (donor, 206, "USD", "V", "", year, value) for year in years for donor, value in told.items()
    ]
    root = folder / "lake"
    data_feeds.load(root, "oecd_sdmx", data_feeds.sdmx(folder, paid))
    asked = Question("MLI", channels=("aid",), since=years[0], until=years[-1])
    return assess_data_exposure(Lake(root), open_engine("duckdb"), Vocabulary.read(), asked)


def only(found: DataExposure) -> ConcentrationFinding:
    (one,) = found.concentration
    return one


def test_what_is_from_donors_that_are_no_states_is_told_with_its_share(tmp_path: Path) -> None:
    found = only(ask(tmp_path, TOLD))
    assert [(p.partner, p.value) for p in found.partners] == [("FRA", 30e6), ("ARE", 10e6)]
    assert (found.printed_total, found.unallocated) == (50e6, (10e6, 10e6))
    (flag,) = found.flags
    assert flag == (
        "donors that are no states gave 10,000,000.0 of 50,000,000.0 (20.0%) by the totals "
        "printed for 2021: a bound and no partner; codes left out: 4EU001, 5WB002, ALLD, ALLM, "
        "DAC, …"
    )
    assert "Single donors are those with the code of a state" in found.method
    # Most: the ten are one donor's, France's: (40**2 + 10**2)/50**2. Least: spread over many.
    assert found.bounds == pytest.approx((1000 / 2500, 1700 / 2500), abs=1e-12)


def test_without_the_total_of_all_the_part_is_said_to_be_unknown(tmp_path: Path) -> None:
    found = only(ask(tmp_path, {"FRA": "30", "ARE": "10", "4EU001": "8"}))
    assert found.printed_total is None
    first, second = found.flags
    assert first == (
        "donors without a state's code are left out (4EU001): without ALLD, the total of all, "
        "their part is not in evidence"
    )
    assert second == "no total is printed: what donors not listed gave is not in evidence"


def test_a_total_that_is_not_its_parts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LakeError, match=r"ALLD is 50,000,000\.0 where its members sum to 70,"):
        ask(tmp_path, TOLD | {"DAC": "50"})


def test_states_that_exceed_the_total_are_flagged(tmp_path: Path) -> None:
    found = only(ask(tmp_path, TOLD | {"FRA": "50"}))
    assert found.flags[0] == ("the single donors exceed the printed total: 2021 (10,000,000.0)")
    assert "donors that are no states gave 0.0 of 50,000,000.0 (0.0%)" in found.flags[1]


def test_rounding_is_of_the_printed_unit(tmp_path: Path) -> None:
    # .05 million off is rounding of millions, and no amount of donors not told.
    found = only(ask(tmp_path, TOLD | {"ALLM": "0.05", "ALLD": "40.05", "4EU001": "0.05"}))
    assert found.unallocated == (0.0, 0.0)


@pytest.mark.parametrize(
    ("more", "passes", "told"),
    [
        ({}, True, "100.0% of 1 totals are their members' sum"),
        ({"DAC": "50"}, False, "0.0% of 1 totals"),
        ({"ALLD": ""}, False, "no total “ALLD” is printed with a member"),
    ],
)
def test_the_doctor_holds_the_total_against_its_parts(
    tmp_path: Path, more: dict[str, str], passes: bool, told: str
) -> None:
    paid: list[data_feeds.Paid] = [
        (donor, measure, "USD", "V", "", 2021, value if measure == 206 else "1")
        for donor, value in (TOLD | more).items()
        for measure in (206, *((217,) if donor in {"FRA", "DAC"} else ()))
    ]
    root = tmp_path / "lake"
    data_feeds.load(root, "oecd_sdmx", data_feeds.sdmx(tmp_path, paid))
    (found,) = [
        one for one in examine(Lake(root), open_engine("duckdb")) if one.check == "total ALLD"
    ]
    assert found.level == ("pass" if passes else "warn")
    assert told in found.found
