"""Everything that may go wrong on purpose: one small hierarchy, one sentence an error.

A message names the value, where it came from and the remedy. The command line prints it on
standard error and exits with code 2; no traceback is shown. Anything that is not a
`CounterpoiseError` is a bug and keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Sequence

EXIT_CODE_BAD_INPUT = 2


class CounterpoiseError(Exception):
    """An input or an environment that cannot be worked with.

    Parameters
    ----------
    problem
        What is wrong, with the offending value, as the head of a sentence without a full stop.
    where
        File and line, row, URL or option the value came from.
    remedy
        What to do about it, as the tail of the same sentence.
    """

    def __init__(self, problem: str, *, where: str | None = None, remedy: str) -> None:
        self.problem = problem
        self.where = where
        self.remedy = remedy
        super().__init__(problem, where, remedy)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.problem}; {self.remedy}."

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.problem, self.where, self.remedy)


def _rebuild(kind: type[CounterpoiseError], problem: str, where: str | None, remedy: str) -> object:
    return kind(problem, where=where, remedy=remedy)


class InputError(CounterpoiseError):
    """A command's argument or option that cannot be used."""


class CaseError(CounterpoiseError):
    """A case folder that cannot be read, or a record in it that breaks a rule."""


class CaseErrors(CaseError):  # noqa: N818 - it is several
    """All the faults found in one case, so that an editor mends them in one go."""

    def __init__(self, errors: Sequence[CaseError]) -> None:
        self.errors = tuple(errors)
        first = self.errors[0]
        super().__init__(first.problem, where=first.where, remedy=first.remedy)

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)

    def __reduce__(self) -> tuple[object, ...]:
        return CaseErrors, (self.errors,)


class VocabularyError(CounterpoiseError):
    """A vocabulary file that cannot be read or contradicts itself."""


class LedgerError(CounterpoiseError):
    """A ledger that cannot be reached, opened or written."""


class OutputError(CounterpoiseError):
    """A place that cannot be written to."""


class EvidenceError(CounterpoiseError):
    """A statement without evidence reached an output."""


class MeasureError(CounterpoiseError):
    """Arrays that a numerical measure cannot work on."""


class DocumentError(CounterpoiseError):
    """A document that cannot be read."""


class LakeError(CounterpoiseError):
    """A lake that cannot be read, written or queried."""


class FeedError(CounterpoiseError):
    """A feed's file or address that does not hold what its format promises."""
