"""Charts: what every one of them owes its reader, and what each one shows."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.brief.forms import material

from counterpoise.assess.relations import Extras, relation_findings
from counterpoise.assess.relations_acts import OVERALL
from counterpoise.brief.charts import CHARTS, grid, measures, partner_map
from counterpoise.brief.charts.world import points
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Figure
from counterpoise.brief.pictures import png_of, svg_of
from counterpoise.model.case import Case
from counterpoise.model.findings import Json, as_json
from counterpoise.vocabulary import Vocabulary

CUT = date(2022, 6, 30)


def context_of(case: Case, *, as_of: date | None = None, lang: str = "en") -> BriefContext:
    found = material(case, as_of=as_of)
    return BriefContext(found.view, Vocabulary.read(), found.names, found.language)


@pytest.fixture(scope="module")
def context(mali: Case) -> BriefContext:
    return context_of(mali)


@pytest.fixture(scope="module")
def figures(context: BriefContext) -> Mapping[str, tuple[Figure, ...]]:
    return {name: draw(context) for name, draw in CHARTS.items()}


def rows(spec: object) -> Iterator[Mapping[str, Json]]:
    """Every row of inline data, outlines of states left out."""
    if isinstance(spec, Mapping):
        for key, item in spec.items():
            if key == "values" and isinstance(item, list):
                yield from (row for row in item if isinstance(row, dict))
            else:
                yield from rows(item)
    elif isinstance(spec, list):
        for item in spec:
            yield from rows(item)


def marks_of(figure: Figure) -> Mapping[str, list[str]]:
    return figure.spec["usermeta"]["marks"]  # type: ignore[index,call-overload,return-value]


@pytest.mark.parametrize("name", CHARTS)
def test_every_mark_has_words_evidence_and_a_place_in_the_picture(
    name: str, context: BriefContext, figures: Mapping[str, tuple[Figure, ...]]
) -> None:
    known = set(context.view.propositions)
    assert figures[name]
    for figure in figures[name]:
        assert figure.title
        assert figure.alternative.endswith(".")
        assert figure.evidence
        assert set(figure.evidence) <= known
        marks = marks_of(figure)
        assert set(figure.evidence) == {one for names in marks.values() for one in names}
        shown = {html.unescape(label) for label in re.findall('aria-label="(.*?)"', svg_of(figure))}
        assert marks.keys() <= shown, marks.keys() - shown


@pytest.mark.parametrize("name", CHARTS)
def test_charts_are_of_the_width_of_the_text(
    name: str, figures: Mapping[str, tuple[Figure, ...]]
) -> None:
    for figure in figures[name]:
        width, height = map(float, re.findall(r' (?:width|height)="([\d.]+)"', svg_of(figure))[:2])
        assert width <= 700
        assert height / width <= 1.42, "higher than the page of a sheet of paper"


def test_identifiers_are_unique_and_no_section_bears_them(
    figures: Mapping[str, tuple[Figure, ...]],
) -> None:
    found = [figure.id for group in figures.values() for figure in group]
    assert len(found) == len(set(found))
    assert all(name.startswith("chart-") for name in found)


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_known_or_done_later_is_in_a_chart(name: str, mali: Case) -> None:
    context = context_of(mali, as_of=CUT)
    known = set(context.view.propositions)
    for figure in CHARTS[name](context):
        assert set(figure.evidence) <= known
        for row in rows(figure.spec):
            for key in ("day", "first", "last"):
                value = row.get(key)
                if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                    assert value <= CUT.isoformat(), (figure.id, row)


@pytest.mark.parametrize("name", CHARTS)
def test_a_case_with_nothing_to_draw_has_no_chart(name: str, three: Case) -> None:
    bare = replace(three, propositions=(), stances=(), measures=(), quantities=(), architectures=())
    found = material(three)
    view = replace(found.view, case=bare)
    empty = BriefContext(view, Vocabulary.read(), found.names, found.language)
    assert CHARTS[name](empty) == ()


@pytest.mark.parametrize("name", CHARTS)
def test_charts_of_an_invented_case_draw(name: str, three: Case) -> None:
    for figure in CHARTS[name](context_of(three)):
        assert svg_of(figure).startswith("<svg")


def test_scores_are_those_of_the_findings(
    context: BriefContext, figures: Mapping[str, tuple[Figure, ...]]
) -> None:
    (figure,) = figures["relations"]
    drawn = {
        row["words"]: row["value"] for row in rows(figure.spec) if row.get("value") is not None
    }
    compared = 0
    for item in relation_findings(context.view, context.names, extras=Extras(series=True)):
        if item.channel != OVERALL or item.value is None:
            continue
        for point in item.series:
            words = [w for w in drawn if item_words(context, item.name, point.day) in str(w)]
            if point.value is None or not words:
                continue
            assert drawn[words[0]] == pytest.approx(point.value, abs=1e-4)
            compared += 1
    assert compared > 60


def item_words(context: BriefContext, name: str, day: date) -> str:
    from counterpoise.brief.charts.telling import day_words

    told = context.language.typeset(context.language.capital(name))
    return f"{told}, {day_words(context, day)}:"


def test_months_without_enough_evidence_leave_a_gap(
    figures: Mapping[str, tuple[Figure, ...]],
) -> None:
    (figure,) = figures["relations"]
    gaps = [row for row in rows(figure.spec) if "day" in row and row.get("value", 0) is None]
    assert gaps
    assert all("low" not in row for row in gaps)


def test_insufficient_evidence_is_shown_as_such(
    context: BriefContext, figures: Mapping[str, tuple[Figure, ...]]
) -> None:
    (figure,) = figures["grid"]
    word = context.language.text("standing_insufficient")
    marked = [words for words in marks_of(figure) if words.endswith(f": {word}")]
    expected = [
        item
        for found in (context.relations, context.relations_before)
        for item in found
        if item.standing == "insufficient" and item.acts
    ]
    assert len(marked) == len(expected) > 10


def test_shapes_alone_tell_every_kind_apart() -> None:
    assert len({looks[1] for looks in grid.STANDINGS.values()}) == len(grid.STANDINGS)
    assert len({looks[1] for looks in partner_map.HEADINGS.values()}) == len(partner_map.HEADINGS)
    drawn = {
        json.dumps({k: v for k, v in bar.items() if k != "color"}) for bar in measures.BARS.values()
    }
    assert len(drawn) == len(measures.BARS)


def test_partners_without_a_place_on_the_map_stand_beside_it(
    context: BriefContext, figures: Mapping[str, tuple[Figure, ...]]
) -> None:
    (figure,) = figures["map"]
    listed = {row["id"] for row in rows(figure.spec) if "id" in row and "text" in row}
    known = {item.partner for item in context.overall if item.acts or item.undated}
    assert listed == {partner for partner in known if partner not in points()}
    assert listed < known


def test_the_map_knows_the_codes_of_the_vocabulary() -> None:
    assert len(points()) > 170
    uninhabited = {"ATF"}
    assert points().keys() - uninhabited <= Vocabulary.read().countries.keys()
    assert all(-180 <= east <= 180 and -90 <= north <= 90 for east, north in points().values())


def test_measures_told_in_parts_tear_no_measure_apart(
    figures: Mapping[str, tuple[Figure, ...]],
) -> None:
    assert len(figures["measures"]) > 1
    for figure in figures["measures"]:
        labels = [row for row in rows(figure.spec) if "label" in row]
        assert len(labels) <= measures.MOST_ROWS


def test_no_state_is_named_in_the_code() -> None:
    names = {country.name("en") for country in Vocabulary.read().countries.values()}
    for path in Path(partner_map.__file__).parent.glob("*.py"):
        words = set(re.findall(r"[A-Z][a-zé]+", path.read_text(encoding="utf-8")))
        assert not words & names, path.name


def test_a_chart_for_print_has_300_dots_to_an_inch(
    figures: Mapping[str, tuple[Figure, ...]],
) -> None:
    picture = png_of(figures["exposure"][0])
    width = float(re.findall(r' width="([\d.]+)"', svg_of(figures["exposure"][0]))[0])
    assert int.from_bytes(picture[16:20]) == pytest.approx(width * 300 / 96, abs=2)


def test_time_zone_and_language_of_the_machine_do_not_show(
    figures: Mapping[str, tuple[Figure, ...]], tmp_path: Path
) -> None:
    specs = [as_json(figures[name][0].spec) for name in ("relations", "timeline")]
    file = tmp_path / "specs.json"
    file.write_text(json.dumps(specs, ensure_ascii=False), encoding="utf-8")
    program = (
        "import json, sys, vl_convert\n"
        "for spec in json.load(open(sys.argv[1], encoding='utf-8')):\n"
        "    print(vl_convert.vegalite_to_svg(json.dumps(spec), vl_version='5.21'))\n"
    )
    pictures = {
        subprocess.run(
            [sys.executable, "-c", program, str(file)],
            env={**os.environ, "TZ": zone, "LC_ALL": locale, "LANG": locale},
            capture_output=True,
            check=True,
        ).stdout
        for zone, locale in (("Pacific/Auckland", "C"), ("America/New_York", "fr_FR.UTF-8"))
    }
    assert len(pictures) == 1
    assert b"2021" in pictures.pop()
