"""Figures in running text: value, unit, bound, and the words that limit their scope."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from counterpoise.intake.wordlists import load, words
from counterpoise.model.propositions import Bound

_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?"
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")
_UNIT_WORDS = 3
_MONTH_FOLLOWS = re.compile(
    r"(?:er|st|nd|rd|th)?(?:\s?[–-]\s?\d{1,2})?\s(?:of\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|"
    r"Dec|janv|févr|mars|avril|mai|juin|juil|août|sept|oct|nov|déc)"
)


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A figure in the text.

    Attributes
    ----------
    start, end
        Span of the figure with its bound, sign and unit of money, shifted by the given offset.
    unit
        ISO 4217 code for money, "%" for a share, "rank" for an ordinal, else up to three words.
    out_of
        The whole, for "nine of ten"; None otherwise.
    digits
        Written in digits rather than words.
    """

    start: int
    end: int
    value: float
    unit: str
    bound: Bound
    wording: str
    out_of: float | None = None
    digits: bool = True


@dataclass(frozen=True, slots=True)
class _Lists:
    number: re.Pattern[str]
    bounds: re.Pattern[str]
    bound_of: dict[str, Bound]
    numbers: dict[str, int]
    multipliers: dict[str, int]
    currencies: dict[str, str]


def _mapping(key: str) -> dict[str, object]:
    content = load("counterpoise.intake", "quantities")[key]
    assert isinstance(content, dict)
    return {str(name): value for name, value in content.items()}


@cache
def _lists() -> _Lists:
    numbers = {name: int(str(value)) for name, value in _mapping("numbers").items()}
    multipliers = {name: int(str(value)) for name, value in _mapping("multipliers").items()}
    currencies = {name: str(value) for name, value in _mapping("currencies").items()}
    bound_of: dict[str, Bound] = {}
    for bound, wordings in _mapping("bounds").items():
        assert isinstance(wordings, list)
        bound_of |= {str(wording): bound for wording in wordings}  # type: ignore[misc]
    tens = "|".join(sorted(map(re.escape, numbers), key=len, reverse=True))
    times = "|".join(sorted(map(re.escape, multipliers), key=len, reverse=True))
    money = "|".join(sorted((re.escape(c) for c in currencies), key=len, reverse=True))
    value = rf"(?P<digits>{_DIGITS})|(?P<words>(?i:\b(?:{tens})(?:[\s-](?:{tens}))?\b))"
    number = re.compile(
        rf"(?<![\w.,/°-])(?P<sign>US\$|[$€£])?(?:{value}|(?P<article>\b[Aa]n?)(?=\s(?:{times}|dozen)))"
        rf"(?P<ordinal>st|nd|rd|th|e|ème)?(?![\d])"
        rf"(?:\s?(?P<times>(?i:{times}|dozen|douzaine)(?:\s(?:{times}))?))?(?:(?!\w)|(?=(?:km|kg|m|t)\b))"
        rf"(?:\s?(?P<percent>%|(?i:per\scent|percent|pour\scent)))?"
        rf"(?:\s(?:of|de\s|d’)?\s?(?P<money>{money})(?!\w))?"
    )
    bounds = "|".join(sorted(map(re.escape, bound_of), key=len, reverse=True))
    return _Lists(
        number,
        re.compile(rf"(?<!\w)({bounds})\s?(?:the\s|an?\s)?$", re.IGNORECASE),
        bound_of,
        numbers,
        multipliers,
        currencies,
    )


def find_numbers(text: str, *, offset: int = 0) -> tuple[NumberMention, ...]:
    """Find the figures of a stretch of text; years, dates and note calls are not figures.

    Returns
    -------
    tuple of NumberMention
        In order.
    """
    lists = _lists()
    found = []
    for match in lists.number.finditer(text):
        if _is_no_figure(text, match):
            continue
        value = _value(match, lists)
        if value is not None:
            found.append(_mention(text, match, value, offset, lists))
    return tuple(_joined(found, text, offset))


def _is_no_figure(text: str, match: re.Match[str]) -> bool:
    digits = match.group("digits")
    after = text[match.end() : match.end() + 14]
    before = text[max(0, match.start() - 4) : match.start()]
    if digits is None:
        lone = match.group("words")
        return lone is not None and lone.lower() in {"one", "un", "une"}
    plain = not match.group("sign") and not match.group("money") and not match.group("times")
    if _YEAR.fullmatch(digits) and plain and not match.group("percent"):
        return True
    if re.search(r"(?:N°|No\.?|\[\^?|°\s?|/)\s?$", before) or after.startswith(("]", "/")):
        return True
    return _MONTH_FOLLOWS.match(after) is not None


def _value(match: re.Match[str], lists: _Lists) -> float | None:
    groups = match.groupdict()
    if groups["digits"] is not None:
        value = parse_figure(groups["digits"])
    elif groups["words"] is not None:
        parts = re.split(r"[\s-]+", groups["words"].lower())
        whole = groups["words"].lower()
        value = float(lists.numbers.get(whole, sum(lists.numbers.get(p, 0) for p in parts)))
    else:
        value = 1.0
    times = (groups["times"] or "").lower()
    if times in {"dozen", "douzaine"}:
        return value * 12
    for multiplier in times.split():
        value *= lists.multipliers.get(multiplier, 1)
    return value


def parse_figure(digits: str) -> float:
    """Read digits with the separators of either language.

    A comma or space before three digits groups; a comma before one or two digits, or a full
    stop, is the decimal mark.
    """
    bare = re.sub(r"(?<=\d)[,\u00a0\u202f ](?=\d{3}(?!\d))", "", digits)
    return float(bare.replace(",", "."))


def _mention(
    text: str, match: re.Match[str], value: float, offset: int, lists: _Lists
) -> NumberMention:
    before = re.split(r"[.!?]\s", text[max(0, match.start() - 160) : match.start()])[-1]
    bound_match = lists.bounds.search(before[-40:])
    bound: Bound = "exactly"
    start = match.start()
    if bound_match is not None:
        bound = lists.bound_of[bound_match.group(1).lower()]
        start -= len(before[-40:]) - bound_match.start()
    elif any(word in before.lower() for word in _claims()):
        bound = "claimed"
    wording = text[start : match.end()]
    unit = _unit(text, match, lists)
    return NumberMention(
        offset + start,
        offset + match.end(),
        value,
        unit,
        bound,
        wording,
        digits=match.group("digits") is not None,
    )


@cache
def _claims() -> frozenset[str]:
    return words("counterpoise.intake", "quantities", "claims")


def _unit(text: str, match: re.Match[str], lists: _Lists) -> str:
    if match.group("percent") is not None:
        return "%"
    if match.group("ordinal") is not None:
        return "rank"
    for group in ("sign", "money"):
        if match.group(group) is not None:
            return lists.currencies[match.group(group)]
    stop = words("counterpoise.intake", "quantities", "stop")
    unit: list[str] = []
    following = re.match(
        r"(?:\s(?:of|de|d’)\s?)?((?:\s?[A-Za-zÀ-ÿ’'-]+){0,6})", text[match.end() :]
    )
    for word in (following.group(1) if following is not None else "").split():
        if word.lower() in stop or len(unit) == _UNIT_WORDS:
            break
        unit.append(word)
    return " ".join(unit)


def _joined(found: list[NumberMention], text: str, offset: int) -> list[NumberMention]:
    """Join "nine of ten" and "neuf Maliens sur dix" to one figure with its whole."""
    result: list[NumberMention] = []
    for mention in found:
        last = result[-1] if result else None
        if last is not None and last.out_of is None and last.unit not in {"rank", "%"}:
            between = text[last.start - offset + len(last.wording) : mention.start - offset]
            if re.fullmatch(r"\s(?:of|out of|in|(?:\w+\s)?sur)\s(?:every\s)?", between):
                result[-1] = NumberMention(
                    last.start,
                    mention.end,
                    last.value,
                    mention.unit or last.unit,
                    last.bound,
                    text[last.start - offset : mention.end - offset],
                    out_of=mention.value,
                    digits=last.digits,
                )
                continue
        result.append(mention)
    return result
