"""From a name, demonym, capital or abbreviation to an actor's code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from counterpoise.vocabulary.entries import Country, OrganisationEntry

_ARTICLES = re.compile(r"^(?:the|le|la|les|l) ")
_SPOKEN_ARTICLE = re.compile(r"^(?:[Tt]he |[Ll]es? |[Ll]a |[Ll]['’])")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,4}")
_JOINS = re.compile(r"[\s'’ʼ‘´`\-–—_,()/]+")

Names = Mapping[str, frozenset[str]]


def fold(name: str) -> str:
    """Return a name without accents, case, stops, leading article or kind of dash."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name)
        if not unicodedata.combining(letter)
    )
    words = _JOINS.sub(" ", plain.replace(".", "").replace("&", " and ")).strip().casefold()
    return _ARTICLES.sub("", words)


def acronym(name: str) -> str:
    """Return a name as a bare acronym ("U.S." as "US"), or "" if it is none.

    Acronyms keep their case: "us", "un" and "au" are words, "US", "UN" and "AU" are actors.
    """
    bare = _SPOKEN_ARTICLE.sub("", name.replace(".", "").strip())
    return bare if _ACRONYM.fullmatch(bare) else ""


class Lookup:
    """Names of existing states, past states, territories and organisations.

    A name that several actors answer to resolves to none, unless a single one of them still
    exists; a past state never hides a present one.
    """

    def __init__(
        self,
        countries: Mapping[str, Country],
        organisations: Mapping[str, OrganisationEntry],
    ) -> None:
        self._former = {code for code, item in countries.items() if item.status == "former"}
        self._folded: dict[str, set[str]] = {}
        self._acronyms: dict[str, set[str]] = {}
        for country in countries.values():
            self._acronyms.setdefault(country.code, set()).add(country.code)
            self._add(country.code, _country_names(country))
        for organisation in organisations.values():
            self._add(organisation.code, _organisation_names(organisation))
            if acronym(organisation.code):
                self._acronyms.setdefault(organisation.code, set()).add(organisation.code)

    def _add(self, code: str, names: Iterable[str]) -> None:
        for name in names:
            bare = acronym(name)
            if bare:
                self._acronyms.setdefault(bare, set()).add(code)
            else:
                self._folded.setdefault(fold(name), set()).add(code)

    def find(self, name: str) -> str | None:
        """Return the one actor a name stands for, None where there is none or several."""
        bare = acronym(name)
        found = self._acronyms.get(bare) if bare else None
        if found is None:
            found = self._folded.get(fold(name))
        return None if found is None else self._single(found)

    def _single(self, codes: set[str]) -> str | None:
        existing = codes - self._former
        candidates = existing if existing else codes
        return next(iter(candidates)) if len(candidates) == 1 else None


def _country_names(country: Country) -> Iterator[str]:
    yield country.name_en
    yield country.name_fr
    yield from country.aliases_en
    yield from country.aliases_fr
    for demonym in country.demonyms_en:
        yield demonym
        yield f"{demonym}s"
    for pair in country.demonyms_fr:
        for demonym in pair:
            yield demonym
            yield f"{demonym}s"
    # A capital stands for a government; a territory's does not.
    if country.status != "territory":
        yield from filter(None, (country.capital_en, country.capital_fr))


def _organisation_names(organisation: OrganisationEntry) -> Iterator[str]:
    yield organisation.name_en
    yield organisation.name_fr
    yield from filter(None, (organisation.abbreviation_en, organisation.abbreviation_fr))
    yield from organisation.aliases_en
    yield from organisation.aliases_fr


def spelled_names(
    countries: Mapping[str, Country], organisations: Mapping[str, OrganisationEntry], lang: str
) -> Iterator[tuple[str, str]]:
    """Yield every spelling of one language, "en" or "fr", with the actor's code.

    Names, abbreviations, aliases, demonyms and capitals; a spelling may come with several codes.
    """
    french = lang == "fr"
    for country in countries.values():
        yield (country.name_fr if french else country.name_en), country.code
        for alias in country.aliases_fr if french else country.aliases_en:
            yield alias, country.code
        demonyms = (
            tuple(form for pair in country.demonyms_fr for form in pair)
            if french
            else country.demonyms_en
        )
        for demonym in demonyms:
            yield demonym, country.code
        capital = country.capital_fr if french else country.capital_en
        if capital and country.status != "territory":
            yield capital, country.code
    for organisation in organisations.values():
        yield (organisation.name_fr if french else organisation.name_en), organisation.code
        short = organisation.abbreviation_fr if french else organisation.abbreviation_en
        if short:
            yield short, organisation.code
        for alias in organisation.aliases_fr if french else organisation.aliases_en:
            yield alias, organisation.code
