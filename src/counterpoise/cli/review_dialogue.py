"""The questions and keys of `counterpoise review`."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import typer

from counterpoise.assess.review import duplicates
from counterpoise.intake.candidates import Candidate
from counterpoise.intake.review import Action, Decision, Item, Journal, items
from counterpoise.model.case import Case
from counterpoise.model.documents import TextDocument
from counterpoise.vocabulary.event_verbs import Suggestion, suggest_event_type

_NO_TYPE = "-"
_TYPE_QUESTION = f"PLOVER type if it is an act, {_NO_TYPE} if not"


class Dialogue:
    """Asks about one candidate after another; every answer is on the disk before the next."""

    def __init__(
        self,
        found: Sequence[Candidate],
        journal: Journal,
        case: Case,
        document: TextDocument,
        initials: str,
        event_types: Collection[str],
    ) -> None:
        self._found = found
        self._journal = journal
        self._case = case
        self._document = document
        self._initials = initials
        self._event_types = event_types
        self._skipped: set[str] = set()

    def items(self) -> tuple[Item, ...]:
        """All candidates with their state."""
        return items(self._found, self._journal.decisions())

    def run(self, keys: str) -> None:
        """Go on until all candidates are decided or passed over, or the reviewer quits."""
        while True:
            open_items = [i for i in self.items() if i.state == "unreviewed"]
            item = next((i for i in open_items if i.candidate.id not in self._skipped), None)
            if item is None:
                typer.echo(f"{len(open_items)} unreviewed.")
                return
            self._show(item.candidate, len(open_items))
            if not self._answer(item.candidate, typer.prompt(keys, default="n")[:1].lower()):
                typer.echo(f"{len(open_items)} unreviewed.")
                return

    def _show(self, found: Candidate, left: int) -> None:
        line = 1 + self._document.text.count("\n", 0, found.start)
        typer.echo(f"\n{found.kind}, line {line}, unreviewed, {left} left")
        typer.echo(f"  {found.statement}")
        typer.echo(f"  date: {found.when.edtf or 'none'}; actors: {', '.join(found.actors) or '–'}")
        if found.figure is not None:
            figure = found.figure
            typer.echo(f"  figure: {figure.bound} {figure.value:,.15g} {figure.unit}")
        if found.speaker:
            typer.echo(f"  speaker: {found.speaker}")
        suggested = self._suggested(found)
        if suggested is not None:
            typer.echo(f"  suggested type: {suggested.event_type}, for “{suggested.words}”")

    def _answer(self, found: Candidate, key: str) -> bool:
        """Act on a key; False ends the dialogue."""
        if key == "q":
            return False
        if key == "a":
            self._accept(found)
        elif key == "e":
            self._decide(
                "edit", found, statement=typer.prompt("Statement", default=found.statement)
            )
        elif key == "s":
            parts = typer.prompt("Parts, set apart by |").split("|")
            self._decide("split", found, parts=tuple(p.strip() for p in parts if p.strip()))
        elif key == "m":
            self._decide("merge", found)
        elif key == "r":
            self._decide("reject", found)
        elif key == "u":
            self._decide("undo", found)
            self._skipped.clear()
        else:
            self._skipped.add(found.id)
        return True

    def _accept(self, found: Candidate) -> None:
        same = duplicates(self._case, found)
        chosen = ""
        if same:
            for number, item in enumerate(same, 1):
                typer.echo(f"  {number}: {item.statement} ({item.when.edtf}, {item.id})")
            answer = typer.prompt("Another stance on one of these? Its number, or 0", default="0")
            if answer.isdigit() and 0 < int(answer) <= len(same):
                chosen = same[int(answer) - 1].id
        event_type = ""
        if not chosen and found.figure is None:
            event_type = self._event_type(found)
        fields = (("event_type", event_type),) if event_type else ()
        self._decide("accept", found, fields=fields, stance_on=chosen)

    @staticmethod
    def _suggested(found: Candidate) -> Suggestion | None:
        """Return the type that the verbs suggest, for a candidate that may be an act."""
        return suggest_event_type(found.statement) if found.figure is None else None

    def _event_type(self, found: Candidate) -> str:
        """Ask until the answer is none, or a type of the vocabulary; offer the suggested one."""
        suggested = self._suggested(found)
        default = _NO_TYPE if suggested is None else suggested.event_type
        while True:
            answer = typer.prompt(_TYPE_QUESTION, default=default)
            if answer == _NO_TYPE:
                return ""
            if answer.upper() in self._event_types:
                return str(answer).upper()
            typer.echo(f"  no such type; one of {', '.join(sorted(self._event_types))}")

    def _decide(
        self,
        action: Action,
        found: Candidate,
        *,
        statement: str = "",
        fields: tuple[tuple[str, str], ...] = (),
        stance_on: str = "",
        parts: tuple[str, ...] = (),
    ) -> None:
        self._journal.add(
            Decision(action, found.id, self._initials, statement, fields, stance_on, parts)
        )
