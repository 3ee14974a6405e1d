"""Everything that became known later, taken out of the plain files of a case folder.

This is the rules of known time (docs/glossary.md) a second time, written over raw rows and without
a line of the package's own `truncate`, so that the one can be held against the other.
"""

from __future__ import annotations

import calendar
import csv
import json
from datetime import date
from pathlib import Path

import yaml

NEVER = date.max
Row = dict[str, str]


class Files:
    """A case folder as rows of texts."""

    def __init__(self, folder: Path) -> None:
        self.head = load_yaml(folder / "case.yml")
        self.measures = load_yaml(folder / "measures.yml")
        self.outlines = {
            name: load_yaml(folder / f"{name}.yml")
            for name in ("trackers", "options", "mechanisms")
        }
        path = folder / "sources.json"
        self.sources = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
        self.tables: dict[str, list[Row]] = {}
        for path in sorted(folder.glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as file:
                self.tables[path.stem] = list(csv.DictReader(file))

    def table(self, name: str) -> list[Row]:
        return self.tables.get(name, [])

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "case.yml").write_text(dump_yaml(self.head), encoding="utf-8")
        (folder / "measures.yml").write_text(dump_yaml(self.measures), encoding="utf-8")
        for name, outline in self.outlines.items():
            (folder / f"{name}.yml").write_text(dump_yaml(outline), encoding="utf-8")
        (folder / "sources.json").write_text(
            json.dumps(self.sources, ensure_ascii=False), encoding="utf-8"
        )
        for name, rows in self.tables.items():
            if not rows:
                continue
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(dict.fromkeys(k for row in rows for k in row)))
                writer.writeheader()
                writer.writerows(rows)


def load_yaml(path: Path) -> dict:
    """Read an outline with every scalar as the text that was typed."""
    if not path.exists():
        return {}
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}


def dump_yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, default_style='"')


def first_day(text: str) -> date | None:
    head = text.partition("/")[0]
    return _point(head, last=False) if head else None


def last_day(text: str) -> date | None:
    tail = text.partition("/")[2] if "/" in text else text
    return _point(tail, last=True) if tail else None


def _point(text: str, *, last: bool) -> date:
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    month = month or (12 if last else 1)
    return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))


def width(text: str) -> int:
    first, last = first_day(text), last_day(text)
    return 10**6 if first is None or last is None else (last - first).days + 1


def is_finer(one: str, other: str) -> bool:
    return not other or width(one) < width(other)


def listed(text: object) -> list[str]:
    if isinstance(text, list):
        return text
    return [part.strip() for part in str(text or "").split(";") if part.strip()]


def removed(folder: Path, day: date, into: Path) -> None:
    """Write the folder to `into` without everything that was not known at the end of `day`."""
    files = Files(folder)
    Removal(files, day).apply()
    files.write(into)


class Removal:
    def __init__(self, files: Files, day: date) -> None:
        self.files = files
        self.day = day
        self.published = self._published()
        rows = {row["id"]: row for row in files.table("propositions")}
        self.public = {key for key, row in rows.items() if row["public"] == "yes"}
        self.dates = {key: row["when"] for key, row in rows.items()}
        for stance in files.table("stances"):
            finer = stance["dates_it"]
            if finer and is_finer(finer, self.dates[stance["proposition"]]):
                self.dates[stance["proposition"]] = finer
        own = {key: last_day(self.dates[key]) or NEVER for key in self.public}
        self.stance_known = {
            row["id"]: min(self.published[row["source"]], own.get(row["by_act"], NEVER))
            for row in files.table("stances")
        }
        since = {key: own.get(key, NEVER) for key in rows}
        for row in files.table("stances"):
            key = row["proposition"]
            since[key] = min(since[key], self.stance_known[row["id"]])
        self.known = {key for key, when in since.items() if when <= day}
        self.open = {key for key, when in self.published.items() if when <= day}
        self.spans = {row["id"] for row in files.table("locators") if row["document"] in self.open}

    def _published(self) -> dict[str, date]:
        by_id = {record["id"]: record for record in self.files.sources}

        def issued(record: dict) -> date | None:
            parts = record.get("issued", {}).get("date-parts")
            if not parts:
                return None
            return last_day("-".join(f"{int(n):02d}" for n in parts[-1]))

        def known(record: dict) -> date:
            custom = record.get("custom", {})
            own = issued(record)
            if not custom.get("cited_by"):
                return own or NEVER
            cap = known(by_id[custom["cited_by"]])
            if custom.get("protected") or custom.get("is_data") or own is None:
                return cap
            return min(own, cap)

        return {key: known(record) for key, record in by_id.items()}

    def apply(self) -> None:
        files = self.files
        spoken = self._spoken_of()
        stances = self._stances()
        files.tables["propositions"] = self._propositions()
        files.tables["stances"] = stances
        files.tables["locators"] = [r for r in files.table("locators") if r["id"] in self.spans]
        files.tables["quantities"] = [
            row for row in files.table("quantities") if row["proposition"] in self.known
        ]
        self._sources()
        self._measures(spoken)
        self._outlines(spoken)
        self._roles()
        files.head["documents"] = [
            item for item in files.head.get("documents") or [] if item["source"] in self.open
        ]
        files.head["gaps"] = [
            gap | {"about": [item for item in listed(gap["about"]) if item in self.known]}
            for gap in files.head.get("gaps") or []
            if self.known & set(listed(gap["about"])) and self.open >= set(listed(gap["searched"]))
        ]
        files.tables = {k: v for k, v in files.tables.items() if not k.startswith("texts.")}
        self._names()

    def _names(self) -> None:
        """Cut the lists of actors to those that something left bears, and the period to the day."""
        files, named = self.files, {self.files.head["focal"]}
        for row in files.table("propositions"):
            for side in ("source_actors", "target_actors", "third_actors"):
                named |= set(listed(row.get(side)))
        named |= {row["holder"] for row in files.table("stances")}
        named |= {row[side] for row in files.table("roles") for side in ("actor", "of")}
        for measure in files.measures["measures"]:
            named |= {*listed(measure["issuers"]), measure["target"]}
        named |= {whole.get("leader", "") for whole in files.measures["architectures"]}
        for option in files.outlines["options"]["options"]:
            named |= set(listed(option["addressees"]))
        trackers = files.outlines["trackers"]["trackers"]
        for tracker in trackers:
            for entry in tracker["entries"]:
                named |= set(listed(entry.get("actors")))
        above = {row["id"]: row.get("principal", "") for row in files.table("actors")}
        while more := {above.get(name, "") for name in named} - named - {""}:
            named |= more
        for tracker in trackers:
            tracker["actors"] = [name for name in listed(tracker.get("actors")) if name in named]
        files.head["partners"] = [
            name for name in listed(files.head.get("partners")) if name in named
        ]
        first = min(first_day(files.head["period"]) or self.day, self.day)
        if (last_day(files.head["period"]) or NEVER) > self.day:
            files.head["period"] = f"{first}/{self.day}"

    def _spoken_of(self) -> set[str]:
        """Propositions of which something open speaks in the case's words."""
        return {
            row["proposition"]
            for row in self.files.table("stances")
            if row["source"] in self.open
            and (not row["locators"] or self.spans & set(listed(row["locators"])))
        }

    def _propositions(self) -> list[Row]:
        spoken = self._spoken_of()
        kept = []
        for whole in self.files.table("propositions"):
            key = whole["id"]
            if key not in self.known:
                continue
            row = dict(whole, when=self._date_open(key))
            if key not in spoken:
                row.update(when_words="", when_basis="", answers="")
            elif row["when"] != self._original(key)["when"]:
                row.update(self._words_of_finer(key))
            if row["answers"] not in self.known:
                row["answers"] = ""
            kept.append(row)
        return kept

    def _original(self, key: str) -> Row:
        return next(row for row in self.files.table("propositions") if row["id"] == key)

    def _datings(self, key: str) -> list[Row]:
        return [
            row
            for row in self.files.table("stances")
            if row["proposition"] == key
            and row["dates_it"]
            and (key in self.public or self.stance_known[row["id"]] <= self.day)
        ]

    def _date_open(self, key: str) -> str:
        finest = self._original(key)["when"]
        for row in self._datings(key):
            if is_finer(row["dates_it"], finest):
                finest = row["dates_it"]
        return finest

    def _words_of_finer(self, key: str) -> Row:
        for row in self._datings(key):
            if row["dates_it"] == self._date_open(key):
                told = row["dates_it_words"] if row["source"] in self.open else ""
                return {"when_words": told, "when_basis": ""}
        raise AssertionError(key)

    def _stances(self) -> list[Row]:
        kept, held = [], set()
        for whole in self.files.table("stances"):
            if self.stance_known[whole["id"]] > self.day:
                continue
            held.add(whole["proposition"])
            row = dict(whole, dates_it="", dates_it_words="")
            if row["by_act"] not in self.known:
                row["by_act"] = ""
            spans = [item for item in listed(row["locators"]) if item in self.spans]
            if row["source"] not in self.open:
                row.update(source="public-act", when_words="", when_basis="")
                spans = []
            row["locators"] = ";".join(spans)
            kept.append(row)
        for row in self.files.table("propositions"):
            if row["id"] in self.known - held:
                kept += [
                    {
                        "id": f"{row['id']}.public-act.{actor}",
                        "proposition": row["id"],
                        "holder": actor,
                        "position": "announces",
                        "when": self.dates[row["id"]],
                        "source": "public-act",
                    }
                    for actor in listed(row["source_actors"])
                ]
        return kept

    def _sources(self) -> None:
        kept = [record for record in self.files.sources if record["id"] in self.open]
        for record in kept:
            if record.get("custom", {}).get("cited_by", "") not in self.open | {""}:
                record["custom"].pop("cited_by")
        parts = [[self.day.year, self.day.month, self.day.day]]
        stand_in = {"id": "public-act", "type": "document", "title": "-"}
        self.files.sources = [*kept, stand_in | {"issued": {"date-parts": parts}}]

    def _measures(self, spoken: set[str]) -> None:
        shown = []
        for measure in self.files.measures.get("measures") or []:
            for part in measure["components"]:
                part["changes"] = [c for c in part["changes"] if c["act"] in self.known]
            measure["components"] = [part for part in measure["components"] if part["changes"]]
            if measure["components"]:
                shown.append(measure)
        names = {f"{m['id']}/{part['id']}" for m in shown for part in m["components"]}
        for measure in shown:
            changes = [c for part in measure["components"] for c in part["changes"]]
            relieved = any(change["to"] not in {"active", "unknown"} for change in changes)
            for part in measure["components"]:
                read = any(change["act"] in spoken for change in part["changes"])
                for link in ("same_as", "voided_by"):
                    if part.get(link) not in names:
                        part.pop(link, None)
                part["not_in_evidence"] = [
                    side
                    for side in listed(part.get("not_in_evidence"))
                    if side == "start" or relieved or read
                ]
        self.files.measures = {"measures": shown} | {
            name: self._wholes(self.files.measures.get(name) or [], names)
            for name in ("architectures", "supports")
        }

    def _wholes(self, entries: list[dict], names: set[str]) -> list[dict]:
        kept = []
        for entry in entries:
            rests_on = [item for item in listed(entry["rests_on"]) if item in self.known]
            ends = {entry[side] for side in ("giver", "taker") if side in entry}
            if rests_on and names >= ends:
                entry["rests_on"] = rests_on
                if "parts" in entry:
                    entry["parts"] = [part for part in listed(entry["parts"]) if part in names]
                if "effects" in entry:
                    entry["effects"] = [e for e in listed(entry["effects"]) if e in self.known]
                kept.append(entry)
        return kept

    def _outlines(self, spoken: set[str]) -> None:
        outlines = self.files.outlines
        trackers = []
        for tracker in outlines["trackers"].get("trackers") or []:
            entries = [e for e in tracker["entries"] if self.known >= set(listed(e["rests_on"]))]
            for entry in entries:
                entry["met_by"] = [p for p in listed(entry.get("met_by")) if p in self.known]
                if not spoken >= set(listed(entry["rests_on"])):
                    for field in ("detail", "due_words", "due_basis"):
                        entry.pop(field, None)
                if tracker["kind"] == "shocks":
                    self._end_of_shock(entry)
            if entries:
                trackers.append(tracker | {"entries": entries})
        outlines["trackers"] = {"trackers": trackers}
        self._options(spoken)
        outlines["mechanisms"] = {
            "mechanisms": [
                edge
                for edge in outlines["mechanisms"].get("mechanisms") or []
                if edge["proposition"] in self.known
            ]
        }

    def _options(self, spoken: set[str]) -> None:
        options = [
            option
            for option in self.files.outlines["options"].get("options") or []
            if option["proposition"] in self.known
        ]
        names = {option["id"] for option in options}
        for option in options:
            if option["proposition"] not in spoken:
                option.pop("condition", None)
                option.pop("feasibility", None)
            for link in ("fallback", "reciprocal"):
                if option.get(link) not in names:
                    option.pop(link, None)
            for link in ("fulfilled_by", "contradicted_by"):
                option[link] = [p for p in listed(option.get(link)) if p in self.known]
        self.files.outlines["options"] = {"options": options}

    def _end_of_shock(self, entry: dict) -> None:
        due = entry.get("due", "")
        if not due:
            return
        first, last = first_day(due), last_day(due)
        if first is not None and first > self.day:
            entry["due"] = ""
        elif last is not None and last > self.day:
            entry["due"] = f"{first or ''}/" if first else ""

    def _roles(self) -> None:
        kept = []
        for whole in self.files.table("roles"):
            began = first_day(whole["held"]) if whole["public"] == "yes" and whole["held"] else None
            if min(self.published[whole["source"]], began or NEVER) > self.day:
                continue
            row = dict(whole)
            last = last_day(row["held"]) if row["held"] else None
            if last is not None and last > self.day:
                first = first_day(row["held"])
                row.update(held=f"{first}/" if first else "", held_words="", held_basis="")
            row["locators"] = ";".join(s for s in listed(row["locators"]) if s in self.spans)
            if row["source"] not in self.open:
                row.update(source="public-act", held_words="", held_basis="")
            kept.append(row)
        self.files.tables["roles"] = kept
