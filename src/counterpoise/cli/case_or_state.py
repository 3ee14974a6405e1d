"""A case, or a state without one: the one rule by which a verb takes its first argument."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pathlib import Path

CaseOrStateArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE_OR_STATE",
        help="A bundled case's name, a case folder, or the ISO 3166 alpha-3 code of a state "
        "without a case, of which only the feeds of a lake tell.",
    ),
]


def state_without_case(name: str, ledger: str | None) -> str | None:
    """Return the code of a state that is named instead of a case, or ``None`` for a case.

    A case goes before a state of the same name; with a ledger every name is a case's.

    Raises
    ------
    CaseError
        The name is neither a case nor an ISO 3166 alpha-3 code.
    """
    from counterpoise.casefiles import case_folder
    from counterpoise.errors import CaseError
    from counterpoise.vocabulary import Vocabulary

    if ledger is not None:
        return None
    try:
        case_folder(name)
    except CaseError as error:
        if name in Vocabulary.read().countries:
            return name
        raise CaseError(
            f"“{name}” is neither a case nor a state",
            remedy=f"{error.remedy}, or give a state's ISO 3166 alpha-3 code such as FRA",
        ) from None
    return None


def lake_for(code: str, lake: Path | None) -> Path:
    """Return the lake that tells of a state without a case.

    Raises
    ------
    InputError
        No lake is named.
    """
    from counterpoise.errors import InputError

    if lake is None:
        raise InputError(
            f"“{code}” has no case, and no lake is named: of a state without a case only feeds "
            "tell",
            remedy="name a lake with --lake, or give the name of a case",
        )
    return lake
