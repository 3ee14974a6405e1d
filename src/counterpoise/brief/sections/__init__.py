"""Sections of a brief: one file a section, listed here in their order."""

from collections.abc import Callable

from counterpoise.brief.context import BriefContext
from counterpoise.brief.document import Section
from counterpoise.brief.sections.contested import contested
from counterpoise.brief.sections.episodes import episodes
from counterpoise.brief.sections.exposure import exposure
from counterpoise.brief.sections.from_data import from_data
from counterpoise.brief.sections.gaps import gaps
from counterpoise.brief.sections.measures import measures
from counterpoise.brief.sections.method import method
from counterpoise.brief.sections.opening import done, matters, new
from counterpoise.brief.sections.options import options
from counterpoise.brief.sections.partners import partners
from counterpoise.brief.sections.reported import reported
from counterpoise.brief.sections.since import since
from counterpoise.brief.sections.trackers import trackers

SECTIONS: tuple[Callable[[BriefContext], Section | None], ...] = (
    new,
    since,
    matters,
    done,
    partners,
    reported,
    episodes,
    contested,
    measures,
    exposure,
    from_data,
    options,
    trackers,
    gaps,
    method,
)
"""Each returns its section, or ``None`` where the case has nothing for it."""
