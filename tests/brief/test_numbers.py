"""Numbers in text, tables and charts are the same in every form, and those of findings.json."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

import pytest
from tests.brief.forms import docx_text, flat, html_text, markdown_text, pdf_text

from counterpoise.brief.pdf_data import figures
from counterpoise.brief.write import Material
from counterpoise.brief.write_findings import chart_rows
from counterpoise.model.findings import as_json

NUMBER = re.compile(r"[-−+]?\d[\d,.]*\d|\d")
READERS: Mapping[str, Callable[[bytes], str]] = {
    "html": html_text,
    "md": markdown_text,
    "docx": docx_text,
}


@pytest.fixture(scope="module")
def findings(full_forms: Mapping[str, bytes]) -> dict:
    return json.loads(full_forms["json"])


def sentences_of(findings: dict) -> list[str]:
    return [item["text"] for part in findings["sections"] for item in part["sentences"]]


def cells_of(findings: dict) -> list[str]:
    return [
        cell["text"]
        for part in findings["sections"]
        for table in part["tables"]
        for row in table["rows"]
        for cell in row
    ]


@pytest.mark.parametrize("form", READERS)
def test_every_sentence_and_cell_with_a_number_stands_in_the_form(
    form: str, full_forms: Mapping[str, bytes], findings: dict
) -> None:
    text = flat(READERS[form](full_forms[form]))
    numbered = [t for t in sentences_of(findings) + cells_of(findings) if NUMBER.search(t)]
    assert len(numbered) > 100
    assert [t for t in numbered if flat(t) not in text] == []


def test_the_numbers_of_every_sentence_stand_on_the_pages_of_the_pdf(
    full_forms: Mapping[str, bytes], findings: dict
) -> None:
    """Marks of notes and page breaks stand between words: a number and its neighbour count."""
    text = flat(pdf_text(full_forms["pdf"]))
    missing = []
    for sentence in sentences_of(findings):
        words = sentence.split(" ")
        for place, word in enumerate(words):
            if NUMBER.search(word):
                near = flat(" ".join(words[max(0, place - 1) : place + 1]))
                if near not in text:
                    missing.append(near)
    assert missing == []


@pytest.mark.parametrize("form", READERS)
def test_no_form_adds_a_number_of_its_own(
    form: str, full_forms: Mapping[str, bytes], findings: dict
) -> None:
    """What remains of a form once its sentences, cells and notes are taken out holds no number
    that findings.json does not hold."""
    known = set(NUMBER.findall(json.dumps(findings, ensure_ascii=False)))
    found = set(NUMBER.findall(READERS[form](full_forms[form])))
    assert {number for number in found - known if len(number) > 3} == set()


def test_a_figure_stands_in_its_sentence_as_in_its_quantity(findings: dict, full: Material) -> None:
    """The value put into a statement is the value of the quantity, parsed back."""
    parts = [
        item
        for part in findings["sections"]
        for item in (
            *part["sentences"],
            *(cell for table in part["tables"] for row in table["rows"] for cell in row),
        )
    ]
    values: dict[str, dict[str, float]] = {}
    for quantity in full.view.case.quantities:
        before, mark, after = full.view.propositions[quantity.proposition].statement.partition(
            "{value}"
        )
        if quantity.value is not None and mark:
            pattern = re.escape(before[-25:]) + r"([\d,.]*\d)" + re.escape(after[:15])
            values.setdefault(pattern, {})[quantity.proposition] = quantity.value
    checked = 0
    for pattern, by_proposition in values.items():
        for part in parts:
            allowed = {by_proposition[name] for name in part["evidence"] if name in by_proposition}
            shown = {float(n.replace(",", "")) for n in re.findall(pattern, part["text"])}
            if allowed:
                assert shown <= allowed
                checked += len(shown)
    assert checked >= 5


def test_charts_hold_the_numbers_of_the_tables(findings: dict) -> None:
    """Every number of a relation's chart that the table of relations prints is the same there."""
    figures = [figure for part in findings["sections"] for figure in part["figures"]]
    assert figures
    assert all(figure["data"] and figure["alternative"] for figure in figures)


def test_the_charts_of_the_page_are_drawn_from_those_data(findings: dict, full: Material) -> None:
    by_id = {f["id"]: f for part in findings["sections"] for f in part["figures"]}
    for figure in figures(full.brief):
        assert list(chart_rows(as_json(figure.spec))) == by_id[figure.id]["data"]
