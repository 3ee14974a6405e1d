"""Findings: the computed statements that an output may make.

A finding without evidence cannot be made. Its `sentence` explains it in English to a reader of a
terminal; a brief plans its own prose over the same fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date

from counterpoise.errors import EvidenceError
from counterpoise.model.dates import DateInterval

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A computed statement with all that it rests on.

    Attributes
    ----------
    id
        Stable identifier: type and subject.
    evidence
        Identifiers of the propositions, stances and events it rests on; never empty unless
        `value` is ``None`` and the sentence says what is not in evidence.
    method
        Formula or rule, in words, with its source.
    value, unit, interval
        The number with its unit and 90 % interval, where the finding is a number.
    parameters
        Weights, half-lives and thresholds used.
    sentence
        What it says, in one sentence.
    """

    id: str
    evidence: tuple[str, ...]
    method: str
    sentence: str
    value: float | str | None = None
    unit: str = ""
    interval: tuple[float, float] | None = None
    parameters: Mapping[str, float | str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.evidence and self.value is not None:
            raise EvidenceError(
                f"the finding “{self.id}” states {self.value!r} without evidence",
                remedy="name the claims or events that it rests on",
            )


def as_json(value: object) -> Json:
    """Turn findings and model records into JSON values, field by field in declared order.

    Dates become ISO 8601 texts, date intervals their EDTF text or ``null`` when the date is not
    in evidence, tuples lists.
    """
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return round(value, 10)
    if isinstance(value, DateInterval):
        return value.edtf or None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_json(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return [as_json(item) for item in sorted(value)]
    if is_dataclass(value):
        return {item.name: as_json(getattr(value, item.name)) for item in fields(value)}
    message = f"{type(value).__name__} has no JSON form"
    raise TypeError(message)
