"""A brief as of a day holds nothing that became known later, in any form, metadata included."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from tests.brief.conftest import CUT
from tests.brief.forms import (
    docx_parts,
    docx_text,
    html_text,
    made,
    markdown_text,
    material,
    pdf_text,
)
from tests.model.removal import removed

from counterpoise.brief.write import FORMS, Material
from counterpoise.casefiles import read_case
from counterpoise.model.case import Case
from counterpoise.vocabulary import Vocabulary

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WRITTEN = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")
ISO = re.compile(r"\b(20\d\d)-(\d\d)(?:-(\d\d))?\b")


@pytest.fixture(scope="module")
def cut_folder(mali_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case's files with all that became known later taken out by other code."""
    folder = tmp_path_factory.mktemp("cut") / "mali"
    removed(mali_folder, CUT, folder)
    path = folder / "sources.json"
    records = json.loads(path.read_text(encoding="utf-8"))
    for record in records:
        if "cited_by" not in record.get(
            "custom", {"cited_by": ""}
        ):  # the document whose notes are counted came later
            record["custom"].pop("notes", None)
    path.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
    return folder


def alike(content: bytes) -> bytes:
    """In files, the stand-in for an undocumented public act bears another name and has a grade."""
    named = content.replace(b":public-act:", b".public-act.")
    return re.sub(rb'"grade": ?"(press)?"', b'"grade":""', named)


def test_the_same_bytes_whether_later_records_exist_or_not(
    cut_folder: Path, early_forms: Mapping[str, bytes]
) -> None:
    case = read_case(cut_folder, Vocabulary.read())
    again = made(material(case, as_of=CUT))
    assert {form for form in FORMS if alike(again[form]) != alike(early_forms[form])} == set()


def texts(forms: Mapping[str, bytes]) -> Mapping[str, str]:
    """Everything readable in each form: pages, notes, data, chart data, metadata."""
    parts = docx_parts(forms["docx"])
    readable = [content for name, content in parts.items() if not name.startswith("word/media")]
    return {
        "html": forms["html"].decode() + html_text(forms["html"]),
        "md": forms["md"].decode() + markdown_text(forms["md"]),
        "json": forms["json"].decode(),
        "bib": forms["bib"].decode(),
        "csl": forms["csl"].decode(),
        "pdf": pdf_text(forms["pdf"]) + forms["pdf"].decode("latin-1"),
        "docx": docx_text(forms["docx"]) + b"".join(readable).decode(),
    }


def later_titles(case: Case) -> set[str]:
    return {
        item.title
        for item in case.sources
        if len(item.title) > 12 and item.issued.first is not None and item.issued.first > CUT
    }


def test_no_source_published_later_is_named(mali: Case, early_forms: Mapping[str, bytes]) -> None:
    titles = later_titles(mali)
    assert len(titles) > 10
    for form, text in texts(early_forms).items():
        assert [title for title in titles if title in text] == [], form


def test_a_later_date_stands_only_where_it_was_announced(
    early: Material, early_forms: Mapping[str, bytes]
) -> None:
    """A day after the cut may be told only if a claim known by then is dated so."""
    announced = {
        day
        for item in early.view.case.propositions
        for day in (item.when.first, item.when.last)
        if day is not None and day > CUT
    }
    announced |= {
        day
        for tracker in early.view.case.trackers
        for entry in tracker.entries
        for day in (entry.due.first, entry.due.last)
        if day is not None and day > CUT
    }
    for form in ("html", "md", "json", "docx"):
        text = {
            "html": html_text,
            "md": markdown_text,
            "json": bytes.decode,
            "docx": docx_text,
        }[form](early_forms[form])
        told = {date(int(y), MONTHS.index(m) + 1, int(d)) for d, m, y in WRITTEN.findall(text)}
        told |= {date(int(y), int(m), int(d or 1)) for y, m, d in ISO.findall(text)}
        assert {day for day in told if day > CUT} <= announced, form


def test_the_full_brief_does_name_them(mali: Case, full_forms: Mapping[str, bytes]) -> None:
    """The tests above can fail: without a cut the same search finds them."""
    assert [title for title in later_titles(mali) if title in full_forms["md"].decode()]
