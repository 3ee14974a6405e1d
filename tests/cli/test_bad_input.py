"""Bad input, each with its sentence: exit code 2, nothing on standard output, no traceback."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

REMEDY = re.compile(r"[^;]+; .+\.$", re.DOTALL)
Edit = Callable[[Path], object]


def check_sentences(err: str, *parts: str) -> None:
    assert err.startswith("counterpoise: "), err
    assert "Traceback" not in err
    for line in err.strip().splitlines():
        assert REMEDY.match(line), f"no remedy in: {line}"
    for part in parts:
        assert part in err, f"{part!r} is not in: {err}"


@pytest.fixture
def folder(three_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(three_folder, tmp_path / "case"))


def put(file: str, old: str, new: str) -> Edit:
    def edit(folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def add(file: str, line: str) -> Edit:
    def edit(folder: Path) -> None:
        with (folder / file).open("a", encoding="utf-8") as table:
            table.write(line + "\n")

    return edit


def write(file: str, content: str | bytes) -> Edit:
    data = content.encode() if isinstance(content, str) else content
    return lambda folder: (folder / file).write_bytes(data)


FAULTS: dict[str, tuple[Edit, tuple[str, ...]]] = {
    "malformed YAML": (
        put("measures.yml", "issuers: [union]", "issuers: [union"),
        ("measures.yml, line", "malformed", "check indentation"),
    ),
    "a key twice": (
        put("case.yml", "focal: XAA", "focal: XAA\nfocal: XAB"),
        ("case.yml, line 6", "“focal” stands twice"),
    ),
    "an outline that is a list": (
        write("options.yml", "- one\n"),
        ("options.yml, line 1", "not a mapping"),
    ),
    "a list that is none": (
        write("options.yml", "options: many\n"),
        ("options.yml, line 1, field options", "“many” is not a list", "begin each entry"),
    ),
    "an unknown field": (
        put("options.yml", "feasibility:", "feasability:"),
        ("options.yml, line 5, field feasability", "this field is not known"),
    ),
    "an open quotation mark": (
        add("propositions.csv", 'x,act,"an open quotation'),
        ("propositions.csv, line", "the table breaks off", "close every quotation mark"),
    ),
    "too few fields": (
        add("propositions.csv", "x,act"),
        ("propositions.csv, line 75", "2 fields stand in a table of 17 columns"),
    ),
    "too many fields": (
        add("roles.csv", "a,b,c,d,e,f,g,h,i,j,k"),
        ("roles.csv, line 6", "11 fields stand in a table of 10 columns"),
    ),
    "an unknown column": (
        put("stances.csv", "holder", "keeper"),
        ("stances.csv, line 1", "“keeper” is not a column of this file", "holder"),
    ),
    "a column twice": (
        put("roles.csv", "held_words", "held"),
        ("roles.csv, line 1", "“held” stands twice"),
    ),
    "malformed JSON": (
        put("sources.json", '"id": "report"', '"id" "report"'),
        ("sources.json, line 3", "the JSON is malformed"),
    ),
    "JSON that is no array": (
        write("sources.json", "{}"),
        ("sources.json", "not an array of objects", "wrap the records in [ ]"),
    ),
    "a duplicate identifier": (
        add("actors.csv", "harrow,company,Harrow,,,,,"),
        ("actors.csv, line 23", "the identifier “harrow” stands twice", "one of its own"),
    ),
    "a figure twice": (
        add("quantities.csv", "q-loan,40,,,crowns,exactly,,,,,,,,40"),
        ("quantities.csv, line 12", "the identifier “q-loan” stands twice"),
    ),
    "an unknown actor": (
        put("propositions.csv", ",harrow,XAA,", ",harow,XAA,"),
        ("propositions.csv, line 9", "actor “harow” is not known", "write “harrow”"),
    ),
    "an unknown holder": (
        put("stances.csv", "c-harrow-present,courier", "c-harrow-present,currier"),
        ("stances.csv, line", "holder “currier” is not known", "write “courier”"),
    ),
    "an unknown event type": (
        put("propositions.csv", ",COERCE,seize,", ",COERSE,seize,"),
        ("propositions.csv, line 2", "event type “COERSE” is not known", "write “COERCE”"),
    ),
    "an act without an event type": (
        put("propositions.csv", ",COERCE,seize,", ",,,"),
        ("propositions.csv, line 2", "an act without an event type", "ACCUSE"),
    ),
    "an unknown mode": (
        put("propositions.csv", ",COERCE,seize,", ",COERCE,sieze,"),
        ("propositions.csv, line 2", "mode of COERCE “sieze” is not known", "write “seize”"),
    ),
    "an unknown channel": (
        put("propositions.csv", ",law,COERCE,", ",lore,COERCE,"),
        ("propositions.csv, line 2", "channel “lore” is not known"),
    ),
    "an unknown position": (
        put("stances.csv", ",meridian,asserts,", ",meridian,insists,"),
        ("stances.csv, line 2, field position", "“insists” is not known here", "asserts"),
    ),
    "a stance on nothing": (
        put("stances.csv", "s-a-takeover-meridian,a-takeover,", "s-a-takeover-meridian,a-takover,"),
        ("proposition “a-takover” is not known", "write “a-takeover”"),
    ),
    "nobody holds a stance": (
        put("stances.csv", "s-a-takeover-meridian,a-takeover,", "s-a-takeover-meridian,a-accord,"),
        ("propositions.csv, line 2", "nobody holds a stance on “a-takeover”"),
    ),
    "an end before its start": (
        put("propositions.csv", ",2014-06/2022-09,", ",2022-09/2014-06,"),
        ("propositions.csv, line 7, field when", "“2022-09/2014-06” ends before it starts"),
    ),
    "an impossible date": (
        put("propositions.csv", ",2020-08-18,", ",2020-02-30,"),
        ("propositions.csv, line 2, field when", "“2020-02-30” is not a day of the calendar"),
    ),
    "an impossible month of publication": (
        put("sources.json", "2021,\n     9,\n     14", "2021,\n     13,\n     14"),
        ("sources.json, record n02-courier-2021-09-14", "month 13"),
    ),
    "an unreadable period in the heading": (
        put("case.yml", "period: 2020-01/2023-03-01", "period: from 2020"),
        ("case.yml, line 8, field period", "“from 2020” is not a date"),
    ),
    "a stance without a source": (
        put("stances.csv", ",asserts,,,,report,l01,", ",asserts,,,,,l01,"),
        ("stances.csv, line 2, field source", "nothing is given", "fill it in"),
    ),
    "an unknown source": (
        put("stances.csv", ",asserts,,,,report,l01,", ",asserts,,,,raport,l01,"),
        ("stances.csv, line 2", "source “raport” is not known", "write “report”"),
    ),
    "an unknown locator": (
        put("stances.csv", ",asserts,,,,report,l01,", ",asserts,,,,report,l99,"),
        ("stances.csv, line 2", "locator “l99” is not known"),
    ),
    "a locator outside its document": (
        add("locators.csv", f"far,report,IV,1,0,4000,99999,{'a' * 64}"),
        ("locators.csv, line 83", "ends at 99999, outside its document of 4828 characters"),
    ),
    "a locator that ends before it starts": (
        add("locators.csv", f"back,report,IV,1,0,40,30,{'a' * 64}"),
        ("locators.csv, line 83, field end", "the span ends at 30 and starts at 40"),
    ),
    "a locator without a digest": (
        add("locators.csv", "bare,report,IV,1,0,40,50,ABC"),
        ("locators.csv, line 83, field sha256", "“ABC” is not a SHA-256"),
    ),
    "not UTF-8": (
        write("actors.csv", "id,kind,name\nXAA,state,Anvar\nx,person,José\n".encode("latin-1")),
        ("actors.csv, line 3", "byte 0xE9 is not UTF-8", "save the file as UTF-8"),
    ),
    "an undated document": (
        put("sources.json", '"issued"', '"event-date"'),
        ("sources.json, record report", "“report” was read and has no date of publication"),
    ),
    "a public act that nobody did": (
        put("propositions.csv", ",COERCE,seize,xaa-officers,", ",COERCE,seize,,"),
        ("propositions.csv, line 2", "“a-takeover” is public and nobody did it", "source_actors"),
    ),
    "a component nowhere": (
        put("measures.yml", "same_as: union-membership/membership", "same_as: union/membership"),
        ("measures.yml, line", "component “union/membership” is not known"),
    ),
    "a measure changed by nothing": (
        put("measures.yml", "act: a-lantern-ends", "act: a-lantern-stops"),
        ("measures.yml, line", "act “a-lantern-stops” is not known"),
    ),
    "an unknown kind of tracker": (
        put("trackers.yml", "kind: poll", "kind: pole"),
        ("trackers.yml, line", "field kind", "“pole” is not known here", "“poll” is near"),
    ),
    "a role that its tracker does not have": (
        put("trackers.yml", "role: caveat", "role: break"),
        ("trackers.yml, line", "field role", "“break” is not known here"),
    ),
    "a move without a sign": (
        put("options.yml", "union:diplomacy:+", "union:diplomacy"),
        ("options.yml, line", "field moves", "“union:diplomacy” is not a move", "PARTNER:CHANNEL"),
    ),
    "a move of nobody": (
        put("options.yml", "union:diplomacy:+", "onion:diplomacy:+"),
        ("options.yml, line", "partner “onion” is not known"),
    ),
    "a translation of nothing": (
        put("texts.fr.csv", "a-frees,statement", "a-freed,statement"),
        ("texts.fr.csv, line", "record “a-freed” is not known"),
    ),
    "a quotation of more than eight words": (
        put("stances.csv", "an invention", "one two three four five six seven eight nine"),
        ("stances.csv, line", "field wording", "the quotation has 9 words"),
    ),
    "a figure that is none": (
        put("quantities.csv", "q-loan,40000000,", "q-loan,forty,"),
        ("quantities.csv, line", "field value", "“forty” is not a number"),
    ),
    "a figure without end": (
        put("quantities.csv", "q-loan,40000000,", "q-loan,inf,"),
        ("quantities.csv, line", "field value", "“inf” is not a number"),
    ),
    "bounds the wrong way round": (
        put("quantities.csv", ",2000,1500,2500,", ",2000,2500,1500,"),
        ("quantities.csv, line", "field low", "2500 is above the upper bound 1500"),
    ),
    "a protected source with a name": (
        put("sources.json", '"type": "interview",', '"type": "interview", "author": [{}],'),
        ("sources.json, record n01-interviews", "names its author"),
    ),
    "another version of the format": (
        put("case.yml", "format: 1", "format: 7"),
        ("case.yml, line 2, field format", "format “7” is not known", "upgrade"),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_case_folder(fault: str, folder: Path, run: Callable[..., object]) -> None:
    edit, parts = FAULTS[fault]
    edit(folder)
    for command in ("check", "measures"):
        ended = run(command, folder)
        assert (ended.code, ended.out) == (2, ""), fault
        check_sentences(ended.err, *parts)


def test_every_fault_of_a_folder_is_told_at_once(folder: Path, run: Callable[..., object]) -> None:
    put("stances.csv", ",meridian,asserts,", ",meridian,insists,")(folder)
    put("propositions.csv", ",2020-08-18,", ",2020-02-30,")(folder)
    ended = run("check", folder)
    check_sentences(ended.err, "insists", "2020-02-30")
    assert len(ended.err.strip().splitlines()) == 2


def test_missing_case_empty_folder_and_missing_file(
    tmp_path: Path, folder: Path, run: Callable[..., object]
) -> None:
    ended = run("check", "nowhere")
    assert (ended.code, ended.out) == (2, "")
    check_sentences(ended.err, "there is no case “nowhere”", "mali")
    empty = tmp_path / "empty"
    empty.mkdir()
    ended = run("check", empty)
    check_sentences(ended.err, str(empty), "holds no case.yml", "new-case")
    (folder / "sources.json").unlink()
    ended = run("check", folder)
    assert (ended.code, ended.out) == (2, "")
    check_sentences(ended.err, "sources.json", "the file is missing")


@pytest.mark.parametrize("file", ["propositions.csv", "stances.csv"])
def test_a_needed_table_is_missed(file: str, folder: Path, run: Callable[..., object]) -> None:
    (folder / file).unlink()
    ended = run("check", folder)
    assert (ended.code, ended.out) == (2, "")
    check_sentences(ended.err, file, "the file is missing")


def test_a_folder_in_place_of_a_file(folder: Path, run: Callable[..., object]) -> None:
    (folder / "case.yml").unlink()
    (folder / "case.yml").mkdir()
    ended = run("check", folder)
    assert (ended.code, ended.out) == (2, "")
    check_sentences(ended.err, "case.yml", "cannot be read")


def test_an_empty_case_loads_and_has_nothing_to_say(
    tmp_path: Path, run: Callable[..., object]
) -> None:
    assert run("new-case", "blank", "--focal", "XAA", "--in", tmp_path).code == 0
    assert run("check", tmp_path / "blank").code == 0
    for command in ("measures", "claims", "gaps"):
        assert run(command, tmp_path / "blank", "--format", "json").json == []
    ended = run("measures", tmp_path / "blank", "--as-of", "2022-01-01")
    assert (ended.code, ended.err) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["--as-of", "yesterday"], ["--as-of", "“yesterday” is not a day", "YYYY-MM-DD"]),
        (["--as-of", "2022-02-30"], ["--as-of", "“2022-02-30” is not a day"]),
        (["--as-of", "2022-07"], ["--as-of", "“2022-07” is not a day"]),
        (["--as-of", "20220701"], ["--as-of", "“20220701” is not a day"]),
        (["--as-of", "2022-W26-5"], ["--as-of", "“2022-W26-5” is not a day"]),
        (["--on", ""], ["--on", "“” is not a day"]),
        (["--on", "2022-13-01"], ["--on", "“2022-13-01” is not a day"]),
        (
            ["--as-of", "1950-01-01"],
            ["--as-of", "nothing in the case “three” was known", "name 2013-07-01"],
        ),
    ],
)
@pytest.mark.parametrize("command", ["measures", "claims", "gaps"])
def test_days_that_are_none(
    command: str,
    arguments: list[str],
    parts: list[str],
    three_folder: Path,
    run: Callable[..., object],
) -> None:
    ended = run(command, three_folder, *arguments)
    assert (ended.code, ended.out) == (2, "")
    check_sentences(ended.err, *parts)


def test_a_document_that_is_none(
    tmp_path: Path, three_folder: Path, run: Callable[..., object]
) -> None:
    missing = run("verify", three_folder, "--document", tmp_path / "nothing.txt")
    check_sentences(missing.err, "nothing.txt", "cannot be read", "No such file")
    directory = run("verify", three_folder, "--document", tmp_path)
    check_sentences(directory.err, str(tmp_path), "cannot be read")
    latin = tmp_path / "latin.txt"
    latin.write_bytes(b"caf\xe9")
    wrong = run("verify", three_folder, "--document", latin)
    check_sentences(wrong.err, "latin.txt", "byte 3 is not UTF-8", "original file")
    document = three_folder / "document.txt"
    unknown = run("verify", three_folder, "--document", document, "--source", "n03")
    check_sentences(unknown.err, "no document “n03”", "--source", "report")
    for ended in (missing, directory, wrong, unknown):
        assert (ended.code, ended.out) == (2, "")


@pytest.mark.parametrize(
    ("name", "focal", "parts"),
    [
        ("x", "ATLANTIS", ["--focal", "“ATLANTIS” is not a state's code", "alpha-3"]),
        ("x", "xaa", ["--focal", "“xaa” is not a state's code"]),
        ("two words", "XAA", ["NAME", "“two words” cannot name a case"]),
        ("../zz", "XAA", ["NAME", "“../zz” cannot name a case", "--in"]),
        ("held", "XAA", ["NAME", "holds something already", "another name"]),
    ],
)
def test_a_case_that_cannot_begin(
    name: str, focal: str, parts: list[str], tmp_path: Path, run: Callable[..., object]
) -> None:
    (tmp_path / "held").mkdir()
    (tmp_path / "held" / "something").touch()
    ended = run("new-case", name, "--focal", focal, "--in", tmp_path)
    assert (ended.code, ended.out) == (2, "")
    check_sentences(ended.err, *parts)
    assert [path.name for path in tmp_path.iterdir()] == ["held"]


def spawn(*arguments: object, **more: object) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own."""
    command = [sys.executable, "-m", "counterpoise", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


def mounted(folder: Path, options: str, command: str) -> subprocess.CompletedProcess[str]:
    """Run a command with a small file system of its own at a folder."""
    tried = subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False)
    if os.geteuid() != 0 or tried.returncode != 0:
        pytest.skip("mounting is not allowed here")
    script = f"mount -t tmpfs -o {options} tmpfs {folder} && {command}"
    return subprocess.run(
        ["unshare", "-m", "sh", "-c", script], capture_output=True, text=True, check=False
    )


def new_case(folder: Path) -> str:
    return f"{sys.executable} -m counterpoise new-case x --focal XAA --in {folder}"


def test_a_folder_without_permission_or_on_a_read_only_disk(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        ended, why = mounted(tmp_path, "ro", new_case(tmp_path)), "Read-only file system"
    else:
        tmp_path.chmod(0o555)
        ended, why = spawn("new-case", "x", "--focal", "XAA", "--in", tmp_path), "Permission denied"
    assert (ended.returncode, ended.stdout) == (2, ""), ended.stderr
    check_sentences(ended.stderr, str(tmp_path / "x"), f"cannot be written ({why})")


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))


def test_a_disk_that_takes_no_more(tmp_path: Path) -> None:
    ended = spawn("new-case", "x", "--focal", "XAA", "--in", tmp_path, preexec_fn=limited)
    assert (ended.returncode, ended.stdout) == (2, ""), ended.stderr
    check_sentences(ended.stderr, str(tmp_path / "x"), "cannot be written (File too large)", "disk")
    assert list(tmp_path.iterdir()) == [], "half a case was left behind"


def test_a_full_disk(tmp_path: Path) -> None:
    command = f"{new_case(tmp_path)}; code=$?; ls {tmp_path} >&2; exit $code"
    ended = mounted(tmp_path, "size=8k", command)
    assert (ended.returncode, ended.stdout) == (2, ""), ended.stderr
    check_sentences(ended.stderr, "cannot be written (No space left on device)")
    assert len(ended.stderr.splitlines()) == 1, "half a case was left behind"


def test_the_console_script_itself_ends_with_2_and_no_traceback() -> None:
    ended = spawn("check", "nowhere")
    assert (ended.returncode, ended.stdout) == (2, "")
    check_sentences(ended.stderr, "there is no case “nowhere”")
