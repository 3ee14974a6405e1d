"""`counterpoise brief`: a footnoted brief."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterpoise.cli.lake_options import EngineOption, FeedOption, OptionalLakeOption
from counterpoise.cli.options import (
    AsOfOption,
    CaseArgument,
    LedgerOption,
    OnOption,
    WithoutContestedOption,
)
from counterpoise.errors import InputError

if TYPE_CHECKING:
    from counterpoise.assess.data_beside_findings import DataBeside
    from counterpoise.assess.reported_turn_findings import Reported
    from counterpoise.cli.lake_opening import LakeArguments
    from counterpoise.cli.opening import Opened
    from counterpoise.model.view import View


class BriefLength(StrEnum):
    """How much a brief tells."""

    PAGE = "page"
    BRIEF = "brief"
    FULL = "full"


def run(
    case: CaseArgument,
    on: OnOption = None,
    as_of: AsOfOption = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DATE", help="Tell also what changed since what was known by then."
        ),
    ] = None,
    without_contested: WithoutContestedOption = False,
    length: Annotated[
        BriefLength,
        typer.Option("--length", help="One page, at most five pages, or everything."),
    ] = BriefLength.FULL,
    lang: Annotated[
        str, typer.Option("--lang", metavar="LANG", help="Language of the brief: en or fr.")
    ] = "en",
    ledger: LedgerOption = None,
    feed: FeedOption = None,
    lake: OptionalLakeOption = None,
    engine: EngineOption = "duckdb",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar="FOLDER",
            help="Where to write the files. Default: a folder of briefs/ named after the case.",
        ),
    ] = None,
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORM",
            help="html, md, json, pdf, bib, csl, docx (an extra) or all; may be given repeatedly. "
            "Default: all but docx.",
        ),
    ] = None,
    fonts: Annotated[
        Path | None,
        typer.Option(
            "--fonts", metavar="FOLDER", help="More fonts for the PDF, for further scripts."
        ),
    ] = None,
) -> None:
    """Write a brief in which every sentence can be traced to its evidence."""
    from counterpoise.brief.compose import compose
    from counterpoise.brief.context import Beside
    from counterpoise.brief.language import language
    from counterpoise.brief.write import Material, forms_asked, write_brief
    from counterpoise.cli.opening import open_view
    from counterpoise.cli.output import print_lines

    forms = forms_asked(format)
    speech = language(lang)
    opened = open_view(
        case,
        ledger=ledger,
        as_of=as_of,
        on=on,
        without_contested=without_contested,
        language=lang,
    )
    earlier = _earlier(opened, since)
    source = (lake, engine, feed)
    full = length is BriefLength.FULL
    if lake is not None and not full:
        sys.stderr.write("What the lake's feeds tell stands in the full brief alone.\n")
    brief = compose(
        opened.view,
        opened.vocabulary,
        opened.names,
        speech,
        length=length.value,
        earlier=earlier,
        beside=Beside(
            reported=_reported(opened, opened.view, source) if full else None,
            reported_earlier=_reported(opened, earlier, source) if full and earlier else None,
            data=_data(opened, lake, engine, feed) if full else None,
        ),
    )
    material = Material(brief, opened.view, opened.names, speech, fonts)
    replay = f"-as-of-{opened.view.as_of}" if opened.view.as_of is not None else ""
    folder = output if output is not None else Path("briefs") / f"{brief.case}{replay}"
    paths = write_brief(material, folder, forms=forms)
    print_lines(str(path) for path in paths)


def _reported(opened: Opened, view: View, lake: LakeArguments) -> Reported | None:
    """Return what the feeds of a lake report beside a view; ``None`` without a lake."""
    from counterpoise.assess.names import Names
    from counterpoise.assess.reported import Asked
    from counterpoise.cli.lake_opening import reported_where_held

    names = Names(view, opened.vocabulary, opened.names.language)
    return reported_where_held(view, names, lake, Asked())


def _data(
    opened: Opened, root: Path | None, engine: str, feeds: list[str] | None
) -> DataBeside | None:
    """Return what structural feeds tell; ``None`` without a lake or where --feed names events."""
    if root is None or feeds:
        return None
    from counterpoise.assess.data_beside import data_beside
    from counterpoise.cli.data_options import open_lake

    lake, opened_engine = open_lake(root, engine)
    return data_beside(lake, opened_engine, opened.vocabulary, opened.view, opened.names)


def _earlier(opened: Opened, since: str | None) -> View | None:
    """Return the case as it could be known by the day of --since."""
    from counterpoise.cli.opening import day
    from counterpoise.model.view import view_of

    first = day(since, "--since")
    if first is None:
        return None
    last = opened.view.as_of or opened.view.horizon
    if first > last:
        raise InputError(
            f"{first} lies after {last}, the day of the brief",
            where="--since",
            remedy="name an earlier day",
        )
    return view_of(opened.case, as_of=first, with_contested=opened.view.with_contested)
