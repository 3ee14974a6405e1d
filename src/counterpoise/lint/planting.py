"""Plants one defect of a chosen class at a random place of a text: known truth for the linter.

The places are drawn from the parsed document, so the same generator works on a brief that the
project writes and on any other draft. A planter returns None where the text offers no place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from counterpoise.lint.draft import Draft, Unit
from counterpoise.lint.planting_edits import (
    cut_call,
    cut_note,
    insert,
    press_links,
    retitle,
    shift_year,
    swap_notes,
)
from counterpoise.lint.planting_sentences import SENTENCES, flat_words

Planted = str | None


@dataclass(frozen=True, slots=True)
class Planter:
    """One class of defect and the checks any of which counts as seeing it."""

    name: str
    checks: tuple[str, ...]
    plant: Callable[[Draft, Random], Planted]


def _sentence(name: str) -> Callable[[Draft, Random], Planted]:
    """Plant by putting a faulty sentence, drawn from several wordings, before a covered one."""

    def plant(draft: Draft, random: Random) -> Planted:
        text = random.choice(SENTENCES[name])(random)
        return insert(draft, random, text)

    return plant


def _source_predates(draft: Draft, random: Random) -> Planted:
    links = [
        link
        for link in press_links(draft)
        if any(
            m.relation == "on" and m.interval.precision in {"day", "month"} for m in link[0].dates
        )
        and not link[0].text.count(",") > 3
    ]
    if not links:
        return None
    _, note = random.choice(links)
    return shift_year(draft, note, -random.randint(1, 4))


def _stronger(draft: Draft, random: Random) -> Planted:
    titles = ("{} may be near, officials say", "{} could follow, say envoys", "{} in talks")
    return _new_title(draft, random, titles, completed=True)


def _contradicts(draft: Draft, random: Random) -> Planted:
    titles = ("Government denies {}", "Ministry rejects report of {}", "Le ministère dément: {}")
    return _new_title(draft, random, titles, completed=False)


def _new_title(
    draft: Draft, random: Random, titles: tuple[str, ...], *, completed: bool
) -> Planted:
    from counterpoise.lint.markers import has

    links = [
        link
        for link in press_links(draft)
        if (has("completed", link[0].text) if completed else not has("attribution", link[0].text))
        and not has("denial", link[0].text)
        and not has("hedge_title", link[0].text)
        and len(flat_words(link[0].text)) >= 3
    ]
    if not links:
        return None
    unit, note = random.choice(links)
    words = " ".join(flat_words(unit.text)[:6])
    return retitle(draft, note, random.choice(titles).format(words))


def _told_twice(draft: Draft, random: Random) -> Planted:
    units = [u for u in draft.body if _has_one_day(u) and len(u.concepts) >= 5]
    if not units:
        return None
    unit = random.choice(units)
    mention = unit.dates[0]
    wording = draft.document.text[mention.start : mention.end]
    year = str(mention.interval.first.year) if mention.interval.first is not None else ""
    if year not in wording:
        return None
    other = wording.replace(year, str(int(year) - random.randint(1, 2)))
    head = unit.text[: mention.start - unit.start]
    tail = unit.text[mention.end - unit.start :]
    again = " ".join(f"{head}{other}{tail}".split()).lstrip("-* ")
    return insert(draft, random, again)


def _has_one_day(unit: Unit) -> bool:
    return len(unit.dates) == 1 and unit.dates[0].interval.precision == "day"


def _wrong_date(draft: Draft, random: Random) -> Planted:
    """Move the date of a sentence that a dated claim of the ledger fits."""
    from counterpoise.lint.checks.matching import matching

    units = []
    for unit in draft.body:
        if len(unit.dates) != 1 or unit.dates[0].relation != "on":
            continue
        facts = [f for f, _ in matching(draft, unit) if f.kind == "act" and f.when.is_known]
        if facts and facts[0].when.precision in {"day", "month"}:
            units.append(unit)
    if not units:
        return None
    mention = random.choice(units).dates[0]
    text = draft.document.text
    wording = text[mention.start : mention.end]
    year = str(mention.interval.first.year) if mention.interval.first is not None else "x"
    if year not in wording:
        return None
    moved = wording.replace(year, str(int(year) - random.randint(1, 2)))
    return text[: mention.start] + moved + text[mention.end :]


def _wrong_figure(draft: Draft, random: Random) -> Planted:
    """Change a figure that the ledger holds."""
    from counterpoise.lint.checks.matching import matching

    places = []
    for unit in draft.body:
        for fact, _ in matching(draft, unit):
            if fact.figure is None:
                continue
            places += [n for n in unit.numbers if n.value == fact.figure.value and n.digits]
    if not places:
        return None
    mention = random.choice(places)
    text = draft.document.text
    digits = f"{mention.value * random.choice((2, 3, 10)):,.10g}"
    old = next(
        (d for d in (f"{mention.value:,.10g}", f"{mention.value:.10g}") if d in mention.wording), ""
    )
    if not old:
        return None
    changed = mention.wording.replace(old, digits, 1)
    return text[: mention.start] + changed + text[mention.start + len(mention.wording) :]


def _contested(draft: Draft, random: Random) -> Planted:
    """State a contested claim of the ledger flatly."""
    facts = draft.ledger.facts() if draft.ledger is not None else ()
    open_facts = [f for f in facts if f.status == "contested" and len(f.statement.split()) > 4]
    if not open_facts:
        return None
    statement = random.choice(open_facts).statement
    return insert(draft, random, f"{statement[:1].upper()}{statement[1:]}.")


PLANTERS: tuple[Planter, ...] = (
    Planter("unresolved note", ("unresolved-note",), cut_note),
    Planter("source older than the event", ("source-predates-event",), _source_predates),
    Planter("sentence stronger than its source", ("stronger-than-source",), _stronger),
    Planter("title contradicts", ("title-contradicts",), _contradicts),
    Planter("notes shifted by one", ("note-support",), swap_notes),
    Planter("two passages in conflict", ("conflict",), _told_twice),
    Planter("count against list", ("count-list",), _sentence("count")),
    Planter("date at odds with the ledger", ("date-at-odds",), _wrong_date),
    Planter("figure at odds with the ledger", ("figure-at-odds",), _wrong_figure),
    Planter("rank across a change of method", ("index-method",), _sentence("index")),
    Planter("figures across scopes", ("figure-scopes",), _sentence("scopes")),
    Planter("ambiguous referent", ("ambiguous-referent",), _sentence("referent")),
    Planter("arithmetic", ("arithmetic",), _sentence("arithmetic")),
    Planter("contested without attribution", ("contested-unattributed",), _contested),
    Planter("alleged dropped", ("alleged-dropped",), _sentence("alleged")),
    Planter("sentence without evidence", ("no-evidence",), cut_call),
    Planter("impossible date", ("impossible-date",), _sentence("date")),
)
