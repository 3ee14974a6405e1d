"""What `counterpoise lint` reads: drafts given, or the briefs that cases yield."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from counterpoise.errors import CaseError

if TYPE_CHECKING:
    from counterpoise.brief.context import Length
    from counterpoise.lint.case_ledger import CaseLedger
    from counterpoise.lint.run import LintResult

LENGTHS: tuple[Length, ...] = ("page", "brief", "full")
LANGUAGES = ("en", "fr")


@dataclass(frozen=True, slots=True)
class Linted:
    """The reports on one text, and what to call it."""

    name: str
    result: LintResult


class Ledgers:
    """A case's ledger in each language that is asked for, opened once.

    Parameters
    ----------
    case
        Name or folder; None for no ledger at all.
    """

    def __init__(self, case: str | None, url: str | None, as_of: str | None) -> None:
        self._case = case
        self._url = url
        self._as_of = as_of
        self._opened: dict[str, tuple[CaseLedger | None, str]] = {}

    def speaking(self, language: str) -> tuple[CaseLedger | None, str]:
        """Return the ledger in a language, else in the case's own with a sentence that says so."""
        if language not in self._opened:
            self._opened[language] = self._open(language)
        return self._opened[language]

    def _open(self, language: str) -> tuple[CaseLedger | None, str]:
        from counterpoise.cli.opening import open_view
        from counterpoise.lint.case_ledger import CaseLedger

        if self._case is None:
            return None, ""
        spoken = language if language in LANGUAGES else None
        remark = ""
        try:
            opened = open_view(self._case, ledger=self._url, as_of=self._as_of, language=spoken)
        except CaseError:
            opened = open_view(self._case, ledger=self._url, as_of=self._as_of)
            remark = (
                f"the case speaks “{opened.case.heading.language}” and the draft “{language}”: "
                "claims of the ledger are recognised by names and figures alone"
            )
        return CaseLedger(opened.view, opened.names), remark


def drafts(given: Sequence[Path], ledgers: Ledgers) -> Iterator[Linted]:
    """Read drafts from files; a feed holds several."""
    from counterpoise.intake.parse import parse_file
    from counterpoise.lint.run import lint
    from counterpoise.lint.silence import silences_beside, silences_in

    for path in given:
        beside = silences_beside(path)
        documents = parse_file(path)
        for number, document in enumerate(documents, 1):
            name = path.as_posix() if len(documents) == 1 else f"{path.as_posix()}#{number}"
            ledger, remark = ledgers.speaking(document.language)
            silences = beside + silences_in(document, name)
            remarks = (remark,) if remark else ()
            yield Linted(name, lint(document, ledger=ledger, silences=silences, remarks=remarks))


def briefs(case: str, url: str | None, as_of: str | None) -> Iterator[Linted]:
    """Write the briefs of a case, every length in every language it speaks, and read them."""
    from counterpoise.brief.compose import compose
    from counterpoise.brief.language import language
    from counterpoise.brief.markdown import to_markdown
    from counterpoise.cli.opening import open_view
    from counterpoise.intake.parse import parse_bytes
    from counterpoise.lint.case_ledger import CaseLedger
    from counterpoise.lint.run import lint

    own = open_view(case, ledger=url, as_of=as_of).case.heading.language
    for spoken in LANGUAGES:
        try:
            opened = open_view(case, ledger=url, as_of=as_of, language=spoken)
        except CaseError:
            if spoken == own:
                raise
            continue
        ledger = CaseLedger(opened.view, opened.names)
        speech = language(spoken)
        for length in LENGTHS:
            brief = compose(opened.view, opened.vocabulary, opened.names, speech, length=length)
            name = f"{opened.case.heading.id}, {length}, {spoken}"
            (document,) = parse_bytes(to_markdown(brief).encode(), ".md", name)
            yield Linted(name, lint(document, ledger=ledger))
