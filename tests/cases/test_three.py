"""The invented case uses every file and feature that docs/case-format.md describes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from counterpoise.model.case import Case
from counterpoise.model.outlines import ENTRY_ROLES


def test_it_is_valid_and_its_locators_match(three_folder: Path, run: Callable) -> None:
    checked = run("check", three_folder, "--format", "json").json
    assert checked["valid"] is True
    document = three_folder / "document.txt"
    verified = run("verify", three_folder, "--document", document, "--format", "json").json
    assert verified["locators"] == verified["matching"] == 81
    assert verified["same_file"] is True


def test_every_collection_holds_something(three: Case) -> None:
    assert [name for name in three.collections() if not getattr(three, name)] == []


def test_every_kind_of_tracker_and_every_role_occurs(three: Case) -> None:
    used = {kind: set() for kind in ENTRY_ROLES}
    for tracker in three.trackers:
        used[tracker.kind] |= {entry.role for entry in tracker.entries}
    assert {kind: set(roles) for kind, roles in ENTRY_ROLES.items()} == used


def test_every_kind_position_and_turn_of_a_measure_occurs(three: Case) -> None:
    assert {item.kind for item in three.propositions} == {
        *("act", "state", "quantity", "judgement", "recommendation", "mechanism")
    }
    assert {stance.position for stance in three.stances} == {
        *("confirms", "assesses", "asserts", "alleges", "announces", "denies")
    }
    parts = [part for measure in three.measures for part in measure.components]
    assert {change.how for part in parts for change in part.changes} == {
        *("begins", "maintained", "announced")
    }
    assert any(part.same_as for part in parts)
    assert any(part.voided_by for part in parts)
    assert not all(part.persists for part in parts)
    assert any(source.protected for source in three.sources)
    assert any(source.is_data for source in three.sources)
    assert any(stance.by_act for stance in three.stances)
    assert any(stance.dates_it.is_known for stance in three.stances)
    assert any(option.advised_against for option in three.options)
    assert any(option.fallback for option in three.options)
    assert any(option.reciprocal for option in three.options)
    assert any(quantity.value is None for quantity in three.quantities)
    assert any(quantity.low is not None for quantity in three.quantities)
