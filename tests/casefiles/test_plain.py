"""Plain files as people save them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.removal import Files

from counterpoise.casefiles import read_case
from counterpoise.casefiles.plain import csv_records, yaml_record
from counterpoise.casefiles.record import Faults, Record
from counterpoise.model.case import Case
from counterpoise.vocabulary import Vocabulary

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12)


@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_what_a_spreadsheet_writes_reads_back(
    rows: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    import csv

    path = tmp_path_factory.mktemp("csv") / "t.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([("a", "b"), *rows])
    faults = Faults()
    found = [
        (record.text("a"), record.text("b"))
        for record in csv_records(path, faults, columns=("a", "b"))
    ]
    assert found == [(a.strip(), b.strip()) for a, b in rows]
    assert not faults.found


def test_blank_lines_and_left_out_columns_are_empty(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("b\n\none\n\ntwo\n", encoding="utf-8")
    records = list(csv_records(path, Faults(), columns=("a", "b")))
    assert [(r.text("a"), r.text("b"), r.line) for r in records] == [("", "one", 3), ("", "two", 5)]


def test_yaml_keeps_what_was_typed(tmp_path: Path) -> None:
    """NO is a code and not a refusal; a date, a version and a sign stay texts."""
    path = tmp_path / "t.yml"
    path.write_text("a: NO\nb: 2022-07-03\nc: 1.0\nd: +\ne: null\n", encoding="utf-8")
    record = yaml_record(path, Faults())
    assert [record.text(field) for field in "abcde"] == ["NO", "2022-07-03", "1.0", "+", "null"]


def test_lists_are_separated_by_semicolons_and_written_out_in_yaml() -> None:
    record = Record({"a": "x; y ;", "b": ["x", "y"], "c": ""}, file="f", line=1, faults=Faults())
    assert record.words("a") == record.words("b") == ("x", "y")
    assert record.words("c") == ()


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12.0), ("-3", -3.0), ("4.68", 4.68), ("", None)]
)
def test_numbers(text: str, number: float | None) -> None:
    faults = Faults()
    assert Record({"n": text}, file="f", line=1, faults=faults).number("n") == number
    assert not faults.found


@pytest.mark.parametrize("text", ["nan", "inf", "1e400", "1_000", "1,000", "١٢", "12 000", "0x1F"])
def test_what_is_no_number_is_refused(text: str) -> None:
    faults = Faults()
    assert Record({"n": text}, file="f", line=7, faults=faults).number("n") is None
    assert str(faults.found[0]).startswith(f"f, line 7, field n: “{text}” is not a number; ")


def test_a_case_written_out_again_reads_as_the_same_case(
    three: Case, three_folder: Path, tmp_path: Path
) -> None:
    Files(three_folder).write(tmp_path)
    assert read_case(tmp_path, Vocabulary.read()) == three


def test_windows_line_ends_change_nothing(three: Case, three_folder: Path, tmp_path: Path) -> None:
    for path in three_folder.iterdir():
        if path.name != "document.txt":
            (tmp_path / path.name).write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_case(tmp_path, Vocabulary.read()) == three
