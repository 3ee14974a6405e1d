"""What the package computes from a view, as JSON, one entry a command."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from counterpoise.assess.acts import act_findings
from counterpoise.assess.architecture import architecture_findings
from counterpoise.assess.claims import claim_findings
from counterpoise.assess.episodes import episode_findings
from counterpoise.assess.episodes_answers import answer_findings, step_findings
from counterpoise.assess.episodes_crises import crisis_findings
from counterpoise.assess.figures import figure_findings
from counterpoise.assess.gaps import gap_findings
from counterpoise.assess.isolation import isolation_findings
from counterpoise.assess.measures import component_findings
from counterpoise.assess.measures_spans import course_findings
from counterpoise.assess.mechanisms import edge_findings, loop_findings
from counterpoise.assess.names import Names
from counterpoise.assess.options import option_findings
from counterpoise.assess.relations import relation_findings
from counterpoise.assess.settings import Settings
from counterpoise.assess.trackers import tracker_findings
from counterpoise.model.findings import as_json
from counterpoise.model.view import View
from counterpoise.vocabulary import Vocabulary

Computed = Callable[[View, Names, Vocabulary], object]

QUICK: Mapping[str, Computed] = {
    "measures": lambda view, names, _: component_findings(view, names),
    "claims": lambda view, names, _: claim_findings(view, names),
    "gaps": lambda view, _, __: gap_findings(view),
    "acts": act_findings,
    "figures": lambda view, names, _: figure_findings(view, names),
    "courses": lambda view, _, __: course_findings(view),
    "architectures": lambda view, names, _: architecture_findings(view, names),
    "trackers": lambda view, names, _: tracker_findings(view, names),
    "options": lambda view, names, _: option_findings(view, names),
    "edges": lambda view, names, _: edge_findings(view, names),
    "loops": lambda view, names, _: loop_findings(edge_findings(view, names)),
    "crises": lambda view, names, _: crisis_findings(view, names),
}
NUMERICAL: Mapping[str, Computed] = {
    "relations": lambda view, names, _: relation_findings(view, names),
    "isolation": lambda view, names, _: isolation_findings(
        view, names, relation_findings(view, names)
    ),
    "episodes": lambda view, names, _: episode_findings(view, names),
    "answers": lambda view, names, _: answer_findings(view, names, Settings.read()),
    "steps": lambda view, _, __: step_findings(view, Settings.read()),
}


def results(
    view: View, vocabulary: Vocabulary | None = None, computed: Mapping[str, Computed] = QUICK
) -> dict[str, str]:
    """JSON text of what is computed from a view."""
    words = vocabulary or Vocabulary.read()
    names = Names(view, words)
    return {
        name: json.dumps(as_json(compute(view, names, words)), ensure_ascii=False, indent=1)
        for name, compute in computed.items()
    }
