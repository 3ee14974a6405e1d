"""Exposure: architecture, dependence and isolation of one view together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from counterpoise.assess.architecture import ArchitectureFinding, architecture_findings
from counterpoise.assess.dependence import DependenceFinding, dependence_findings
from counterpoise.assess.isolation import IsolationFinding, isolation_findings
from counterpoise.assess.isolation_ranking import RankFinding, rank_finding
from counterpoise.assess.names import Names
from counterpoise.assess.relations import RelationFinding, relation_findings
from counterpoise.model.findings import Finding
from counterpoise.model.view import View

BASELINE_YEARS = 2
"""Dependence is compared with this long before: the usual span of a mandate or programme."""


@dataclass(frozen=True)
class Exposure:
    """What is left, whom the state depends on, and what it has lost, on one day."""

    on: date
    baseline: date
    architectures: tuple[ArchitectureFinding, ...]
    dependence: tuple[DependenceFinding, ...]
    isolation: tuple[IsolationFinding, ...]
    ranking: RankFinding | None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings in the order of display."""
        last = () if self.ranking is None else (self.ranking,)
        return (*self.architectures, *self.dependence, *self.isolation, *last)


def assess_exposure(
    view: View,
    names: Names,
    baseline: date | None = None,
    relations: Sequence[RelationFinding] | None = None,
) -> Exposure:
    """Compute the exposure of the focal state on the view's day.

    Parameters
    ----------
    baseline
        Day to compare dependence with; two years before the view's day by default.
    relations
        Relations of the view where they have been computed already.
    """
    before = baseline if baseline is not None else _years_before(view.on, BASELINE_YEARS)
    found = relations if relations is not None else relation_findings(view, names)
    isolation = isolation_findings(view, names, found)
    return Exposure(
        on=view.on,
        baseline=before,
        architectures=architecture_findings(view, names),
        dependence=dependence_findings(view, names, before),
        isolation=isolation,
        ranking=rank_finding(view, names, isolation),
    )


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
