"""Small invented case folders with every rule of known time in them, drawn by Hypothesis."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from hypothesis import strategies as st
from tests.model.removal import Files

START = date(2022, 1, 1)
ACTORS = ("XAA", "XAB", "XAC", "band")
POSITIONS = ("confirms", "assesses", "asserts", "alleges", "announces", "denies")

DAYS = st.integers(0, 300).map(lambda days: START + timedelta(days=days))
DATES = st.one_of(
    st.just(""),
    DAYS.map(str),
    DAYS.map(lambda day: f"{day:%Y-%m}"),
    DAYS.map(lambda day: f"{day}/{day + timedelta(days=20)}"),
    DAYS.map(lambda day: f"/{day}"),
    DAYS.map(lambda day: f"{day}/"),
)
SOME_ACTORS = st.lists(st.sampled_from(ACTORS), min_size=1, max_size=2, unique=True).map(";".join)
YES = st.sampled_from(["", "yes"])


def optional(names: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *names])


@st.composite
def folders(draw: st.DrawFn) -> Callable[[Path], None]:
    """A function that writes the case folder drawn."""
    files = Files(Path("/nonexistent-case"))
    files.sources = draw(sources())
    names = [record["id"] for record in files.sources]
    count = draw(st.integers(2, 7))
    acts = [f"act-{number}" for number in range(count)]
    files.tables["actors"] = [
        {"id": actor, "kind": "state" if actor != "band" else "faction", "name": f"name of {actor}"}
        for actor in ACTORS
    ]
    files.tables["locators"] = [
        {"id": f"l{n}", "document": "read", "section": "I", "paragraph": "1", "note": "0"}
        | {"start": str(n), "end": str(n + 5), "sha256": f"{n:064x}"}
        for n in range(4)
    ]
    files.tables["propositions"] = [
        draw(proposition(name, acts[:n])) for n, name in enumerate(acts)
    ]
    files.tables["stances"] = [
        draw(stance(f"{name}-s{number}", name, names, acts))
        for name in acts
        for number in range(draw(st.integers(1, 3)))
    ]
    files.tables["roles"] = [draw(role(number, names)) for number in range(2)]
    files.measures = {"measures": [draw(measure(number, acts)) for number in range(2)]}
    gap = {"id": "gap", "question": "Number of goats", "about": acts[:2], "searched": ["read"]}
    files.head = {
        "format": "1",
        "id": "generated",
        "title": "Generated",
        "focal": "XAA",
        "period": "2022-01/2022-12",
        "partners": list(ACTORS[1:]),
        "documents": [{"source": "read", "sha256": "ab" * 32, "characters": "100"}],
        "gaps": [gap],
    }
    return partial(_write, files)


def _write(files: Files, folder: Path) -> None:
    files.write(folder)


@st.composite
def sources(draw: st.DrawFn) -> list[dict]:
    found = [record("read", draw(DAYS), {"grade": "analysis"})]
    for number in range(draw(st.integers(1, 4))):
        custom = {"cited_by": "read", "grade": "press", "notes": [number + 1]}
        kind = draw(st.sampled_from(["dated", "dated", "data", "undated", "free"]))
        if kind == "data":
            custom["is_data"] = True
        if kind == "free":
            custom.pop("cited_by")
        found.append(record(f"source-{number}", None if kind == "undated" else draw(DAYS), custom))
    return found


def record(name: str, issued: date | None, custom: dict) -> dict:
    entry: dict = {"id": name, "type": "article", "title": f"the title of {name}", "custom": custom}
    if issued is not None:
        entry["issued"] = {"date-parts": [[issued.year, issued.month, issued.day]]}
    return entry


@st.composite
def proposition(draw: st.DrawFn, name: str, earlier: list[str]) -> dict[str, str]:
    return {
        "id": name,
        "kind": "act",
        "statement": f"somebody did the deed called {name}",
        "channel": "trade",
        "event_type": draw(st.sampled_from(["SANCTION", "AID", "ACCUSE"])),
        "source_actors": draw(SOME_ACTORS),
        "target_actors": draw(SOME_ACTORS),
        "when": draw(DATES),
        "when_words": "in those days",
        "when_basis": "body",
        "public": draw(YES),
        "answers": draw(optional(earlier)),
    }


@st.composite
def stance(
    draw: st.DrawFn, name: str, about: str, sources: list[str], acts: list[str]
) -> dict[str, str]:
    when = draw(DATES)
    return {
        "id": name,
        "proposition": about,
        "holder": draw(st.sampled_from(ACTORS)),
        "position": draw(st.sampled_from(POSITIONS)),
        "when": when,
        "when_words": "as they said" if when else "",
        "source": draw(st.sampled_from(sources)),
        "locators": draw(st.sampled_from(["", "l0", "l1;l2", "l3"])),
        "by_act": draw(optional(acts)),
        "dates_it": draw(DATES),
        "dates_it_words": "to the day",
        "self_report": draw(YES),
        "reviewed": draw(st.sampled_from(["", "mk"])),
    }


@st.composite
def role(draw: st.DrawFn, number: int, sources: list[str]) -> dict[str, str]:
    return {
        "id": f"role-{number}",
        "actor": "band",
        "role": "guard",
        "of": "XAA",
        "held": draw(DATES),
        "held_words": "for a while",
        "public": draw(YES),
        "source": draw(st.sampled_from(sources)),
        "locators": "l0",
    }


@st.composite
def measure(draw: st.DrawFn, number: int, acts: list[str]) -> dict:
    return {
        "id": f"measure-{number}",
        "kind": "sanctions",
        "title": f"Measure {number}",
        "issuers": ["XAB"],
        "target": "XAA",
        "components": [draw(component(part, number, acts)) for part in range(2)],
    }


@st.composite
def component(draw: st.DrawFn, part: int, number: int, acts: list[str]) -> dict:
    entry = {
        "id": f"part-{part}",
        "title": f"part {part}",
        "channel": "trade",
        "persists": draw(st.sampled_from(["true", "false"])),
        "not_in_evidence": draw(st.sampled_from([[], ["start"], ["lifting", "start"]])),
        "changes": draw(st.lists(change(acts), min_size=1, max_size=3)),
    }
    link = draw(st.sampled_from(["", "same_as", "voided_by"]))
    if link and part:
        entry[link] = f"measure-{1 - number}/part-0"
    return entry


@st.composite
def change(draw: st.DrawFn, acts: list[str]) -> dict:
    entry = {
        "act": draw(st.sampled_from(acts)),
        "to": draw(st.sampled_from(["active", "suspended", "eased", "lifted", "ended"])),
        "how": draw(st.sampled_from(["begins", "begins", "maintained", "announced"])),
    }
    if entry["how"] == "announced":
        entry["from"] = draw(DATES)
    return entry
