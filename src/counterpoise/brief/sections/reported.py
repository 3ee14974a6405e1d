"""Reported events beside the coded acts: where they agree, where they differ, where they turned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from counterpoise.assess.reported_findings import ReportedFinding
from counterpoise.assess.reported_turn_findings import ComparisonFinding, Reported, TurnFinding
from counterpoise.brief.charts.reported import reported_chart
from counterpoise.brief.charts.telling import period_start
from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import (
    Block,
    Bullets,
    Cell,
    Paragraph,
    Section,
    Sentence,
    Table,
)
from counterpoise.brief.sections.reported_compared import (
    compared_sentences,
    expected_value,
    feed_name,
)
from counterpoise.brief.wording import told
from counterpoise.model.dates import DateInterval

_MOST_TURNS = 12
_TONES = {"agree": "good", "differ": "bad", "open": "quiet"}
_MOST_BESIDE = 3


def reported(context: BriefContext) -> Section | None:
    """Tell what the feeds cover, where they part from the coded acts, and their turning points.

    A full brief alone has room for it: the shorter ones are filled to their last page.
    """
    found = context.reported
    if found is None or context.length != "full" or not found.relations:
        return None
    text = context.language.text
    blocks: list[Block] = [Paragraph(tuple(_lead(context, found)))]
    compared = tuple(compared_sentences(context, found))
    if compared:
        blocks.append(Paragraph(compared))
    blocks.extend(reported_chart(context))
    blocks.append(_table(context, found))
    turns = tuple(_turn(context, found, turn) for turn in _told_turns(context, found))
    if turns:
        lead = Sentence(text("reported_turns_lead"), framing=True)
        blocks.extend((Paragraph((lead,)), Bullets(turns)))
    return Section("reported", text("section_reported"), tuple(blocks))


def _lead(context: BriefContext, found: Reported) -> Iterator[Sentence]:
    language = context.language
    yield Sentence(language.text("reported_lead"), framing=True)
    told_of = {item.feed for item in found.relations}
    for state in found.feeds:
        if state.feed in told_of:
            told_ = language.text(
                "reported_covers_gap" if state.missing else "reported_covers",
                feed=feed_name(context, state),
                covered=language.date(DateInterval(_month(state.since), _last(state.until))),
                months=language.count(len(state.missing)),
                missing=language.listed(list(_ranges(context, state.missing))),
            )
            yield Sentence(language.sentence(told_), (state.evidence,))


def _month(day: date) -> date:
    return day.replace(day=1)


def _last(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _ranges(context: BriefContext, missing: Sequence[date]) -> Iterator[str]:
    """Write months as runs: “September–December 2021”."""
    runs: list[list[date]] = []
    for month in missing:
        if runs and _last(runs[-1][-1]).toordinal() + 1 == month.toordinal():
            runs[-1].append(month)
        else:
            runs.append([month])
    for run in runs:
        yield context.language.date(DateInterval(run[0], _last(run[-1])))


def _told_turns(context: BriefContext, found: Reported) -> Sequence[TurnFinding]:
    """Pick the turning points of the case's period: those beside coded acts before the others."""
    start = period_start(context)
    inside = [turn for turn in found.turns if turn.last >= start]
    order = {"differ": 0, "agree": 0, "open": 1}
    ranked = sorted(
        inside, key=lambda turn: (order[turn.verdict], -turn.hindsight_probability, turn.id)
    )
    chosen = [turn for turn in ranked if turn.verdict != "open"][:_MOST_TURNS]
    return sorted(chosen, key=lambda turn: (turn.first, turn.id))


def _turn(context: BriefContext, found: Reported, turn: TurnFinding) -> Sentence:
    language = context.language
    text = language.text
    words = text(
        f"reported_turn_{turn.sign}",
        feed=feed_name(context, found.feed(turn.feed)),
        partner=turn.name,
        when=language.when(DateInterval(turn.first, turn.last)),
    )
    if turn.burst_days is not None:
        words += text("reported_turn_burst", days=language.days(turn.burst_days))
    if turn.gap_days:
        words += text("reported_turn_gap", days=language.days(turn.gap_days))
    named = turn.ledger[:_MOST_BESIDE]
    acts = "; ".join(
        text(
            "date_in_brackets",
            told=told(context, act.proposition),
            when=language.date(act.when),
        )
        for act in named
    )
    words += text(f"reported_beside_{turn.verdict}", acts=acts)
    if turn.trap:
        words += text("reported_turn_trap")
    elif turn.without_types:
        words += text("reported_turn_trap_sums")
    feed = turn.evidence or (f"{found.feed(turn.feed).evidence}",)
    return Sentence(language.sentence(words), (*feed, *(act.proposition for act in named)), turn)


def _table(context: BriefContext, found: Reported) -> Table:
    text = context.language.text
    columns = ("partner", "coded", "feed", "reported_score", "reported_count", "reported_turns")
    compared = {(item.feed, item.partner): item for item in found.comparisons}
    order = {state.feed: place for place, state in enumerate(found.feeds)}
    shown = [
        item
        for item in found.relations
        if _told_in_table(item, compared.get((item.feed, item.partner)))
    ]
    shown.sort(key=lambda item: (found.partners.index(item.partner), order[item.feed]))
    rows = [_row(context, found, item, compared.get((item.feed, item.partner))) for item in shown]
    return Table(
        id="reported",
        caption=text("caption_reported", focal=context.focal, on=context.on),
        columns=tuple(text(f"table_{name}") for name in columns),
        rows=tuple(rows),
    )


def _told_in_table(item: ReportedFinding, compared: ComparisonFinding | None) -> bool:
    """Whether a row tells anything: a feed of sums does where coded acts stand beside a turn."""
    beside = compared is not None and compared.turns_agree + compared.turns_differ > 0
    return item.kind == "acts" or beside


def _row(
    context: BriefContext,
    found: Reported,
    item: ReportedFinding,
    compared: ComparisonFinding | None,
) -> tuple[Cell, ...]:
    language = context.language
    text = language.text
    coded = next((one for one in context.overall if one.partner == item.partner), None)
    standing = text("standing_insufficient")
    if coded is not None and coded.value is not None:
        word = text(f"standing_{coded.standing}")
        standing = f"{word} ({language.score(float(coded.value))})"
    score, count = _score_and_count(context, item)
    turns = ""
    verdict = ""
    if compared is not None:
        verdict = _TONES[compared.verdict]
        numbers = (compared.turns_agree, compared.turns_differ, compared.turns_open)
        if any(numbers):
            turns = text(
                "reported_turns",
                **dict(zip(("agree", "differ", "open"), map(str, numbers), strict=True)),
            )
    return (
        Cell(language.capital(item.name)),
        Cell(standing, coded.evidence if coded is not None and coded.value is not None else ()),
        Cell(feed_name(context, found.feed(item.feed))),
        Cell(score, item.evidence, verdict, finding=item),
        Cell(count),
        Cell(turns),
    )


def _score_and_count(context: BriefContext, item: ReportedFinding) -> tuple[str, str]:
    language = context.language
    text = language.text
    if item.kind == "sums":
        return text("reported_no_score"), text("reported_days", days=_digits(item.days_reported))
    score = text("standing_insufficient")
    if isinstance(item.value, float) and item.interval is not None and item.reason is not None:
        low, high = item.interval
        score = text(
            "reported_score_no_scale",
            score=language.score(item.value),
            low=language.score(low),
            high=language.score(high),
        )
    elif isinstance(item.value, float):
        value, low, high = expected_value(item)
        score = text(
            "standing_scored",
            word=text(f"standing_{item.reading}"),
            score=language.score(value),
            low=language.score(low),
            high=language.score(high),
        )
    count = text("reported_count", acts=_digits(item.acts), reports=_digits(item.reports))
    return score, count


def _digits(value: int | None) -> str:
    return "–" if value is None else str(value)
