"""Cuts a note into the stretches that may each cite one work."""

from __future__ import annotations

import re

from counterpoise.intake.sentences import sentence_spans

_QUOTED = re.compile(r"“[^“”]*(?:“[^“”]*”[^“”]*)*”|«[^«»]*»|\"[^\"]*\"")
_LABEL = re.compile(r"\s*(?:\[\^?\w{1,12}\]:?|\d{1,3}[.)]?\s*(?=[A-ZÉ“«\"]))\s*")
_SEPARATOR = re.compile(r";\s+(?:and\s+|et\s+)?")


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Spans of quotations, marks included."""
    return [match.span() for match in _QUOTED.finditer(text)]


def segments(text: str) -> list[tuple[int, int]]:
    """Spans of the note's stretches, its label left out.

    A stretch ends with a sentence or a semicolon, unless the end lies inside a quotation.
    """
    label = _LABEL.match(text)
    start = label.end() if label is not None else 0
    quoted = quoted_spans(text)
    ends = [end for _, end in sentence_spans(text, start, len(text), frozenset())]
    cuts = [(end, end) for end in ends]
    cuts += [match.span() for match in _SEPARATOR.finditer(text, start)]
    spans = []
    for stop, resume in sorted(cuts):
        if any(first < stop < last for first, last in quoted) or stop <= start:
            continue
        piece = text[start:stop]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            spans.append((start + lead, start + len(piece.rstrip())))
        start = resume
    return spans
