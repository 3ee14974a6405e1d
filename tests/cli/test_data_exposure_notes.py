"""Every measure with a name of its own is explained under the table in which it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.assess import data_feeds
from tests.made_votes import vote_lake


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return data_feeds.whole_lake(tmp_path_factory.mktemp("feeds"))


def below(page: str, title: str, heading: str) -> str:
    """Return what stands after a table's heading, and insist that the table has it."""
    assert title in page
    table = page.partition(title)[2]
    assert heading in table.partition("───")[0]
    return table


@pytest.mark.parametrize(
    ("title", "heading", "note"),
    [
        ("Arms, orders", "Asymmetry", "Asymmetry (Hirschman 1945): the partner’s share less"),
        ("Arms, orders", "Matched by others", "Matched by others: the part of the partner’s"),
        ("Arms, orders 2020–2024, million TIV", "Amount", "TIV: the register’s trend-indicator"),
        ("Arms, deliveries", "Share", "deliveries: made in the years, on orders of any year"),
        ("Concentration (Herf", "Normalised", "Index (Herfindahl–Hirschman): the sum of the"),
        ("Concentration (Herf", "Effective", "Effective partners: 1/index"),
        ("Agreement in the General", "Change", "Agreement: the share of the roll calls in which"),
        ("Distance of positions", "90 %", "unit: standard deviations of all positions, 2015 to"),
    ],
)
def test_exposure_explains_its_measures(
    run: Callable, lake: Path, title: str, heading: str, note: str
) -> None:
    page = run("exposure", "MLI", "--lake", lake).out
    assert note in below(page, title, heading)


def test_a_column_without_anything_is_left_out_with_its_note(run: Callable, lake: Path) -> None:
    page = run("exposure", "MLI", "--lake", lake, "--channel", "aid").out
    assert "Asymmetry" in page
    assert "Matched by others" not in page
    assert "TIV" not in page


def test_suppliers_gone_say_what_is_counted(run: Callable, lake: Path) -> None:
    page = run("exposure", "MLI", "--lake", lake, "--channel", "arms").out
    losses = below(page, "Isolation from data", "Counted")
    assert "million TIV delivered on orders placed in" in " ".join(losses.split())
    assert "none on orders placed in 2020–2024: France (20%), 20% of the 40.0 million" in losses


@pytest.mark.parametrize("name", ["S (Signorino", "Kappa (Cohen)", "pi (Scott)", "Distance: "])
def test_alignment_explains_its_measures(run: Callable, tmp_path: Path, name: str) -> None:
    lake = vote_lake(tmp_path).root
    page = run("alignment", "NER", "--partner", "FRA", "--lake", lake).out
    assert name in below(page, "Votes of Niger beside others", "Kappa")


def test_compare_explains_the_index(run: Callable, lake: Path) -> None:
    page = run("compare", "MLI", "NER", "--lake", lake).out
    assert "Index (Herfindahl–Hirschman)" in below(page, "Exposure from data", "Effective")
    page = run("compare", "MLI", "NER", "--lake", lake, "--channel", "sanctions").out
    assert "Herfindahl" not in page
