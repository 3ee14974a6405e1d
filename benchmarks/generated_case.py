"""Cases of any size, invented: the states XAA, XAB and XAC over ten years.

Every proposition has one stance and one locator; every twentieth is a quantity; every fiftieth
stance contradicts its proposition; every thirtieth import ban is a
measure. The same arguments give the same case.
"""

from __future__ import annotations

import json
import random
from datetime import date, timedelta

from counterpoise.model.actors import Actor
from counterpoise.model.case import Case, Heading
from counterpoise.model.dates import DateInterval
from counterpoise.model.evidence import Document, Locator, Source
from counterpoise.model.measures import Change, Component, Measure
from counterpoise.model.propositions import Position, Proposition, Quantity, Stance

FOCAL = "XAA"
PARTNERS = ("XAB", "XAC")
FIRST_DAY = date(2012, 1, 1)
DAYS = 3652
_PROPOSITIONS_A_SOURCE = 25
_QUANTITY_EVERY = 20
_DENIAL_EVERY = 50
_MEASURE_EVERY = 30

_ACTS: tuple[tuple[str, str, str, str], ...] = (
    ("ACCUSE", "allege", "rhetoric", "{0} accused {1} of interference in its affairs"),
    ("REJECT", "refuse", "diplomacy", "{0} rejected a proposal of {1}"),
    ("THREATEN", "threaten", "diplomacy", "{0} threatened to close its embassy in {1}"),
    ("REQUEST", "ask", "aid", "{0} asked {1} for help after the harvest failed"),
    ("SUPPORT", "support", "diplomacy", "{0} spoke in favour of the candidate of {1}"),
    ("CONSULT", "visit", "diplomacy", "{0} received the foreign minister of {1}"),
    ("AGREE", "sign", "trade", "{0} signed an agreement on transit with {1}"),
    ("CONCEDE", "relax", "access", "{0} reopened its airspace to {1}"),
    ("COOPERATE", "economic", "trade", "{0} and {1} opened a joint customs post"),
    ("AID", "humanitarian", "aid", "{0} sent food to {1}"),
    ("RETREAT", "withdraw", "security", "{0} withdrew its instructors from {1}"),
    ("PROTEST", "demo", "rhetoric", "{0} saw a march against {1}"),
    ("SANCTION", "embargo", "trade", "{0} halted imports from {1}"),
    ("MOBILIZE", "troops", "security", "{0} moved troops to its border with {1}"),
    ("COERCE", "restrict", "access", "{0} restricted flights from {1}"),
    ("ASSAULT", "firearms", "security", "{0} fired at a patrol of {1}"),
)
_POSITIONS: tuple[Position, ...] = ("confirms", "assesses", "asserts", "alleges", "announces")


def generated_case(propositions: int, seed: int = 0) -> Case:
    """Return an invented case.

    Parameters
    ----------
    propositions
        Number of propositions; there are as many stances and locators.
    seed
        Of the pseudo-random choices.
    """
    draw = random.Random(seed)
    days = [FIRST_DAY + timedelta(days=draw.randrange(DAYS)) for _ in range(propositions)]
    days.sort()
    held = tuple(_proposition(draw, number, day) for number, day in enumerate(days))
    return Case(
        heading=_heading(),
        actors=_actors(),
        sources=(_report(), *_sources(days)),
        documents=(Document("report", "ab" * 32, 400 * propositions + 1),),
        locators=tuple(_locator(number) for number in range(propositions)),
        propositions=held,
        stances=tuple(_stance(draw, number, item) for number, item in enumerate(held)),
        quantities=tuple(_quantity(draw, item) for item in held if item.kind == "quantity"),
        measures=tuple(_measures(held)),
    )


def _heading() -> Heading:
    period = DateInterval(FIRST_DAY, FIRST_DAY + timedelta(days=DAYS))
    return Heading("generated", "An invented case", FOCAL, PARTNERS, period)


def _actors() -> tuple[Actor, ...]:
    return tuple(
        Actor(code, "state", f"the Republic of {name}", name, aliases=(f"the {name} authorities",))
        for code, name in zip((FOCAL, *PARTNERS), ("Anvar", "Bersia", "Corland"), strict=True)
    )


def _report() -> Source:
    issued = FIRST_DAY + timedelta(days=DAYS + 30)
    return Source("report", _csl("report", issued), "report", "A report", _day(issued))


def _sources(days: list[date]) -> list[Source]:
    sources = []
    for number, day in enumerate(days[::_PROPOSITIONS_A_SOURCE]):
        name = f"s-{number:06d}"
        title = f"Article {number}"
        sources.append(
            Source(
                name,
                _csl(name, day),
                "article-newspaper",
                title,
                _day(day + timedelta(days=1)),
                cited_by="report",
                notes=(number + 1,),
            )
        )
    return sources


def _day(day: date) -> DateInterval:
    return DateInterval(day, day)


def _csl(name: str, issued: date) -> str:
    parts = [[issued.year, issued.month, issued.day]]
    record = {"id": name, "issued": {"date-parts": parts}, "type": "article-newspaper"}
    return json.dumps(record, sort_keys=True)


def _locator(number: int) -> Locator:
    start = 400 * number
    return Locator(
        f"l-{number:06d}",
        "report",
        section=str(number % 7 + 1),
        paragraph=number // 7 + 1,
        note=0,
        start=start,
        end=start + 120,
        sha256=f"{number:064x}",
    )


def _proposition(draw: random.Random, number: int, day: date) -> Proposition:
    name = f"p-{number:06d}"
    partner = draw.choice(PARTNERS)
    source, target = draw.choice(((FOCAL, partner), (partner, FOCAL)))
    event_type, mode, channel, words = draw.choice(_ACTS)
    if number % _QUANTITY_EVERY == _QUANTITY_EVERY - 1:
        return Proposition(
            name,
            "quantity",
            f"{target} counted {{value}} civilians killed near its border with {source}",
            channel="security",
            when=DateInterval(day.replace(day=1), day, f"by {day:%d %B}", "body"),
            topics=("civilians",),
        )
    return Proposition(
        name,
        "act",
        words.format(source, target),
        channel=channel,
        event_type=event_type,
        mode=mode,
        source_actors=(source,),
        target_actors=(target,),
        when=DateInterval(day, day, f"on {day:%d %B}", "body"),
        place=f"place {number % 40}",
        public=number % 3 == 0,
        topics=(channel, event_type.lower()),
    )


def _stance(draw: random.Random, number: int, item: Proposition) -> Stance:
    denies = number % _DENIAL_EVERY == _DENIAL_EVERY - 1
    return Stance(
        f"t-{number:06d}",
        item.id,
        holder=draw.choice((FOCAL, *PARTNERS, "report")),
        position="denies" if denies else draw.choice(_POSITIONS),
        when=item.when,
        source=f"s-{number // _PROPOSITIONS_A_SOURCE:06d}",
        locators=(f"l-{number:06d}",),
        wording="in its own words" if number % 10 == 0 else "",
        self_report=number % 11 == 0,
        reviewed="ab",
    )


def _quantity(draw: random.Random, item: Proposition) -> Quantity:
    value = float(draw.randrange(3, 400))
    return Quantity(
        item.id,
        value,
        "civilians killed",
        bound=draw.choice(("exactly", "at_least", "about")),
        where="border",
        period=item.when,
        provider="the border commission",
        wording=f"{value:.0f} dead",
    )


def _measures(held: tuple[Proposition, ...]) -> list[Measure]:
    imposed = [item for item in held if item.event_type == "SANCTION"][::_MEASURE_EVERY]
    eased = {
        partner: [
            item
            for item in held
            if item.event_type == "CONCEDE" and item.source_actors == (partner,)
        ]
        for partner in (FOCAL, *PARTNERS)
    }
    measures = []
    for number, act in enumerate(imposed):
        issuer, target = act.source_actors[0], act.target_actors[0]
        changes = [Change(act.id, "active")]
        later = next((item for item in eased[issuer] if item.id > act.id), None)
        if later is not None:
            changes.append(Change(later.id, "lifted"))
        component = Component("trade", "ban on imports", "trade", tuple(changes), "embargo")
        measures.append(
            Measure(
                f"m-{number:05d}", "sanctions", "Ban on imports", (issuer,), target, (component,)
            )
        )
    return measures
