"""Candidates, decisions that survive interruption, and rows that a case accepts."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.assess.review import duplicates, rows_of, write_accepted
from counterpoise.casefiles import read_case
from counterpoise.errors import DocumentError
from counterpoise.intake.candidates import Candidate, candidates
from counterpoise.intake.gazetteer import gazetteer
from counterpoise.intake.parse import parse_bytes
from counterpoise.intake.review import Decision, Journal, items
from counterpoise.model.documents import TextDocument
from counterpoise.vocabulary import Vocabulary

THREE = Path(__file__).parents[1] / "cases" / "three"
TEXT = """Norway and the Pier

I. The Pier

Norway closed the pier on 4 May 2024.[1] The minister of Denmark called it “an act of great folly”.

Denmark sent 1,200 crates of fish. Nobody knew why it happened.

[1] “Pier closed”, Courier, 5 May 2024.
"""


def found(text: str = TEXT) -> tuple[TextDocument, tuple[Candidate, ...]]:
    (document,) = parse_bytes(text.encode(), ".txt", "t")
    return document, candidates(document, gazetteer((), Vocabulary.read()))


def test_events_speech_and_figures_are_candidates() -> None:
    document, claims = found()
    assert [claim.kind for claim in claims] == ["event", "speech", "figure"]
    event, speech, figure = claims
    assert (event.when.edtf, event.actors, event.notes) == ("2024-05-04", ("NOR",), (1,))
    assert speech.speaker == "DNK"
    assert figure.figure is not None
    assert (figure.figure.value, figure.figure.unit) == (1200, "crates")
    for claim in claims:
        assert document.text[claim.start : claim.end].split()[0] == claim.statement.split()[0]


def test_a_pull_quote_yields_nothing() -> None:
    once = found()[1]
    repeated = TEXT.replace(
        "I. The Pier\n", "I. The Pier\n\nNorway closed the pier on 4 May 2024\n"
    )
    assert [c.statement for c in found(repeated)[1]] == [c.statement for c in once]


ACTIONS = st.sampled_from(["accept", "edit", "split", "merge", "reject", "undo"])


@settings(deadline=None)
@given(steps=st.lists(st.tuples(ACTIONS, st.integers(0, 4)), max_size=25))
def test_undo_of_everything_is_where_it_began(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    _, claims = found()
    journal = Journal(tmp_path_factory.mktemp("j") / "a.jsonl")
    for action, index in steps:
        open_items = [i for i in items(claims, journal.decisions()) if i.state == "unreviewed"]
        if open_items:
            chosen = open_items[index % len(open_items)].candidate.id
            journal.add(Decision(action, chosen, "XY", parts=("a", "b")))  # type: ignore[arg-type]
    while journal.decisions():
        journal.add(Decision("undo", "", "XY"))
    assert [i.candidate for i in items(claims, journal.decisions())] == list(claims)


def test_a_half_written_line_loses_nothing_before_it(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    journal = Journal(path)
    journal.add(Decision("reject", "one", "XY"))
    with path.open("a", encoding="utf-8") as stream:
        stream.write('{"action": "acc')
    assert [d.candidate for d in journal.decisions()] == ["one"]
    journal.add(Decision("reject", "two", "XY"))
    assert [d.candidate for d in journal.decisions()] == ["one", "two"]


def test_a_broken_line_in_the_middle_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"action": 1}\n{}\n', encoding="utf-8")
    with pytest.raises(DocumentError, match=r"a\.jsonl:1"):
        Journal(path).decisions()


@pytest.fixture
def three(tmp_path: Path) -> Path:
    return Path(shutil.copytree(THREE, tmp_path / "three"))


def in_three(folder: Path) -> tuple[TextDocument, tuple[Candidate, ...]]:
    case = read_case(folder, Vocabulary.read())
    (document,) = parse_bytes((folder / "document.txt").read_bytes(), ".txt", "document.txt")
    return document, candidates(document, gazetteer(case.actors, Vocabulary.read()))


def test_a_repeated_claim_is_offered_as_another_stance(three: Path) -> None:
    case = read_case(three, Vocabulary.read())
    _, claims = in_three(three)
    takeover = next(c for c in claims if "removed the elected government" in c.statement)
    assert "a-takeover" in [item.id for item in duplicates(case, takeover)]


def test_accepted_rows_enter_the_case_and_leave_with_the_decision(three: Path) -> None:
    before = {path.name: path.read_bytes() for path in three.glob("*.csv")}
    case = read_case(three, Vocabulary.read())
    document, claims = in_three(three)
    decisions = (
        Decision("accept", claims[1].id, "XY", fields=(("event_type", "ASSAULT"),)),
        Decision("accept", claims[2].id, "XY", stance_on="a-takeover"),
    )
    rows = rows_of(
        items(claims, decisions), document, source="report", holder="meridian", case=case
    )
    write_accepted(three, rows)
    after = read_case(three, Vocabulary.read())
    new = [s for s in after.stances if s.id.startswith("rv-")]
    assert [stance.reviewed for stance in new] == ["XY", "XY"]
    assert new[1].proposition == "a-takeover"
    locator = next(item for item in after.locators if item.id == new[0].locators[0])
    assert document.text[locator.start : locator.end].startswith("On 18 August 2020")
    write_accepted(three, rows)
    assert read_case(three, Vocabulary.read()) == after
    empty = rows_of(items(claims, ()), document, source="report", holder="meridian", case=case)
    write_accepted(three, empty)
    assert {path.name: path.read_bytes() for path in three.glob("*.csv")} == before


def test_the_verb_by_keyboard(three: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "counterpoise",
            "review",
            "--case",
            str(three),
            "--document",
            str(three / "document.txt"),
            "--by",
            "XY",
        ],
        input="r\na\n0\nNONSENSE\nassault\nu\na\n0\nASSAULT\ns\nfirst | second\nq\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no such type" in done.stdout
    assert "unreviewed" in done.stdout
    lines = (three / "reviews" / "report.jsonl").read_text("utf-8").splitlines()
    actions = [json.loads(line)["action"] for line in lines]
    assert actions == ["reject", "accept", "undo", "accept", "split"]
    after = read_case(three, Vocabulary.read())
    assert sum(stance.reviewed == "XY" for stance in after.stances) == 1


def test_one_document_s_review_leaves_another_s_rows(three: Path) -> None:
    case = read_case(three, Vocabulary.read())
    document, claims = in_three(three)
    accepted = (Decision("accept", claims[1].id, "XY"),)
    first = rows_of(
        items(claims, accepted), document, source="report", holder="meridian", case=case
    )
    write_accepted(three, first)
    other, others = found()
    second = rows_of(
        items(others, (Decision("accept", others[0].id, "XY"),)),
        other,
        source="courier",
        holder="meridian",
        case=case,
    )
    write_accepted(three, second)
    table = (three / "stances.csv").read_text("utf-8")
    assert "rv-report." in table
    assert "rv-courier." in table
    # a new version of the first document, in which that passage stands elsewhere
    gone = rows_of((), document, source="report", holder="meridian", case=case)
    write_accepted(three, gone)
    assert (three / "stances.csv").read_text("utf-8") == table


def test_a_type_is_suggested_and_may_be_declined(three: Path) -> None:
    document = three / "document.txt"
    common = ["--case", str(three), "--document", str(document), "--by", "XY"]
    done = subprocess.run(
        [sys.executable, "-m", "counterpoise", "review", *common],
        input="r\nr\na\n0\n\na\n0\n-\nq\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "suggested type:" in done.stdout
    after = read_case(three, Vocabulary.read())
    new = [item for item in after.propositions if item.id.startswith("rv-")]
    assert [bool(item.event_type) for item in new] == [True, False]


def test_nobody_speaks_in_a_new_case_until_it_is_said(tmp_path: Path) -> None:
    def run(*arguments: str, keys: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "counterpoise", *arguments],
            input=keys,
            capture_output=True,
            text=True,
            check=False,
        )

    draft, case = tmp_path / "pier.txt", tmp_path / "x"
    draft.write_text(TEXT, encoding="utf-8")
    run("new-case", "x", "--focal", "XAA", "--in", str(tmp_path))
    common = ["review", "--case", str(case), "--document", str(draft), "--by", "XY"]
    undeclared = run(*common)
    row = re.search(r"\{source: ITS-ID, .*?\}", undeclared.stderr)
    assert row is not None
    heading = (case / "case.yml").read_text("utf-8")
    declared = f"documents: [{row.group().replace('ITS-ID', 'pier')}]"
    (case / "case.yml").write_text(heading.replace("documents: []", declared), "utf-8")
    issued = {"date-parts": [[2024, 5, 6]]}
    source = {"id": "pier", "type": "report", "title": "Pier", "issued": issued}
    (case / "sources.json").write_text(json.dumps([source]), "utf-8")
    for more, message in (([], "nobody is known"), (["--holder", "no-one"], "is no actor")):
        done = run(*common, *more, keys="a\n")
        assert done.returncode == 2
        assert message in done.stderr
    assert len((case / "stances.csv").read_text("utf-8").splitlines()) == 1
    assert run(*common, "--holder", "NOR", keys="a\n\nq\n").returncode == 0
    assert run("check", str(case)).returncode == 0
    assert read_case(case, Vocabulary.read()).stances[0].holder == "NOR"
