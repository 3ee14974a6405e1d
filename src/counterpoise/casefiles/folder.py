"""A case folder → a validated case."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import TypeVar

from counterpoise.casefiles import outlines, tables
from counterpoise.casefiles.bibliography import source
from counterpoise.casefiles.crosscheck import crosscheck
from counterpoise.casefiles.plain import csv_records, json_objects, read_text, yaml_record
from counterpoise.casefiles.record import Faults, Record
from counterpoise.errors import CaseError, CaseErrors
from counterpoise.model.case import Case, Translation
from counterpoise.model.evidence import Source
from counterpoise.vocabulary import Vocabulary

Item = TypeVar("Item")

NEEDED = ("propositions", "stances")
"""Tables without which there is no case."""


def case_folder(name: str) -> Path:
    """Find a case: a folder's path, or the name of a bundled case.

    Raises
    ------
    CaseError
        There is neither; the message lists the bundled cases.
    """
    path = Path(name)
    if path.is_dir():
        return path
    if path.name == name and (_bundled() / name).is_dir():
        return _bundled() / name
    names = bundled_cases()
    raise CaseError(
        f"there is no case “{name}”",
        remedy=f"name a folder or a bundled case ({', '.join(names) or 'there is none'})",
    )


def bundled_cases() -> tuple[str, ...]:
    """Names of the bundled cases, sorted."""
    return tuple(sorted(entry.parent.name for entry in _bundled().glob("*/case.yml")))


def _bundled() -> Path:
    return Path(str(resources.files("counterpoise") / "cases"))


def read_case(folder: Path, vocabulary: Vocabulary) -> Case:
    """Read and validate a case folder.

    Raises
    ------
    CaseErrors
        The folder breaks rules; every fault found is listed with file, line, field, value and
        remedy.
    CaseError
        A file is missing, unreadable or malformed, so that nothing more can be said.
    """
    if not (folder / "case.yml").exists():
        raise CaseError(
            "the folder holds no case.yml",
            where=str(folder),
            remedy="name a case folder, or begin one with `counterpoise new-case`",
        )
    reader = _Reader(folder)
    case = reader.case()
    if not reader.faults.found:
        crosscheck(case, vocabulary, reader.places, reader.faults)
    if reader.faults.found:
        raise CaseErrors(reader.faults.found)
    return case


class _Reader:
    """Reads the files of one folder and remembers where each record stood."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults = Faults()
        self.places: dict[tuple[str, str], str] = {("case", "heading"): "case.yml"}

    def case(self) -> Case:
        """All files of the folder as one case."""
        head = yaml_record(self.folder / "case.yml", self.faults)
        documents = self._listed(head, "documents", outlines.document)
        gaps = self._listed(head, "gaps", outlines.gap)
        heading = outlines.heading(head)
        head.finish()
        measures = yaml_record(self.folder / "measures.yml", self.faults)
        case = Case(
            heading=heading,
            actors=self._rows("actors", tables.ACTOR_COLUMNS, tables.actor),
            roles=self._rows("roles", tables.ROLE_COLUMNS, tables.role),
            sources=self._sources(),
            documents=documents,
            locators=self._rows("locators", tables.LOCATOR_COLUMNS, tables.locator),
            propositions=self._rows("propositions", tables.PROPOSITION_COLUMNS, tables.proposition),
            stances=self._rows("stances", tables.STANCE_COLUMNS, tables.stance),
            quantities=self._rows("quantities", tables.QUANTITY_COLUMNS, tables.quantity),
            measures=self._listed(measures, "measures", outlines.measure),
            architectures=self._listed(measures, "architectures", outlines.architecture),
            supports=self._listed(measures, "supports", outlines.support),
            trackers=self._outline("trackers", outlines.tracker),
            options=self._outline("options", outlines.option),
            mechanisms=self._outline("mechanisms", outlines.mechanism),
            gaps=gaps,
            translations=self._translations(),
        )
        measures.finish()
        return case

    def _rows(
        self, name: str, columns: tuple[str, ...], build: Callable[[Record], Item]
    ) -> tuple[Item, ...]:
        path = self.folder / f"{name}.csv"
        if name in NEEDED and not path.exists():
            read_text(path)
        items = []
        for record in csv_records(path, self.faults, columns=columns):
            item = build(record)
            identifier = getattr(item, "id", getattr(item, "proposition", ""))
            self.places[name, identifier] = f"{path.name}, line {record.line}"
            items.append(item)
        return tuple(items)

    def _listed(
        self, record: Record, field: str, build: Callable[[Record], Item]
    ) -> tuple[Item, ...]:
        items = []
        for entry in record.entries(field):
            place = f"{entry.file}, line {entry.line}"
            item = build(entry)
            self.places[field, getattr(item, "id", "")] = place
            items.append(item)
        return tuple(items)

    def _outline(self, name: str, build: Callable[[Record], Item]) -> tuple[Item, ...]:
        record = yaml_record(self.folder / f"{name}.yml", self.faults)
        items = self._listed(record, name, build)
        record.finish()
        return items

    def _sources(self) -> tuple[Source, ...]:
        path = self.folder / "sources.json"
        sources = tuple(
            source(item, file=path.name, faults=self.faults) for item in json_objects(path)
        )
        for entry in sources:
            self.places["sources", entry.id] = f"{path.name}, record {entry.id}"
        return sources

    def _translations(self) -> tuple[Translation, ...]:
        found: list[Translation] = []
        for path in sorted(self.folder.glob("texts.*.csv")):
            language = path.name.split(".")[1]
            for record in csv_records(path, self.faults, columns=tables.TEXT_COLUMNS):
                found.append(tables.translation(record, language))
                self.places["translations", found[-1].id] = f"{path.name}, line {record.line}"
        return tuple(found)
