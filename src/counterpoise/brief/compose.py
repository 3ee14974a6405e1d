"""A view → a numbered brief."""

from __future__ import annotations

from collections.abc import Mapping

from counterpoise.assess.names import Names
from counterpoise.brief.context import Beside, BriefContext, Length
from counterpoise.brief.document import Brief
from counterpoise.brief.feed_evidence import feed_panels
from counterpoise.brief.language import Language
from counterpoise.brief.notes import NoteBook
from counterpoise.brief.sections import SECTIONS
from counterpoise.brief.typesetting import typeset
from counterpoise.model.dates import DateInterval
from counterpoise.model.view import View
from counterpoise.vocabulary import Vocabulary

_LABELS = (
    *("section_notes", "sides_for", "sides_against"),
    *("evidence", "close", "figure", "table"),
)
_NOTES: Mapping[Length, tuple[int | None, int | None]] = {
    "page": (1, 2),
    "brief": (3, 4),
    "full": (None, None),
}
"""How many sources a note names, and how many places in each, by the length of the brief."""


def compose(
    view: View,
    vocabulary: Vocabulary,
    names: Names,
    language: Language,
    *,
    length: Length = "full",
    earlier: View | None = None,
    beside: Beside | None = None,
) -> Brief:
    """Plan every section over the view's findings and number its notes.

    Parameters
    ----------
    length
        One page, at most five, or everything.
    earlier
        The case as it could be known on an earlier day: the brief then tells what changed since.
    beside
        What the feeds of a lake tell beside the case.
    """
    feeds_told = beside if beside is not None else Beside()
    reported, data = feeds_told.reported, feeds_told.data
    context = BriefContext(
        view,
        vocabulary,
        names,
        language,
        length,
        earlier,
        reported,
        feeds_told.reported_earlier,
        data,
    )
    most_sources, most_places = _NOTES[length]
    states = (*(reported.feeds if reported else ()), *(data.feeds if data else ()))
    feeds = {state.evidence: state for state in states}
    book = NoteBook(view, language, most_sources, most_places, feeds)
    sections = tuple(
        book.section(section) for plan in SECTIONS if (section := plan(context)) is not None
    )
    heading = view.case.heading
    subtitle = language.text("subtitle_on", on=context.on)
    if view.as_of is not None:
        as_of = language.date(DateInterval(view.as_of, view.as_of))
        subtitle += ". " + language.text("subtitle_as_of", as_of=as_of)
    brief = Brief(
        case=heading.id,
        title=heading.title,
        subtitle=subtitle,
        language=language.code,
        tlp=heading.tlp,
        on=view.on.isoformat(),
        as_of=view.as_of.isoformat() if view.as_of is not None else "",
        sections=sections,
        notes=tuple(book.notes),
        length=length,
        labels={key: language.text(key) for key in _LABELS},
        feed_evidence=feed_panels(reported, data, language),
    )
    return typeset(brief, language.typeset)
