"""Files of one run: all are written beside their places, then all are moved there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from counterpoise.errors import OutputError


def place_files(folder: Path, made: Mapping[str, bytes], *, what: str) -> tuple[Path, ...]:
    """Put files into a folder, made if need be, and return their paths.

    Parameters
    ----------
    made
        Name of each file to its content.
    what
        What the files are, as the message of an error names it: “the brief”.

    Raises
    ------
    OutputError
        The folder cannot be made or written; no half-written file is left behind, and files of an
        earlier run stay as they were.
    """
    new = _first_missing(folder)
    staged: dict[Path, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in made.items():
            staged[folder / name] = _staged(folder / name, content, staged)
        for path, beside in staged.items():
            beside.replace(path)
    except OSError as error:
        for beside in staged.values():
            beside.unlink(missing_ok=True)
        _remove_empty(folder, new)
        raise OutputError(
            f"{what} cannot be written ({error.strerror})",
            where=str(folder),
            remedy="name a folder that can be written to with --output, or make room",
        ) from None
    return tuple(staged)


def _staged(path: Path, content: bytes, staged: dict[Path, Path]) -> Path:
    """Write a file beside its place, on the disk before it returns."""
    if path.is_dir():
        raise IsADirectoryError(0, f"{path.name} is a folder", str(path))
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    staged[path] = Path(name)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).chmod(0o644)
    return Path(name)


def _first_missing(folder: Path) -> Path | None:
    """Return the outermost folder that has yet to be made."""
    missing = None
    for path in (folder, *folder.parents):
        if path.exists():
            break
        missing = path
    return missing


def _remove_empty(folder: Path, new: Path | None) -> None:
    """Take away the folders that this run made, where nothing stands in them."""
    if new is None:
        return
    for path in (folder, *folder.parents):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        if path == new:
            return
