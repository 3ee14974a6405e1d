"""What each feed reports of a state and its partners, month by month, acts and reports apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import cast

import numpy as np

from counterpoise.assess.reported_findings import ReportedFinding, ReportedMonth
from counterpoise.assess.reported_lake import SUMS, Covered, ReportedSource, Row, months
from counterpoise.assess.settings import Settings
from counterpoise.lake import dyad_queries

METHOD_ACTS = (
    "Reported events: acts between the two, counted once however often they are reported; a month "
    "in which the feed has no row of any state is missing, not quiet. The mean scale value "
    "describes the acts and is no score; its 90 % interval is from the scatter of days."
)
METHOD_SUMS = (
    "Reported events, daily sums: the sum of scale values of all events of the pair on each day, "
    "without counts; a day on which the feed has no row of any pair is missing, not quiet."
)
Z90 = 1.6448536269514722


@dataclass(frozen=True)
class Focus:
    """Whose relations with whom are asked for.

    Attributes
    ----------
    partners
        By identifier, in order; empty: those with most acts in the feeds.
    name
        Returns what an actor is called.
    """

    focal: str
    partners: tuple[str, ...]
    name: Callable[[str], str]


@dataclass
class Told:
    """What was read of one partner in one feed.

    Attributes
    ----------
    unknown
        Days with a row of the pair whose value is missing: no sum of theirs is known.
    """

    by_month: dict[date, list[Row]] = field(default_factory=dict)
    acts: list[Row] = field(default_factory=list)
    sums: dict[int, float] = field(default_factory=dict)
    unknown: set[int] = field(default_factory=set)


Pairs = Mapping[tuple[str, str], Told]
"""By feed and partner."""


def read_pairs(source: ReportedSource, focus: Focus, settings: Settings) -> Pairs:
    """Read what the feeds report of the focal state, for its partners or those with most acts."""
    found: dict[tuple[str, str], Told] = {}
    monthly = _monthly(source, focus.focal)
    sums = _sums(source, focus.focal)
    partners = focus.partners or _busiest(monthly, sums, int(settings.reported.most_partners.value))
    for row in monthly:
        if row["partner"] in partners:
            told = found.setdefault((str(row["feed"]), str(row["partner"])), Told())
            told.by_month.setdefault(cast("date", row["month"]), []).append(row)
    if source.chosen("acts"):
        chosen = dyad_queries.focal_acts(source.table("acts"), focus.focal, partners)
        for row in source.rows(chosen):
            found[str(row["feed"]), str(row["partner"])].acts.append(row)
    for row in sums:
        if row["partner"] in partners:
            told = found.setdefault((str(row["feed"]), str(row["partner"])), Told())
            day = cast("date", row["day"]).toordinal()
            if row["without_value"]:
                told.unknown.add(day)
            else:
                told.sums[day] = cast("float", row["total"])
    order = {partner: place for place, partner in enumerate(partners)}
    return dict(sorted(found.items(), key=lambda item: (order[item[0][1]], item[0][0])))


def _monthly(source: ReportedSource, focal: str) -> list[dict[str, object]]:
    if not source.chosen("acts"):
        return []
    return source.rows(dyad_queries.focal_monthly(source.table("acts"), focal))


def _sums(source: ReportedSource, focal: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for feed in source.chosen("sums"):
        table = source.table("sums", [feed])
        rows += source.rows(dyad_queries.focal_daily_sums(table, focal, SUMS[feed]))
    return rows


def _busiest(monthly: Sequence[Row], sums: Sequence[Row], most: int) -> tuple[str, ...]:
    """Return the partners with most acts, or, where no feed counts acts, most days with a sum."""
    counts: Counter[str] = Counter()
    for row in monthly:
        counts[str(row["partner"])] += cast("int", row["acts"])
    if not counts:
        counts.update(str(row["partner"]) for row in sums)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(partner for partner, count in ranked[:most] if count > 0)


def reported_findings(
    feeds: Sequence[Covered], pairs: Pairs, focus: Focus, settings: Settings
) -> Iterator[ReportedFinding]:
    """Yield a finding a partner and feed in which anything of the pair is reported."""
    known = {item.state.feed: item for item in feeds}
    for (feed, partner), told in pairs.items():
        covered = known[feed]
        if covered.state.kind == "acts":
            yield _of_acts(covered, partner, told, focus, settings)
        else:
            yield _of_sums(covered, partner, told, focus)


def _of_acts(
    covered: Covered, partner: str, told: Told, focus: Focus, settings: Settings
) -> ReportedFinding:
    state, name = covered.state, focus.name(partner)
    series = tuple(_months(covered, told))
    acts = sum(point.acts or 0 for point in series)
    reports = [point.reports for point in series if point.reports is not None]
    mean, interval = day_mean(told.acts)
    armed = set(settings.reported.nonstate_sectors.value)
    nonstate = sum(
        not armed.isdisjoint((row["source_sector"], row["target_sector"])) for row in told.acts
    )
    between = f"{focus.name(focus.focal)} and {name}"
    sentence = (
        f"Reported events, {state.label}: {acts} acts between {between}"
        + (f" in {sum(reports)} reports" if reports else "")
        + f" from {state.since} to {state.until}"
        + (f", {len(state.missing)} months missing" if state.missing else "")
        + "."
    )
    return ReportedFinding(
        id=f"reported:{state.feed}/{partner}",
        evidence=(f"{state.evidence}:{focus.focal}-{partner}",),
        method=METHOD_ACTS,
        sentence=sentence,
        value=None,
        unit="standard deviations of the world's dyads",
        parameters={"vintage": state.vintage},
        focal=focus.focal,
        partner=partner,
        name=name,
        feed=state.feed,
        label=state.label,
        kind="acts",
        acts=acts,
        reports=sum(reports) if reports else None,
        nonstate_acts=nonstate,
        mean_scale=mean,
        mean_interval=interval,
        reading="insufficient",
        days_reported=len({row["event_date"] for row in told.acts}),
        series=series,
    )


def _of_sums(covered: Covered, partner: str, told: Told, focus: Focus) -> ReportedFinding:
    state, name = covered.state, focus.name(partner)
    return ReportedFinding(
        id=f"reported:{state.feed}/{partner}",
        evidence=(f"{state.evidence}:{focus.focal}-{partner}",),
        method=METHOD_SUMS,
        sentence=(
            f"Reported events, {state.label}, daily sums: {len(told.sums)} days with a sum between "
            f"{focus.name(focus.focal)} and {name} from {state.since} to {state.until}, "
            f"{state.missing_days} days missing."
        ),
        value=None,
        unit="scale points a month",
        parameters={"vintage": state.vintage},
        focal=focus.focal,
        partner=partner,
        name=name,
        feed=state.feed,
        label=state.label,
        kind="sums",
        acts=None,
        reports=None,
        nonstate_acts=0,
        mean_scale=None,
        mean_interval=None,
        reading="insufficient",
        days_reported=len(told.sums),
        series=tuple(_sum_months(covered, told)),
    )


def _days_by_month(covered: Covered, told: Told) -> Counter[date]:
    return Counter(
        date.fromordinal(day).replace(day=1) for day in covered.days if day not in told.unknown
    )


def _months(covered: Covered, told: Told) -> Iterator[ReportedMonth]:
    days = _days_by_month(covered, told)
    for month in months(covered.state.since, covered.state.until):
        if not days[month]:
            yield ReportedMonth(month, 0, None, None, None, None)
            continue
        rows = told.by_month.get(month, ())
        reports = [cast("int", row["reports"]) for row in rows if row["reports"] is not None]
        scaled = sum(cast("int", row["scaled"]) for row in rows)
        total = sum(cast("float", row["scale_sum"] or 0.0) for row in rows)
        yield ReportedMonth(
            month=month,
            covered_days=days[month],
            acts=sum(cast("int", row["acts"]) for row in rows),
            reports=sum(reports) if reports or not rows else None,
            mean_scale=total / scaled if scaled else None,
            total=None,
        )


def _sum_months(covered: Covered, told: Told) -> Iterator[ReportedMonth]:
    days = _days_by_month(covered, told)
    totals: dict[date, float] = {}
    for day, value in told.sums.items():
        month = date.fromordinal(day).replace(day=1)
        totals[month] = totals.get(month, 0.0) + value
    for month in months(covered.state.since, covered.state.until):
        total = totals.get(month, 0.0) if days[month] else None
        yield ReportedMonth(month, days[month], None, None, None, total)


def day_mean(acts: Sequence[Row]) -> tuple[float | None, tuple[float, float] | None]:
    """Return the mean scale value of acts, and its 90 % interval from the scatter of days.

    Acts of a day are told by the same stories: days are the independent units (cluster-robust
    standard error, Liang and Zeger 1986, with the usual small-sample factor).
    """
    days: dict[date, list[float]] = {}
    for row in acts:
        if row["scale_value"] is not None:
            days.setdefault(cast("date", row["event_date"]), []).append(
                cast("float", row["scale_value"])
            )
    if not days:
        return None, None
    sums = np.array([sum(values) for values in days.values()])
    sizes = np.array([len(values) for values in days.values()], dtype=np.float64)
    mean = float(sums.sum() / sizes.sum())
    if len(days) < 2:
        return mean, None
    left = sums - mean * sizes
    error = float(np.sqrt((left**2).sum() * len(days) / (len(days) - 1)) / sizes.sum())
    return mean, (mean - Z90 * error, mean + Z90 * error)


def month_end(month: date) -> date:
    """Return the last day of a month."""
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
