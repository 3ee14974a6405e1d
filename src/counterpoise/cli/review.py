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

_KEYS = "[a]ccept  [e]dit  [s]plit  [m]erge with next  [r]eject  [u]ndo  [n]ext  [q]uit"


def run(
    case: Annotated[str, typer.Option("--case", metavar="CASE", help="A case folder.")],
    document: Annotated[
        Path, typer.Option("--document", metavar="PATH", help="The document to go through.")
    ],
    initials: Annotated[
        str, typer.Option("--by", metavar="INITIALS", help="The reviewer's initials.")
    ],
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
    source = _source(found, data, document)
    text = parse_bytes(data, document.suffix, str(document))[0]
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
        _write(folder, found, text, dialogue.items(), source)


def _source(case: Case, data: bytes, document: Path) -> str:
    digest = hashlib.sha256(data).hexdigest()
    known = next((item.source for item in case.documents if item.sha256 == digest), None)
    if known is None:
        raise InputError(
            "the case does not name this document",
            where=str(document),
            remedy=f"add its source and sha256 {digest} to the documents of case.yml",
        )
    return known


def _write(
    folder: Path, case: Case, text: TextDocument, items: Sequence[Item], source: str
) -> None:
    from counterpoise.assess.review import rows_of, usual_holder, write_accepted

    holder = usual_holder(case, source)
    write_accepted(folder, rows_of(items, text, source=source, holder=holder, case=case))
