"""A sentence that says done where its source's title says near, possible or planned."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoise.lint.checking import Check
from counterpoise.lint.draft import Draft
from counterpoise.lint.markers import has, marker
from counterpoise.lint.reports import Report
from counterpoise.lint.words import concepts, countries

ID = "stronger-than-source"


def _run(draft: Draft) -> Iterator[Report]:
    states = set(countries().values())
    for unit in draft.units:
        completed = marker("completed").search(unit.text)
        if completed is None or unit.note is not None:
            continue
        hedged = has("hedge_title", unit.text)
        for number, note in draft.called(unit):
            for work in draft.works(note):
                hedge = marker("hedge_title").search(work.title)
                if hedge is None or hedged or work.secondary:
                    continue
                shared = (unit.concepts & concepts(work.title)) - states
                if shared:
                    yield draft.report(
                        ID,
                        "error",
                        unit,
                        f"the sentence has “{completed.group()}”, the title of its source in note "
                        f"{number} “{hedge.group()}”",
                        evidence=f"“{work.title}”, {work.publisher}, {work.issued.edtf}",
                        mend="say what the source says, or cite one that reports it as done",
                        note=number,
                    )


CHECK = Check(
    ID,
    "error",
    "document",
    "A completed act cited to a title that calls it close, possible, planned or alleged.",
    "Hedges that stand in the source's text and not in its title.",
    _run,
)
