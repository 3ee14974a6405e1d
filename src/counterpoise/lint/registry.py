"""All checks, in the order of their reports' weight."""

from __future__ import annotations

from counterpoise.lint.checking import Check
from counterpoise.lint.checks import (
    alleged_dropped,
    ambiguous_chain,
    ambiguous_referent,
    arithmetic,
    citation_twice,
    conflict,
    contested_unattributed,
    count_list,
    date_at_odds,
    document_number,
    figure_at_odds,
    figure_scopes,
    impossible_date,
    index_rank,
    measure_state,
    no_evidence,
    note_support,
    one_sided,
    quotation_predates,
    source_predates,
    stronger_than_source,
    title_contradicts,
    unbalanced_quotation,
    unresolved_note,
)

CHECKS: tuple[Check, ...] = (
    unresolved_note.CHECK,
    ambiguous_chain.CHECK,
    source_predates.CHECK,
    quotation_predates.CHECK,
    stronger_than_source.CHECK,
    title_contradicts.CHECK,
    note_support.CHECK,
    conflict.CHECK,
    citation_twice.CHECK,
    count_list.CHECK,
    index_rank.CHECK,
    figure_scopes.CHECK,
    ambiguous_referent.CHECK,
    arithmetic.CHECK,
    alleged_dropped.CHECK,
    no_evidence.CHECK,
    impossible_date.CHECK,
    unbalanced_quotation.CHECK,
    document_number.CHECK,
    one_sided.CHECK,
    date_at_odds.CHECK,
    figure_at_odds.CHECK,
    contested_unattributed.CHECK,
    measure_state.CHECK,
)


def by_id() -> dict[str, Check]:
    """Return the checks by their names."""
    return {check.id: check for check in CHECKS}
