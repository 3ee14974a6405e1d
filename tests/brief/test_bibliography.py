"""Sources as CSL-JSON and BibTeX: what is cited, what is redacted, what other programs read."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from datetime import date

import pypandoc
import pytest

from counterpoise.brief.bibliography import bibtex_text, cited_sources, csl_text, to_csl
from counterpoise.brief.language import language
from counterpoise.model.dates import DateInterval
from counterpoise.model.evidence import Source

ENGLISH = language("en")
CUT = date(2022, 6, 30)


def test_what_the_notes_cite_is_listed_and_nothing_else(full) -> None:
    cited = cited_sources(full.brief, full.view)
    notes = " ".join(note.text for note in full.brief.notes)
    for source in cited:
        if not source.protected and source.title:
            assert ENGLISH.typeset(source.title) in notes, source.id
    left_out = [source for source in full.view.case.sources if source not in cited]
    for source in left_out:
        assert not source.title or f"“{ENGLISH.typeset(source.title)}”" not in notes, source.id


def test_everything_cited_was_published_by_the_day(early) -> None:
    for item in to_csl(cited_sources(early.brief, early.view), ENGLISH, tlp="CLEAR"):
        parts = item.get("issued", {}).get("date-parts")
        if parts:
            assert tuple(parts[-1]) <= (CUT.year, CUT.month, CUT.day)


def test_a_protected_source_shows_category_place_and_period_alone(full) -> None:
    protected = [source for source in full.view.case.sources if source.protected]
    assert protected
    secret = replace(
        protected[0],
        title="Jane Doe, interview",
        csl=json.dumps({"id": "x", "author": [{"family": "Doe"}], "note": "Jane Doe"}),
    )
    both = csl_text([secret], ENGLISH, tlp="AMBER") + bibtex_text([secret], ENGLISH, tlp="AMBER")
    assert "Doe" not in both
    (item,) = to_csl([secret], ENGLISH, tlp="AMBER")
    assert set(item) == {"id", "type", "title", "custom"}
    assert set(item["custom"]) == {"protected", "category", "place", "period", "tlp"}
    assert item["custom"]["category"] == secret.category


def test_the_marking_stands_in_both_files(full) -> None:
    sources = full.view.case.sources[:3]
    assert bibtex_text(sources, ENGLISH, tlp="RED").startswith("% TLP:RED\n")
    assert [x["custom"]["tlp"] for x in to_csl(sources, ENGLISH, tlp="RED")] == ["RED"] * 3


def source(**item: object) -> Source:
    record = {"id": "s1", "type": "report", "title": "T", **item}
    record["issued"] = {"date-parts": [[2022, 7, 3]]}
    return Source(
        "s1",
        json.dumps(record),
        str(record["type"]),
        str(record["title"]),
        DateInterval(date(2022, 7, 3), date(2022, 7, 3)),
    )


def test_an_entry_has_the_fields_of_its_type() -> None:
    found = source(
        publisher="Think & Tank",
        number="304",
        genre="Africa Report",
        author=[{"family": "Doe", "given": "Jane"}, {"literal": "A Group and Partners"}],
    )
    assert bibtex_text([found], ENGLISH, tlp="CLEAR").split("\n\n")[1] == (
        "@techreport{s1,\n"
        "  author = {Doe, Jane and {A Group and Partners}},\n"
        "  title = {{T}},\n"
        "  institution = {Think \\& Tank},\n"
        "  type = {Africa Report},\n"
        "  number = {304},\n"
        "  year = {2022},\n"
        "  month = jul,\n"
        "  day = {3},\n"
        "}\n"
    )


@pytest.mark.parametrize("form", ["bibtex", "csljson"])
def test_pandoc_reads_the_file_back(form: str, full) -> None:
    """An independent reader finds every source with its title and its year."""
    sources = [source(title="50 % of $5 & {more} #1_2 ~ ^ \\"), *full.view.case.sources]
    text = {"bibtex": bibtex_text, "csljson": csl_text}[form](sources, ENGLISH, tlp="CLEAR")
    read = subprocess.run(
        [pypandoc.get_pandoc_path(), f"--from={form}", "--to=csljson"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    items = {item["id"]: item for item in json.loads(read.stdout)}
    assert set(items) == {item.id for item in sources}
    for item in sources:
        if item.protected:
            continue
        title = re.sub(r"</?span[^>]*>", "", items[item.id]["title"])
        assert _letters(title) == _letters(item.title)
        if item.issued.first is not None:
            assert items[item.id]["issued"]["date-parts"][0][0] == item.issued.first.year


def _letters(text: str) -> str:
    """Letters and digits: programs differ in quotation marks and dashes."""
    return "".join(mark for mark in text if mark.isalnum())
