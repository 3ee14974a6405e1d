"""What the sections of a brief draw on: a view, its names, the language, and every finding."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from counterpoise.assess.acts import ActFinding, act_findings
from counterpoise.assess.claims import ClaimFinding, claim_findings
from counterpoise.assess.gaps import GapFinding, gap_findings
from counterpoise.assess.measures import ComponentFinding, component_findings
from counterpoise.assess.names import Names
from counterpoise.brief.language import Language
from counterpoise.model.dates import DateInterval
from counterpoise.model.view import View
from counterpoise.vocabulary import Vocabulary


@dataclass(frozen=True)
class BriefContext:
    """Findings of one view, each computed when a section first asks for it."""

    view: View
    vocabulary: Vocabulary
    names: Names
    language: Language

    @cached_property
    def acts(self) -> tuple[ActFinding, ...]:
        """Acts between the focal state and its partners, in the order of their dates."""
        return act_findings(self.view, self.names, self.vocabulary)

    @cached_property
    def claims(self) -> tuple[ClaimFinding, ...]:
        """All claims."""
        return claim_findings(self.view, self.names)

    @cached_property
    def measures(self) -> tuple[ComponentFinding, ...]:
        """State of every component on the day."""
        return component_findings(self.view, self.names)

    @cached_property
    def gaps(self) -> tuple[GapFinding, ...]:
        """What the documents do not say."""
        return gap_findings(self.view)

    @cached_property
    def _claims_by_proposition(self) -> dict[str, ClaimFinding]:
        return {claim.proposition: claim for claim in self.claims}

    def claim(self, proposition: str) -> ClaimFinding:
        """Return the claim on a proposition."""
        return self._claims_by_proposition[proposition]

    def position(self, partner: str) -> int:
        """Place of a partner in the case's order."""
        return self.view.case.heading.partners.index(partner)

    @property
    def on(self) -> str:
        """The day of the brief in words."""
        return self.language.date(DateInterval(self.view.on, self.view.on))
