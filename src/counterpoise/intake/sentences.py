"""Sentence spans, note calls kept with the sentence they close."""

from __future__ import annotations

import re

from counterpoise.intake.wordlists import words

_END = re.compile(
    r"""[.!?…](?:[\"”’»)\]*_]|\s»)*             # the stop and what closes with it
        (?:\s?\[\^?\w{1,12}\]|[¹²³⁰⁴-⁹]+)*  # note calls
        (?=\s+\S|\s*$)""",
    re.VERBOSE,
)
_BEFORE = re.compile(r"([^\s(“\"«\[”»,]*)$")
_NEXT = re.compile(r"\s+([\"“«‘'(\[*_—–-]*\s?)(\S)")
_ARABIC_END = re.compile(r"[؟。！？]+\s*")


def sentence_spans(text: str, start: int, end: int, calls: frozenset[int]) -> list[tuple[int, int]]:
    """Cut ``text[start:end]`` into sentences.

    Every character of the stretch that is not white space lies in exactly one span.

    Parameters
    ----------
    calls
        Offsets in ``text`` where the format marks a note call; digits there close a sentence
        like a bracketed call does.
    """
    piece = text[start:end]
    cuts = [match for match in _END.finditer(piece) if _is_end(piece, match)]
    bounds = [_after_calls(piece, match.end(), start, calls) for match in cuts]
    bounds += [match.end() for match in _ARABIC_END.finditer(piece)]
    bounds += _glued(piece, start, calls)
    spans: list[tuple[int, int]] = []
    position = 0
    for bound in [*sorted(set(bounds)), len(piece)]:
        stretch = piece[position:bound]
        stripped = stretch.strip()
        if stripped:
            first = position + len(stretch) - len(stretch.lstrip())
            spans.append((start + first, start + first + len(stripped)))
        position = max(position, bound)
    return spans


def _glued(piece: str, start: int, calls: frozenset[int]) -> list[int]:
    """Sentence ends where the call of the format stands between the stop and the space."""
    found = []
    for call in calls:
        offset = call - start
        if 0 < offset < len(piece) and re.search(r"[.!?…][\"”’»)\]]*$", piece[:offset][-4:]):
            match = re.match(r"[\[\]\w^]{1,8}(?:[,\s]?\[?\^?\d{1,3}\]?)*?(?=\s|$)", piece[offset:])
            if match is not None:
                found.append(offset + match.end())
    return found


def _after_calls(piece: str, bound: int, start: int, calls: frozenset[int]) -> int:
    match = re.match(r"\s?\[?\^?\d{1,3}\]?(?=\s|$)", piece[bound:])
    if match is not None and any(bound <= call - start <= bound + 2 for call in calls):
        return bound + match.end()
    return bound


def _is_end(piece: str, match: re.Match[str]) -> bool:
    following = _NEXT.match(piece, match.end())
    if following is None:
        return True
    if piece[match.start()] != ".":
        return following.group(2).isupper() or following.group(2).isdigit() or "[" in match.group()
    before = _BEFORE.search(piece[: match.start()])
    word = before.group(1).lower() if before is not None else ""
    if _is_abbreviation(word, piece, match):
        return False
    return not following.group(2).islower()


def _is_abbreviation(word: str, piece: str, match: re.Match[str]) -> bool:
    if "[" in match.group():
        return False
    bare = word.strip("’'*_")
    if len(bare) == 1 and bare.isalpha() and piece[match.start() - 1].isupper():
        return True
    if bare in words("counterpoise.intake", "abbreviations", "dotted"):
        return match.group() == "."
    if bare == "ibid" or (bare == "cit" and piece[: match.start()].endswith("op. cit")):
        return False
    lists = ("titles", "references")
    known = any(bare in words("counterpoise.intake", "abbreviations", key) for key in lists)
    if bare in words("counterpoise.intake", "abbreviations", "months"):
        return re.match(r"\s+\d", piece[match.end() :]) is not None
    if bare in {"no", "nos", "art", "p", "pp", "n", "fig", "ch", "para", "paras"}:
        return re.match(r"\s+\d", piece[match.end() :]) is not None
    return known
