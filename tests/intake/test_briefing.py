"""What the first test document must yield."""

from __future__ import annotations

from shapes import assert_tiles

from counterpoise.intake.numbers import find_numbers
from counterpoise.intake.when.find import find_dates
from counterpoise.model.documents import TextDocument


def test_structure(briefing: TextDocument) -> None:
    assert_tiles(briefing)
    assert [s.number for s in briefing.sections] == ["", "I", "II", "III", "IV", "V", "VI"]
    assert briefing.published.edtf == "2023-02-09"
    assert briefing.places == ("Bamako", "Dakar", "Brussels")
    lines = [p.line for p in briefing.paragraphs("pull_quote")]
    assert lines == [31, 60, 93, 132, 172, 205, 259, 300, 325]
    assert [p.line for p in briefing.paragraphs("caption")] == [1]
    assert [p.line for p in briefing.paragraphs("strapline")] == [6]
    assert [p.line for p in briefing.paragraphs("summary")] == [13, 15, 17]


def test_notes(briefing: TextDocument) -> None:
    assert len(briefing.anchors) == 89
    assert [anchor.number for anchor in briefing.unresolved] == [7]
    led = {
        note.number: citation.refers_to
        for note in briefing.notes
        for citation in note.citations
        if citation.kind == "reference"
    }
    assert led == {8: 1, 22: 21, 33: 23, 88: 1}


def test_citations(briefing: TextDocument) -> None:
    protected = [n.number for n in briefing.notes if any(c.protected for c in n.citations)]
    assert len(protected) >= 20
    assert {6, 20, 24, 37} <= set(protected)
    numbers = {(c.number, c.issued.edtf) for n in briefing.notes for c in n.citations if c.number}
    assert {
        ("S/RES/2640 (2022)", "2022-06-29"),
        ("UNSC/2023/36", "2023-01-16"),
        ("28", "2022-04-26"),
        ("042", "2022-11-21"),
        ("043", "2023-01-06"),
        ("045", "2023-02-05"),
        ("000031/MAECI/SG-CT-MT", "2022-08-16"),
    } <= numbers
    phone = next(n for n in briefing.notes if n.number == 66).citations[0]
    assert (phone.mode, phone.issued.edtf) == ("telephone", "2022-07/2022-11")


def test_the_caption_dates_its_event(briefing: TextDocument) -> None:
    (caption,) = briefing.paragraphs("caption")
    assert find_dates(briefing.quote(caption))[0].interval.edtf == "2022-05-20"


def test_relative_dates(briefing: TextDocument) -> None:
    derived = {}
    for paragraph in briefing.paragraphs("body"):
        for mention in find_dates(briefing.quote(paragraph), published=briefing.published):
            if mention.relative:
                derived[mention.interval.wording.lower()] = mention.interval.edtf
    assert derived["ten days later"] == "2021-06-03"
    assert derived["a week later"] == "2022-12-30"


def test_figures(briefing: TextDocument) -> None:
    found = {(n.value, n.unit.split(" ")[0], n.bound) for n in find_numbers(briefing.text)}
    assert (1000.0, "personnel", "more_than") in found
    assert (2146.0, "civilians", "exactly") in found
    assert (148_500_000.0, "USD", "exactly") in found
    assert (101_000_000_000.0, "XOF", "exactly") in found
    assert (15.0, "km", "exactly") in found
