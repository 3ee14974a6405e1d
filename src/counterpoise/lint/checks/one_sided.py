"""A draft that explains opinion by disinformation alone."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoise.lint.checking import Check
from counterpoise.lint.draft import Draft
from counterpoise.lint.markers import has
from counterpoise.lint.reports import Report

ID = "one-sided"


def _run(draft: Draft) -> Iterator[Report]:
    told = [
        unit
        for unit in draft.body
        if has("disinformation", unit.text) and not has("not_alone", unit.text)
    ]
    if told and not any(has("grievance", unit.text) for unit in draft.body):
        yield draft.report(
            ID,
            "warning",
            told[0],
            "opinion is explained by disinformation, and no grievance of its own is named",
            evidence=f"{len(told)} sentence(s) on disinformation, none on grievance",
            mend="say what is known of both, and who says so",
        )


CHECK = Check(
    ID,
    "warning",
    "document",
    "A text that names disinformation as a driver of opinion and no grievance.",
    "Whether the weight given to either is fair.",
    _run,
)
