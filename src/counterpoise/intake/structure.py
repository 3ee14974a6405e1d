"""From an extraction to the document tree."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from counterpoise.intake.blocks import TypedBlock, classify, dateline_parts
from counterpoise.intake.citations.chains import follow_chains
from counterpoise.intake.citations.parse import parse_note
from counterpoise.intake.extraction import Extraction, Marker
from counterpoise.intake.languages import UNKNOWN, language_of
from counterpoise.intake.notes import NoteBlock, calls, note_blocks, resolve
from counterpoise.intake.sentences import sentence_spans
from counterpoise.intake.when.find import find_dates, only_date
from counterpoise.model.dates import DateInterval
from counterpoise.model.documents import (
    EVIDENCE_TYPES,
    Note,
    NoteAnchor,
    Paragraph,
    Section,
    Sentence,
    TextDocument,
)

_STAMP = re.compile(
    r"(?:published|updated|as of|as at|state of affairs on|publié(?: le)?|mis à jour(?: le)?|"
    r"état (?:des lieux )?(?:au|du))\s?:?\s?(?:on\s)?(?P<date>.{8,30})",
    re.IGNORECASE,
)


_BY = re.compile(r"(?:by|par)\s", re.IGNORECASE)
_HEAD_BLOCKS, _HEAD_MAXIMUM = 6, 160


@dataclass(frozen=True, slots=True)
class _Ground:
    """What all nodes of one document share."""

    extraction: Extraction
    language: str
    anchors: tuple[NoteAnchor, ...]
    anchor_starts: tuple[int, ...]
    line_starts: tuple[int, ...]
    call_starts: frozenset[int]

    def line(self, position: int) -> int:
        return bisect_right(self.line_starts, position)

    def sentences(self, start: int, end: int) -> tuple[Sentence, ...]:
        spans = sentence_spans(self.extraction.text, start, end, self.call_starts)
        return tuple(Sentence(a, b, self._anchors(a, b)) for a, b in spans)

    def _anchors(self, start: int, end: int) -> tuple[int, ...]:
        first = bisect_right(self.anchor_starts, start - 1)
        last = bisect_right(self.anchor_starts, end - 1)
        return tuple(anchor.number for anchor in self.anchors[first:last])


def build(extraction: Extraction) -> TextDocument:
    """Build the tree of one extraction, its notes resolved and its citations read."""
    markers = calls(extraction)
    blocks = note_blocks(extraction)
    ground = _ground(extraction, markers, blocks)
    typed = classify(extraction)
    sections = _sections(typed, ground)
    title = extraction.title or next((t.title for t in typed if t.type == "title"), "")
    published, places = _publication(typed, ground)
    remarks = extraction.remarks
    if not published.is_known and extraction.made:
        # The day a file was made is no day of publication: taken for one, it would let a replay
        # know a document years before it appeared.
        remarks = (*remarks, f"no date of publication; the file was made on {extraction.made}")
    document = TextDocument(
        text=extraction.text,
        format=extraction.format,
        title=title.strip(),
        authors=extraction.authors or _authors(typed, extraction.text),
        publisher=extraction.publisher,
        published=published,
        places=places,
        language=ground.language,
        sections=sections,
        notes=tuple(_note(note, ground) for note in blocks),
        anchors=ground.anchors,
        runs=extraction.runs,
        remarks=remarks,
    )
    return replace(document, notes=follow_chains(document))


def _ground(
    extraction: Extraction, markers: tuple[Marker, ...], blocks: tuple[NoteBlock, ...]
) -> _Ground:
    text = extraction.text
    anchors = resolve(markers, blocks)
    language = extraction.language or language_of(text)
    starts = [0, *(i + 1 for i, character in enumerate(text) if character == "\n")]
    return _Ground(
        extraction,
        language,
        anchors,
        tuple(anchor.start for anchor in anchors),
        tuple(starts),
        frozenset(marker.start for marker in extraction.markers),
    )


def _authors(typed: tuple[TypedBlock, ...], text: str) -> tuple[str, ...]:
    """Take the authors from a byline such as "By A and B"."""
    lines = [text[t.block.start : t.block.end].strip() for t in typed if t.type == "byline"]
    named = [_BY.sub("", line) for line in lines if _BY.match(line)]
    return tuple(re.split(r",\s+(?:and\s|et\s)?|\s(?:and|et)\s", named[0])) if named else ()


def _publication(
    typed: tuple[TypedBlock, ...], ground: _Ground
) -> tuple[DateInterval, tuple[str, ...]]:
    """Take date and places from the dateline, the date else from what the format says."""
    text = ground.extraction.text
    places: tuple[str, ...] = ()
    published = DateInterval()
    for block in typed:
        if not published.is_known and block.block.end - block.block.start < 160:
            stamp = _STAMP.search(text[block.block.start : block.block.end])
            published = only_date(stamp.group("date")) if stamp is not None else published
        if block.type == "dateline":
            content = text[block.block.start : block.block.end]
            places, words = dateline_parts(content)
            published = only_date(words)
    if not published.is_known and not ground.extraction.published:
        published = _date_in_the_head(typed, text)
    if not published.is_known and ground.extraction.published:
        published = only_date(ground.extraction.published[:10])
        if not published.is_known:
            published = only_date(ground.extraction.published)
    return published, places


def _date_in_the_head(typed: tuple[TypedBlock, ...], text: str) -> DateInterval:
    """Return the day that ends a short line before the text begins: "Report by X, 1 March 2023"."""
    for item in typed[:_HEAD_BLOCKS]:
        line = text[item.block.start : item.block.end].strip()
        if len(line) > _HEAD_MAXIMUM or item.type in {"note", "heading"}:
            break
        dates = find_dates(line, basis="source_date")
        if len(dates) == 1 and dates[0].end == len(line) and dates[0].relation == "on":
            before = line[: dates[0].start].rstrip()
            if dates[0].interval.precision == "day" and (not before or before[-1] in ",–—|·:"):
                return dates[0].interval
    return DateInterval()


def _note(note: NoteBlock, ground: _Ground) -> Note:
    block = note.block
    number = next(
        (
            anchor.number
            for anchor in ground.anchors
            if anchor.block == note.number
            and anchor.label == block.label
            and anchor.note is not None
        ),
        0,
    )
    content = ground.extraction.text[block.start : block.end]
    return Note(
        number=number,
        label=block.label,
        block=note.number,
        start=block.start,
        end=block.end,
        line=ground.line(block.start),
        language=language_of(content, ground.language),
        sentences=ground.sentences(block.start, block.end),
        citations=parse_note(content, block.start, ground.language),
        place=block.place,
    )


def _paragraph(typed: TypedBlock, number: int, ground: _Ground) -> Paragraph:
    block = typed.block
    content = ground.extraction.text[block.start : block.end]
    default = ground.language if len(content) < 200 else UNKNOWN
    return Paragraph(
        number=number,
        start=block.start,
        end=block.end,
        type=typed.type,
        language=language_of(content, default),
        line=ground.line(block.start),
        sentences=ground.sentences(block.start, block.end),
        place=block.place,
    )


def _sections(typed: tuple[TypedBlock, ...], ground: _Ground) -> tuple[Section, ...]:
    """Cut at the headings; the sections tile the text from its first character to its last."""
    groups: list[list[TypedBlock]] = [[]]
    for block in typed:
        if block.type == "heading":
            groups.append([])
        groups[-1].append(block)
    groups = [group for group in groups if group]
    if not groups:
        return (Section("", "", 0, 0, len(ground.extraction.text), ()),)
    starts = [0, *(group[0].block.start for group in groups[1:]), len(ground.extraction.text)]
    return tuple(
        _section(group, starts[index], starts[index + 1], ground)
        for index, group in enumerate(groups)
    )


def _section(group: list[TypedBlock], start: int, end: int, ground: _Ground) -> Section:
    head = group[0] if group[0].type == "heading" else None
    paragraphs, number = [], 0
    for block in group:
        counts = block.type in EVIDENCE_TYPES and block.type != "note"
        number += counts
        paragraphs.append(_paragraph(block, number if counts else 0, ground))
    return Section(
        number=head.number if head is not None else "",
        title=head.title if head is not None else "",
        level=head.level if head is not None else 0,
        start=start,
        end=end,
        paragraphs=tuple(paragraphs),
    )
