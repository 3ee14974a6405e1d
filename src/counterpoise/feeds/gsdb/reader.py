"""Global Sanctions Data Base: one case a row, with the components of the sanction as flags.

Format: the data base's user manual; columns `success` and `objective` take lists. A party may be a
list of states: the case stays one record, and `subject_members` and `object_members` hold the codes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from counterpoise.feeds import batches, delimited
from counterpoise.feeds.actors import ActorTables
from counterpoise.feeds.batches import Batch, one_by_one
from counterpoise.feeds.source import Source
from counterpoise.feeds.structure import RecordMapping, attributes, records

COMPONENTS = ("trade", "arms", "military", "financial", "travel", "other")
_KEPT = ("descr_trade", "target_mult", "sender_mult", "objective", "success")


def read_file(file: Path, source: Source, tables: ActorTables) -> Iterator[Batch]:
    """Read one release. `text` lists the components in force, joined by commas."""
    layout = source.layouts["default"]
    rows = list(delimited.records(file, source, layout))
    first, last = 'TRY_CAST("begin" AS INTEGER)', 'TRY_CAST("end" AS INTEGER)'
    start = f"CASE WHEN {first} BETWEEN 1000 AND 3000 THEN make_date({first}, 1, 1) END"
    flags = ", ".join(f"CASE WHEN {c} = '1' THEN '{c}' END" for c in COMPONENTS)
    mapping = RecordMapping(
        subject="sanctioned_state",
        object="sanctioning_state",
        lists=True,
        columns={
            "record_id": "case_id",
            "indicator": "'sanction'",
            "start_date": start,
            "end_date": f"CASE WHEN {last} BETWEEN 1000 AND 3000 THEN make_date({last}, 12, 31) END",
            "precision": "'year'",
            "text": f"concat_ws(',', {flags})",
            "attributes": attributes(_KEPT),
        },
        rules={
            "case_id = ''": "'column case_id is empty'",
            **batches.bad_date("begin", start, source),
            f"{last} IS NULL OR {last} < {first}": "'column end: ' || \"end\" || ' is no year from begin on'",
            **{
                f"{c} NOT IN ('0', '1')": f"'column {c}: ' || {c} || ' is neither 0 nor 1'"
                for c in (*COMPONENTS, "target_mult", "sender_mult")
            },
        },
    )
    yield from records(file, source, (layout.columns, rows), tables, mapping)


read = one_by_one(read_file)
