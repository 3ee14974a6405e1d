"""What is not in evidence."""

from __future__ import annotations

from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Bullets, Section, Sentence

_MOST = {"page": 0, "brief": 12, "full": 1000}


def gaps(context: BriefContext) -> Section | None:
    """Every question that the documents read do not answer."""
    if not context.gaps or context.length == "page":
        return None
    language = context.language
    lines = tuple(
        Sentence(language.sentence(gap.question), gap.evidence, gap)
        for gap in context.gaps[: _MOST[context.length]]
    )
    return Section("gaps", language.text("section_gaps"), (Bullets(lines),))
