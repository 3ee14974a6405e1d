"""`counterpoise changes`: what changed since a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from counterpoise.cli.lake_options import EngineOption, FeedOption, OptionalLakeOption
from counterpoise.cli.options import (
    AsOfOption,
    CaseArgument,
    FormatOption,
    LedgerOption,
    OnOption,
    TableFormat,
    WithoutContestedOption,
)
from counterpoise.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from counterpoise.assess.changes import ChangeFinding, Span
    from counterpoise.cli.lake_opening import LakeArguments
    from counterpoise.model.findings import Json


def run(
    case: CaseArgument,
    since: Annotated[
        str,
        typer.Option("--since", metavar="DATE", help="Compare with what could be known by then."),
    ],
    explain: Annotated[
        bool, typer.Option("--explain", help="Add the method and the evidence of each change.")
    ] = False,
    on: OnOption = None,
    as_of: AsOfOption = None,
    without_contested: WithoutContestedOption = False,
    ledger: LedgerOption = None,
    feed: FeedOption = None,
    lake: OptionalLakeOption = None,
    engine: EngineOption = "duckdb",
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """List new claims, flipped statuses, measures that changed state, relations that moved.

    With a lake, list also new turning points and changed scores of reported events, and what
    structural data tell: sanctions, suppliers, donors and votes, by valid time.
    """
    from counterpoise.assess.changes import METHOD, change_findings
    from counterpoise.cli.output import print_json, print_lines

    span = _span(case, ledger, (since, as_of, on), with_contested=not without_contested)
    findings = (
        *change_findings(span),
        *_reported(span, (lake, engine, feed)),
        *_structural(span, lake, engine, feed),
    )
    if format is TableFormat.JSON:
        print_json([row(finding) for finding in findings])
        return
    _print(span, since, findings)
    if explain:
        print_lines(dict.fromkeys((METHOD, *(item.method for item in findings))))
        print_lines(_explained(item) for item in findings)


def _print(span: Span, since: str, findings: tuple[ChangeFinding, ...]) -> None:
    """Print what documents and reports tell, then structural data apart."""
    from counterpoise.cli.output import print_lines, print_table

    data = [finding for finding in findings if finding.kind.startswith("data ")]
    rest = [finding for finding in findings if not finding.kind.startswith("data ")]
    columns = {
        "kind": "Change",
        "subject": "Of",
        "before": "Before",
        "after": "After",
        "sentence": "What it says",
    }
    rows = [{key: str(getattr(finding, key)) for key in columns} for finding in rest]
    print_table(
        rows,
        columns,
        title=f"Changes since {since}, up to {span.after.as_of or span.after.on}",
        empty=f"Nothing changed since {since}.",
    )
    if not data:
        return
    columns.pop("subject")
    rows = [{key: str(getattr(finding, key)) for key in columns} for finding in data]
    for row in rows:
        row["kind"] = row["kind"].removeprefix("data ")
    print_table(
        rows,
        columns,
        title=f"Structural data on {span.before.on} and on {span.after.on}, by valid time",
        empty="",
    )
    print_lines(dict.fromkeys(f"Caveat: {item.caveat}." for item in data if item.caveat))


def _explained(item: ChangeFinding) -> str:
    compared = f" compares {' and '.join(item.rests_on)};" if item.rests_on else ""
    return f"{item.id}:{compared} {', '.join(item.evidence)}".rstrip()


def _reported(span: Span, lake: LakeArguments) -> tuple[ChangeFinding, ...]:
    """Compare what the feeds of a lake report of the two views."""
    from counterpoise.assess.reported import Asked
    from counterpoise.assess.reported_changes import reported_changes
    from counterpoise.cli.lake_opening import reported_where_held

    before = reported_where_held(span.before, span.names_before, lake, Asked())
    after = reported_where_held(span.after, span.names_after, lake, Asked())
    if before is None or after is None:
        return ()
    return reported_changes(before, after)


def _structural(
    span: Span, lake: Path | None, engine: str, feeds: list[str] | None
) -> tuple[ChangeFinding, ...]:
    """Compare what structural feeds tell on the two days; none where event feeds are named."""
    if lake is None or feeds:
        return ()
    from counterpoise.assess.data_changes import data_changes
    from counterpoise.cli.data_options import open_lake
    from counterpoise.cli.lake_opening import pulse
    from counterpoise.vocabulary import Vocabulary

    opened, running = open_lake(lake, engine)
    with pulse("Reading the structural feeds, fitting the votes"):
        return data_changes(opened, running, Vocabulary.read(), span)


def row(finding: ChangeFinding) -> dict[str, Json]:
    """One JSON row, as documented in docs/json.md."""
    return {
        "kind": finding.kind,
        "subject": finding.subject,
        "before": finding.before or None,
        "after": finding.after,
        "sentence": finding.sentence,
        "method": finding.method,
        "evidence": list(finding.evidence),
        "id": finding.id,
        "rests_on": list(finding.rests_on),
        "caveat": finding.caveat,
    }


def _span(
    name: str,
    ledger: str | None,
    days: tuple[str, str | None, str | None],
    *,
    with_contested: bool,
) -> Span:
    """Read the case once and look at it twice."""
    from counterpoise.assess.changes import Span
    from counterpoise.assess.names import Names
    from counterpoise.cli.opening import day, read_through_ledger
    from counterpoise.model.view import view_of
    from counterpoise.vocabulary import Vocabulary

    since, as_of, on = day(days[0], "--since"), day(days[1], "--as-of"), day(days[2], "--on")
    vocabulary = Vocabulary.read()
    found = read_through_ledger(name, ledger, vocabulary)
    after = view_of(found, as_of=as_of, on=on, with_contested=with_contested)
    last = as_of or after.horizon
    if since is not None and since > last:
        raise InputError(
            f"{since} lies after {last}, the last day compared",
            where="--since",
            remedy="name an earlier day",
        )
    try:
        before = view_of(found, as_of=since, with_contested=with_contested)
    except InputError as error:
        raise InputError(error.problem, where="--since", remedy=error.remedy) from None
    language = found.heading.language
    return Span(
        before, after, Names(before, vocabulary, language), Names(after, vocabulary, language)
    )
