"""What the sections of a brief draw on: a view, its names, the language, and every finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from counterpoise.assess.acts import ActFinding, act_findings
from counterpoise.assess.changes import ChangeFinding, Span, change_findings
from counterpoise.assess.claims import ClaimFinding, claim_findings
from counterpoise.assess.data_beside_findings import DataBeside
from counterpoise.assess.episodes import EpisodeFinding, episode_findings
from counterpoise.assess.episodes_answers import AnswerFinding, answer_findings
from counterpoise.assess.episodes_crises import CrisisFinding, crisis_findings
from counterpoise.assess.exposure import Exposure, assess_exposure
from counterpoise.assess.gaps import GapFinding, gap_findings
from counterpoise.assess.measures import ComponentFinding, component_findings
from counterpoise.assess.names import Names
from counterpoise.assess.options import OptionFinding, option_findings
from counterpoise.assess.relations import RelationFinding, relation_findings
from counterpoise.assess.relations_acts import OVERALL
from counterpoise.assess.reported_changes import reported_changes
from counterpoise.assess.reported_findings import ReportedFinding
from counterpoise.assess.reported_turn_findings import Reported
from counterpoise.assess.settings import Settings
from counterpoise.assess.trackers import TrackerFinding, tracker_findings
from counterpoise.brief.language import Language
from counterpoise.model.dates import DateInterval
from counterpoise.model.view import View
from counterpoise.vocabulary import Vocabulary

Length = Literal["page", "brief", "full"]
"""One page; at most five; everything."""


@dataclass(frozen=True)
class Beside:
    """What the feeds of a lake tell beside a case; all ``None`` without a lake.

    Attributes
    ----------
    reported, reported_earlier
        What feeds report beside the coded acts, now and on the earlier day.
    data
        What structural feeds tell of arms, aid, sanctions and votes.
    """

    reported: Reported | None = None
    reported_earlier: Reported | None = None
    data: DataBeside | None = None


@dataclass(frozen=True)
class BriefContext:
    """Findings of one view, each computed when a section first asks for it.

    Attributes
    ----------
    earlier
        The same case as it could be known on an earlier day, to tell what changed since.
    reported, reported_earlier
        What feeds report beside the coded acts, now and on that earlier day; ``None`` without a
        lake.
    data
        What structural feeds tell of arms, aid, sanctions and votes; ``None`` without any.
    """

    view: View
    vocabulary: Vocabulary
    names: Names
    language: Language
    length: Length = "full"
    earlier: View | None = None
    reported: Reported | None = None
    reported_earlier: Reported | None = None
    data: DataBeside | None = None

    @cached_property
    def acts(self) -> tuple[ActFinding, ...]:
        """Acts between the focal state and its partners, in the order of their dates."""
        return act_findings(self.view, self.names, self.vocabulary)

    @cached_property
    def acts_by_proposition(self) -> Mapping[str, ActFinding]:
        """Acts by the identifier of their proposition."""
        return {act.proposition: act for act in self.acts}

    @cached_property
    def claims(self) -> tuple[ClaimFinding, ...]:
        """All claims."""
        return claim_findings(self.view, self.names)

    @cached_property
    def measures(self) -> tuple[ComponentFinding, ...]:
        """State of every component on the day."""
        return component_findings(self.view, self.names)

    @cached_property
    def relations(self) -> tuple[RelationFinding, ...]:
        """Relations on the day: overall, channel by channel, and in words."""
        return relation_findings(self.view, self.names)

    @cached_property
    def relations_before(self) -> tuple[RelationFinding, ...]:
        """The same on the baseline day of the exposure."""
        return relation_findings(self.view.at(self.exposure.baseline), self.names)

    @property
    def overall(self) -> tuple[RelationFinding, ...]:
        """Relations in all channels together, in the order of the case."""
        return tuple(item for item in self.relations if item.channel == OVERALL)

    @property
    def scored(self) -> tuple[RelationFinding, ...]:
        """Overall relations with sufficient evidence, the worst first."""
        found = [item for item in self.overall if item.value is not None]
        return tuple(sorted(found, key=lambda item: (float(item.value or 0), item.partner)))

    @cached_property
    def exposure(self) -> Exposure:
        """Architecture, dependence and isolation."""
        return assess_exposure(self.view, self.names, relations=self.relations)

    @cached_property
    def episodes(self) -> tuple[EpisodeFinding, ...]:
        """Ruptures and rapprochements."""
        return episode_findings(self.view, self.names)

    @cached_property
    def crises(self) -> tuple[CrisisFinding, ...]:
        """Crises with their settlement."""
        return crisis_findings(self.view, self.names)

    @cached_property
    def answers(self) -> tuple[AnswerFinding, ...]:
        """Acts that answered acts, where a document says so."""
        return answer_findings(self.view, self.names, Settings.read())

    @cached_property
    def changes(self) -> tuple[ChangeFinding, ...]:
        """What changed since the earlier view, if there is one."""
        if self.earlier is None:
            return ()
        names = Names(self.earlier, self.vocabulary, self.names.language)
        return change_findings(Span(self.earlier, self.view, names, self.names))

    @property
    def reported_relations(self) -> tuple[ReportedFinding, ...]:
        """What the feeds report, partner by partner; empty without a lake."""
        return self.reported.relations if self.reported is not None else ()

    @cached_property
    def reported_changes(self) -> tuple[ChangeFinding, ...]:
        """What changed in reported events since the earlier view, if there is one."""
        if self.reported is None or self.reported_earlier is None:
            return ()
        return reported_changes(self.reported_earlier, self.reported)

    @cached_property
    def options(self) -> tuple[OptionFinding, ...]:
        """Recommendations."""
        return option_findings(self.view, self.names)

    @cached_property
    def trackers(self) -> tuple[TrackerFinding, ...]:
        """Matters followed over time."""
        return tracker_findings(self.view, self.names)

    @cached_property
    def gaps(self) -> tuple[GapFinding, ...]:
        """What the documents do not say."""
        return gap_findings(self.view)

    @cached_property
    def _claims_by_proposition(self) -> Mapping[str, ClaimFinding]:
        return {claim.proposition: claim for claim in self.claims}

    def claim(self, proposition: str) -> ClaimFinding:
        """Return the claim on a proposition."""
        return self._claims_by_proposition[proposition]

    def measure_name(self, title: str) -> str:
        """Name of a measure in running text: its actor's where the two are one, else its title."""
        for measure in self.view.case.measures:
            if measure.title == title and measure.id in self.view.actors:
                return self.names.short(measure.id)
        return title

    def position(self, partner: str) -> int:
        """Place of a partner in the case's order."""
        return self.view.case.heading.partners.index(partner)

    @property
    def focal(self) -> str:
        """Short name of the focal state."""
        return self.names.short(self.view.case.heading.focal)

    @property
    def on(self) -> str:
        """The day of the brief in words."""
        return self.language.date(DateInterval(self.view.on, self.view.on))
