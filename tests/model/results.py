"""What the package computes from a view, as JSON, one entry a command."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from counterpoise.assess.acts import act_findings
from counterpoise.assess.claims import claim_findings
from counterpoise.assess.gaps import gap_findings
from counterpoise.assess.measures import component_findings
from counterpoise.assess.names import Names
from counterpoise.model.findings import as_json
from counterpoise.model.view import View
from counterpoise.vocabulary import Vocabulary

COMPUTED: Mapping[str, Callable[[View, Names, Vocabulary], object]] = {
    "measures": lambda view, names, _: component_findings(view, names),
    "claims": lambda view, names, _: claim_findings(view, names),
    "gaps": lambda view, _, __: gap_findings(view),
    "acts": act_findings,
}


def results(view: View, vocabulary: Vocabulary | None = None) -> dict[str, str]:
    """JSON text of everything computed from a view."""
    words = vocabulary or Vocabulary.read()
    names = Names(view, words)
    return {
        name: json.dumps(as_json(compute(view, names, words)), ensure_ascii=False, indent=1)
        for name, compute in COMPUTED.items()
    }
