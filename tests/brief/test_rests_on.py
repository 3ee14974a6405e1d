"""Every sentence rests on its claims: without a claim, what rested on it is gone or different."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from tests.brief.forms import material, told
from tests.brief.removal import without_claim

from counterpoise.brief.document import Sentence
from counterpoise.brief.write import Material
from counterpoise.model.case import Case

CLAIMS = 50
SEED = 20230209


def resting(found: Material, name: str) -> list[Sentence]:
    """Sentences of a brief that name a claim, or a stance on it, among their evidence."""
    stances = {item.id for item in found.view.case.stances if item.proposition == name}
    own = {name, *stances}
    return [item for item in told(found.brief) if own.intersection(item.evidence)]


def test_every_factual_sentence_has_evidence_that_the_case_holds(full: Material) -> None:
    case = full.view.case
    known = {item.id for item in (*case.propositions, *case.stances)}
    factual = [item for item in told(full.brief) if not item.framing]
    assert len(factual) > 100
    assert [item.text for item in factual if not set(item.evidence) & known] == []
    assert [item.text for item in factual if not item.note] == []


@pytest.fixture(scope="module")
def chosen(mali: Case, full: Material) -> list[str]:
    """Claims of the case on which at least one sentence rests, drawn with a fixed seed."""
    used = [item.id for item in mali.propositions if resting(full, item.id)]
    return sorted(random.Random(SEED).sample(used, CLAIMS))


@pytest.mark.slow
def test_without_a_claim_what_rested_on_it_is_gone_or_different(
    mali: Case, full: Material, chosen: list[str]
) -> None:
    often = Counter(item.text for item in told(full.brief))
    unchanged = []
    for name in chosen:
        after = told(material(without_claim(mali, name)).brief)
        same = {(item.text, item.evidence) for item in after}
        texts = {item.text for item in after}
        for item in resting(full, name):
            alone = {e.partition(".")[0] for e in item.evidence} == {name}
            unique = often[item.text] == 1  # “France denies it (3 May).” may recur elsewhere
            if (item.text, item.evidence) in same or (alone and unique and item.text in texts):
                unchanged.append((name, item.text))
    assert unchanged == []
