"""How often the suggested PLOVER type is right, on hand-coded sentences.

    COUNTERPOISE_DATA=… python benchmarks/event_suggestions.py

Two sets: the 161 sentences of PLOVER's gold standard records (development half; old labels mapped
as the data's README says, YIELD counting as either of its later parts) and 1,050 sentences of a
published training set that were not looked at for the table of verbs. Beside them the type that is
most frequent in each set, always suggested.
"""

from __future__ import annotations

import csv
import json
import os
from collections import Counter
from pathlib import Path

from counterpoise.vocabulary.event_verbs import suggest_event_type

OLD_LABELS = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
}
WIDER = {"YIELD": {"CONCEDE", "RETREAT"}}  # divided in two since


def main() -> None:
    """Print the table."""
    folder = Path(os.environ["COUNTERPOISE_DATA"]) / "plover"
    gold = json.loads((folder / "PLOVER_GSR_dev.json").read_text("utf-8"))
    with (folder / "PLV_train.tsv").open(encoding="utf-8", newline="") as stream:
        train = list(csv.DictReader(stream, delimiter="\t"))
    sets = {
        "gold standard records": [(row["text"], row["event"]) for row in gold],
        "training set, not looked at": [(row["sentence"], row["gold_root"]) for row in train],
    }
    print("| sentences | of | right | another type | none suggested | always the most frequent |")
    print("|---|---|---|---|---|---|")
    for name, pairs in sets.items():
        print(f"| {name} | {' | '.join(measured(pairs))} |")


def measured(pairs: list[tuple[str, str]]) -> list[str]:
    """Return the cells of one set."""
    labels = [OLD_LABELS.get(label, label) for _, label in pairs]
    found = [suggest_event_type(text) for text, _ in pairs]
    right = sum(
        s is not None and s.event_type in WIDER.get(x, {x})
        for s, x in zip(found, labels, strict=True)
    )
    none = sum(s is None for s in found)
    most = Counter(labels).most_common(1)[0][1]
    whole = len(pairs)
    shares = [right, whole - right - none, none, most]
    return [str(whole), *(f"{share / whole:.0%}" for share in shares)]


if __name__ == "__main__":
    main()
