"""`counterpoise review`: candidate claims, one by one, by keyboard."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterpoise.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counterpoise.intake.review import Item
    from counterpoise.model.case import Case
    from counterpoise.model.documents import TextDocument
    from counterpoise.vocabulary import Vocabulary

_KEYS = "[a]ccept  [e]dit  [s]plit  [m]erge with next  [r]eject  [u]ndo  [n]ext  [q]uit"


def run(
    case: Annotated[str, typer.Option("--case", metavar="CASE", help="A case folder.")],
    document: Annotated[
        Path, typer.Option("--document", metavar="PATH", help="The document to go through.")
    ],
    initials: Annotated[
        str, typer.Option("--by", metavar="INITIALS", help="The reviewer's initials.")
    ],
    holder: Annotated[
        str | None,
        typer.Option(
            "--holder",
            metavar="ACTOR",
            help="Who holds what the document says by itself: its author. Default: the holder of "
            "most of its stances.",
        ),
    ] = None,
) -> None:
    """Walk through the candidates of a document; accepted ones are written into the case."""
    from counterpoise.casefiles import case_folder, read_case
    from counterpoise.cli.review_dialogue import Dialogue
    from counterpoise.intake.candidates import candidates
    from counterpoise.intake.gazetteer import gazetteer
    from counterpoise.intake.parse import parse_bytes, read_bytes
    from counterpoise.intake.review import Journal
    from counterpoise.vocabulary import Vocabulary

    if not initials.strip():
        raise InputError("no initials", where="--by", remedy="say who reviews, as in --by XY")
    folder, vocabulary = case_folder(case), Vocabulary.read()
    found = read_case(folder, vocabulary)
    data = read_bytes(document)
    text = parse_bytes(data, document.suffix, str(document))[0]
    source = _source(found, data, document, len(text.text))
    author = _holder(found, source, holder, vocabulary)
    journal = Journal(folder / "reviews" / f"{source}.jsonl")
    dialogue = Dialogue(
        candidates(text, gazetteer(found.actors, vocabulary)),
        journal,
        found,
        text,
        initials.strip(),
        vocabulary.event_types,
    )
    try:
        dialogue.run(_KEYS)
    finally:
        _write(folder, found, text, dialogue.items(), source, author)


def _source(case: Case, data: bytes, document: Path, characters: int) -> str:
    digest = hashlib.sha256(data).hexdigest()
    known = next((item.source for item in case.documents if item.sha256 == digest), None)
    if known is None:
        raise InputError(
            "the case does not name this document",
            where=str(document),
            remedy="describe its source in sources.json and add to the documents of case.yml: "
            f"{{source: ITS-ID, sha256: {digest}, characters: {characters}}}",
        )
    return known


def _holder(case: Case, source: str, given: str | None, vocabulary: Vocabulary) -> str:
    """Return who speaks in the document; an actor of the case or of the vocabulary."""
    from counterpoise.assess.review import usual_holder

    holder = usual_holder(case, source) if given is None else given
    known = {actor.id for actor in case.actors} | set(vocabulary.countries)
    if holder not in known | set(vocabulary.organisations):
        raise InputError(
            f"“{holder}” is no actor" if holder else "nobody is known to speak in this document",
            where="--holder",
            remedy="give the author's identifier in actors.csv, as in --holder institute",
        )
    return holder


def _write(
    folder: Path, case: Case, text: TextDocument, items: Sequence[Item], source: str, holder: str
) -> None:
    from counterpoise.assess.review import rows_of, write_accepted

    write_accepted(folder, rows_of(items, text, source=source, holder=holder, case=case))
