"""Reading `organisations.yml`."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoise.vocabulary.entries import Membership, OrganisationEntry
from counterpoise.vocabulary.fields import Entry, VocabularyFile
from counterpoise.vocabulary.places import french_name


def read_organisations(file: VocabularyFile) -> dict[str, OrganisationEntry]:
    """Read organisations and groups of states by identifier.

    Whether members and kinds exist is checked by `Vocabulary.check`, which reads all files.

    Raises
    ------
    VocabularyError
        If a parent does not exist, or a state belongs twice at once.
    """
    organisations: dict[str, OrganisationEntry] = {}
    for entry in file.root().each():
        organisations[entry.key] = _organisation(entry)
        entry.close()
    for organisation in organisations.values():
        if organisation.parent and organisation.parent not in organisations:
            raise file.fault(
                (organisation.code, "parent"),
                f'unknown parent "{organisation.parent}" of {organisation.code}',
                "name an organisation of this file",
            )
    return organisations


def _organisation(entry: Entry) -> OrganisationEntry:
    return OrganisationEntry(
        code=entry.key,
        kind=entry.text("kind"),
        name_en=entry.text("en"),
        article_en=entry.flag("the", default=False),
        abbreviation_en=entry.text_or("abbr_en", ""),
        abbreviation_article_en=entry.flag("the_abbr", default=False),
        french=french_name(entry),
        abbreviation_fr=entry.text_or("abbr_fr", ""),
        aliases_en=entry.joined("aliases_en"),
        aliases_fr=entry.joined("aliases_fr"),
        seat=entry.text_or("seat", ""),
        parent=entry.text_or("parent", ""),
        memberships=tuple(_memberships(entry)),
    )


def _memberships(entry: Entry) -> Iterator[Membership]:
    held: list[tuple[str, Membership]] = []
    for part in entry.entries("members"):
        membership = Membership(part.joined("states", " "), part.day("from"), part.day("to"))
        part.close()
        if (
            membership.first is not None
            and membership.last is not None
            and membership.last < membership.first
        ):
            raise part.fault(f"ends on {membership.last} before it begins", "mend from or to")
        for state in membership.states:
            for other, earlier in held:
                if other == state and _overlap(membership, earlier):
                    raise part.fault(f"{state} belongs twice at once", "keep one, or part them")
            held.append((state, membership))
        yield membership


def _overlap(one: Membership, other: Membership) -> bool:
    starts_before = one.first is None or other.last is None or one.first <= other.last
    ends_after = one.last is None or other.first is None or other.first <= one.last
    return starts_before and ends_after
