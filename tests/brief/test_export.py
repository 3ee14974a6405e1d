"""The export: tables that agree with their dictionary and each other, redaction, checksums."""

from __future__ import annotations

import builtins
import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from counterpoise.assess.names import Names
from counterpoise.brief.export import export_files, table_forms
from counterpoise.brief.export_tables import dictionary, tables
from counterpoise.brief.language import language
from counterpoise.errors import InputError
from counterpoise.model.case import Case
from counterpoise.model.view import view_of
from counterpoise.vocabulary import Vocabulary

CUT = date(2022, 6, 30)


def exported(
    case: Case, *, as_of: date | None = None, forms: tuple[str, ...] = ("csv", "parquet")
) -> Mapping[str, bytes]:
    vocabulary = Vocabulary.read()
    view = view_of(case, as_of=as_of)
    names = Names(view, vocabulary, "en")
    return export_files(view, names, vocabulary, language("en"), forms=forms)


@pytest.fixture(scope="module")
def files(mali: Case) -> Mapping[str, bytes]:
    return exported(mali)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_every_column_is_in_the_dictionary(files: Mapping[str, bytes]) -> None:
    said = rows(files["data-dictionary.csv"])
    for name, _title, _columns in dictionary():
        columns = [row["column"] for row in said if row["table"] == name and row["column"]]
        assert next(csv.reader(io.StringIO(files[f"{name}.csv"].decode()))) == columns
        assert parquet.read_table(io.BytesIO(files[f"{name}.parquet"])).column_names == columns
    assert all(row["meaning"] for row in said)


def test_csv_and_parquet_hold_the_same(files: Mapping[str, bytes]) -> None:
    for name, _title, _columns in dictionary():
        plain = rows(files[f"{name}.csv"])
        typed = parquet.read_table(io.BytesIO(files[f"{name}.parquet"])).to_pylist()
        assert [{k: _plain(v) for k, v in row.items()} for row in typed] == plain


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ";".join(value)
    return "" if value is None else f"{value:.12g}" if isinstance(value, float) else str(value)


def test_types_are_those_of_the_dictionary(files: Mapping[str, bytes]) -> None:
    claims = parquet.read_table(io.BytesIO(files["claims.parquet"])).schema
    assert claims.field("when_first").type == pyarrow.date32()
    assert claims.field("topics").type == pyarrow.list_(pyarrow.string())
    assert claims.field("id").metadata[b"about"].startswith(b"Identifier")
    assert claims.metadata[b"tlp"] == b"CLEAR"


def test_claims_agree_in_every_file(files: Mapping[str, bytes], mali: Case) -> None:
    lines = [json.loads(line) for line in files["claims.jsonl"].decode().splitlines()]
    table = rows(files["claims.csv"])
    assert len(lines) == len(table) == len(mali.propositions)
    for line, row in zip(lines, table, strict=True):
        assert (line["proposition"], line["status"], line["statement"]) == (
            row["id"],
            row["status"],
            row["statement"],
        )
        assert (line["when"] or "") == row["when"]
    stances = rows(files["stances.csv"])
    assert {row["proposition"] for row in stances} <= {row["id"] for row in table}
    assert len(stances) == len(mali.stances)


def test_missing_is_missing(files: Mapping[str, bytes], mali: Case) -> None:
    """A figure given in a word alone has no number in any file."""
    words = {item.proposition for item in mali.quantities if item.value is None}
    assert words
    for row in rows(files["quantities.csv"]):
        assert (row["value"] == "") == (row["proposition"] in words)


def test_the_manifest_fits_every_file_and_the_archive(files: Mapping[str, bytes]) -> None:
    sums = dict(
        reversed(line.split("  ")) for line in files["MANIFEST.sha256"].decode().splitlines()
    )
    plain = {name: content for name, content in files.items() if not name.endswith(".zip")}
    assert set(sums) == set(plain) - {"MANIFEST.sha256"}
    for name, digest in sums.items():
        assert hashlib.sha256(plain[name]).hexdigest() == digest
    with zipfile.ZipFile(io.BytesIO(files["mali-evidence.zip"])) as archive:
        packed = {name.split("/")[1]: archive.read(name) for name in archive.namelist()}
    assert packed == plain


def test_every_row_and_line_bears_the_marking(three: Case) -> None:
    case = replace(three, heading=replace(three.heading, tlp="AMBER+STRICT"))
    files = exported(case, forms=("csv",))
    for name, _title, _columns in dictionary():
        assert {row["tlp"] for row in rows(files[f"{name}.csv"])} <= {"AMBER+STRICT"}
    for line in files["claims.jsonl"].decode().splitlines():
        assert json.loads(line)["tlp"] == "AMBER+STRICT"
    assert json.loads(files["about.json"])["tlp"] == "AMBER+STRICT"
    assert files["sources.bib"].startswith(b"% TLP:AMBER+STRICT\n")


def test_a_protected_source_is_redacted_everywhere(mali: Case) -> None:
    """A name that slipped into a record's title or CSL does not leave."""
    secret = next(source for source in mali.sources if source.protected)
    named = replace(
        secret,
        title="Jane Doe",
        csl=json.dumps({"id": secret.id, "type": "interview", "author": [{"family": "Doe"}]}),
    )
    case = replace(mali, sources=tuple(named if s is secret else s for s in mali.sources))
    for name, content in exported(case, forms=("csv",)).items():
        assert b"Doe" not in content, name


def test_nothing_of_later_days(mali: Case) -> None:
    files = exported(mali, as_of=CUT, forms=("csv",))
    for row in rows(files["stances.csv"]) + rows(files["claims.csv"]):
        assert not row["known"] or date.fromisoformat(row["known"]) <= CUT
    for row in rows(files["sources.csv"]):
        assert row["issued"][:10] <= CUT.isoformat()
    later = {s.title for s in mali.sources if s.issued.last and s.issued.last > CUT and s.title}
    for content in files.values():
        assert not [title for title in later if title.encode() in content]


def test_the_same_view_gives_the_same_bytes(three: Case) -> None:
    assert exported(three) == exported(three)


def test_contested_claims_can_be_left_out(mali: Case) -> None:
    vocabulary = Vocabulary.read()
    view = view_of(mali, with_contested=False)
    found = {t.name: t for t in tables(view, Names(view, vocabulary, "en"), vocabulary)}
    assert not {"contested", "denied"} & {row[3] for row in found["claims"].rows}


def test_without_pyarrow_csv_is_written_and_the_extra_named(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counterpoise.brief.export.find_spec", lambda _: None)
    found = run("export", "mali", "--output", tmp_path)
    assert found.code == 0
    assert found.err.count("\n") == 1
    assert "counterpoise[export]" in found.err
    assert (tmp_path / "claims.csv").exists()
    assert not list(tmp_path.glob("*.parquet"))


def test_parquet_asked_for_without_pyarrow_is_one_sentence(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def absent(module: str, *rest: object, **more: object) -> object:
        if module.split(".", maxsplit=1)[0] == "pyarrow":
            raise ImportError("No module named pyarrow", name="pyarrow")
        return real(module, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", absent)
    found = run("export", "mali", "--tables", "parquet", "--output", tmp_path / "out")
    assert (found.code, found.err.count("\n")) == (2, 1)
    assert "pyarrow is not installed; install the extra “export”" in found.err
    assert not (tmp_path / "out").exists()


def test_forms_of_tables() -> None:
    assert table_forms(None) == ("csv", "parquet")
    assert table_forms(["parquet", "csv"]) == ("csv", "parquet")
    with pytest.raises(InputError, match="“xlsx”; choose among csv, parquet"):
        table_forms(["xlsx"])


def test_the_command_tells_what_it_wrote(run: Callable, tmp_path: Path) -> None:
    found = run("export", "mali", "--tables", "csv", "--output", tmp_path, "--format", "json")
    for item in found.json:
        content = Path(item["path"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (
            item["bytes"],
            item["sha256"],
        )


def test_a_folder_that_cannot_be_made(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    found = run("export", "mali", "--tables", "csv", "--output", tmp_path / "file" / "deeper")
    assert (found.code, found.err.count("\n")) == (2, 1)
    assert "the export cannot be written (Not a directory)" in found.err
