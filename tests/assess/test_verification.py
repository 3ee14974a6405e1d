from __future__ import annotations

from pathlib import Path

import pytest

from counterpoise.assess.verification import recognise, verify
from counterpoise.model.case import Case


@pytest.fixture
def data(three_folder: Path) -> bytes:
    return (three_folder / "document.txt").read_bytes()


def test_every_locator_matches_the_document(three: Case, data: bytes) -> None:
    result = verify(three, "report", data)
    assert (result.locators, result.matching, result.same_file) == (81, 81, True)
    assert result.mismatches == ()


def test_spans_count_code_points_and_not_bytes(three: Case, data: bytes) -> None:
    assert len(data) > len(data.decode()) == three.documents[0].characters
    last = max(three.locators, key=lambda item: item.end)
    assert data.decode()[last.start : last.end].startswith("6. Leaflet")


def test_a_changed_word_is_found_and_nothing_else(three: Case, data: bytes) -> None:
    result = verify(three, "report", data.replace(b"three garrisons", b"four! garrisons", 1))
    assert [item.locator for item in result.mismatches] == ["l11"]
    assert result.mismatches[0].reason == "the span holds other words"
    assert not result.same_file


def test_a_document_cut_short(three: Case, data: bytes) -> None:
    text = data.decode()
    result = verify(three, "report", text[:4360].encode())
    assert {item.locator for item in result.mismatches} == {f"l{n}" for n in range(76, 82)}
    assert result.mismatches[0].reason == "the file ends at 4360"


def test_one_character_more_at_the_head_moves_everything(three: Case, data: bytes) -> None:
    result = verify(three, "report", b"x" + data)
    assert result.matching == 0


def test_the_places_covered(three: Case, data: bytes) -> None:
    places = verify(three, "report", data).paragraphs
    assert "I, paragraph 1" in places
    assert "note 6" in places
    assert len(places) == len(set(places))


def test_a_document_is_recognised_by_its_digest_or_as_the_only_one(
    three: Case, data: bytes
) -> None:
    assert recognise(three, data) == "report"
    assert recognise(three, b"other") == "report"
