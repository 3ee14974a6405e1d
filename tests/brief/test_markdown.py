"""The brief as Markdown: what a Markdown reader makes of it is what the brief says."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace

import pypandoc
from tests.brief.forms import flat, told
from tests.brief.test_pdf import small

from counterpoise.brief.document import Cell, Sentence, Table
from counterpoise.brief.markdown import to_markdown


def read_back(markdown: str) -> dict:
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "--from=markdown", "--to=json"],
        input=markdown.encode(),
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)


def plain(markdown: str) -> str:
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "--from=markdown-smart", "--to=plain", "--wrap=none"],
        input=markdown.encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def nodes(value: object, kind: str) -> int:
    if isinstance(value, dict):
        return (value.get("t") == kind) + sum(nodes(item, kind) for item in value.values())
    return sum(nodes(item, kind) for item in value) if isinstance(value, list) else 0


def test_every_mark_has_its_note_and_every_note_a_mark(full_forms, full) -> None:
    text = full_forms["md"].decode()
    marks = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    notes = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    assert marks == set(notes)
    assert notes == [str(note.number) for note in full.brief.notes]


def test_a_reader_finds_the_notes_tables_and_lists(full_forms, full) -> None:
    tree = read_back(full_forms["md"].decode())
    tables = [b for s in full.brief.sections for b in s.blocks if isinstance(b, Table)]
    assert nodes(tree, "Table") == len(tables)
    assert nodes(tree, "Note") >= len(full.brief.notes)


def test_marks_of_markdown_in_a_text_are_printed_as_they_are() -> None:
    odd = "A fact with *stars*, _lines_, `code`, [links](x), <tags>, # and | and \\ and 1 < 2."
    found = plain(to_markdown(small(Sentence(odd, ("p1",), note=1))))
    assert flat(odd) in flat(found)


def test_a_bar_in_a_cell_does_not_end_it() -> None:
    table = Table("t", "A table", ("A | B", "C"), ((Cell("x | y"), Cell("z", ("p1",), note=1)),))
    brief = small(Sentence("A fact.", ("p1",), note=1))
    part = replace(brief.sections[0], blocks=(*brief.sections[0].blocks, table))
    tree = read_back(to_markdown(replace(brief, sections=(part,))))
    assert nodes(tree, "Table") == 1
    assert "x|y" in flat(plain(to_markdown(replace(brief, sections=(part,)))))


def test_the_marking_stands_at_the_head() -> None:
    head = to_markdown(small(Sentence("A fact.", ("p1",), note=1), tlp="AMBER")).splitlines()[:4]
    assert any("TLP:AMBER" in line for line in head)


def test_every_sentence_stands_in_what_a_reader_prints(full_forms, full) -> None:
    found = flat(re.sub(r"\[\d+\]", "", plain(full_forms["md"].decode())))
    assert [item.text for item in told(full.brief) if flat(item.text) not in found] == []
