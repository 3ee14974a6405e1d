"""A new case folder: commented, empty, and valid from the start."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from counterpoise.casefiles import tables
from counterpoise.casefiles.record import IDENTIFIER
from counterpoise.errors import CaseError, OutputError
from counterpoise.vocabulary import Vocabulary

_CASE = """\
# The heading of the case. Every file of this folder is described in docs/case-format.md.
format: 1
id: {name}
title: "{title}"            # must not give away what became known late
focal: {focal}              # the state whose foreign relations are followed
language: en                # of the statements in this folder
tlp: CLEAR                  # Traffic Light Protocol: CLEAR, GREEN, AMBER, AMBER+STRICT, RED
period: 2020-01/            # from … to; an open end is fine
partners: []                # e.g. [XAB, XAC, union], in the order of display
documents: []
#  - source: report-1       # identifier in sources.json; the record there needs a date
#    sha256: "…"            # of the file that was read
#    characters: 64488      # its length in code points
gaps: []
#  - id: gap-trade-shares
#    question: "Shares of trade through each port"
#    about: [p-some-proposition]
#    searched: [report-1]
"""
_MEASURES = """\
# Standing conditions made of components; a component changes state through an act.
measures: []
#  - id: union-sanctions
#    kind: sanctions
#    title: "Sanctions"
#    issuers: [union]
#    target: {focal}
#    components:
#      - id: economic
#        title: "economic sanctions"
#        channel: trade
#        changes:
#          - {{act: a-imposition, to: active}}
architectures: []
supports: []
"""
_OUTLINES = {
    "trackers": "# Matters followed over time: see the kinds and roles in docs/case-format.md.",
    "options": "# Recommendations: addressee, condition, feasibility, fallback.",
    "mechanisms": "# Signed edges between variables that a document asserts.",
}
_TABLES = {
    "actors": tables.ACTOR_COLUMNS,
    "roles": tables.ROLE_COLUMNS,
    "locators": tables.LOCATOR_COLUMNS,
    "propositions": tables.PROPOSITION_COLUMNS,
    "stances": tables.STANCE_COLUMNS,
    "quantities": tables.QUANTITY_COLUMNS,
}


def write_skeleton(folder: Path, *, focal: str, vocabulary: Vocabulary) -> tuple[Path, ...]:
    """Write a new case folder and return its files.

    Raises
    ------
    CaseError
        The focal state is unknown, the folder's name cannot name a case, or it holds something
        already.
    OutputError
        The folder cannot be written.
    """
    name = folder.name
    if not IDENTIFIER.fullmatch(name):
        raise CaseError(
            f"“{name}” cannot name a case",
            where="NAME",
            remedy="use letters, digits, “-”, “_” and “.”, beginning with a letter or digit",
        )
    invented = len(focal) == 3 and "XAA" <= focal <= "XZZ"
    if not invented and focal not in vocabulary.countries:
        raise CaseError(
            f"“{focal}” is not a state's code",
            where="--focal",
            remedy="write an ISO 3166 alpha-3 code, or XAA–XZZ for an invented state",
        )
    if folder.exists() and any(folder.iterdir() if folder.is_dir() else [folder]):
        raise CaseError(
            f"{folder} holds something already", where="NAME", remedy="choose another name"
        )
    return _write(folder, _files(name, focal, vocabulary, invented=invented))


def _files(name: str, focal: str, vocabulary: Vocabulary, *, invented: bool) -> dict[str, str]:
    """Texts of the files by name."""
    known = "" if invented else vocabulary.name(focal, "en")
    title = f"Foreign relations of {known or focal}"
    files = {"case.yml": _CASE.format(name=name, title=title, focal=focal)}
    files["measures.yml"] = _MEASURES.format(focal=focal)
    for outline, comment in _OUTLINES.items():
        files[f"{outline}.yml"] = f"{comment}\n{outline}: []\n"
    for table, columns in _TABLES.items():
        files[f"{table}.csv"] = ",".join(columns) + "\n"
    if invented:
        files["actors.csv"] += f"{focal},state,{focal},,,,,\n"
    files["sources.json"] = "[]\n"
    return files


def _write(folder: Path, files: Mapping[str, str]) -> tuple[Path, ...]:
    """Write all files or none: what a full disk cuts short is taken away again."""
    begun = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in files.items():
            (folder / file).write_text(text, encoding="utf-8")
    except OSError as error:
        for file in files:
            with suppress(OSError):
                (folder / file).unlink(missing_ok=True)
        if begun:
            with suppress(OSError):
                folder.rmdir()
        raise OutputError(
            f"the case cannot be written ({error.strerror})",
            where=str(error.filename or folder),
            remedy="choose a folder that can be written to, with space left on its disk",
        ) from None
    return tuple(folder / file for file in files)
