"""Global Sanctions Data Base: one case a row, with the components of the sanction as flags.

Format: the data base's user manual; column `success` and `objective` take lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from counterpoise.feeds import batches, delimited
from counterpoise.feeds.actors import ActorTables
from counterpoise.feeds.batches import Batch, one_by_one
from counterpoise.feeds.source import Source
from counterpoise.feeds.structure import attributes, register_states

COMPONENTS = ("trade", "arms", "military", "financial", "travel", "other")


def read_file(file: Path, source: Source, tables: ActorTables) -> Iterator[Batch]:
    """Read one release. `text` lists the components in force, joined by commas."""
    layout = source.layouts["default"]
    rows = list(delimited.records(file, source, layout))
    with batches.workspace() as connection:
        delimited.raw_table(connection, layout, rows)
        surprises = register_states(
            connection, ["sanctioned_state", "sanctioning_state"], tables, source.lookups["states"]
        )
        first, last = 'TRY_CAST("begin" AS INTEGER)', 'TRY_CAST("end" AS INTEGER)'
        start = f"CASE WHEN {first} BETWEEN 1000 AND 3000 THEN make_date({first}, 1, 1) END"
        flags = ", ".join(f"CASE WHEN {c} = '1' THEN '{c}' END" for c in COMPONENTS)
        kept = ("descr_trade", "target_mult", "sender_mult", "objective", "success")
        selected = batches.project(
            source,
            {
                "record_id": "case_id",
                "origin": batches.origin(file),
                "indicator": "'sanction'",
                "start_date": start,
                "end_date": f"CASE WHEN {last} BETWEEN 1000 AND 3000 THEN make_date({last}, 12, 31) END",
                "precision": "'year'",
                "subject_raw": "sanctioned_state",
                "subject_iso3": "t.iso3",
                "subject_org": "t.org",
                "object_raw": "sanctioning_state",
                "object_iso3": "s.iso3",
                "object_org": "s.org",
                "text": f"concat_ws(',', {flags})",
                "attributes": attributes(kept),
            },
        )
        bad_flags = {
            f"{c} NOT IN ('0', '1')": f"'column {c}: ' || {c} || ' is neither 0 nor 1'"
            for c in (*COMPONENTS, "target_mult", "sender_mult")
        }
        reason = batches.reasons(
            {
                "case_id = ''": "'column case_id is empty'",
                **batches.bad_date("begin", start, source),
                f"{last} IS NULL OR {last} < {first}": "'column end: ' || \"end\" || ' is no year from begin on'",
                **bad_flags,
            }
        )
        mapped = (
            f"SELECT {selected}, _row, {reason} AS _reason FROM raw "
            "LEFT JOIN names t ON sanctioned_state = t.name "
            "LEFT JOIN names s ON sanctioning_state = s.name"
        )
        yield batches.batch(connection, source, {file: len(rows)}, mapped, unexpected=surprises)


read = one_by_one(read_file)
