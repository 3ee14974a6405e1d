"""The walk through a page's markup that keeps offsets into its source."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from counterpoise.intake.extraction import Block, BlockHint, TextBuilder

SILENT = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas"}
)
_VOID = frozenset({"br", "img", "hr", "meta", "link", "input", "source", "wbr", "area", "col"})
_FURNITURE = frozenset({"nav", "footer", "aside", "form", "button", "select", "menu", "dialog"})
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|cookie|consent|share|social|related|newsletter|subscribe|breadcrumb|"
    r"advert|promo|sidebar|footer|banner|comments?)(?:$|[\s_-])"
)
_NOTES_NAMES = re.compile(r"foot-?notes?|endnotes?|references|fn-list")
_NOTE_ID = re.compile(r"(?:_?ftn|fn|footnote|note|cite_note|endnote|_edn)[:_-]?(\w{1,12})$")
_BLOCKS: dict[str, BlockHint] = {
    "p": "text",
    "div": "text",
    "section": "text",
    "article": "text",
    "main": "text",
    "body": "text",
    "header": "text",
    "li": "list",
    "dd": "text",
    "dt": "text",
    "td": "table",
    "th": "table",
    "tr": "table",
    "caption": "caption",
    "figcaption": "caption",
    "blockquote": "quotation",
    "pre": "table",
    "address": "byline",
    **dict.fromkeys(_FURNITURE, "furniture"),
    **{f"h{level}": "heading" for level in range(1, 7)},
}


class HtmlText(HTMLParser):
    """Writes the visible text of a page into a `TextBuilder`.

    Attributes
    ----------
    meta
        The contents of the page's ``meta`` elements by name or property, lower case.
    """

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = source
        self.builder = TextBuilder()
        self.meta: dict[str, str] = {}
        self.title = ""
        self.language = ""
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self._stack: list[tuple[str, BlockHint | None, str]] = []
        self._block_start = 0
        self._in_title = False
        self._silent = 0
        self._sup = ""

    def run(self) -> None:
        """Walk the whole page."""
        self.feed(self.source)
        self.close()
        self._cut()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = values.get("lang", "")[:2].lower()
        if tag == "meta":
            key = (values.get("property") or values.get("name") or "").lower()
            self.meta.setdefault(key, values.get("content", ""))
        if tag == "title" and not self._stack_has("svg"):
            self._in_title = True
        if tag == "br":
            self.builder.write("\n")
        if tag in _VOID:
            return
        if tag in SILENT:
            self._silent += 1
        if tag in _BLOCKS:
            self._cut()
        self._stack.append((tag, self._hint(tag, values), self._label(values)))

    def _hint(self, tag: str, values: dict[str, str]) -> BlockHint | None:
        names = f"{values.get('class', '')} {values.get('id', '')} {values.get('role', '')}".lower()
        if _NOTES_NAMES.search(names) and tag not in {"sup", "a", "span"}:
            return "note"
        if tag in _BLOCKS and _FURNITURE_NAMES.search(names) and tag not in {"body", "main"}:
            return "furniture"
        if "hidden" in values or "display:none" in values.get("style", "").replace(" ", ""):
            return "furniture"
        return _BLOCKS.get(tag)

    @staticmethod
    def _label(values: dict[str, str]) -> str:
        match = _NOTE_ID.match(values.get("id", "").lower())
        return match.group(1) if match is not None else ""

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and whatever was left open inside it."""
        if tag == "title":
            self._in_title = False
        if tag not in (name for name, _, _ in self._stack):
            return
        if tag in _BLOCKS:
            self._cut()
        while self._stack:
            name, _, _ = self._stack.pop()
            self._silent -= name in SILENT
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        """Write visible characters."""
        self._text(data)

    def handle_entityref(self, name: str) -> None:
        """Write a named character."""
        self._text(html.unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        """Write a numbered character."""
        self._text(html.unescape(f"&#{name};"))

    def _text(self, text: str) -> None:
        if self._in_title:
            self.title += text
            return
        if self._silent:
            return
        if self._stack_has("sup") and re.fullmatch(r"\s*\[?\w{1,4}\]?\s*", text):
            self.builder.mark(text, text.strip(" []\n"))
            return
        line, column = self.getpos()
        self.builder.write(text, self._line_starts[line - 1] + column)

    def _stack_has(self, tag: str) -> bool:
        return any(name == tag for name, _, _ in self._stack)

    def _cut(self) -> None:
        """Close the block written so far."""
        if self.builder.length <= self._block_start:
            return
        hints = [hint for _, hint, _ in self._stack if hint is not None]
        label = next((label for _, _, label in reversed(self._stack) if label), "")
        level = next((int(tag[1]) for tag, _, _ in self._stack if re.fullmatch("h[1-6]", tag)), 0)
        self.builder.close(self._block_start, Block(0, 0, _strongest(hints, label), level, label))
        self._block_start = self.builder.length


def _strongest(hints: list[BlockHint], label: str) -> BlockHint:
    if "note" in hints or label:
        return "note" if label else "text"
    if "furniture" in hints:
        return "furniture"
    for hint in ("heading", "caption", "table", "quotation", "byline", "list"):
        if hint in hints:
            return hint
    return "text"
