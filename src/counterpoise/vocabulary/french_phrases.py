"""French phrases in running text: elision, contraction, number, gender and agreement.

The rules work on a phrase as it is written, with its article ("les États-Unis", "l'Union
africaine", "d'anciens responsables"), so that names of a case need no grammar of their own.
Source of the rules: Grevisse and Goosse, Le Bon Usage, §§ 44–50 (elision), 588 (contraction).
"""

from __future__ import annotations

import re

_VOWELS = tuple("aeiouàâäéèêëîïôöûüæœAEIOUÀÂÄÉÈÊËÎÏÔÖÛÜÆŒ")
_ASPIRATED = re.compile(
    r"(?:haut|hauss|hors\b|huit|hongr|hollan|hondur|hasard|héros\b|hont|halt|harcel|houthi|hezboll"
    r"|hamas|handicap|hât|heurt|hiérarch|hang|hach|hameau|haïr|hain)",
    re.IGNORECASE,
)
_MUTE_NAMES = ("Haïti", "Hélène", "Henri", "Hippolyte", "Homère", "Honoré", "Hubert")
"""Names with a mute h; all others, foreign ones above all, keep the vowel before them."""
_WHOLE = ("onze", "onzième", "oui", "ouistiti")
_PLURAL_WORDS = frozenset(
    {
        *("les", "des", "ces", "ses", "leurs", "certains", "certaines", "plusieurs"),
        *("quelques", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
        *("onze", "douze", "quinze", "seize", "vingt"),
    }
)
_FEMININE_ENDINGS = (
    *("tion", "sion", "ison", "ance", "ence", "ure", "ée", "ie", "té", "tude", "ette", "esse"),
    *("ade", "ise", "ille", "isse", "erre", "gne", "nne", "lle"),
)
_FEMININE = frozenset(
    {
        *("aide", "force", "base", "dette", "taxe", "enquête", "zone", "troupe", "vente"),
        *("arme", "frontière", "présence", "opération", "communauté", "route", "ligne"),
        *("banque", "main", "réforme", "loi", "paix", "mine", "plainte", "offre", "fin"),
        *("part"),
    }
)
_MASCULINE = frozenset({"incendie", "génie", "pays", "accès", "processus", "procès", "succès"})
_SINGULAR_IN_S = frozenset(
    {
        *(
            "accès",
            "processus",
            "procès",
            "succès",
            "pays",
            "corps",
            "cours",
            "discours",
            "recours",
        ),
        *("concours", "refus", "temps", "mois", "poids", "fonds", "bois"),
    }
)


def elides(phrase: str) -> bool:
    """Whether "de", "que" and "le" lose their vowel before a phrase: a vowel or a mute h."""
    first = re.split(r"[\s,;:]", phrase.lstrip("« \u00a0"), maxsplit=1)[0]
    if first.lower() in _WHOLE:
        return False
    if first.startswith("H"):
        return first.startswith(_MUTE_NAMES)
    if first.startswith("h"):
        return _ASPIRATED.match(first) is None
    return first.startswith(_VOWELS)


def of(phrase: str) -> str:
    """Put "de" before a phrase: "du Mali", "de l'Union", "des États-Unis", "d'anciens élus".

    The indefinite "des" gives way to "de" ("des élus": "d'élus").
    """
    head, _, tail = phrase.partition(" ")
    match head:
        case "le":
            return f"du {tail}"
        case "les":
            return f"des {tail}"
        case "des":
            return of(tail)
        case "de":
            return phrase
    if phrase.startswith(("d'", "d’")):
        return phrase
    return f"d'{phrase}" if elides(phrase) else f"de {phrase}"


def to(phrase: str) -> str:
    """Put "à" before a phrase: "au Mali", "à l'Union", "aux États-Unis"."""
    head, _, tail = phrase.partition(" ")
    match head:
        case "le":
            return f"au {tail}"
        case "les":
            return f"aux {tail}"
    return f"à {phrase}"


def the(noun: str) -> str:
    """Put the definite article before a noun phrase: "la sécurité", "l'aide", "les sanctions"."""
    if noun_is_plural(noun):
        return f"les {noun}"
    if elides(noun):
        return f"l'{noun}"
    return f"la {noun}" if noun_is_feminine(noun) else f"le {noun}"


def that(clause: str) -> str:
    """Subordinate a clause with "que"."""
    return f"qu'{clause}" if elides(clause) else f"que {clause}"


def is_plural(phrase: str) -> bool:
    """Whether a noun phrase with its article is a plural: "les États-Unis", "d'anciens élus"."""
    head, _, tail = phrase.partition(" ")
    if head.lower() in _PLURAL_WORDS:
        return True
    if phrase.startswith(("d'", "d’")) or head == "de":
        return (phrase[2:] if head != "de" else tail).split(" ", maxsplit=1)[0].endswith(("s", "x"))
    return False


def noun_is_plural(noun: str) -> bool:
    """Whether a noun phrase without an article has a plural head: "sanctions commerciales"."""
    head = _head(noun)
    return head.endswith(("s", "x")) and head not in _SINGULAR_IN_S


def noun_is_feminine(noun: str) -> bool:
    """Whether the head of a noun phrase without an article is feminine, by word or by ending."""
    head = _head(noun)
    if head not in _SINGULAR_IN_S:
        head = head.removesuffix("s")
    if head in _MASCULINE:
        return False
    return head in _FEMININE or head.endswith(_FEMININE_ENDINGS)


def agreeing(masculine: str, feminine: str, noun: str) -> str:
    """Return an adjective or participle in the gender and number of a noun without an article.

    Phrases of several words ("en vigueur") do not change.
    """
    word = feminine if noun_is_feminine(noun) else masculine
    if " " in word or not noun_is_plural(noun) or word.endswith(("s", "x")):
        return word
    return f"{word}s"


def _head(noun: str) -> str:
    return re.split(r"[\s,;:(]", noun.strip().lower(), maxsplit=1)[0]
