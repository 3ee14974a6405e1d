"""A case's ledger as the linter reads it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from counterpoise.assess.claims import ClaimFinding, claim_findings
from counterpoise.assess.measures import ComponentFinding, component_findings, dated_changes
from counterpoise.assess.names import Names
from counterpoise.lint.ledger_view import LedgerComponent, LedgerFact, LedgerFigure
from counterpoise.model.view import View, view_of


class CaseLedger:
    """The claims of a view; see `counterpoise.lint.ledger_view.LedgerView`."""

    def __init__(self, view: View, names: Names) -> None:
        self._view = view
        self._names = names
        self._components: dict[date, tuple[LedgerComponent, ...]] = {}

    @property
    def name(self) -> str:
        """Identifier of the case."""
        return self._view.case.heading.id

    def facts(self) -> Sequence[LedgerFact]:
        """All claims known in the view."""
        return self._facts

    @cached_property
    def _facts(self) -> tuple[LedgerFact, ...]:
        return tuple(self._fact(found) for found in claim_findings(self._view, self._names))

    def components(self, on: date | None) -> Sequence[LedgerComponent]:
        """Components known to have begun by a day, each standing condition once."""
        day = on if on is not None else self._view.on
        if day not in self._components:
            view = view_of(
                self._view.case,
                as_of=self._view.as_of,
                on=day,
                with_contested=self._view.with_contested,
            )
            found = (f for f in component_findings(view, self._names) if f.counted)
            made = tuple(self._component(view, item) for item in found)
            self._components[day] = tuple(item for item in made if item.states_by)
        return self._components[day]

    def _component(self, view: View, found: ComponentFinding) -> LedgerComponent:
        measure = next(m for m in view.case.measures if m.id == found.measure)
        part = next(c for c in measure.components if c.id == found.component)
        states = {
            item.change.to
            for item in dated_changes(view, part)
            if item.change.how != "announced"
            and (not item.when.is_known or item.when.first is None or item.when.first <= view.on)
        }
        return LedgerComponent(
            measure=found.title,
            kind=found.kind,
            label=found.label,
            instrument=found.instrument or found.component_title,
            issuers=tuple(self._all_names(issuer) for issuer in found.issuers),
            target=self._all_names(found.target),
            state=found.state,
            states_by=frozenset(states),
            contested=found.contested,
            acts=found.evidence,
        )

    def actor_names(self) -> Sequence[str]:
        """Names and aliases of the actors of the case."""
        return tuple(
            name
            for actor in self._view.case.actors
            for name in (actor.name, actor.short, *actor.aliases)
            if name
        )

    def _fact(self, found: ClaimFinding) -> LedgerFact:
        ids = (*found.source_actors, *found.target_actors)
        return LedgerFact(
            id=found.proposition,
            kind=found.kind,
            statement=found.statement,
            actors=tuple(self._all_names(actor) for actor in ids),
            when=found.when,
            status=found.status,
            supported_by=tuple(holding.name for holding in found.supported_by),
            denied_by=tuple(holding.name for holding in found.denied_by),
            figure=self._figure(found.proposition),
        )

    def _all_names(self, actor: str) -> tuple[str, ...]:
        found = self._view.actors.get(actor)
        own = (found.name, found.short, *found.aliases) if found is not None else ()
        return tuple(dict.fromkeys(n for n in (actor, self._names.short(actor), *own) if n))

    def _figure(self, proposition: str) -> LedgerFigure | None:
        quantity = self._view.quantities.get(proposition)
        if quantity is None or quantity.value is None:
            return None
        scope = ", ".join(part for part in (quantity.who, quantity.where) if part)
        return LedgerFigure(quantity.value, quantity.unit, scope, quantity.period)
