"""Small cases made of acts, for the tests of the assessment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from counterpoise.assess.names import Names
from counterpoise.assess.relations import RelationFinding, relation_findings
from counterpoise.model.actors import Actor
from counterpoise.model.case import Case, Heading
from counterpoise.model.dates import parse_date
from counterpoise.model.evidence import Source
from counterpoise.model.propositions import Proposition, Stance
from counterpoise.model.view import View, view_of
from counterpoise.vocabulary import Vocabulary

FOCAL, NEAR, FAR = "XAA", "XAB", "XAC"


@dataclass(frozen=True)
class Act:
    """An act in short: who, to whom, what, when."""

    source: str
    target: str
    kind: str
    when: str = "2022-06-01"
    channel: str = "security"
    tie: str = ""
    third: str = ""
    denied: bool = False
    reports: int = 1
    known: str = ""
    public: bool = False
    answers: str = ""
    id: str = ""


def case_of(acts: Iterable[Act], actors: Sequence[Actor] = ()) -> Case:
    """Build a case on XAA with the partners XAB and XAC."""
    named = [replace(act, id=act.id or f"act-{place:02}") for place, act in enumerate(acts)]
    sources, stances = [], []
    for act in named:
        for number in range(act.reports):
            name = f"{act.id}-report-{number}"
            issued = parse_date(act.known or _day_of(act.when))
            sources.append(Source(name, "{}", "article-newspaper", name, issued))
            stances.append(_stance(act, name, "asserts", "press"))
            if act.denied:
                stances.append(_stance(act, name, "denies", act.source.split(";")[0]))
    return Case(
        heading=Heading("invented", "Invented", FOCAL, (NEAR, FAR), parse_date("2020-01/2023-01")),
        actors=(
            *(Actor(code, "state", f"State {code}") for code in (FOCAL, NEAR, FAR)),
            Actor("press", "media", "The press"),
            *actors,
        ),
        sources=tuple(sources),
        propositions=tuple(_proposition(act) for act in named),
        stances=tuple(stances),
    )


def seen(case: Case, **days: object) -> tuple[View, Names]:
    """Look at a case."""
    view = view_of(case, **days)  # type: ignore[arg-type]
    return view, Names(view, Vocabulary.read())


def relations(case: Case, **days: object) -> dict[str, RelationFinding]:
    """Relation findings by ``partner/channel``."""
    return {
        f"{item.partner}/{item.channel}": item for item in relation_findings(*seen(case, **days))
    }


def _proposition(act: Act) -> Proposition:
    kind, _, mode = act.kind.partition("/")
    return Proposition(
        act.id,
        "act",
        f"{act.source} did {act.id} to {act.target}",
        channel=act.channel,
        event_type=kind,
        mode=mode,
        source_actors=_split(act.source),
        target_actors=_split(act.target),
        third_actors=_split(act.third),
        tie=act.tie,  # type: ignore[arg-type]
        when=parse_date(act.when),
        public=act.public,
        answers=act.answers,
    )


def _stance(act: Act, source: str, position: str, holder: str) -> Stance:
    return Stance(
        f"{source}-{position}",
        act.id,
        holder,
        position,  # type: ignore[arg-type]
        parse_date(""),
        source,
        (),
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()


def _day_of(when: str) -> str:
    last = parse_date(when).last
    return str(last) if last is not None else "2022-12-31"
