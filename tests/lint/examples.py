# ruff: noqa: E501
"""For every check of the document level: a text with the fault, and the same text mended."""

from __future__ import annotations

from datetime import date

from counterpoise.intake.parse import parse_bytes
from counterpoise.lint.ledger_view import LedgerComponent, LedgerFact, LedgerFigure
from counterpoise.lint.reports import Report
from counterpoise.lint.run import lint
from counterpoise.model.dates import DateInterval, parse_date

FRAME = "A Quarrel over Harbours\n\n{body}\n\n{notes}\n\nPorthaven, 20 June 2024\n"


def document_text(body: str, notes: str = "") -> str:
    return FRAME.format(body=f"I. The Quarrel\n\n{body}", notes=notes)


def reports(text: str, suffix: str = ".txt", ledger: FakeLedger | None = None) -> list[Report]:
    (document,) = parse_bytes(text.encode(), suffix, "example")
    return list(lint(document, ledger=ledger).reports)


class FakeLedger:
    """A ledger of a few claims in memory; the real one is joined in test_case_ledger."""

    name = "example"

    def __init__(self, *facts: LedgerFact) -> None:
        self._facts = facts

    def facts(self) -> tuple[LedgerFact, ...]:
        return self._facts

    def components(self, on: date | None) -> tuple[LedgerComponent, ...]:
        del on
        return ()

    def actor_names(self) -> tuple[str, ...]:
        return ()


def fact(
    statement: str,
    when: str = "",
    status: str = "asserted",
    figure: LedgerFigure | None = None,
    denied_by: tuple[str, ...] = (),
) -> LedgerFact:
    return LedgerFact(
        id="p1",
        kind="quantity" if figure is not None else "act",
        statement=statement,
        actors=(("NOR", "Norway"),),
        when=parse_date(when) if when else DateInterval(),
        status=status,
        supported_by=("Strait Courier",),
        denied_by=denied_by,
        figure=figure,
    )


N1 = "[1] “Ferry talks open in Lindhaven”, Strait Courier, 5 May 2024."
N2 = "[2] “Harbour fees rise in Norway”, Strait Courier, 6 May 2024."
# check → (faulty body, faulty notes, mended body, mended notes)
CASES: dict[str, tuple[str, str, str, str]] = {
    "unresolved-note": (
        "Ferry talks opened in Lindhaven on 4 May 2024.[1] Harbour fees rose.[2]",
        N1,
        "Ferry talks opened in Lindhaven on 4 May 2024.[1] Harbour fees rose in Norway.[2]",
        f"{N1}\n\n{N2}",
    ),
    "ambiguous-chain": (
        "Ferry talks opened in Lindhaven on 4 May 2024.[1] Envoys met at night.[2]",
        f"{N1[:-1]}; “Envoys meet”, Oslo Post, 5 May 2024.\n\n[2] Ibid.",
        "Ferry talks opened in Lindhaven on 4 May 2024.[1] Envoys met at night.[2]",
        f"{N1}\n\n[2] Ibid.",
    ),
    "source-predates-event": (
        "Norway closed the pier on 9 May 2024.[1]",
        "[1] “Norway closes the pier”, Strait Courier, 5 March 2024.",
        "Norway closed the pier on 9 May 2024.[1]",
        "[1] “Norway closes the pier”, Strait Courier, 10 May 2024.",
    ),
    "quotation-predates": (
        "On 9 May 2024 Norway expelled the envoy in response to remarks by his minister.[1]",
        (
            "[1] The minister called the pier “a ruin of a harbour”. “Minister mocks pier”, Strait "
            "Courier, 5 January 2024."
        ),
        "On 9 May 2024 Norway expelled the envoy in response to remarks by his minister.[1]",
        (
            "[1] The minister called the pier “a ruin of a harbour”. “Minister mocks pier”, Strait "
            "Courier, 7 May 2024."
        ),
    ),
    "stronger-than-source": (
        "In May 2024 Norway signed an agreement on the ferries.[1]",
        "[1] “Ferry deal is close, say envoys”, Strait Courier, 9 May 2024.",
        "In May 2024 Norway signed an agreement on the ferries.[1]",
        "[1] “Ferry deal signed, say envoys”, Strait Courier, 9 May 2024.",
    ),
    "title-contradicts": (
        "Norway is the leading producer of cotton in the region.[1]",
        "[1] “Cotton: Denmark overtakes Norway as first producer”, Strait Courier, 9 May 2024.",
        "Norway is the leading producer of cotton in the region.[1]",
        "[1] “Cotton: Norway overtakes Denmark as first producer”, Strait Courier, 9 May 2024.",
    ),
    "note-support": (
        (
            "Norway closed the smaller piers of the lagoon to fishermen in spring.[1] Insurers raised "
            "their premiums for tankers crossing the channel.[2]"
        ),
        (
            "[1] “Insurers raise premiums for tankers in channel”, Strait Courier, 5 May 2024.\n\n"
            "[2] “Smaller piers of lagoon closed to fishermen”, Strait Courier, 6 May 2024."
        ),
        (
            "Norway closed the smaller piers of the lagoon to fishermen in spring.[1] Insurers raised "
            "their premiums for tankers crossing the channel.[2]"
        ),
        (
            "[1] “Smaller piers of lagoon closed to fishermen”, Strait Courier, 6 May 2024.\n\n"
            "[2] “Insurers raise premiums for tankers in channel”, Strait Courier, 5 May 2024."
        ),
    ),
    "conflict": (
        (
            "Norway reopened its consulate in Lindhaven with a ceremony on 4 May 2024.[1]\n\nWhen "
            "Norway reopened its consulate in Lindhaven, the ceremony on 7 May 2024 was short.[2]"
        ),
        f"{N1}\n\n{N2}",
        (
            "Norway reopened its consulate in Lindhaven with a ceremony on 4 May 2024.[1]\n\nWhen "
            "Norway reopened its consulate in Lindhaven, the ceremony on 4 May 2024 was short.[2]"
        ),
        f"{N1}\n\n{N2}",
    ),
    "citation-twice": (
        "Ferry talks opened in May.[1] They went on.[2]",
        (
            "[1] “Norway accuses its neighbour of arming smugglers”, Post, 5 May 2024.\n\n"
            "[2] “Norway accuses its neighbor of arming smugglers”, Post, 5 May 2024."
        ),
        "Ferry talks opened in May.[1] They went on.[2]",
        (
            "[1] “Norway accuses its neighbour of arming smugglers”, Post, 5 May 2024.\n\n"
            "[2] “Norway accuses its neighbour of arming smugglers”, Post, 5 May 2024."
        ),
    ),
    "count-list": (
        "Four states: Norway, Denmark and Sweden.[1]",
        N1,
        "Three states: Norway, Denmark and Sweden.[1]",
        N1,
    ),
    "index-method": (
        "In 2022, Norway fell from 99th to 111th in the press freedom rankings.[1]",
        N1,
        "In 2021, Norway fell from 99th to 111th in the press freedom rankings.[1]",
        N1,
    ),
    "figure-scopes": (
        (
            "In 2023 the register counted 420 civilians killed, compared with 610 civilians between "
            "2017 and 2020.[1]"
        ),
        N1,
        (
            "In 2023 the register counted 420 civilians killed, compared with 210 civilians in "
            "2022.[1]"
        ),
        N1,
    ),
    "ambiguous-referent": (
        (
            "President Anders Holm and his rival, Minister Ingrid Holm, disagree.[1]\n\nThe fees were "
            "set by Holm in May.[1]"
        ),
        N1,
        (
            "President Anders Holm and his rival, Minister Ingrid Berg, disagree.[1]\n\nThe fees were "
            "set by Holm in May.[1]"
        ),
        N1,
    ),
    "arithmetic": (
        "Tolls rose from 200 crowns to 300 crowns, an increase of 75 per cent.[1]",
        N1,
        "Tolls rose from 200 crowns to 300 crowns, an increase of 50 per cent.[1]",
        N1,
    ),
    "alleged-dropped": (
        (
            "Rumours spread of a contract between Norway and Brunvik.[1] Trade goes beyond its secret "
            "contract with Brunvik.[2]"
        ),
        f"{N1}\n\n{N2}",
        (
            "Rumours spread of a contract between Norway and Brunvik.[1] Trade goes beyond its alleged "
            "contract with Brunvik.[2]"
        ),
        f"{N1}\n\n{N2}",
    ),
    "no-evidence": (
        "Ferry talks opened on 4 May 2024.[1] Norway closed the pier on 9 May 2024.",
        N1,
        "Ferry talks opened on 4 May 2024.[1] Norway closed the pier on 9 May 2024.[2]",
        f"{N1}\n\n{N2.replace('6 May', '10 May')}",
    ),
    "impossible-date": (
        "Ferry talks opened on 31 April 2024.[1]",
        N1,
        "Ferry talks opened on 30 April 2024.[1]",
        N1,
    ),
    "unbalanced-quotation": (
        "The envoy called the fees “unfair and left.[1]",
        N1,
        "The envoy called the fees “unfair” and left.[1]",
        N1,
    ),
    "document-number": (
        "The mandate was renewed.[1]",
        "[1] “Report of the Secretary-General”, UNSC/2024/36, 16 January 2024.",
        "The mandate was renewed.[1]",
        "[1] “Report of the Secretary-General”, S/2024/36, 16 January 2024.",
    ),
    "one-sided": (
        "Opinion turned after a campaign of disinformation.[1]",
        N1,
        "Opinion turned after a campaign of disinformation, and from anger at the fees.[1]",
        N1,
    ),
}
