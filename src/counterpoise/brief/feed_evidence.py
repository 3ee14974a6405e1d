"""Feeds as evidence: how notes cite them, and what a reader finds behind an event's identifier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from counterpoise.assess.data_beside_findings import DataBeside
from counterpoise.assess.reported_findings import FeedState
from counterpoise.assess.reported_turn_findings import Reported, ReportedAct
from counterpoise.brief.language import Language
from counterpoise.model.dates import DateInterval
from counterpoise.model.findings import Json

_MOST_EVENTS = 3
MOST_RECORDS = 8
"""How many records of structural feeds a cell opens; its finding names all."""


def feed_of(evidence: str) -> str:
    """Return ``feed@vintage`` of an identifier of reported events; empty for any other."""
    head = evidence.partition("#")[0].partition(":")[0]
    return head if "@" in head else ""


def feed_citation(state: FeedState, language: Language) -> str:
    """Cite a feed in full: citation, vintage, period covered, licence."""
    return language.text(
        "reported_citation",
        feed=state.label,
        citation=state.citation.rstrip("."),
        vintage=state.vintage,
        covered=language.date(DateInterval(state.since, state.until)),
        licence=state.licence,
    )


def feed_parts(
    evidence: Sequence[str],
    feeds: Mapping[str, FeedState],
    cited: set[str],
    language: Language,
) -> Iterator[str]:
    """Yield a citation a feed behind some evidence, with its first events; in full once.

    Parameters
    ----------
    feeds
        By ``feed@vintage``.
    cited
        Those cited in full before; added to.
    """
    events: dict[str, list[str]] = {}
    for name in evidence:
        key = feed_of(name)
        if key in feeds:
            events.setdefault(key, [])
            event = name.partition("#")[2]
            if event:
                events[key].append(event)
    for key, names in events.items():
        state = feeds[key]
        short = language.text("reported_cited", feed=state.label, vintage=state.vintage)
        told = short if key in cited else feed_citation(state, language)
        cited.add(key)
        yield told + _events(names, language)


def _events(names: Sequence[str], language: Language) -> str:
    if not names:
        return ""
    shown = ", ".join(names[:_MOST_EVENTS])
    left = len(names) - _MOST_EVENTS
    if left > 0:
        return language.text("reported_events_more", events=shown, number=language.count(left))
    return language.text("reported_events", events=shown)


def feed_panels(
    reported: Reported | None, data: DataBeside | None, language: Language
) -> Mapping[str, Json]:
    """Return what stands behind every identifier of feeds' records that a brief can name."""
    panels: dict[str, Json] = {}
    if reported is not None:
        panels.update(_event_panels(reported, language))
    if data is not None:
        panels.update(_record_panels(data, language))
    return panels


def _record_panels(found: DataBeside, language: Language) -> Mapping[str, Json]:
    panels: dict[str, Json] = {
        state.evidence: _feed_panel(state, language) for state in found.feeds
    }
    distances = found.alignment.distances if found.alignment is not None else ()
    for item in (*found.exposure.findings, *distances):
        for name in item.evidence[:MOST_RECORDS]:
            panels[name] = panels[feed_of(name)]
    return panels


def _event_panels(found: Reported, language: Language) -> Mapping[str, Json]:
    feeds = {state.evidence: state for state in found.feeds}
    panels: dict[str, Json] = {key: _feed_panel(state, language) for key, state in feeds.items()}
    for item in found.relations:
        for name in item.evidence:
            panels[name] = panels[feed_of(name)]
    acts = [act for turn in found.turns for act in turn.acts]
    acts += [act for trap in found.traps for act in trap.pull_backs]
    for act in acts:
        panels[act.id] = _act_panel(act, feeds[feed_of(act.id)], language)
    return panels


def _feed_panel(state: FeedState, language: Language) -> Json:
    covered = DateInterval(state.since, state.until)
    return {
        "statement": state.title,
        "status": "reported",
        "when": covered.edtf,
        "when_words": language.date(covered),
        "value": None,
        "stances": [_holding(state, state.evidence, str(state.until), language)],
    }


def _act_panel(act: ReportedAct, state: FeedState, language: Language) -> Json:
    scale = f" ({language.score(act.scale)})" if act.scale is not None else ""
    return {
        "statement": f"{act.source} → {act.target}: {act.told}{scale}",
        "status": "reported",
        "when": act.day.isoformat(),
        "when_words": language.date(DateInterval(act.day, act.day)),
        "value": None,
        "stances": [_holding(state, act.id, act.day.isoformat(), language, act.url or "")],
    }


def _holding(state: FeedState, name: str, day: str, language: Language, url: str = "") -> Json:
    return {
        "id": name,
        "holder": state.label,
        "position": "reports",
        "day": day,
        "source": feed_citation(state, language),
        "grade": "data",
        "place": url,
        "locators": [],
        "wording": "",
        "self_report": False,
        "reviewed": False,
    }
