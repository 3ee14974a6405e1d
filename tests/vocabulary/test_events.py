from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from counterpoise.errors import VocabularyError
from counterpoise.vocabulary import Vocabulary

DATA = os.environ.get("COUNTERPOISE_DATA")
needs_data = pytest.mark.skipif(not DATA, reason="COUNTERPOISE_DATA is not set")


def test_plover_has_its_sixteen_types_in_four_quads(vocabulary: Vocabulary) -> None:
    quads = Counter(kind.quad for kind in vocabulary.event_types.values())
    assert quads == {
        "verbal_cooperation": 4,
        "material_cooperation": 3,
        "verbal_conflict": 4,
        "material_conflict": 5,
    }


def test_speech_is_verbal(vocabulary: Vocabulary) -> None:
    speech = [kind for kind in vocabulary.event_types.values() if kind.speech]
    assert {kind.code for kind in speech} == {
        "AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    }  # fmt: skip
    assert all(kind.quad.startswith("verbal") for kind in speech)


def test_every_gloss_says_something(vocabulary: Vocabulary) -> None:
    for kind in vocabulary.event_types.values():
        for gloss in (kind.gloss, *(mode.gloss for mode in kind.modes.values())):
            assert len(gloss) > 8, (kind.code, gloss)


def test_rhetoric_alone_is_not_material(vocabulary: Vocabulary) -> None:
    assert [code for code, item in vocabulary.channels.items() if not item.material] == ["rhetoric"]
    assert len(vocabulary.channels) == 11
    assert vocabulary.channels["peace_process"].label("fr") == "processus de paix"


@pytest.mark.parametrize(
    ("cameo", "event_type", "mode", "channel"),
    [
        ("163", "SANCTION", "discontinue", "trade"),
        ("010", "CONSULT", "", "diplomacy"),
        ("10", "REQUEST", "", "diplomacy"),
        ("016", "REJECT", "", "diplomacy"),
        ("0231", "REQUEST", "assist", "aid"),
        ("0256", "REQUEST", "yield", "security"),
        ("042", "CONSULT", "visit", "diplomacy"),
        ("072", "AID", "", "security"),
        ("0871", "RETREAT", "ceasefire", "security"),
        ("1124", "ACCUSE", "allege", "security"),
        ("1621", "SANCTION", "discontinue", "aid"),
        ("1663", "SANCTION", "expel", "access"),
        ("201", "ASSAULT", "cleansing", "security"),
        ("191", "COERCE", "restrict", "security"),
    ],
)
def test_cameo_finds_its_home(
    vocabulary: Vocabulary, cameo: str, event_type: str, mode: str, channel: str
) -> None:
    home = vocabulary.from_cameo(cameo)
    assert (home.event_type, home.mode, home.channel) == (event_type, mode, channel)


def test_departures_from_the_published_table_have_a_reason(vocabulary: Vocabulary) -> None:
    for code, home in vocabulary.cameo.items():
        if code.startswith(("01", "02")) or code == "163":
            assert home.reason, code
    assert not vocabulary.from_cameo("190").reason


def test_neutral_codes_hold_statements_alone(vocabulary: Vocabulary) -> None:
    neutral = {code for code, home in vocabulary.cameo.items() if home.neutral}
    assert neutral == {"01", "010", "011", "014", "015", "017"}


def test_unknown_codes_are_refused(vocabulary: Vocabulary) -> None:
    with pytest.raises(VocabularyError, match='unknown CAMEO code "999"'):
        vocabulary.from_cameo("999")
    with pytest.raises(VocabularyError, match='unknown event type "agree"'):
        vocabulary.event_type("agree")


@needs_data
def test_every_code_of_the_gdelt_table_has_a_home(vocabulary: Vocabulary) -> None:
    assert DATA is not None
    lines = Path(DATA, "gdelt/CAMEO.goldsteinscale.txt").read_text().split("\n")[1:]
    codes = {line.split("\t")[0] for line in lines if line}
    assert len(codes) > 300
    assert codes <= set(vocabulary.cameo)


@needs_data
def test_every_code_of_the_icews_table_has_a_home(vocabulary: Vocabulary) -> None:
    assert DATA is not None
    with Path(DATA, "icews/cameo_codes_icews.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    # The table dropped leading zeros; the root tells where one belongs.
    codes = {("0" if int(row["root_code"]) < 10 else "") + row["code"] for row in rows}
    assert len(codes) == len(rows) > 300
    assert codes <= set(vocabulary.cameo)


@needs_data
def test_the_published_table_agrees_where_no_reason_is_given(vocabulary: Vocabulary) -> None:
    assert DATA is not None
    compared = 0
    for line in Path(DATA, "plover/CAMEO2PLOVER-2021.txt").read_text().split("\n"):
        code, colon, rest = line.partition(":")
        if not colon or not code.isdigit() or len(code) == 2:
            continue
        home = vocabulary.from_cameo(code)
        published = rest.partition("#")[0].split(",")
        if not home.reason:
            assert home.event_type == published[0].strip(), code
            if code != "0872":
                assert home.mode == published[1].strip(), code
            compared += 1
    assert compared > 240


def test_a_home_that_does_not_exist_is_refused(
    alter: Callable[[str, str, str], Vocabulary],
) -> None:
    altered = alter("event_types.yml", '"042": CONSULT/visit', '"042": CONSULT/picnic')
    with pytest.raises(VocabularyError, match=r'event_types.yml:\d+: CONSULT has no mode "picnic"'):
        altered.from_cameo("042")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"042": CONSULT/visit', '"042": PICNIC', 'unknown event type "PICNIC"'),
        ('"072": AID security', '"072": AID picnic', 'unknown channel "picnic"'),
        ('cameo_neutral: ["01"', 'cameo_neutral: ["099"', 'CAMEO code "099" has no home'),
        ("quad: verbal_conflict", "quad: quarrel", '"quarrel" is unknown'),
    ],
)
def test_contradictions_are_refused(
    alter: Callable[[str, str, str], Vocabulary], old: str, new: str, message: str
) -> None:
    with pytest.raises(VocabularyError, match=message):
        _ = alter("event_types.yml", old, new).event_types
