from __future__ import annotations

import re
from pathlib import Path

import pytest

from counterpoise.errors import VocabularyError
from counterpoise.vocabulary import Vocabulary


def test_the_bundled_vocabulary_is_read_once() -> None:
    assert Vocabulary.read() is Vocabulary.read()


def test_files_are_read_only_when_asked_for(folder: Path) -> None:
    (folder / "countries.yml").unlink()
    vocabulary = Vocabulary.read(folder)
    assert vocabulary.event_type("ACCUSE").speech
    with pytest.raises(VocabularyError, match=r"countries.yml: cannot be read .*; restore"):
        vocabulary.country("MLI")


def test_a_permuted_copy_names_the_other_state(folder: Path) -> None:
    swap = {"MLI": "FRA", "FRA": "MLI", "RUS": "DEU", "DEU": "RUS"}
    for name in ("countries.yml", "organisations.yml"):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        # Alpha-3 codes stand as keys and in lists of members; abbreviations of other lists stay.
        text = re.sub(r'(?m)^"(MLI|FRA|RUS|DEU)":', lambda found: f'"{swap[found[1]]}":', text)
        text = re.sub(
            r'(?<=states: ")[^"]+',
            lambda found: " ".join(swap.get(code, code) for code in found[0].split()),
            text,
        )
        path.write_text(text, encoding="utf-8")
    permuted, bundled = Vocabulary.read(folder), Vocabulary.read()
    permuted.check()
    for old, new in swap.items():
        assert permuted.country(new).name_en == bundled.country(old).name_en
        assert permuted.name(new, "fr") == bundled.name(old, "fr")
        assert permuted.country(new).cow == bundled.country(old).cow
    assert permuted.normalise("Bamako") == "FRA"
    assert sorted(permuted.actor_ids()) == sorted(bundled.actor_ids())


def test_actor_ids_are_unique(vocabulary: Vocabulary) -> None:
    codes = list(vocabulary.actor_ids())
    assert len(codes) == len(set(codes)) > 300
    assert {"MLI", "XKX", "SUN", "ECOWAS", "BENELUX"} <= set(codes)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r"channels.yml:1: .*is no mapping"),
        (b"- security\n", r"channels.yml:1: .*is no mapping"),
        (b"security: [\n", r"channels.yml:2: "),
        (b"security: {label_en: \xe9}\n", r"channels.yml: is not UTF-8 at byte 21; save it"),
        (b"no: {}\n", r'channels.yml:1: "no" without quotes reads as bool; .*quote'),
        (b"a: {}\na: {}\n", r'channels.yml:2: duplicate "a"'),
        (b"? [a]\n: {}\n", r"channels.yml:1: a key is no text"),
        (b"\naid: money\n", r'channels.yml:2: aid: "money" is no mapping'),
        (b"aid:\n  label_en: x\n  label_fr: 2020-01-01\n", r'channels.yml:3: "2020-01-01" without'),
        (b"aid:\n  label_en: x\n  label_fr: 7\n", r'channels.yml:3: aid/label_fr: "7" is no text'),
        (b"1: {}\n", r'channels.yml:1: .*the code "1" is no text; put it in quotes'),
    ],
)
def test_a_malformed_file_is_named_with_its_line(
    folder: Path, content: bytes, message: str
) -> None:
    (folder / "channels.yml").write_bytes(content)
    with pytest.raises(VocabularyError, match=message):
        _ = Vocabulary.read(folder).channels


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"nowhere/channels.yml: cannot be read"):
        _ = Vocabulary.read(tmp_path / "nowhere").channels
