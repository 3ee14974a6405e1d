"""Decisions on candidates, kept in a journal to which lines are only ever added.

Every decision is one JSON line, flushed to the disk before the next question; an interruption
loses none. "undo" is a line of its own that takes back the last decision not taken back yet.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from counterpoise.errors import DocumentError
from counterpoise.intake.candidates import Candidate

Action = Literal["accept", "edit", "split", "merge", "reject", "undo"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the journal.

    Attributes
    ----------
    candidate
        Identifier of the candidate; of the last part for a part of a split one ("ab12/1").
    by
        The reviewer's initials.
    statement
        The wording accepted or edited; empty keeps the candidate's.
    fields
        What the reviewer added: kind, channel, event_type, source_actors, target_actors, position.
    stance_on
        Identifier of an existing proposition on which this is another stance; empty for a new one.
    parts
        For a split, the wordings of the parts.
    """

    action: Action
    candidate: str
    by: str
    statement: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    stance_on: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A candidate with where its review stands."""

    candidate: Candidate
    state: Literal["unreviewed", "accepted", "rejected", "merged", "divided"]
    decision: Decision | None = None


class Journal:
    """The decisions on one document's candidates."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def decisions(self) -> tuple[Decision, ...]:
        """Return the decisions that stand, in order; a half-written last line is left out.

        Raises
        ------
        DocumentError
            A line before the last is not a decision.
        """
        standing: list[Decision] = []
        lines = self._path.read_text(encoding="utf-8").split("\n") if self._path.is_file() else []
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            decision = self._read(line, number, last=number == len(lines))
            if decision is None:
                continue
            if decision.action == "undo":
                standing = standing[:-1]
            else:
                standing.append(decision)
        return tuple(standing)

    def _read(self, line: str, number: int, *, last: bool) -> Decision | None:
        try:
            row = json.loads(line)
            row["fields"] = tuple((str(key), str(value)) for key, value in row["fields"])
            row["parts"] = tuple(str(part) for part in row["parts"])
            decision = Decision(**row)
            get_args(Action).index(decision.action)
        except (ValueError, KeyError, TypeError) as error:
            if last:
                return None
            raise DocumentError(
                f"the line is no decision ({error})",
                where=f"{self._path}:{number}",
                remedy="restore the journal from version control",
            ) from None
        return decision

    def add(self, decision: Decision) -> None:
        """Add a decision and wait until it is on the disk."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        head = "" if self._ends_clean() else "\n"
        with self._path.open("a", encoding="utf-8") as stream:
            stream.write(head + json.dumps(asdict(decision), ensure_ascii=False) + "\n")
            stream.flush()
            os.fsync(stream.fileno())

    def _ends_clean(self) -> bool:
        """Whether the file ends with a whole line; cuts off a half-written one if not."""
        if not self._path.is_file():
            return True
        data = self._path.read_bytes()
        if not data or data.endswith(b"\n"):
            return True
        self._path.write_bytes(data[: data.rfind(b"\n") + 1])
        return True


def items(found: Sequence[Candidate], decisions: Sequence[Decision]) -> tuple[Item, ...]:
    """Lay the decisions over the candidates; parts of a split one follow it."""
    queue = [Item(candidate, "unreviewed") for candidate in found]
    for decision in decisions:
        index = next(
            (i for i, it in enumerate(queue) if it.candidate.id == decision.candidate), None
        )
        if index is not None:
            queue = _applied(queue, index, decision)
    return tuple(queue)


def _applied(queue: list[Item], index: int, decision: Decision) -> list[Item]:
    item = queue[index]
    if decision.action == "accept":
        queue[index] = Item(_worded(item.candidate, decision), "accepted", decision)
    elif decision.action == "reject":
        queue[index] = Item(item.candidate, "rejected", decision)
    elif decision.action == "edit":
        queue[index] = Item(_worded(item.candidate, decision), "unreviewed", decision)
    elif decision.action == "split":
        parts = [
            Item(
                replace(item.candidate, id=f"{item.candidate.id}/{n}", statement=part), "unreviewed"
            )
            for n, part in enumerate(decision.parts, 1)
        ]
        queue[index : index + 1] = [Item(item.candidate, "divided", decision), *parts]
    elif decision.action == "merge" and index + 1 < len(queue):
        following = queue[index + 1].candidate
        queue[index] = Item(_merged(item.candidate, following, decision), "unreviewed", decision)
        queue[index + 1] = Item(following, "merged", decision)
    return queue


def _worded(candidate: Candidate, decision: Decision) -> Candidate:
    return replace(candidate, statement=decision.statement or candidate.statement)


def _merged(first: Candidate, second: Candidate, decision: Decision) -> Candidate:
    """Join two candidates: span of both, the finer date, all actors."""
    return replace(
        first,
        end=max(first.end, second.end),
        statement=decision.statement or f"{first.statement}. {second.statement}",
        when=first.when.narrower(second.when),
        actors=tuple(dict.fromkeys(first.actors + second.actors)),
        notes=tuple(sorted({*first.notes, *second.notes})),
    )
