"""Time and memory of the assessment: python -m benchmarks.assessment [PROPOSITIONS]."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple, TypeVar

from benchmarks.generated_case import FIRST_DAY, generated_case
from counterpoise.assess.changes import Span, change_findings
from counterpoise.assess.claims import claim_findings
from counterpoise.assess.episodes import episode_findings
from counterpoise.assess.episodes_answers import answer_findings, step_findings
from counterpoise.assess.episodes_crises import crisis_findings
from counterpoise.assess.measures import component_findings
from counterpoise.assess.names import Names
from counterpoise.assess.relations import Extras, relation_findings
from counterpoise.assess.settings import Settings
from counterpoise.casefiles import case_folder, read_case
from counterpoise.model.case import Case
from counterpoise.model.view import View, view_of
from counterpoise.vocabulary import Vocabulary

T = TypeVar("T")


def main(propositions: int) -> None:
    """Print a Markdown table of seconds and peak memory, for both cases."""
    vocabulary = Vocabulary.read()
    generated = generated_case(propositions)
    print("| case | step | seconds | CPU seconds | peak memory, MB |")
    print("|---|---|---|---|---|")
    bundled = read_case(case_folder("mali"), vocabulary)
    for label, case in (("mali", bundled), (f"generated, {propositions:,}", generated)):
        measure(label, case, vocabulary)


def measure(label: str, case: Case, vocabulary: Vocabulary) -> None:
    """Run every step of the assessment on a case."""
    settings = Settings.read()
    begun = Clock.now()
    view = timed(label, "view, with standings", lambda: _view(case))
    names = Names(view, vocabulary)
    whole = Extras(series=True, inputs=True)
    timed(label, "measures", lambda: component_findings(view, names))
    timed(label, "claims", lambda: claim_findings(view, names))
    timed(label, "relations", lambda: relation_findings(view, names, settings))
    timed(
        label,
        "relations with series and inputs",
        lambda: relation_findings(view, names, settings, extras=whole),
    )
    timed(label, "episodes", lambda: episode_findings(view, names, settings))
    timed(
        label,
        "crises, answers, steps",
        lambda: (
            crisis_findings(view, names),
            answer_findings(view, names, settings),
            step_findings(view, settings),
        ),
    )
    timed(label, "changes in the last half year", lambda: _changes(case, view, vocabulary))
    row(label, "all", begun)


def timed(label: str, step: str, work: Callable[[], T]) -> T:
    """Run one step and print its row."""
    begun = Clock.now()
    found = work()
    row(label, step, begun)
    return found


class Clock(NamedTuple):
    """Wall time and processor time, in seconds; they part on a busy machine."""

    wall: float
    cpu: float

    @staticmethod
    def now() -> Clock:
        """Read both clocks."""
        return Clock(time.perf_counter(), time.process_time())


def row(label: str, step: str, begun: Clock) -> None:
    """Print a row; memory is the peak of the process so far."""
    wall, cpu = (now - then for now, then in zip(Clock.now(), begun, strict=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {label} | {step} | {wall:.2f} | {cpu:.2f} | {peak:.0f} |", flush=True)


def _view(case: Case) -> View:
    view = view_of(case)
    _ = view.standings
    return view


def _changes(case: Case, view: View, vocabulary: Vocabulary) -> object:
    before = view_of(case, as_of=max(view.on, FIRST_DAY) - timedelta(days=183))
    return change_findings(Span(before, view, Names(before, vocabulary), Names(view, vocabulary)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
