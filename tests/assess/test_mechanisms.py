"""Mechanisms and their loops."""

from counterpoise.assess.mechanisms import EdgeFinding, edge_findings, loop_findings
from counterpoise.assess.names import Names
from counterpoise.model.case import Case
from counterpoise.model.outlines import Sign
from counterpoise.model.view import view_of
from counterpoise.vocabulary import Vocabulary


def edges(case: Case) -> tuple[EdgeFinding, ...]:
    view = view_of(case)
    return edge_findings(view, Names(view, Vocabulary.read()))


def edge(name: str, cause: str, effect: str, sign: Sign = "+") -> EdgeFinding:
    return EdgeFinding(
        id=name,
        evidence=(name,),
        method="",
        sentence="",
        mechanism=name,
        cause=cause,
        effect=effect,
        sign=sign,
        lag="months",
        statement="",
        status="assessed",
        held_by=("author",),
        denied_by=(),
    )


def test_the_sign_of_a_loop_is_the_product_of_its_edges() -> None:
    [one] = loop_findings([edge("a", "x", "y"), edge("b", "y", "x", "-")])
    assert one.character == "balancing"
    [two] = loop_findings([edge("a", "x", "y", "-"), edge("b", "y", "x", "-")])
    assert two.character == "reinforcing"


def test_parallel_edges_make_loops_of_their_own() -> None:
    found = loop_findings([edge("a", "x", "y"), edge("a2", "x", "y", "-"), edge("b", "y", "x")])
    assert {(loop.edges, loop.character) for loop in found} == {
        (("a", "b"), "reinforcing"),
        (("a2", "b"), "balancing"),
    }


def test_a_chain_closes_no_loop_and_order_plays_no_part() -> None:
    chain = [edge("a", "x", "y"), edge("b", "y", "z")]
    assert loop_findings(chain) == ()
    ring = [*chain, edge("c", "z", "x")]
    assert loop_findings(ring) == loop_findings(ring[::-1])


def test_the_three_loops_of_the_bundled_case_are_recognised(mali: Case) -> None:
    found = loop_findings(edges(mali))
    members = [{name[:3] for name in loop.edges} for loop in found]
    assert any(names == {"m03"} for names in members)
    assert any(names == {"m10"} for names in members)
    [ninth, *_] = [loop for loop in found if any(name.startswith("m09") for name in loop.edges)]
    assert ninth.character == "balancing"
    assert ninth.delayed


def test_every_edge_is_somebodys_judgement(mali: Case) -> None:
    for item in edges(mali):
        assert item.held_by
        assert item.evidence
        assert item.lag in {"immediate", "months", "years", "unstated"}
