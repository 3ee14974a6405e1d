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
from counterpoise.lint.planting_ledger import contested, wrong_date, wrong_figure, wrong_state
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
    noted = bool(draft.document.anchors)
    units = [
        u
        for u in draft.body
        if _has_one_day(u) and len(u.concepts) >= 5 and (u.anchors or not noted)
    ]
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


PLANTERS: tuple[Planter, ...] = (
    Planter("unresolved note", ("unresolved-note",), cut_note),
    Planter("source older than the event", ("source-predates-event",), _source_predates),
    Planter("sentence stronger than its source", ("stronger-than-source",), _stronger),
    Planter("title contradicts", ("title-contradicts",), _contradicts),
    Planter("notes shifted by one", ("note-support", "source-predates-event"), swap_notes),
    Planter("two passages in conflict", ("conflict",), _told_twice),
    Planter("count against list", ("count-list",), _sentence("count")),
    Planter("date at odds with the ledger", ("date-at-odds",), wrong_date),
    Planter("figure at odds with the ledger", ("figure-at-odds",), wrong_figure),
    Planter("rank across a change of method", ("index-method",), _sentence("index")),
    Planter("figures across scopes", ("figure-scopes",), _sentence("scopes")),
    Planter("ambiguous referent", ("ambiguous-referent",), _sentence("referent")),
    Planter("arithmetic", ("arithmetic",), _sentence("arithmetic")),
    Planter("contested without attribution", ("contested-unattributed",), contested),
    Planter("state of a measure", ("measure-state",), wrong_state),
    Planter("alleged dropped", ("alleged-dropped",), _sentence("alleged")),
    Planter("sentence without evidence", ("no-evidence",), cut_call),
    Planter("impossible date", ("impossible-date",), _sentence("date")),
)
