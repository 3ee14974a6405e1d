"""The wordings of dates in English and French, as regular expressions."""

from __future__ import annotations

import re
from functools import cache

from counterpoise.intake.wordlists import load

PARTS = {
    "early": "early",
    "début": "early",
    "debut": "early",
    "mid": "mid",
    "mi": "mid",
    "middle of": "mid",
    "courant": "",
    "late": "late",
    "fin": "late",
    "end of": "end",
    "end": "end",
    "fin de": "end",
    "beginning of": "beginning",
    "start of": "beginning",
    "first months of": "first_months",
    "first few months of": "first_months",
    "premiers mois de": "first_months",
    "début de": "beginning",
    "milieu de": "mid",
}


def table(key: str) -> dict[str, int]:
    """Months or number words of both languages in one table, lower case."""
    content = load("counterpoise.intake", "calendar")[key]
    assert isinstance(content, dict)
    return {str(word): int(value) for part in content.values() for word, value in part.items()}


def units() -> dict[str, str]:
    """Units of time of both languages."""
    content = load("counterpoise.intake", "calendar")["units"]
    assert isinstance(content, dict)
    return {str(word): str(value) for part in content.values() for word, value in part.items()}


def _either(names: list[str]) -> str:
    return "|".join(sorted((re.escape(name) for name in names), key=len, reverse=True))


@cache
def compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the rules by name, those that take most words first."""
    content = load("counterpoise.intake", "calendar")["months"]
    assert isinstance(content, dict)
    english = [name.capitalize() for name in content["en"]]
    month = rf"(?:{_either(english)}|(?i:{_either(list(content['fr']))}))(?!\w)\.?"
    sure = _either([name for name in english if len(name) > 2])
    year = r"(?:1[5-9]|20|21)\d\d(?![\d/])"
    number = rf"(?:\d{{1,3}}|(?i:{_either(list(table('numbers')))}))"
    unit = rf"(?i:{_either(list(units()))})"
    day = r"(?:\d{1,2})(?:er|st|nd|rd|th)?"
    part = rf"(?i:{_either(list(PARTS))})"
    dash = r"\s?(?:–|—|-|to|au?)\s?"
    lead = r"(?<![\w/°-])"
    rules = {
        "iso": rf"{lead}(?P<y>{year})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)",
        "days_across": rf"{lead}(?P<d>{day})\s(?P<m>{month})(?:\s(?P<y0>{year}))?{dash}"
        rf"(?P<d2>{day})\s(?P<m2>{month}),?\s(?P<y>{year})",
        "days_within": rf"{lead}(?P<d>{day}){dash}(?P<d2>{day})\s(?P<m>{month}),?\s(?P<y>{year})",
        "day": rf"{lead}(?P<d>{day})(?:\sof)?\s(?P<m>{month}),?\s(?P<y>{year})",
        "day_us": rf"{lead}(?P<m>{month})\s(?P<d>{day}),?\s(?P<y>{year})",
        "part_month": rf"{lead}(?P<p>{part})[\s-](?:of\s|in\s)?(?P<m>{month})"
        rf"(?:,?\s(?:of\s)?(?P<y>{year}))?",
        "months": rf"{lead}(?P<m>{month})(?:\s(?P<y0>{year}))?(?:{dash}|\sand\s|\set\s)"
        rf"(?P<m2>{month}),?\s(?P<y>{year})",
        "month": rf"{lead}(?P<m>{month}),?\s(?:of\s)?(?P<y>{year})",
        "half": rf"{lead}(?P<o>(?i:first|second|premier|second|deuxième))\s(?i:half|semestre)"
        rf"\s(?:of\s|de\s)?(?P<y>{year})",
        "quarter": rf"{lead}(?P<o>(?i:first|second|third|fourth|premier|deuxième|troisième|"
        rf"quatrième))\s(?i:quarter|trimestre)\s(?:of\s|de\s)?(?P<y>{year})",
        "decade": rf"{lead}(?:(?P<p>(?i:early|mid|late|end of))[\s-](?:the\s)?)?"
        r"(?P<y>(?:1[5-9]|20)\d0)s(?!\w)",
        "years": rf"(?:(?i:between|from|entre|de)\s)(?P<y0>{year})\s(?:and|to|et|à)\s(?P<y>{year})"
        rf"|{lead}(?P<y1>{year})[–-](?P<y2>{year})",
        "part_year": rf"{lead}(?P<p>{part})(?:[\s-]|\s(?:of|in|the|l’année)\s)(?P<y>{year})",
        "counted": rf"{lead}(?P<n>{number})\s(?P<u>{unit})\s(?:(?P<later>(?i:later|after(?:wards)?|"
        r"plus\stard|après))|(?P<ago>(?i:ago))|(?P<earlier>(?i:earlier|before|previously|plus\stôt|"
        r"auparavant|avant)))(?!\w)",
        "ago_fr": rf"(?i:il\sy\sa)\s(?P<n>{number})\s(?P<u>{unit})(?!\w)",
        "next": r"(?i:the|la|le|l’)\s?(?P<w>(?i:next|following|previous|preceding|same))\s"
        rf"(?:(?P<u>(?i:day|week|month|year))(?!\w)|(?P<m>{month}))",
        "next_fr": r"(?i:la|le|l’|au)\s?(?P<u>(?i:jour|semaine|mois|année|an))\s"
        r"(?P<w>(?i:suivante?|précédente?|dernière?))(?!\w)",
        "month_fr": rf"(?i:en|de)\s(?P<m>{month})\s(?P<w>(?i:suivant|précédent|dernier))(?!\w)",
        "neighbour": r"(?<!\w)(?P<w>(?i:la\sveille|le\slendemain|hier|yesterday|today|aujourd’hui))"
        r"(?!\w)",
        "day_only": rf"{lead}(?P<d>{day})(?:\sof)?\s(?P<m>{month})(?!\s?\d)|"
        rf"{lead}(?P<m2>{sure})\s(?P<d2>{day})(?![\d,]*\d)",
        "month_only": rf"(?<!\w)(?P<w>(?i:in|since|until|by|during|that|last|from|of|en|depuis|"
        rf"fin|mid|early|late))\s(?P<m>(?:{sure})(?!\w)|(?i:{_either(list(content['fr']))})(?=[\s,.;]))",
        "year": r"(?<![\w/°.,$€£-])(?<!°\s)(?P<y>(?:19|20)\d\d)(?![\w/]|[.,]\d|\s?%)",
    }
    return tuple((name, re.compile(pattern)) for name, pattern in rules.items())
