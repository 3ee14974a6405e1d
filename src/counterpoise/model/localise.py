"""A case told in another language: every text replaced by its translation.

This comes before any cut to a day, while the lines of trackers still have the places by which
their translations are keyed. A case is told in one language or not at all: where a text that
readers see has no translation, the case is refused with a list of what is missing, because a brief
in two languages helps no reader and hides the gap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from counterpoise.errors import CaseError
from counterpoise.model.actors import Actor
from counterpoise.model.case import Case
from counterpoise.model.measures import Measure
from counterpoise.model.outlines import Entry, Tracker
from counterpoise.model.propositions import Quantity

_SHOWN = 3
"""How many missing texts a refusal names."""


_Record = TypeVar("_Record")


@dataclass
class _Texts:
    """Translations into one language, and a list of what was looked for in vain."""

    found: Mapping[tuple[str, str], str]
    missing: list[str] = field(default_factory=list)

    def put(
        self, item: _Record, needed: Iterable[str], wished: Iterable[str] = (), *, key: str = ""
    ) -> _Record:
        """Return a record with its texts replaced; an empty text stays empty."""
        key = key or str(getattr(item, "id", ""))
        needed = tuple(needed)
        changes = {
            name: text
            for name in (*needed, *wished)
            if (text := self.text(key, name, getattr(item, name), needed=name in needed))
        }
        return _with(item, changes)

    def text(self, key: str, name: str, present: str, *, needed: bool) -> str:
        """Return the translation of a text, empty where there is none or nothing to translate."""
        if not present:
            return ""
        text = self.found.get((key, name), "")
        if needed and not text:
            self.missing.append(f"{key} {name}")
        return text


def localised(case: Case, language: str, names: Mapping[str, str] | None = None) -> Case:
    """Return the case with every text in another language; translations themselves stay out.

    Parameters
    ----------
    language
        ISO 639-1 code. The case's own language returns the case as it is.
    names
        Names in that language of actors that the case need not translate, by identifier: those
        of the vocabulary.

    Raises
    ------
    CaseError
        Texts that a reader sees have no translation: the first few are named.
    """
    if language == case.heading.language:
        return replace(case, translations=())
    texts = _Texts(
        {(t.record, t.field): t.text for t in case.translations if t.language == language}
    )
    put = texts.put
    told = replace(
        case,
        heading=replace(put(case.heading, ("title",)), language=language),
        actors=tuple(_actor(texts, item, names or {}) for item in case.actors),
        roles=_each(case.roles, lambda item: put(item, (), ("role",))),
        sources=_each(
            case.sources,
            lambda item: put(item, ("category",), ("place",)) if item.protected else item,
        ),
        propositions=_each(case.propositions, lambda item: put(item, ("statement",), ("place",))),
        quantities=tuple(_quantity(texts, item) for item in case.quantities),
        measures=tuple(_measure(texts, item) for item in case.measures),
        architectures=_each(case.architectures, lambda item: put(item, ("title",))),
        supports=tuple(
            replace(item, functions=_listed(texts, item.id, "functions", item.functions))
            for item in case.supports
        ),
        trackers=tuple(_tracker(texts, item) for item in case.trackers),
        options=_each(case.options, lambda item: put(item, ("condition", "feasibility"))),
        mechanisms=_each(case.mechanisms, lambda item: put(item, (), ("cause", "effect"))),
        gaps=_each(case.gaps, lambda item: put(item, ("question",))),
        translations=(),
    )
    if texts.missing:
        raise _refusal(case, language, texts)
    return told


def _with(item: _Record, changes: Mapping[str, str]) -> _Record:
    """Replace texts of a record whose fields are named at run time."""
    return cast("Callable[..., _Record]", replace)(item, **changes)


def _each(items: tuple[_Record, ...], change: Callable[[_Record], _Record]) -> tuple[_Record, ...]:
    return tuple(map(change, items))


def _actor(texts: _Texts, item: Actor, names: Mapping[str, str]) -> Actor:
    """Name an actor as the case does, or else as the vocabulary; a short name may be wanting."""
    if (item.id, "name") not in texts.found and names.get(item.id):
        return replace(item, name=names[item.id], short="")
    short = texts.text(item.id, "short", item.short, needed=False)
    return replace(texts.put(item, ("name",)), short=short)


def _quantity(texts: _Texts, item: Quantity) -> Quantity:
    """Translate a figure's scope; its words only where no number stands in their place."""
    key = item.proposition
    changes = {
        name: text
        for name in ("unit", "who", "where", "method")
        if (text := texts.text(key, name, getattr(item, name), needed=False))
    }
    if item.value is None:
        changes["wording"] = texts.text(key, "wording", item.wording, needed=True)
    return _with(item, changes)


def _measure(texts: _Texts, item: Measure) -> Measure:
    return replace(
        texts.put(item, ("title",)),
        components=tuple(
            texts.put(part, ("title",), ("instrument",), key=f"{item.id}/{part.id}")
            for part in item.components
        ),
    )


def _tracker(texts: _Texts, item: Tracker) -> Tracker:
    return replace(
        texts.put(item, ("title",)),
        entries=tuple(
            _entry(texts, entry, f"{item.id}/{place}") for place, entry in enumerate(item.entries)
        ),
    )


def _entry(texts: _Texts, entry: Entry, key: str) -> Entry:
    words = texts.text(key, "due_words", entry.due.wording, needed=False)
    return replace(
        entry,
        label=texts.text(key, "label", entry.label, needed=True),
        detail=texts.text(key, "detail", entry.detail, needed=True),
        due=replace(entry.due, wording=words or entry.due.wording),
    )


def _listed(texts: _Texts, key: str, name: str, present: tuple[str, ...]) -> tuple[str, ...]:
    text = texts.text(key, name, ";".join(present), needed=True)
    return tuple(filter(None, (part.strip() for part in text.split(";"))))


def _refusal(case: Case, language: str, texts: _Texts) -> CaseError:
    missing = texts.missing
    named = ", ".join(f"“{name}”" for name in missing[:_SHOWN])
    more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
    name = case.heading.id
    rows = "a row" if len(missing) == 1 else f"{len(missing)} rows"
    if not texts.found:
        problem = f"the case “{name}” has no texts in “{language}”"
    else:
        problem = f"texts of the case “{name}” have no translation into “{language}”: {named}{more}"
    return CaseError(
        problem,
        where=f"texts.{language}.csv",
        remedy=f"add {rows} of record, field and text, or choose --lang {case.heading.language}",
    )
