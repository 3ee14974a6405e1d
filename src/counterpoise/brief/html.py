"""A brief as one self-contained HTML file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources

import jinja2
from markupsafe import Markup

from counterpoise.brief.document import Brief, Figure, Table
from counterpoise.brief.evidence import embedded
from counterpoise.brief.html_chart import interactive_svg
from counterpoise.brief.html_findings import findings_of, key_of
from counterpoise.brief.language import Language, language
from counterpoise.model.findings import Json
from counterpoise.vocabulary import Vocabulary

_TEMPLATES = resources.files("counterpoise.brief") / "templates"
_WIDE = 4
"""Columns from which a table scrolls rather than shrinks on a narrow screen."""
_PANEL = ("computed", "interval", "method", "parameters")


def to_html(brief: Brief, evidence: Mapping[str, Json], words: Mapping[str, str]) -> str:
    """Write a brief as HTML: style, script, charts and evidence inside, nothing fetched.

    The page's content security policy allows its own style and script, by their digests, and
    nothing else.

    Parameters
    ----------
    evidence
        What stands behind each proposition, see `counterpoise.brief.evidence`.
    words
        Labels of the evidence panel.
    """
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(_read("brief.html.j2"))
    speech = language(brief.language)
    style, script = _read("brief.css"), _read("brief.js")
    return template.render(
        brief=brief,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        data=Markup(embedded(_data(brief, evidence, {**_words(speech), **words}))),
        chart=lambda figure: Markup(_chart(figure, speech)),
        kind=lambda block: type(block).__name__,
        wide=_is_wide,
        key=key_of,
        text=speech.text,
        references=_References(),
    )


def _data(
    brief: Brief, evidence: Mapping[str, Json], words: Mapping[str, str]
) -> Mapping[str, Json]:
    by_stance = _propositions_by_stance(evidence)
    notes: dict[str, Json] = {}
    for note in brief.notes:
        found = (by_stance.get(name, name) for name in note.evidence)
        notes[str(note.number)] = [name for name in dict.fromkeys(found) if name in evidence]
    findings, methods = findings_of(brief)
    return {
        "notes": notes,
        "evidence": dict(evidence),
        "findings": dict(findings),
        "methods": [*methods],
        "words": {**words, **_feed_terms(brief)},
    }


def _propositions_by_stance(evidence: Mapping[str, Json]) -> Mapping[str, str]:
    """Stance → proposition, as the evidence tells it."""
    found: dict[str, str] = {}
    for name, claim in evidence.items():
        match claim:
            case {"stances": [*stances]}:
                for stance in stances:
                    match stance:
                        case {"id": str(key)}:
                            found[key] = name
    return found


def _words(speech: Language) -> Mapping[str, str]:
    words = {name: speech.text(f"panel_{name}") for name in _PANEL}
    words["not_listed"] = speech.text("html_not_listed", evidence="{evidence}")
    return {**words, **_terms(speech.code)}


def _terms(code: str) -> Mapping[str, str]:
    """Words of the vocabulary behind the codes that the evidence panel is given."""
    vocabulary = Vocabulary.read()
    listed = (*vocabulary.statuses.values(), *vocabulary.words("grades").values())
    terms = {f"term_{word.code}": word.label(code) for word in listed}
    for name, position in vocabulary.positions.items():
        forms = position.fr if code == "fr" else position.en
        terms[f"term_{name}"] = forms.present
    return terms


def _feed_terms(brief: Brief) -> Mapping[str, str]:
    """Words for what feeds report, where there is any."""
    if not brief.feed_evidence:
        return {}
    speech = language(brief.language)
    return {f"term_{word}": speech.text(f"term_{word}") for word in ("reported", "reports")}


def _chart(figure: Figure, speech: Language) -> str:
    return interactive_svg(figure, speech.text("html_chart_keys", title=figure.title))


def _is_wide(table: Table) -> bool:
    return len(table.columns) >= _WIDE


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@dataclass
class _References:
    """Hands out an anchor for every mark of a note, so that the note can lead back to it."""

    found: dict[int, list[str]] = field(default_factory=dict)

    def add(self, note: int) -> str:
        marks = self.found.setdefault(note, [])
        marks.append(f"ref-{note}-{len(marks) + 1}")
        return marks[-1]

    def of(self, note: int) -> list[str]:
        return self.found.get(note, [])


def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")
