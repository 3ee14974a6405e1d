"""What a reader finds behind a sentence: propositions, stances, sources and places."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from counterpoise.assess.claims import claim_finding
from counterpoise.assess.names import Names
from counterpoise.brief.citation import citation, place
from counterpoise.brief.document import Brief, Figure
from counterpoise.brief.language import Language
from counterpoise.model.cut import PUBLIC_ACT
from counterpoise.model.findings import Json
from counterpoise.model.view import View


def evidence_of(brief: Brief, view: View, names: Names, language: Language) -> Mapping[str, Json]:
    """Everything that the notes and charts of a brief rest on, by identifier.

    That of a proposition of the case, or of reported events of a feed.
    """
    by_stance = {stance.id: stance.proposition for stance in view.case.stances}
    used: Iterable[str] = (by_stance.get(name, name) for name in _named(brief))
    return {
        name: _proposition(name, view, names, language)
        if name in view.propositions
        else brief.feed_evidence[name]
        for name in dict.fromkeys(used)
        if name in view.propositions or name in brief.feed_evidence
    }


def _named(brief: Brief) -> Iterator[str]:
    for note in brief.notes:
        yield from note.evidence
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Figure):
                yield from block.evidence


def _proposition(name: str, view: View, names: Names, language: Language) -> Json:
    claim = claim_finding(view, names, view.propositions[name])
    figure = view.quantities.get(name)
    return {
        "statement": claim.statement,
        "status": claim.status,
        "when": claim.when.edtf or None,
        "when_words": claim.when.wording,
        "value": figure.wording if figure is not None else None,
        "stances": [
            {
                "id": held.stance,
                "holder": held.name,
                "position": held.position,
                "day": held.day.isoformat(),
                "source": _source(held.source, view, language),
                "grade": view.sources[held.source].grade if held.source in view.sources else "",
                "place": place([view.locators[key] for key in held.locators], language),
                "locators": list(held.locators),
                "wording": held.wording,
                "self_report": held.self_report,
                "reviewed": held.reviewed,
            }
            for held in claim.supported_by + claim.denied_by
        ],
    }


def _source(name: str, view: View, language: Language) -> str:
    if name == PUBLIC_ACT or name not in view.sources:
        return language.text("public_act_source")
    return citation(view.sources[name], language)


def embedded(value: Mapping[str, Json]) -> str:
    """JSON that can stand inside a script element: no markup can close it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
