"""What structural data tell beside a case: exposure by source, and positions by votes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from counterpoise.assess.alignment import AlignmentQuestion, assess_alignment
from counterpoise.assess.alignment_scale import Scale
from counterpoise.assess.alignment_votes import FEED as VOTES
from counterpoise.assess.data_beside_findings import DataBeside
from counterpoise.assess.data_exposure import Question, assess_data_exposure
from counterpoise.assess.data_exposure_distance import scale_at
from counterpoise.assess.data_exposure_findings import FeedUse
from counterpoise.assess.data_exposure_records import Structure
from counterpoise.assess.names import Names
from counterpoise.assess.reported_findings import FeedState
from counterpoise.feeds.source import load_source
from counterpoise.lake.engines import Engine
from counterpoise.lake.lake import Lake
from counterpoise.model.view import View
from counterpoise.vocabulary import Vocabulary


def data_beside(
    lake: Lake, engine: Engine, vocabulary: Vocabulary, view: View, names: Names
) -> DataBeside | None:
    """Assess a case's focal state on the structural feeds of a lake.

    Returns
    -------
    DataBeside or None
        ``None`` where no structural feed tells anything by the as-of day.

    Raises
    ------
    LakeError
        The lake cannot be read.
    """
    heading = view.case.heading
    states = tuple(one for one in heading.partners if one in vocabulary.countries)
    if heading.focal not in vocabulary.countries:
        return None
    question = Question(
        focal=heading.focal,
        on=view.on,
        as_of=view.as_of,
        since=None,
        until=None,
        partners=states,
        channels=(),
        vintages={},
    )
    opened: dict[str, Structure | None] = {}
    exposure = assess_data_exposure(
        lake, engine, vocabulary, question, must_tell=False, opened=opened
    )
    if not exposure.findings:
        return None
    alignment = None
    if exposure.votes:
        asked = AlignmentQuestion.of_case(view, names)
        fitted = _fitted(opened)
        alignment = assess_alignment(lake, engine, vocabulary, asked, fitted=fitted)
    cited = tuple(_state(use, view.as_of) for use in exposure.feeds)
    return DataBeside(exposure, alignment, cited)


def _fitted(opened: Mapping[str, Structure | None]) -> Scale | None:
    """Return the scale that the exposure has fitted already, where it has."""
    votes = opened.get(VOTES)
    if votes is None:
        return None
    scale = scale_at(votes)
    return scale if isinstance(scale, Scale) else None


def _state(use: FeedUse, as_of: date | None) -> FeedState:
    """Cite a feed; as of a day, its coverage ends by that day."""
    about = load_source(use.feed)
    ends = [day for day in (about.coverage.until, use.known, as_of) if day is not None]
    return FeedState(
        feed=use.feed,
        label=about.title.partition(":")[0].partition(",")[0],
        kind="sums",
        vintage=use.vintage,
        title=about.title,
        publisher=about.publisher,
        licence=about.licence,
        citation=use.citation,
        home=about.home,
        since=about.coverage.since,
        until=min(ends) if ends else about.coverage.since,
        missing=(),
        missing_days=0,
    )
