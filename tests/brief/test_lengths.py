"""A page is one page, a brief at most five, and what is left out is nowhere told differently."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from counterpoise.cli import main


def written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, length: str, lang: str, *forms: str
) -> Path:
    words = ["counterpoise", "brief", "mali", "--length", length, "--lang", lang]
    words += ["--output", str(folder)]
    for form in forms:
        words += ["--format", form]
    monkeypatch.setattr("sys.argv", words)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code in {0, None}
    return folder


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(("length", "most"), [("page", 1), ("brief", 5)])
def test_a_length_keeps_to_its_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: str, most: int, lang: str
) -> None:
    folder = written(tmp_path, monkeypatch, length, lang, "pdf")
    assert len(PdfReader(folder / "mali.pdf").pages) <= most


def test_every_sentence_of_the_short_opening_stands_in_the_full_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import json

    found = {}
    for length in ("brief", "full"):
        folder = written(tmp_path / length, monkeypatch, length, "en", "json")
        document = json.loads((folder / "findings.json").read_text(encoding="utf-8"))
        found[length] = {
            sentence["text"]
            for section in document["sections"]
            if section["id"] == "matters"
            for sentence in section["sentences"]
        }
    assert found["brief"] <= found["full"]
