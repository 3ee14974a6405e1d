"""CSL-JSON records → sources of the model."""

from __future__ import annotations

import calendar
import json
from collections.abc import Mapping
from typing import cast, get_args

from counterpoise.casefiles.record import Faults, Record
from counterpoise.model.dates import UNDATED, DateInterval, parse_date
from counterpoise.model.evidence import Grade, Source


def source(item: Mapping[str, object], *, file: str, faults: Faults) -> Source:
    """Read one CSL-JSON item with the project's `custom` object.

    The whole item is kept as canonical JSON, so that nothing a bibliography needs is lost.
    """
    where = f"{file}, record {item.get('id', '?')}"
    texts = {key: str(value) for key, value in item.items() if isinstance(value, (str, int))}
    record = Record(texts, file=where, line=0, faults=faults)
    custom = item.get("custom", {})
    if not isinstance(custom, Mapping):
        faults.add("“custom” is not an object", where=where, remedy="write {…}")
        custom = {}
    extra = Record(
        {key: _text(value) for key, value in custom.items()}, file=where, line=0, faults=faults
    )
    notes = tuple(
        int(str(note))
        for note in cast("list[object]", custom.get("notes", []))
        if str(note).isdigit()
    )
    protected = bool(custom.get("protected", False))
    if protected and item.get("author"):
        faults.add(
            "a protected source names its author", where=where, remedy="remove the field author"
        )
    return Source(
        id=record.identifier(),
        csl=json.dumps(item, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        type=record.text("type", required=True),
        title=record.text("title", required=not protected),
        issued=_issued(item.get("issued"), where, faults),
        cited_by=extra.text("cited_by"),
        notes=notes,
        protected=protected,
        category=extra.text("category"),
        place=extra.text("place"),
        period=extra.date("period"),
        mode=extra.text("mode"),
        is_data=bool(custom.get("is_data", False)),
        grade=extra.choice("grade", get_args(Grade), default="press"),
    )


def _text(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _issued(value: object, where: str, faults: Faults) -> DateInterval:
    if value is None:
        return UNDATED
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    try:
        ends = [_edtf(cast("list[object]", part)) for part in cast("list[object]", parts)]
        return parse_date("/".join(ends), basis="source_date")
    except (TypeError, ValueError) as error:
        faults.add(
            f"“issued” is not a date ({error})",
            where=where,
            remedy='write {"date-parts": [[2022, 8, 17]]}, with a second part for a range',
        )
        return UNDATED


def _edtf(part: list[object]) -> str:
    numbers = [int(str(number)) for number in part]
    if not 1 <= len(numbers) <= 3:
        message = f"{len(numbers)} parts"
        raise ValueError(message)
    if len(numbers) > 1 and not 1 <= numbers[1] <= len(calendar.month_name) - 1:
        message = f"month {numbers[1]}"
        raise ValueError(message)
    return "-".join(f"{number:0{4 if place == 0 else 2}d}" for place, number in enumerate(numbers))
