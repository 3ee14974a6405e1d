"""A paragraph planned over dated acts: what is told together, and where its date stands.

Acts keep their order in time. Two that follow each other with the same subject become one
sentence; a date moves from the head of its sentence to the tail or into brackets where the sentence
before began alike; a year just told is not told again. Nothing is said of why one act followed
another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterpoise.assess.acts import ActFinding
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Sentence
from counterpoise.brief.spans import span
from counterpoise.brief.wording import act_sentence

_LONG_WORDS = 14
"""A clause longer than this, or with a comma, does not carry its date at the tail."""
_SINGLE = frozenset({"day", "month", "early", "late"})
_ARTICLES = frozenset({"the", "a", "an", "le", "la", "les", "un", "une", "des", "l'", "d'"})


def opening(text: str) -> str:
    """Return what a reader hears as the beginning of a sentence: its first word, articles aside."""
    words = text.replace("’", "'").replace("'", "' ").casefold().split()
    if len(words) > 1 and words[0] in _ARTICLES:
        return f"{words[0]} {words[1]}"
    return words[0].strip(",.:;") if words else ""


def narrated(context: BriefContext, acts: Sequence[ActFinding]) -> tuple[Sentence, ...]:
    """Tell acts in their order as one paragraph."""
    told: list[Sentence] = []
    year = ""
    for group in _groups(context, acts):
        before = opening(told[-1].text) if told else ""
        told.append(_sentence(context, group, before, year))
        year = _year(group[-1])
    return tuple(told)


@dataclass(frozen=True)
class _Clause:
    """An act's clause, parted after its subject."""

    subject: str
    predicate: str

    @property
    def is_short(self) -> bool:
        return "," not in self.predicate and len(self.predicate.split()) <= _LONG_WORDS


def _groups(context: BriefContext, acts: Sequence[ActFinding]) -> Iterator[Sequence[ActFinding]]:
    """Acts one by one, or two together that share a subject and are short enough to be joined."""
    pending: ActFinding | None = None
    for act in acts:
        if pending is None:
            pending = act
        elif _can_join(context, pending, act):
            yield (pending, act)
            pending = None
        else:
            yield (pending,)
            pending = act
    if pending is not None:
        yield (pending,)


def _can_join(context: BriefContext, first: ActFinding, second: ActFinding) -> bool:
    one, other = _clause(context, first), _clause(context, second)
    if one is None or other is None or one.subject != other.subject:
        return False
    return one.is_short and other.is_short


def _clause(context: BriefContext, act: ActFinding) -> _Clause | None:
    """Part a plain act after the name of who did it; ``None`` where it does not begin so."""
    claim = context.claim(act.proposition)
    if claim.status in {"contested", "alleged"} or not context.language.when(act.when):
        return None
    for actor in claim.source_actors:
        names = [context.names.short(actor)]
        found = context.view.actors.get(actor)
        if found is not None:
            names.append(found.name)
        for name in names:
            if act.statement.startswith(f"{name} "):
                return _Clause(name, act.statement.removeprefix(f"{name} "))
    return None


def _sentence(
    context: BriefContext, group: Sequence[ActFinding], before: str, year: str
) -> Sentence:
    language = context.language
    act = group[0]
    when = _when(context, act, year)
    if len(group) == 2:
        return _joined(context, group, when)
    claim = context.claim(act.proposition)
    if claim.status in {"contested", "alleged"} or not when:
        return act_sentence(context, act)
    told = list(_forms(context, act, when, year))
    chosen = next((form for form in told if opening(form) != before), told[-1])
    return Sentence(language.sentence(chosen), claim.evidence, act)


def _joined(context: BriefContext, group: Sequence[ActFinding], when: str) -> Sentence:
    """Tell two acts of one subject in one sentence."""
    language = context.language
    clauses = [clause for act in group if (clause := _clause(context, act)) is not None]
    second = _when(context, group[1], _year(group[0]))
    told = language.text(
        "joined_acts",
        subject=clauses[0].subject,
        first=f"{clauses[0].predicate} {when}",
        second=f"{clauses[1].predicate} {second}",
    )
    evidence = dict.fromkeys(
        name for act in group for name in context.claim(act.proposition).evidence
    )
    return Sentence(language.sentence(told), tuple(evidence), group[0])


def _forms(context: BriefContext, act: ActFinding, when: str, year: str) -> Iterator[str]:
    """Ways to tell an act with its date, the plainest first."""
    yield f"{when}, {act.statement}"
    if _Clause("", act.statement).is_short:
        yield f"{act.statement} {when}"
    bare = _yearless(context.language.date(act.when), act, year)
    yield context.language.text("date_in_brackets", told=act.statement, when=bare)


def _when(context: BriefContext, act: ActFinding, year: str) -> str:
    """Write the date of an act, without the year where that was just told."""
    return _yearless(context.language.when(act.when), act, year)


def _yearless(when: str, act: ActFinding, year: str) -> str:
    return when.removesuffix(f" {year}") if year and span(act.when).shape in _SINGLE else when


def _year(act: ActFinding) -> str:
    told = span(act.when)
    return str(told.last.year) if told.shape in _SINGLE else ""
