"""What is not in evidence."""

from __future__ import annotations

from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Bullets, Paragraph, Section, Sentence

_MOST_NAMED = 8


def gaps(context: BriefContext) -> Section | None:
    """Every question that the documents read do not answer."""
    if not context.gaps or context.length == "page":
        return None
    language = context.language
    if context.length == "brief":
        named = context.gaps[:_MOST_NAMED]
        told = language.text(
            "gaps_named",
            total=language.count(len(context.gaps)),
            questions="; ".join(gap.question for gap in named),
        )
        evidence = tuple(dict.fromkeys(e for gap in named for e in gap.evidence))
        blocks = (Paragraph((Sentence(language.sentence(told), evidence),)),)
        return Section("gaps", language.text("section_gaps"), blocks)
    lines = tuple(
        Sentence(language.sentence(gap.question), gap.evidence, gap) for gap in context.gaps
    )
    return Section("gaps", language.text("section_gaps"), (Bullets(lines),))
