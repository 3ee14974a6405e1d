"""`counterpoise mechanisms`: what is said to drive what, and the loops it closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterpoise.cli.options import TableFormat
from counterpoise.cli.view_verb import view_verb

if TYPE_CHECKING:
    from counterpoise.cli.opening import Opened


@view_verb
def run(opened: Opened, format: TableFormat) -> None:
    """List the mechanisms that documents assert, and the loops that they close."""
    from counterpoise.assess.mechanisms import edge_findings, loop_findings
    from counterpoise.cli.output import print_json, print_table

    edges = edge_findings(opened.view, opened.names)
    loops = loop_findings(edges)
    if format is TableFormat.JSON:
        print_json({"edges": edges, "loops": loops})
        return
    print_table(
        [
            {
                "edge": edge.mechanism,
                "cause": edge.cause,
                "sign": edge.sign,
                "effect": edge.effect,
                "lag": edge.lag,
                "status": edge.status,
                "held": opened.names.listed(edge.held_by),
            }
            for edge in edges
        ],
        {
            "edge": "Edge",
            "cause": "Cause",
            "sign": "Sign",
            "effect": "Effect",
            "lag": "Lag",
            "status": "Status",
            "held": "Held by",
        },
        title="Mechanisms as asserted; none is shown as proven",
        empty="Not in evidence: no document known by then asserts a mechanism.",
    )
    if loops:
        print_table(
            [
                {
                    "loop": " → ".join((*loop.variables, loop.variables[0])),
                    "character": loop.character + (", delayed" if loop.delayed else ""),
                    "edges": ", ".join(loop.edges),
                }
                for loop in loops
            ],
            {"loop": "Loop", "character": "Character", "edges": "Edges"},
            title="Loops",
            empty="",
        )
