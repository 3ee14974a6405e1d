"""Reported events in a terminal: beside the coded acts, labelled, never blended with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from counterpoise.cli.output import print_lines, print_table

if TYPE_CHECKING:
    from counterpoise.assess.relations import RelationFinding
    from counterpoise.assess.reported_findings import FeedState, ReportedFinding
    from counterpoise.assess.reported_turn_findings import ComparisonFinding, Reported, TurnFinding
    from counterpoise.model.findings import Json

_MOST_ACTS = 5


def print_reported(found: Reported, coded: Sequence[RelationFinding]) -> None:
    """Print what the feeds report: a table, where they differ from the ledger and why, coverage."""
    overall = {item.partner: item for item in coded if item.channel == "overall"}
    columns = {
        "partner": "Partner",
        "coded": "Coded from documents",
        "feed": "Reported events",
        "acts": "Acts (reports)",
        "mean": "Mean scale value",
        "score": "Reported-events score",
    }
    if not overall:
        del columns["coded"]
    print_table(
        [_cells(item, overall.get(item.partner)) for item in found.relations],
        columns,
        title=f"Reported events up to {found.on}, kept apart from the coded acts",
        empty="Not in evidence: the feeds report nothing between these.",
    )
    silent = [item.name for item in overall.values() if item.partner not in found.partners]
    if silent:
        print_lines([f"Not in evidence: the feeds report nothing with {', '.join(silent)}."])
    print_lines(_differences(found))
    print_lines(coverage_lines(found))


def _cells(item: ReportedFinding, coded: RelationFinding | None) -> dict[str, str]:
    from counterpoise.assess.relations_text import signed

    mean = ""
    if item.mean_scale is not None:
        mean = signed(item.mean_scale)
        if item.mean_interval is not None:
            mean += f" [{signed(item.mean_interval[0])}, {signed(item.mean_interval[1])}]"
    beside = ""
    if coded is not None:
        score = f" {signed(coded.value)}" if isinstance(coded.value, float) else ""
        beside = f"{coded.standing}{score}"
    acts = f"{item.days_reported} days with a sum"
    if item.acts is not None:
        acts = f"{item.acts}" + (f" ({item.reports})" if item.reports is not None else "")
    return {
        "partner": item.name,
        "coded": beside,
        "feed": named(item.label, item.kind),
        "acts": acts,
        "mean": mean,
        "score": _score(item),
    }


def _score(item: ReportedFinding) -> str:
    from counterpoise.assess.relations_text import signed

    if item.kind == "sums":
        return "none: sums without counts"
    if not isinstance(item.value, float) or item.interval is None:
        return "insufficient evidence"
    low, high = item.interval
    told = f"{signed(item.value)} sd [{signed(low)}, {signed(high)}]"
    if item.scores:
        last = item.scores[-1]
        if not last.acts:
            told += f", no act in {last.day:%Y-%m}; carried"
        if last.goldstein is None:
            return f"{told}; no scale, no sign"
        expected, least, most = map(signed, last.goldstein)
        told += f"; expected act {expected} [{least}, {most}], {item.reading}"
    return told


def named(label: str, kind: str) -> str:
    """Name a feed with what it gives."""
    return f"{label}, daily sums" if kind == "sums" else label


def _differences(found: Reported) -> Iterator[str]:
    """Say where the sources agree, where they differ and why, what is left open last."""
    told = {"agree": "Agree", "differ": "Differ", "open": "Open"}
    for verdict, heading in told.items():
        for item in found.comparisons:
            if item.verdict != verdict or _too_thin(item):
                continue
            turns = item.turns_agree + item.turns_differ + item.turns_open
            counted = (
                f"; turning points: {item.turns_agree} agree, {item.turns_differ} differ, "
                f"{item.turns_open} open"
                if turns
                else ""
            )
            state = found.feed(item.feed)
            reasons = f" ({'; '.join(item.reasons)})" if item.reasons else ""
            yield (
                f"{heading}: {item.name}: coded from documents {item.standing}, reported events, "
                f"{named(item.label, state.kind)} {item.reading}{counted}{reasons}."
            )
    thin = [item.name for item in found.comparisons if _too_thin(item)]
    if thin:
        yield f"Open, as the ledger records too few acts to tell: {', '.join(dict.fromkeys(thin))}."
    for trap in found.traps:
        yield f"Sign trap: {trap.sentence}"


def _too_thin(item: ComparisonFinding) -> bool:
    """Whether the ledger can neither tell where a relation stands nor judge a turn of it."""
    return item.standing == "insufficient" and not (item.turns_agree or item.turns_differ)


def coverage_lines(found: Reported) -> Iterator[str]:
    """Say what each feed covers, what is missing in it, and whence it comes."""
    for state in found.feeds:
        yield _coverage(state)
    for feed in found.nothing_known:
        yield f"{feed}: nothing of it was known, or had happened, by the day."


def _coverage(state: FeedState) -> str:
    missing = [f"{month:%Y-%m}" for month in state.missing]
    gaps = f"; months missing, not quiet: {', '.join(missing)}" if missing else ""
    days = f"; {state.missing_days} days without a row" if state.missing_days else ""
    return (
        f"{named(state.label, state.kind)}: {state.title}, vintage {state.vintage}, "
        f"{state.since} to {state.until}{gaps}{days}. Licence: {state.licence}."
    )


def turn_lines(found: Reported) -> Iterator[str]:
    """Tell every turning point with the acts that made it and the ledger's beside it."""
    for turn in found.turns:
        yield from _turn(turn, with_ledger=bool(found.comparisons))
    for turn in found.uncertain:
        yield f"Uncertain: {turn.sentence}"
    for alarm in found.alarms:
        yield f"As it came: {alarm.sentence}"


def _turn(turn: TurnFinding, *, with_ledger: bool) -> Iterator[str]:
    from counterpoise.assess.relations_text import signed

    verdict = {
        "agree": "; the ledger's acts there point the same way",
        "differ": "; the ledger's acts there point the other way",
        "open": "; no coded act tells a direction there" if with_ledger else "",
    }[turn.verdict]
    yield ""
    yield turn.sentence
    mean = f", mean act {signed(turn.mean_change)}" if turn.mean_change is not None else ""
    size = "no scale, no size"
    if isinstance(turn.value, float):
        size = f"size {signed(turn.value)} {turn.unit}"
    ratio = f", volume × {turn.volume_ratio:.1f}" if turn.volume_ratio is not None else ""
    yield (
        f"  {size}{mean}{ratio}, probability in hindsight "
        f"{turn.hindsight_probability:.2f}{verdict}" + ("; SIGN TRAP" if turn.trap else "")
    )
    if turn.types:
        shares = ", ".join(f"{item.type or 'untyped'} {item.share:.0%}" for item in turn.types[:4])
        yield f"  types: {shares}"
    for act in turn.acts[:_MOST_ACTS]:
        scale = f", {signed(act.scale)}" if act.scale is not None else ""
        mark = ", takes something back" if act.pull_back else ""
        url = f" <{act.url}>" if act.url else ""
        yield (
            f"  {turn.label} {act.day}: {act.source} → {act.target}: {act.told}{scale}{mark} "
            f"[{act.id}]{url}"
        )
    for held in turn.ledger:
        yield (
            f"  coded {held.when.edtf or 'undated'}: {held.statement} "
            f"({held.weight_class}, {signed(held.weight)}) [{held.proposition}]"
        )


def reported_json(found: Reported) -> dict[str, Json]:
    """Return the keys that `relations` and `turns` share, as documented in docs/json.md."""
    from counterpoise.model.findings import as_json

    return cast("dict[str, Json]", as_json(found))
