"""Reads the works that a note cites."""

from __future__ import annotations

import re
from functools import cache

from counterpoise.intake.citations.csl import kind_of, record
from counterpoise.intake.citations.interviews import parse_interview
from counterpoise.intake.citations.segments import quoted_spans, segments
from counterpoise.intake.languages import language_of
from counterpoise.intake.when.find import find_dates
from counterpoise.intake.wordlists import load
from counterpoise.model.dates import DateInterval
from counterpoise.model.documents import Citation

IBID = re.compile(r"\bibid(?:em)?\b\.?", re.IGNORECASE)
OP_CIT = re.compile(r"\b(?:op|loc|art)\.\s?cit\b\.?", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<symbol>\b(?:[A-Z]{1,5}/)+(?:RES/|PRST/|HRC/)?[\w/.-]*\d+(?:\s?\(\d{4}\))?)"
    r"|N[°ºo]s?\s?(?P<number>\d{1,6}(?:/[A-Z/-]+[A-Z])?)"
)
_LEAD = re.compile(r"(?:and|et|,)\s+", re.IGNORECASE)
_NAMES = re.compile(
    r"[A-ZÉÈ][\w’'.-]+(?:,?\s(?:and\s|et\s|de\s|du\s|von\s|van\s|al-)?[A-ZÉÈ][\w’'.-]+){1,7}"
)
# "section II, para. 12; note 32" behind the date says where in the work, not which work.
_PINPOINT = re.compile(
    r",\s(?:front\smatter|en\stête|(?:sections?|paras?\.?|pars?\.|paragraphs?|pp?\.|notes?|chap\.?|§)\s?[\dIVX§]).*$",
    re.IGNORECASE,
)
_EDGE = " ,.;:-–\u00a0\u202f"
_MAXIMUM_UNQUOTED = 320
_NAME_WORDS = 4


def parse_note(content: str, offset: int, language: str) -> tuple[Citation, ...]:
    """Read the citations of one note.

    Parameters
    ----------
    content
        The note with its label.
    offset
        Where the note starts in the document.
    language
        Language of the document, for interviews and numbered documents without a title.

    Returns
    -------
    tuple of Citation
        In order. Sentences that only comment are no citations. "Ibid." and "op. cit." carry
        ``refers_to`` -1 until `counterpoise.intake.citations.chains` has followed them.
    """
    found = []
    content = re.sub(r"\s", " ", content)
    for start, end in segments(content):
        segment = content[start:end]
        body, secondary = _without_lead(segment)
        citation = _parse(body, offset + end - len(body), language, secondary=secondary)
        if citation is not None:
            found.append(citation)
    return tuple(found)


@cache
def _secondary() -> re.Pattern[str]:
    words = str(load("counterpoise.intake", "sources")["secondary"])
    return re.compile(
        rf"(?:(?:on|for|sur|pour)\s[^“”,]{{3,80}},\s)?(?:{words})(?=[\s,“A-Z])\s?", re.IGNORECASE
    )


def _without_lead(segment: str) -> tuple[str, bool]:
    """Take "see also" and the like off the front; tell whether it was there."""
    body = _LEAD.sub("", segment, count=1) if _LEAD.match(segment) else segment
    match = _secondary().match(body)
    if match is None:
        return body, False
    is_plain = re.fullmatch(r"(?:see|voir)", match.group().strip(), re.IGNORECASE) is not None
    return body[match.end() :].lstrip(), not is_plain


def _parse(body: str, offset: int, language: str, *, secondary: bool) -> Citation | None:
    stripped = _PINPOINT.sub("", body.strip())
    if IBID.match(stripped) and len(stripped) < 60:
        return _chain(stripped, "ibid", offset, secondary=secondary)
    if OP_CIT.search(stripped):
        return _chain(stripped, "op. cit.", offset, secondary=secondary)
    interview = parse_interview(stripped, offset, language)
    if interview is not None:
        return interview
    return _quoted(stripped, offset, secondary=secondary) or _unquoted(
        stripped, offset, language, secondary=secondary
    )


def _chain(text: str, kind: str, offset: int, *, secondary: bool) -> Citation:
    title = "" if kind == "ibid" else OP_CIT.sub("", text).strip(' ,.“”"«»')
    return Citation(
        kind="reference",
        start=offset,
        end=offset + len(text),
        title=title,
        publisher=kind,
        issued=DateInterval(),
        csl=record("reference", title=title, publisher="", issued=DateInterval(), genre=kind),
        secondary=secondary,
        refers_to=-1,
    )


def _date_at_end(text: str) -> tuple[DateInterval, int]:
    """Return the date that closes the text and where it starts; unknown and the length if none."""
    dates = find_dates(text, basis="source_date")
    tail = text.rstrip(_EDGE)
    if dates and dates[-1].end >= len(tail):
        return dates[-1].interval, dates[-1].start
    return DateInterval(), len(text)


def _quoted(text: str, offset: int, *, secondary: bool) -> Citation | None:
    spans = quoted_spans(text)
    span = next((s for s in spans if re.match(r"\s?,", text[s[1] :])), None)
    if span is None:
        return None
    issued, date_start = _date_at_end(text)
    tail = text[span[1] : max(date_start, span[1])].strip(_EDGE)
    if not issued.is_known:
        return None
    head = text[: span[0]].strip(_EDGE)
    if len(head) > 120:
        head = ""
    title = text[span[0] + 1 : span[1] - 1].strip()
    number = _official_number(f"{title}, {tail}")
    publisher = tail if number is None else tail.replace(number, "").strip(_EDGE)
    authors, publisher = _authors_and_publisher(head, publisher)
    return _citation(
        text, offset, title, publisher, issued, authors, number or "", secondary=secondary
    )


def _authors_and_publisher(head: str, publisher: str) -> tuple[tuple[str, ...], str]:
    if not head:
        return (), publisher
    if not publisher:
        return (), head
    if _NAMES.fullmatch(head):
        return tuple(re.split(r",\s+(?:and\s|et\s)?|\s(?:and|et)\s", head)), publisher
    return (), publisher


def _official_number(text: str) -> str | None:
    match = _NUMBER.search(text)
    if match is None:
        return None
    return match.group("symbol") or match.group("number")


def _unquoted(text: str, offset: int, language: str, *, secondary: bool) -> Citation | None:
    if len(text) > _MAXIMUM_UNQUOTED or (
        not text[:1].strip('“‘"«').isupper() and text[:1] not in '“«"'
    ):
        return None
    issued, date_start = _date_at_end(text)
    head = text[:date_start].rstrip()
    is_website = re.search(r"official website|site officiel", text) is not None
    if not is_website and (not issued.is_known or not head.endswith((",", "-", "–"))):
        return None
    head = head.strip(_EDGE)
    number = _official_number(head)
    parts = [part.strip(_EDGE) for part in re.split(r",\s?", head)]
    if parts[-1].startswith(("“", "«", '"')) and len(parts) > 1:
        parts = [parts[-1], *parts[:-1]]
    parts = [part.strip(' “”«»"') for part in parts]
    if number is not None and number in parts[-1] and len(parts) > 1 and "°" not in parts[-1]:
        parts.pop()
    numbered = number is not None and re.search(r"N[°ºo]", parts[0]) is not None
    if numbered and len(parts) > 1:
        title, publisher = ", ".join(parts[1:]), parts[0]
    elif len(parts) > 1 and number is None and kind_of(parts[0], "", "") != "statement":
        title, publisher = ", ".join(parts[:-1]), parts[-1]
    elif len(parts) == 1 and number is None and _is_name(parts[0]):
        title, publisher = "", parts[0]
    else:
        title, publisher = ", ".join(parts), ""
    del language
    return _citation(text, offset, title, publisher, issued, (), number or "", secondary=secondary)


def _is_name(text: str) -> bool:
    """Whether a short text without quotation marks names a publisher rather than a work."""
    return len(text.split()) <= _NAME_WORDS and kind_of(text, "", "") == "press"


def _citation(
    text: str,
    offset: int,
    title: str,
    publisher: str,
    issued: DateInterval,
    authors: tuple[str, ...],
    number: str,
    *,
    secondary: bool,
) -> Citation:
    kind = kind_of(title, publisher, number)
    language = language_of(title)
    return Citation(
        kind=kind,
        start=offset,
        end=offset + len(text),
        title=title,
        publisher=publisher,
        issued=issued,
        csl=record(
            kind,
            title=title,
            publisher=publisher,
            issued=issued,
            authors=authors,
            number=number,
            language=language,
        ),
        authors=authors,
        number=number,
        language=language,
        secondary=secondary,
    )
