"""What a block is, told by its wording and its place: title, heading, pull quote, caption."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from counterpoise.intake.extraction import Block, Extraction
from counterpoise.intake.wordlists import words
from counterpoise.model.documents import TextType

_NUMBERED = re.compile(
    r"(?:#{1,6}\s+)?(?P<number>[IVXLC]{1,6}|[A-Z]|\d{1,2}(?:\.\d{1,2}){0,3})[.)]\s+(?P<title>\S.*)"
)
_PLACE = r"[A-ZÉÈÀ][\w’'.-]+(?:[ -](?:[A-ZÉÈÀ][\w’'.-]+|de|du|la|upon|sur)){0,3}"
_DATELINE = re.compile(
    rf"(?P<places>{_PLACE}(?:\s?[/,]\s?{_PLACE}){{0,5}}),?\s+(?:le\s+)?"
    r"(?P<date>\d{1,2}(?:er)?\s+\w{3,10}\.?\s+\d{4}|\w{3,10}\s+\d{1,2},\s+\d{4})\.?"
)
_TERMINAL = re.compile(r"[.!?…:;,][\"”’»)\]]*(?:\[\w+\])*$")
_HEADING_MAXIMUM = 120
_CAPITALS_MAXIMUM = 80
_PULL_QUOTE_MINIMUM, _PULL_QUOTE_MAXIMUM = 25, 320


@dataclass(frozen=True, slots=True)
class TypedBlock:
    """A block with its type, and for a heading its number, title and level."""

    block: Block
    type: TextType
    number: str = ""
    title: str = ""
    level: int = 0


@cache
def _pattern(key: str) -> re.Pattern[str]:
    alternatives = "|".join(sorted(words("counterpoise.intake", "layout", key)))
    flags = 0 if key in {"caption", "byline"} else re.IGNORECASE
    return re.compile(f"(?:{alternatives})", flags | re.DOTALL)


def squeeze(text: str) -> str:
    """Reduce to comparable characters: no calls, no marks, no case, single spaces."""
    bare = re.sub(r"\[\^?\w{1,6}\]|[*_\"“”«»]", "", text)
    return re.sub(r"\s+", " ", bare).strip(" .…").casefold()


def classify(extraction: Extraction) -> tuple[TypedBlock, ...]:
    """Give every block its type."""
    text = extraction.text
    bodies = [squeeze(text[b.start : b.end]) for b in extraction.blocks]
    haystack = "\n".join(body for body in bodies if len(body) > _PULL_QUOTE_MINIMUM)
    title_index = _title_index(extraction)
    typed: list[TypedBlock] = []
    for index, block in enumerate(extraction.blocks):
        content = text[block.start : block.end]
        if index == title_index:
            typed.append(TypedBlock(block, "title", title=_bare(content)))
        else:
            typed.append(_typed(block, content, bodies[index], haystack))
    return _strapline(tuple(typed), text, title_index)


def _typed(block: Block, content: str, squeezed: str, haystack: str) -> TypedBlock:
    if block.hint == "note":
        return TypedBlock(block, "note")
    if block.hint in {"heading", "title"}:
        number, title = _number_and_title(content)
        return TypedBlock(block, "heading", number, title, block.level or 1)
    if block.hint in {"furniture", "caption", "table", "quotation", "byline"}:
        return TypedBlock(block, block.hint)
    for kind in ("furniture", "summary", "caption", "byline"):
        if _pattern(kind).fullmatch(content.strip()):
            return TypedBlock(block, kind)
    if _DATELINE.fullmatch(content.strip()):
        return TypedBlock(block, "dateline")
    return (
        TypedBlock(block, "list")
        if block.hint == "list"
        else _told(block, content, squeezed, haystack)
    )


def _told(block: Block, content: str, squeezed: str, haystack: str) -> TypedBlock:
    """Tell headings and pull quotes from running text."""
    numbered = _NUMBERED.fullmatch(content.strip())
    if numbered is not None and _is_heading(content):
        level = 1 + numbered.group("number").count(".")
        return TypedBlock(
            block, "heading", numbered.group("number"), numbered.group("title"), level
        )
    if _is_capitals(content) or _pattern("notes_heading").fullmatch(content.strip()):
        return TypedBlock(block, "heading", "", _bare(content), 1)
    if _is_pull_quote(content, squeezed, haystack):
        return TypedBlock(block, "pull_quote")
    return TypedBlock(block, "body")


def _is_heading(content: str) -> bool:
    return len(content) <= _HEADING_MAXIMUM and not _TERMINAL.search(content.strip())


def _is_capitals(content: str) -> bool:
    if len(content) > _CAPITALS_MAXIMUM:
        return False
    letters = [character for character in content if character.isalpha()]
    is_upper = len(letters) >= 4 and all(letter.isupper() for letter in letters)
    return is_upper and _is_heading(content)


def _is_pull_quote(content: str, squeezed: str, haystack: str) -> bool:
    """Tell a short block without notes that repeats a stretch of a longer one."""
    if not _PULL_QUOTE_MINIMUM <= len(squeezed) <= _PULL_QUOTE_MAXIMUM or "[" in content:
        return False
    position = haystack.find(squeezed)
    while position >= 0:
        line_start = haystack.rfind("\n", 0, position) + 1
        line_end = haystack.find("\n", position)
        length = (len(haystack) if line_end < 0 else line_end) - line_start
        if length > len(squeezed) + 20:
            return True
        position = haystack.find(squeezed, position + 1)
    return False


def _number_and_title(content: str) -> tuple[str, str]:
    match = _NUMBERED.fullmatch(content.strip())
    if match is None:
        return "", _bare(content)
    return match.group("number"), _bare(match.group("title"))


def _bare(content: str) -> str:
    first_line = re.sub(r"\n\s*(?:=+|-+)\s*$", "", content.strip())
    return re.sub(r"\s+", " ", re.sub(r"^#{1,6}\s+|\s+#+$|[*_]{2}", "", first_line)).strip()


def _title_index(extraction: Extraction) -> int:
    """Find the block that is the title: marked so, or the first short line before long ones."""
    text = extraction.text
    for wanted in ("title", "heading"):
        for index, block in enumerate(extraction.blocks):
            content = text[block.start : block.end]
            if block.hint == wanted and not _NUMBERED.fullmatch(content.strip()):
                return index
    if any(block.hint == "heading" for block in extraction.blocks) or extraction.title:
        return -1
    for index, block in enumerate(extraction.blocks[:8]):
        content = text[block.start : block.end].strip()
        kinds = ("furniture", "caption", "summary", "byline")
        if any(_pattern(kind).fullmatch(content) for kind in kinds):
            continue
        if block.hint == "text" and _is_heading(content) and not _NUMBERED.fullmatch(content):
            return index if not _DATELINE.fullmatch(content) else -1
        return -1
    return -1


def _strapline(typed: tuple[TypedBlock, ...], text: str, title: int) -> tuple[TypedBlock, ...]:
    """Call the paragraph after the title a strapline where furniture or a summary follows it."""
    if not 0 <= title < len(typed) - 2:
        return typed
    after, following = typed[title + 1], typed[title + 2]
    length = after.block.end - after.block.start
    short = 40 <= length <= 500 and "[" not in text[after.block.start : after.block.end]
    if after.type == "body" and short and following.type in {"furniture", "summary", "byline"}:
        return (
            *typed[: title + 1],
            TypedBlock(after.block, "strapline"),
            *typed[title + 2 :],
        )
    return typed


def dateline_parts(content: str) -> tuple[tuple[str, ...], str]:
    """Split a dateline into its places and the words of its date."""
    match = _DATELINE.fullmatch(content.strip())
    if match is None:
        return (), ""
    places = re.split(r"\s?[/,]\s?", match.group("places"))
    return tuple(place.strip() for place in places if place.strip()), match.group("date")
