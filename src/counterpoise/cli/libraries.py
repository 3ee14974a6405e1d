"""Where a case keeps the documents that were read for it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counterpoise.errors import InputError

LibraryOption = Annotated[
    Path | None,
    typer.Option(
        "--library", metavar="FOLDER", help="Where originals are kept. Default: CASE/library."
    ),
]


def library_root(case: str, library: Path | None) -> Path:
    """Return the folder of the originals.

    Raises
    ------
    InputError
        The case is no folder, and no library was named.
    """
    if library is not None:
        return library
    folder = Path(case)
    if not folder.is_dir():
        raise InputError(
            f"“{case}” is no folder that documents can be kept in",
            where="--case",
            remedy="give a case folder, or say where with --library",
        )
    return folder / "library"
