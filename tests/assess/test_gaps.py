from __future__ import annotations

from collections.abc import Callable

from counterpoise.assess.gaps import gap_findings


def questions(look: Callable, **days: str) -> list[str]:
    return [finding.id for finding in gap_findings(look(**days)[0])]


def test_a_gap_shows_once_its_documents_were_read(look: Callable) -> None:
    everything = ["gap:gap-port-shares", "gap:gap-spokesman", "gap:gap-first-sanctions"]
    assert questions(look) == everything
    assert questions(look, as_of="2023-03-01") == everything
    assert questions(look, as_of="2023-02-28") == []


def test_a_gap_states_nothing_and_names_what_raises_it(look: Callable) -> None:
    found = gap_findings(look()[0])[0]
    assert (found.value, found.answer) == (None, "not in evidence")
    assert found.evidence == ("c-quay", "c-sands")
    assert found.sentence.endswith(": not in evidence.")
