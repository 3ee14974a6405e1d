"""The HTML form: whole, closed to the outside, and safe with any text."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from lxml import etree
from tests.brief.forms import html_text, material

from counterpoise.brief.document import Figure
from counterpoise.brief.write import FORMS, Material
from counterpoise.model.case import Case

HOSTILE = '</script><script>alert("x")</script> <img src=x onerror=alert(1)> \' " & `${1}` אבג ]]>'


@pytest.fixture(scope="module")
def page(full: Material) -> bytes:
    return FORMS["html"].make(full)


@pytest.fixture(scope="module")
def tree(page: bytes) -> etree._Element:
    return etree.HTML(page)


@pytest.fixture(scope="module")
def data(tree: etree._Element) -> Mapping[str, Mapping[str, object]]:
    (element,) = tree.xpath("//script[@id='data']")
    return json.loads(element.text)


def test_the_file_is_small(page: bytes) -> None:
    assert len(page) < 2_000_000


def test_the_policy_allows_this_style_and_this_script_alone(tree: etree._Element) -> None:
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    assert "http" not in policy
    for kind, path in (("style", "//style"), ("script", "//script[not(@type)]")):
        (element,) = tree.xpath(path)
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert rules[f"{kind}-src"] == f"'sha256-{digest}'"


def test_nothing_is_fetched_and_no_style_stands_in_an_attribute(tree: etree._Element) -> None:
    sources = tree.xpath(
        "//@src|//link/@href|//*[local-name()='use' or local-name()='image']/@href"
    )
    assert sources == ["data:,"]
    assert all(link.startswith("#") for link in tree.xpath("//a/@href"))
    assert tree.xpath("//@style") == []
    assert "url(" not in "".join(tree.xpath("//style/text()"))
    assert [name for name in tree.xpath("//@*") if str(name).startswith("on")] == []


def test_identifiers_are_unique_and_every_link_leads_somewhere(tree: etree._Element) -> None:
    found = tree.xpath("//@id")
    assert len(found) == len(set(found))
    targets = {link[1:] for link in tree.xpath("//a/@href")}
    targets |= set(" ".join(tree.xpath("//@aria-labelledby|//@aria-describedby")).split())
    assert targets <= set(found)


def test_headings_go_down_one_level_at_a_time(tree: etree._Element) -> None:
    levels = [
        int(item.tag[1])
        for item in tree.xpath(
            "//body//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]"
        )
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_page_has_its_landmarks_and_contents(full: Material, tree: etree._Element) -> None:
    for landmark in ("header", "nav", "main"):
        assert len(tree.xpath(f"/html/body/{landmark}")) == 1
    assert tree.xpath("/html/body/*[1]/@href") == ["#main"]
    linked = [link[1:] for link in tree.xpath("//nav//a/@href")]
    assert linked == [section.id for section in full.brief.sections] + ["notes"]


def test_every_note_leads_back_to_each_place_that_cites_it(
    full: Material, tree: etree._Element
) -> None:
    for note in full.brief.notes:
        back = tree.xpath(f"//li[@id='note-{note.number}']//a/@href")
        marks = tree.xpath(f"//sup/a[@href='#note-{note.number}']/@id")
        assert [link[1:] for link in back] == marks
        assert marks


def test_every_sentence_cell_and_mark_has_evidence_to_show(
    tree: etree._Element, data: Mapping[str, Mapping[str, object]]
) -> None:
    notes = tree.xpath("//@data-note")
    assert len(notes) > 300
    for number in set(notes):
        assert data["notes"][number], number
        assert set(data["notes"][number]) <= data["evidence"].keys()  # type: ignore[call-overload]
    marks = tree.xpath("//@data-evidence")
    assert len(marks) > 150
    assert all(marks), "a button that shows nothing"
    assert tree.xpath("//@data-tip"), "months between turning acts are no stops"
    assert set(" ".join(marks).split()) <= data["evidence"].keys()


def test_the_number_behind_a_sentence_is_its_findings(
    full: Material, tree: etree._Element, data: Mapping[str, Mapping[str, object]]
) -> None:
    shown = {name: data["findings"][name] for name in tree.xpath("//@data-finding")}
    compared = 0
    for section in full.brief.sections:
        for block in section.blocks:
            for sentence in getattr(block, "sentences", ()):
                found = sentence.finding
                if found is None or not isinstance(found.value, float) or not sentence.note:
                    continue
                told = shown[found.id]
                assert isinstance(told, dict)
                assert told["value"] == pytest.approx(found.value)
                assert data["methods"][told["method"]] == found.method  # type: ignore[index]
                assert told["parameters"].keys() == found.parameters.keys()
                compared += 1
    assert compared >= 2


def test_every_chart_is_there_with_its_words_and_one_stop_of_the_tabulator(
    full: Material, tree: etree._Element
) -> None:
    charts = [b for s in full.brief.sections for b in s.blocks if isinstance(b, Figure)]
    assert len(charts) > 3
    for chart in charts:
        (figure,) = tree.xpath(f"//figure[@id='{chart.id}']")
        assert chart.alternative in "".join(figure.itertext())
        stops = figure.xpath(".//*[local-name()='svg']//@tabindex")
        assert stops.count("0") == 1
        assert set(stops) <= {"0", "-1"}
        roles = figure.xpath(".//@role")
        assert not [role for role in roles if role.startswith("graphics")]


def test_tables_name_their_columns_and_rows(tree: etree._Element) -> None:
    tables = tree.xpath("//table")
    assert tables
    for table in tables:
        assert table.xpath("./caption")
        assert all(cell.get("scope") == "col" for cell in table.xpath("./thead//th"))
        assert len(table.xpath("./tbody/tr")) == len(table.xpath("./tbody/tr/th[@scope='row']"))


def hostile(case: Case) -> Case:
    """The case with a hostile text in every place that a reader sees."""
    return replace(
        case,
        heading=replace(case.heading, title=HOSTILE),
        propositions=tuple(
            replace(item, statement=f"{HOSTILE} {item.id}") for item in case.propositions
        ),
        actors=tuple(replace(item, name=HOSTILE, short=HOSTILE) for item in case.actors),
        measures=tuple(replace(item, title=f"{HOSTILE} {item.id}") for item in case.measures),
        sources=tuple(replace(item, title=HOSTILE) for item in case.sources),
    )


@pytest.fixture(scope="module")
def hostile_page(three: Case) -> bytes:
    return FORMS["html"].make(material(hostile(three)))


def test_hostile_text_stays_text(hostile_page: bytes) -> None:
    tree = etree.HTML(hostile_page)
    assert len(tree.xpath("//script")) == 2
    assert tree.xpath("//img") == []
    assert not [
        key
        for item in tree.iter()
        for key in getattr(item, "attrib", {})
        if str(key).startswith("on")
    ]
    assert "onerror=alert(1)" in html_text(hostile_page)
    (element,) = tree.xpath("//script[@id='data']")
    assert HOSTILE in json.dumps(json.loads(element.text), ensure_ascii=False).replace('\\"', '"')
    assert tree.xpath("//title/text()")[0].startswith("</script>")


def test_the_same_brief_gives_the_same_page(full: Material, page: bytes) -> None:
    assert FORMS["html"].make(full) == page
    assert not re.search(rb"<style>\s*</style>|<script>\s*</script>", page)
