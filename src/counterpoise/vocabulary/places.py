"""Reading `countries.yml`."""

from __future__ import annotations

import re
from collections.abc import Callable

from counterpoise.vocabulary.entries import Country
from counterpoise.vocabulary.fields import Entry, VocabularyFile
from counterpoise.vocabulary.french import FrenchName

STATUSES = ("member", "observer", "non_member", "territory", "former")
_ISO3 = re.compile(r"[A-Z]{3}")
_ISO2 = re.compile(r"[A-Z]{2}")


def read_countries(file: VocabularyFile) -> dict[str, Country]:
    """Read states and territories by ISO 3166-1 alpha-3.

    Raises
    ------
    VocabularyError
        If a code is malformed, or two existing states share one.
    """
    countries: dict[str, Country] = {}
    for entry in file.root().each():
        countries[entry.key] = _country(entry)
        entry.close()
    existing = [country for country in countries.values() if country.status != "former"]
    codes: dict[str, Callable[[Country], str | int | None]] = {
        "iso2": lambda country: country.iso2,
        "cow": lambda country: country.cow,
        "abbr": lambda country: country.cow_abbreviation or None,
        "gw": lambda country: country.gw,
    }
    for field, code in codes.items():
        holders: dict[str | int, str] = {}
        for country in existing:
            value = code(country)
            if value is None:
                continue
            if value in holders:
                raise file.fault(
                    (country.code, field),
                    f'{field} "{value}" of {country.code} is already that of {holders[value]}',
                    "give each existing state its own code",
                )
            holders[value] = country.code
    return countries


def _country(entry: Entry) -> Country:
    if not _ISO3.fullmatch(entry.key):
        raise entry.fault(f'"{entry.key}" is no alpha-3 code', "write three capitals, quoted")
    iso2 = entry.text("iso2")
    if not _ISO2.fullmatch(iso2):
        raise entry.fault(f'"{iso2}" is no alpha-2 code', "write two capitals, quoted", "iso2")
    first, last = entry.day("from"), entry.day("to")
    if first is not None and last is not None and last < first:
        raise entry.fault(f"ends on {last} before it begins", "mend from or to", "to")
    capital_en = entry.text_or("capital_en", "")
    return Country(
        code=entry.key,
        iso2=iso2,
        cow=entry.number("cow"),
        cow_abbreviation=entry.text_or("abbr", ""),
        gw=entry.number("gw"),
        status=entry.one_of("status", STATUSES, "member"),
        name_en=entry.text("en"),
        article_en=entry.flag("the", default=False),
        french=french_name(entry, entry.text("loc")),
        capital_en=capital_en,
        capital_fr=entry.text_or("capital_fr", capital_en),
        demonyms_en=entry.joined("demonyms_en"),
        demonyms_fr=tuple(_pair(entry, pair) for pair in entry.joined("demonyms_fr")),
        aliases_en=entry.joined("aliases_en"),
        aliases_fr=entry.joined("aliases_fr"),
        valid_from=first,
        valid_to=last,
    )


def french_name(entry: Entry, locative: str = "") -> FrenchName:
    """Take the fields of a French name."""
    return FrenchName(
        name=entry.text("fr"),
        genre=entry.one_of("genre", ("m", "f")),
        plural=entry.flag("pluriel", default=False),
        article=entry.flag("article", default=True),
        locative=locative,
        mute_h=entry.flag("h_muet", default=False),
    )


def _pair(entry: Entry, pair: str) -> tuple[str, str]:
    masculine, comma, feminine = pair.partition(", ")
    if not comma:
        remedy = 'write "masculine, feminine"'
        raise entry.fault(f'"{pair}" lacks a feminine', remedy, "demonyms_fr")
    return masculine, feminine
