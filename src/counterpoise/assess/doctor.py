"""Running a feed's assertions over what the lake holds of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ibis.expr.types import Scalar, Table

from counterpoise.assess.data_exposure_aid_years import is_coded
from counterpoise.feeds.registry import FEEDS
from counterpoise.feeds.source import Assertion, Source, load_source
from counterpoise.lake.engines import Engine
from counterpoise.lake.lake import Lake
from counterpoise.model.events import DATE_COLUMN

MOST_SHOWN = 5
MOST_NOTES = 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one assertion found.

    Attributes
    ----------
    level
        ``pass``, ``warn`` or ``fail``.
    found
        What was measured, in words, with the bound it was held against.
    """

    feed: str
    check: str
    level: str
    found: str
    why: str


def examine(lake: Lake, engine: Engine, feeds: tuple[str, ...] | None = None) -> list[Verdict]:
    """Check the account of every loaded feed (read = stored + rejected) and its assertions.

    Raises
    ------
    LakeError
        If a manifest or a part cannot be read.
    """
    out: list[Verdict] = []
    for feed in FEEDS:
        if feed not in (feeds if feeds is not None else lake.feeds()):
            continue
        state = lake.state(feed)
        if state is None:
            continue
        source = load_source(feed)
        rows = lake.table(engine, source.kind, feeds=(feed,))
        counted = int(_number(engine, rows.count()) or 0)
        read = sum(file.read for file in state.files)
        rejected = sum(file.rejected for file in state.files)
        fits = read == counted + rejected
        out.append(
            Verdict(
                feed,
                "account",
                "pass" if fits else "fail",
                f"{read:,} rows read = {counted:,} stored + {rejected:,} rejected",
                "every row is accounted for",
            )
        )
        out += [
            Verdict(feed, "note", "warn", note, "met while reading")
            for note in state.notes[:MOST_NOTES]
        ]
        out += [_verdict(engine, source, one, rows) for one in source.assertions]
    return out


def _verdict(engine: Engine, source: Source, assertion: Assertion, rows: Table) -> Verdict:
    check = {
        "rows": _rows,
        "range": _range,
        "missing": _missing,
        "distinct": _distinct,
        "gap_days": _gap_days,
        "total": _total,
    }[assertion.check]
    good, found = check(engine, source, assertion, rows)
    name = " ".join(part for part in (assertion.check, assertion.column or assertion.total) if part)
    return Verdict(source.id, name, "pass" if good else assertion.level, found, assertion.why)


def _within(value: float | None, assertion: Assertion) -> bool:
    if value is None:
        return False
    low = assertion.min is None or value >= assertion.min
    return low and (assertion.max is None or value <= assertion.max)


def _bounds(assertion: Assertion) -> str:
    low = "" if assertion.min is None else f"at least {assertion.min:,g}"
    high = "" if assertion.max is None else f"at most {assertion.max:,g}"
    return " and ".join(part for part in (low, high) if part) or "no bound"


def _number(engine: Engine, expression: Scalar) -> float | None:
    value = engine.value(expression)
    return None if value is None else float(str(value))


def _rows(engine: Engine, _source: Source, assertion: Assertion, rows: Table) -> tuple[bool, str]:
    count = _number(engine, rows.count())
    return _within(count, assertion), f"{count or 0:,.0f} rows ({_bounds(assertion)})"


def _range(engine: Engine, _source: Source, assertion: Assertion, rows: Table) -> tuple[bool, str]:
    column = rows[assertion.column]
    least, greatest = _number(engine, column.min()), _number(engine, column.max())
    good = _within(least, assertion) and _within(greatest, assertion)
    return good, f"{least} to {greatest} ({_bounds(assertion)})"


def _missing(
    engine: Engine, _source: Source, assertion: Assertion, rows: Table
) -> tuple[bool, str]:
    total = _number(engine, rows.count()) or 0.0
    empty = _number(engine, rows[assertion.column].isnull().sum()) or 0.0
    share = empty / total if total else 0.0
    return _within(
        share, assertion
    ), f"{share:.2%} of rows are empty ({_bounds(assertion)} as a share)"


def _distinct(
    engine: Engine, _source: Source, assertion: Assertion, rows: Table
) -> tuple[bool, str]:
    count = _number(engine, rows[assertion.column].nunique())
    return _within(count, assertion), f"{count or 0:,.0f} values ({_bounds(assertion)})"


def _gap_days(
    engine: Engine, source: Source, assertion: Assertion, rows: Table
) -> tuple[bool, str]:
    """Count days without a row between the first day and the last."""
    column = rows[DATE_COLUMN[source.kind]]
    days = sorted(engine.fetch(rows.select(day=column).distinct()).column("day").to_pylist())
    if not days:
        return True, "no rows"
    held = set(days)
    span = (days[-1] - days[0]).days + 1
    missing = [day for i in range(span) if (day := days[0] + dt.timedelta(days=i)) not in held]
    shown = ", ".join(day.isoformat() for day in missing[:MOST_SHOWN])
    more = f": {shown}{', …' if len(missing) > MOST_SHOWN else ''}" if missing else ""
    return _within(len(missing), assertion), f"{len(missing)} of {span} days have no row{more}"


def _total(engine: Engine, source: Source, assertion: Assertion, rows: Table) -> tuple[bool, str]:
    """Compare a printed total with its members' sum, by file, indicator, period and subject."""
    keys = ["origin", "indicator", "start_date", "subject_raw"]
    rows = rows.filter(rows.value.notnull())
    printed = rows.filter(rows.object_raw == assertion.total)
    printed = printed.select(*keys, printed=printed.value)
    members = rows.filter(rows.object_raw.isin(assertion.members))
    summed = members.group_by(keys).agg(summed=members.value.sum())
    # Right of the join only the sum: a name may not stand on both sides.
    joined = engine.fetch(printed.join(summed, keys, how="left").select(*keys, "printed", "summed"))
    pairs = [row for row in joined.to_pylist() if row["summed"] is not None or not is_coded(source)]
    bad: dict[str, int] = {}
    for row in pairs:
        if abs(row["printed"] - (row["summed"] or 0.0)) > 0.1 + assertion.tolerance * abs(
            row["printed"]
        ):
            bad[row["origin"]] = bad.get(row["origin"], 0) + 1
    share = 1 - sum(bad.values()) / len(pairs) if pairs else 0.0
    files = ", ".join(f"{name} ({count})" for name, count in sorted(bad.items())[:6])
    return _within(share, assertion), (
        f"{share:.1%} of {len(pairs):,} totals are their members' sum ({_bounds(assertion)} as "
        f"a share){'; not in ' + files if files else ''}"
        if pairs
        else f"no total “{assertion.total}” is printed with a member"
    )
