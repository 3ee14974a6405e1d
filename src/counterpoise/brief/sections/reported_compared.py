"""Where reported events part from the coded acts, and where they agree: sentences of a brief."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoise.assess.reported_findings import FeedState, ReportedFinding
from counterpoise.assess.reported_turn_findings import ComparisonFinding, Reported, SignTrapFinding
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Sentence


def feed_name(context: BriefContext, state: FeedState) -> str:
    """Name a feed with its label: “reported events, …”, daily sums said to be such."""
    key = "reported_sums" if state.kind == "sums" else "reported_acts"
    return context.language.text(key, feed=state.label)


def compared_sentences(context: BriefContext, found: Reported) -> Iterator[Sentence]:
    """Tell where they differ one by one, the sign traps, then where they agree together."""
    relations = {item.id: item for item in found.relations}
    for item in found.comparisons:
        if item.verdict == "differ":
            yield _differs(context, item, relations[f"reported:{item.feed}/{item.partner}"])
    yield from (_trap(context, trap) for trap in found.traps)
    language = context.language
    for state in found.feeds:
        yield from _levels(context, found, state)
        agreeing = [
            item for item in found.comparisons if (item.verdict, item.feed) == ("agree", state.feed)
        ]
        if agreeing:
            partners = [
                f"{item.name} ({language.text(f'standing_{item.standing}')})" for item in agreeing
            ]
            words = language.text(
                "reported_agree", feed=feed_name(context, state), partners=language.listed(partners)
            )
            evidence = tuple(dict.fromkeys(e for item in agreeing for e in item.evidence))
            yield Sentence(language.sentence(words), evidence)


def _levels(context: BriefContext, found: Reported, state: FeedState) -> Iterator[Sentence]:
    """Tell with whom what is reported is clearly worse, or better, than between the usual pair."""
    language = context.language
    scored = {item.partner for item in context.scored}
    known = [
        (item, item.interval)
        for item in found.relations
        if item.feed == state.feed and item.interval is not None and item.partner in scored
    ]
    for key, chosen in (
        ("reported_below", [(item, ends) for item, ends in known if ends[1] < 0]),
        ("reported_above", [(item, ends) for item, ends in known if ends[0] > 0]),
    ):
        if not chosen:
            continue
        told_of = [
            language.text(
                "reported_level",
                partner=item.name,
                score=language.score(float(item.value or 0)),
                low=language.score(ends[0]),
                high=language.score(ends[1]),
            )
            for item, ends in chosen
        ]
        words = language.text(key, feed=state.label, partners=language.listed(told_of))
        evidence = tuple(name for item, _ in chosen for name in item.evidence)
        yield Sentence(language.sentence(words), evidence, chosen[0][0])


def _differs(context: BriefContext, item: ComparisonFinding, beside: ReportedFinding) -> Sentence:
    language = context.language
    value, low, high = expected_value(beside)
    words = language.text(
        "reported_differ",
        partner=item.name,
        feed=item.label,
        standing=language.text(f"standing_{item.standing}"),
        reading=language.text(f"standing_{item.reading}"),
        score=language.score(value),
        low=language.score(low),
        high=language.score(high),
    )
    return Sentence(language.sentence(words), item.evidence, item)


def expected_value(item: ReportedFinding) -> tuple[float, float, float]:
    """Return the expected scale value of an act in the last period, with its interval."""
    last = item.scores[-1].goldstein if item.scores else None
    return last if last is not None else (0.0, 0.0, 0.0)


def _trap(context: BriefContext, trap: SignTrapFinding) -> Sentence:
    language = context.language
    beside = next(
        item
        for item in context.reported_relations
        if (item.feed, item.partner) == (trap.feed, trap.partner)
    )
    words = language.text(
        "reported_trap" if trap.mean_without is not None else "reported_trap_all",
        partner=trap.name,
        feed=trap.label,
        number=language.count(len(trap.pull_backs)),
        total=language.count(beside.acts or 0),
        lost=language.count(len(trap.lost)),
        mean=language.score(trap.mean_scale),
        without=language.score(trap.mean_without or 0.0),
    )
    return Sentence(language.sentence(words), trap.evidence, trap)
