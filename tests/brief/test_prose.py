"""The prose of every brief of the bundled case: repetition, causes, probabilities, leftovers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import get_args

import pytest

from counterpoise.assess.names import Names
from counterpoise.brief.catalogue import texts
from counterpoise.brief.compose import compose
from counterpoise.brief.context import BriefContext, Length
from counterpoise.brief.document import Brief, Bullets, Paragraph, Sentence, Sides, Table
from counterpoise.brief.language import language
from counterpoise.brief.prose import narrated, opening
from counterpoise.model.case import Case
from counterpoise.model.view import View, view_of
from counterpoise.vocabulary import Vocabulary

CAUSAL: Mapping[str, str] = {
    "en": r"because|led to|leads to|caused?|causes|due to|as a result|resulted in|results in|"
    r"owing to|thanks to|therefore|consequently|thus|hence|triggered|prompted",
    "fr": r"parce qu[e’']|car|a entraîné|ont entraîné|entraînent?|en raison d|à cause d|grâce à|"
    r"donc|par conséquent|provoqu\w+|dû à|due à|dus à|puisque|du fait d",
}
LIKELIHOOD: Mapping[str, str] = {
    "en": r"(?:almost no|remote) chance|(?:very |highly )?(?:un)?likely|"
    r"(?:highly )?(?:im)?probable|roughly even (?:chance|odds)|(?:almost|nearly) certain(?:ly)?",
    "fr": r"(?:très |hautement |peu |très peu )?(?:im)?probables?|chances à peu près égales|"
    r"(?:presque|quasi) certaine?s?",
}
"""Words of Intelligence Community Directive 203 (2015), D.6.e.2, and their French."""
VAGUE: Mapping[str, str] = {
    "en": r"perhaps|possibly|probably|presumably|conceivably|a good chance|doubtless|no doubt",
    "fr": r"peut-être|sans doute|probablement|vraisemblablement|vraisemblables?|possiblement",
}
CONFIDENCE: Mapping[str, str] = {
    "en": r"(?:low|moderate|high) confidence|confident(?:ly)?",
    "fr": r"degré de confiance|confiance (?:faible|modérée|élevée)|avec confiance",
}
CUT = date(2022, 6, 30)


@dataclass(frozen=True)
class Told:
    """A brief with the view that it was made of."""

    view: View
    brief: Brief
    code: str


@pytest.fixture(scope="module")
def every_brief(mali: Case, mali_french: Case) -> tuple[Told, ...]:
    vocabulary, made = Vocabulary.read(), []
    for case, code in ((mali, "en"), (mali_french, "fr")):
        for length, as_of in (*((size, None) for size in get_args(Length)), ("full", CUT)):
            view = view_of(case, as_of=as_of)
            names = Names(view, vocabulary, code)
            brief = compose(view, vocabulary, names, language(code), length=length)
            made.append(Told(view, brief, code))
    return tuple(made)


def texts_of(brief: Brief) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every sentence and cell with its evidence; notes hold titles in their own language."""
    for section in brief.sections:
        for block in section.blocks:
            match block:
                case Paragraph() | Bullets():
                    yield from ((item.text, item.evidence) for item in block.sentences)
                case Sides():
                    yield block.claim.text, block.claim.evidence
                    for item in (*block.supporting, *block.denying):
                        yield item.text, item.evidence
                case Table():
                    yield block.caption, ()
                    for row in block.rows:
                        yield from ((cell.text, cell.evidence) for cell in row)


def paragraphs(brief: Brief) -> Iterator[tuple[Sentence, ...]]:
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield block.sentences


def found(pattern: str, text: str) -> list[str]:
    return re.findall(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE)


def test_no_paragraph_repeats_its_openings(every_brief: tuple[Told, ...]) -> None:
    for told in every_brief:
        for sentences in paragraphs(told.brief):
            heads = [opening(item.text) for item in sentences]
            assert all(one != other for one, other in pairwise(heads)), heads
            assert max(Counter(heads).values()) < 3, heads


@pytest.mark.parametrize("code", ["en", "fr"])
def test_no_text_of_the_catalogue_names_a_cause(code: str) -> None:
    for key, text in texts(code).items():
        assert not found(CAUSAL[code], text), key


def test_causal_words_stand_only_in_claims_that_somebody_holds(
    every_brief: tuple[Told, ...],
) -> None:
    """What is left of a text without the statements of its claims names no cause."""
    for told in every_brief:
        setting = language(told.code).typeset
        held = {
            setting(item.statement): item.id
            for item in told.view.case.propositions
            if found(CAUSAL[told.code], setting(item.statement))
        }
        for statement, name in held.items():
            assert told.view.standings[name].supported_by, statement
        for text, _ in texts_of(told.brief):
            rest = text
            for statement in held:
                rest = re.sub(re.escape(statement), "", rest, flags=re.IGNORECASE)
            assert not found(CAUSAL[told.code], rest), text


def test_probabilities_are_told_in_the_words_of_the_directive(
    every_brief: tuple[Told, ...],
) -> None:
    for told in every_brief:
        for text, _ in texts_of(told.brief):
            assert not found(VAGUE[told.code], text), text


def test_no_sentence_joins_likelihood_and_confidence(every_brief: tuple[Told, ...]) -> None:
    stated = 0
    for told in every_brief:
        for text, _ in texts_of(told.brief):
            likely = found(LIKELIHOOD[told.code], text)
            stated += bool(likely)
            assert not (likely and found(CONFIDENCE[told.code], text)), text
    assert stated, "no probability is stated anywhere: the test would hold of nothing"


def test_nothing_is_left_of_templates_and_english(every_brief: tuple[Told, ...]) -> None:
    for told in every_brief:
        for text, _ in texts_of(told.brief):
            assert not re.search(r"[{}]|\s{2}|,,|\.\.| [,.]|\bNone\b", text), text
            assert not re.search(r"\d{4}-\d{2}", text), text
            assert "'" not in text, text
            if told.code == "fr":
                assert not re.search(r"\b(?:the|of|and|in evidence|since)\b", text), text


def test_french_elides_and_contracts_everywhere(every_brief: tuple[Told, ...]) -> None:
    unelided = re.compile(
        r"\b(?:de|que|le|la|ne|se|ce|je) (?=[aeiouâàéèêëîïôöûùAEIOUÉÈÊÎÔ])(?!onz|oui\b|un\b à)",
    )
    for told in every_brief:
        if told.code != "fr":
            continue
        for text, _ in texts_of(told.brief):
            assert not unelided.search(text), text
            assert not re.search(r"\b(?:de|à) les? (?!\w+(?:er|ir|re)\b)[a-zéè]", text), text
            assert not re.search(r"(?<=[^\s\u202f])[;!?](?=\s|$)|[^\u00a0]:(?=\s|$)", text), text


def test_plural_names_take_plural_verbs(every_brief: tuple[Told, ...]) -> None:
    singular = r"(?:confirme|estime|affirme|allègue|annonce|nie|maintient|a|est|devrait)"
    for told in every_brief:
        if told.code == "fr":
            for text, _ in texts_of(told.brief):
                assert not re.search(rf"[Ll]es États-Unis {singular}\b", text), text


def test_no_day_of_publication_poses_as_the_day_of_an_act(every_brief: tuple[Told, ...]) -> None:
    for told in every_brief:
        for sentences in paragraphs(told.brief):
            for item in sentences:
                assert not re.match(r"(?:By (?:\d|[A-Z])|Au plus tard )", item.text), item.text


# What the planner does with single acts.


@pytest.fixture(scope="module")
def context(mali: Case) -> BriefContext:
    vocabulary = Vocabulary.read()
    view = view_of(mali)
    return BriefContext(view, vocabulary, Names(view, vocabulary, "en"), language("en"))


def told_acts(context: BriefContext, *names: str) -> list[str]:
    acts = [context.acts_by_proposition[name] for name in names]
    return [item.text for item in narrated(context, acts)]


def test_two_acts_of_one_subject_become_one_sentence(context: BriefContext) -> None:
    names = "p099-five-year-offer", "pn49-mali-asks-usa-to-unblock"
    told = told_acts(context, *reversed(names))
    joined = (
        "Mali asked the United States to release the export of a military aircraft in August 2021 "
        "and proposed to prolong the transition by five years in December."
    )
    assert told == [joined]


def test_a_date_moves_when_the_sentence_before_began_alike(context: BriefContext) -> None:
    told = told_acts(context, "p134-memorandum", "p134-pardon")
    assert told[0].startswith("On 23 December 2022, ")
    assert told[1].endswith("soldiers on 6 January 2023.")


def test_a_year_just_told_is_not_told_again(context: BriefContext) -> None:
    told = told_acts(context, "p134-memorandum", "p134-sentences")
    assert "2022" in told[0]
    assert "2022" not in told[1]


def test_joined_acts_keep_the_evidence_of_both(context: BriefContext) -> None:
    names = "pn49-mali-asks-usa-to-unblock", "p099-five-year-offer"
    acts = [context.acts_by_proposition[name] for name in names]
    (told,) = narrated(context, acts)
    assert set(names) <= set(told.evidence)


def test_contested_acts_are_attributed_not_joined(context: BriefContext) -> None:
    acts = [replace(context.acts[0]), context.acts[1]]
    attributed = [act for act in context.acts if act.status in {"contested", "alleged"}]
    for act in attributed:
        (told, *_) = narrated(context, [act])
        assert re.search(r"\b(?:assert|allege|den|announce|assess|confirm)", told.text)
    assert len(narrated(context, acts)) >= 1


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Mali left.", "mali"),
        ("The army left.", "the army"),
        ("L’armée part.", "l' armée"),
        ("On 3 May, it left.", "on"),
    ],
)
def test_opening(text: str, head: str) -> None:
    assert opening(text) == head
