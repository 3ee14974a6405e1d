"""From a command's arguments to what the feeds of a lake report."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from counterpoise.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from counterpoise.assess.names import Names
    from counterpoise.assess.reported import Asked, Progress, Question
    from counterpoise.assess.reported_turn_findings import Reported
    from counterpoise.model.view import View

LakeArguments = tuple[Path | None, str, list[str] | None]
"""Values of --lake, --engine and --feed."""


def reported_of_view(
    view: View, names: Names, lake: LakeArguments, asked: Asked
) -> Reported | None:
    """Return what the feeds report beside a view of a case; ``None`` where no lake is named.

    Raises
    ------
    CounterpoiseError
        The lake, a feed or the partner cannot be used.
    """
    from counterpoise.assess.reported import question_of_case

    root, engine, feeds = lake
    if root is None:
        _refuse_feeds(feeds)
        return None
    question = question_of_case(view, names)
    return _reported(question, (root, engine, feeds), asked, (view.as_of, view.on))


def reported_where_held(
    view: View, names: Names, lake: LakeArguments, asked: Asked
) -> Reported | None:
    """Return what the feeds report, or ``None`` also where the lake holds structural feeds alone.

    Raises
    ------
    CounterpoiseError
        As `reported_of_view`.
    """
    from counterpoise.assess.reported_lake import tells_of_events
    from counterpoise.lake.lake import Lake

    root, _, feeds = lake
    loaded = () if root is None or feeds else Lake(root).feeds()
    if loaded and not any(tells_of_events(feed) for feed in loaded):
        return None
    return reported_of_view(view, names, lake, asked)


def reported_of_state(
    code: str, lake: LakeArguments, asked: Asked, *, as_of: str | None, on: str | None
) -> Reported:
    """Return what the feeds report of a state that has no case.

    Raises
    ------
    CounterpoiseError
        No lake is named, or it, a feed or a day cannot be used.
    """
    from counterpoise.assess.reported import Question
    from counterpoise.assess.reported_events import Focus
    from counterpoise.cli.case_or_state import lake_for
    from counterpoise.cli.opening import day
    from counterpoise.vocabulary import Vocabulary

    root, engine, feeds = lake_for(code, lake[0]), lake[1], lake[2]
    vocabulary = Vocabulary.read()
    if asked.partner and asked.partner not in set(vocabulary.actor_ids()):
        raise InputError(
            f"“{asked.partner}” is no state or organisation of the vocabulary",
            where="--partner",
            remedy="give an ISO 3166 alpha-3 code such as FRA, or an organisation's id",
        )
    known_by = day(as_of, "--as-of")
    question = Question(Focus(code, (), lambda actor: vocabulary.name(actor) or actor))
    until = day(on, "--on") or known_by
    return _reported(question, (root, engine, feeds), asked, (known_by, until))


def _reported(
    question: Question,
    lake: tuple[Path, str, list[str] | None],
    asked: Asked,
    days: tuple[date | None, date | None],
) -> Reported:
    from counterpoise.assess.reported import assess_reported
    from counterpoise.assess.reported_lake import reported_source
    from counterpoise.lake.engines import open_engine

    root, engine, feeds = lake
    as_of, until = days
    source = reported_source(root, open_engine(engine), feeds or (), as_of=as_of, until=until)
    with progress_bar() as progress:
        return assess_reported(source, question, asked, progress=progress)


def _refuse_feeds(feeds: Sequence[str] | None) -> None:
    if feeds:
        raise InputError(
            f"feed {feeds[0]} is asked for without a lake",
            where="--feed",
            remedy="name the lake with --lake",
        )


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """Show a bar on standard error while pairs are worked on, where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reported events", total=None)

        def show(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total, description=what)

        yield show


@contextmanager
def pulse(what: str) -> Iterator[None]:
    """Show on standard error that work goes on whose end is not known, where that is a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        bar.add_task(what, total=None)
        yield
