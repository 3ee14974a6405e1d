"""A brief as one self-contained HTML file."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Mapping
from importlib import resources

import jinja2
import vl_convert
from markupsafe import Markup

from counterpoise.brief.document import Brief, Figure
from counterpoise.brief.evidence import embedded
from counterpoise.model.findings import Json, as_json

_TEMPLATES = resources.files("counterpoise.brief") / "templates"
VEGA_LITE = "5.21"


def to_html(brief: Brief, evidence: Mapping[str, Json], words: Mapping[str, str]) -> str:
    """Write a brief as HTML: style, script, charts and evidence inside, nothing fetched.

    Parameters
    ----------
    evidence
        What stands behind each proposition, see `counterpoise.brief.evidence`.
    words
        Labels of the evidence panel.
    """
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=False
    )
    template = environment.from_string(_read("brief.html.j2"))
    data: dict[str, Json] = {
        "notes": {str(note.number): _propositions(note.evidence, evidence) for note in brief.notes},
        "evidence": dict(evidence),
        "words": dict(words),
    }
    return template.render(
        brief=brief,
        style=Markup(_read("brief.css")),
        script=Markup(_read("brief.js")),
        data=Markup(embedded(data)),
        svg=lambda figure: Markup(to_svg(figure)),
        kind=lambda block: type(block).__name__,
        next_ref=_counter(),
    )


def to_svg(figure: Figure) -> str:
    """Render a figure's Vega-Lite specification as SVG, offline."""
    spec = json.dumps(as_json(figure.spec), ensure_ascii=False)
    return str(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE))


def _propositions(names: tuple[str, ...], evidence: Mapping[str, Json]) -> list[Json]:
    return [name for name in names if name in evidence]


def _counter() -> Callable[[], int]:
    numbers = itertools.count(1)
    return lambda: next(numbers)


def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")
