"""Recall on planted defects and false alarms on clean pages.

    python benchmarks/linter_planted.py [--rounds 30] [--case tests/cases/three] [--others mali]

Two kinds of text: briefs that Counterpoise writes of a case, and texts that it did not write:
those in ``benchmarks/texts`` (with the ledger of the same case), and, where COUNTERPOISE_DATA and
COUNTERPOISE_BRIEFING are set, General Assembly speeches and the first test document (with the
ledger of the case named by ``--others``). A defect counts as seen when one of its checks reports
something that it did not report on the clean text.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

from counterpoise.brief.compose import compose
from counterpoise.brief.language import language
from counterpoise.brief.markdown import to_markdown
from counterpoise.cli.opening import Opened, open_view
from counterpoise.intake.parse import parse_bytes
from counterpoise.lint.case_ledger import CaseLedger
from counterpoise.lint.draft import Draft
from counterpoise.lint.planting import PLANTERS, Planter
from counterpoise.lint.run import LintResult, lint

TEXTS = Path(__file__).parent / "texts"
WORDS_A_PAGE = 500
TRIES = 6  # that a text without a place for the class is given


@dataclass(frozen=True)
class Base:
    """A clean text, parsed and linted once."""

    text: str
    suffix: str
    ledger: CaseLedger

    def result(self, text: str) -> LintResult:
        """Lint this text or a spoilt one."""
        (document,) = parse_bytes(text.encode(), self.suffix, "text")
        return lint(document, ledger=self.ledger)

    @cached_property
    def clean(self) -> LintResult:
        """The reports on the text as it is."""
        return self.result(self.text)

    @cached_property
    def draft(self) -> Draft:
        """The text prepared for the planters."""
        (document,) = parse_bytes(self.text.encode(), self.suffix, "text")
        return Draft(document, self.ledger)

    @property
    def pages(self) -> float:
        """Length in pages."""
        return len(self.text.split()) / WORDS_A_PAGE


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--case", default="tests/cases/three")
    parser.add_argument("--others", default="mali", help="case of the speeches and the briefing")
    parser.add_argument("--only", default="", help="classes whose names hold this")
    parser.add_argument("--missed", action="store_true", help="print the plants that go unseen")
    options = parser.parse_args()
    opened = open_view(options.case)
    ledger = CaseLedger(opened.view, opened.names)
    own = [own_brief(opened, length, ledger) for length in ("brief", "full")]
    written = [Base(p.read_text("utf-8"), p.suffix, ledger) for p in sorted(TEXTS.iterdir())]
    others = written + list(found_texts(options.others))
    clean("own", own)
    clean("other", others)
    print("| class | own text: seen | of | other text: seen | of | recall |")
    print("|---|---|---|---|---|---|")
    for planter in (p for p in PLANTERS if options.only in p.name):
        random = Random(planter.name)
        rows: list[int] = []
        for bases in (own, others):
            rows += rounds(planter, bases, random, options.rounds, missed=options.missed)
        whole = rows[1] + rows[3]
        recall = f"{(rows[0] + rows[2]) / whole:.2f}" if whole else "–"
        print(f"| {planter.name} | {' | '.join(map(str, rows))} | {recall} |", flush=True)


def rounds(
    planter: Planter, bases: Sequence[Base], random: Random, count: int, *, missed: bool
) -> tuple[int, int]:
    """Plant so many defects, the texts taken in turn; return how many are seen, and of how many."""
    seen = done = 0
    left = {id(base): TRIES for base in bases}
    queue = deque(bases)
    while queue and done < count:
        base = queue.popleft()
        planted = planter.plant(base.draft, random)
        if planted is None or planted == base.text:
            left[id(base)] -= 1
            if left[id(base)]:
                queue.append(base)
            continue
        queue.append(base)
        done += 1
        before = Counter(r.check for r in base.clean.reports)
        after = Counter(r.check for r in base.result(planted).reports)
        is_seen = any(after[check] > before[check] for check in planter.checks)
        seen += is_seen
        if missed and not is_seen:
            print(planter.name, "missed:", difference(base.text, planted))
    return seen, done


def difference(before: str, after: str) -> str:
    """Return the stretch that the planter changed."""
    start = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    return " ".join(after[max(0, start - 80) : start + 240].split())


def own_brief(opened: Opened, length: str, ledger: CaseLedger) -> Base:
    """Write the brief of the case as Markdown."""
    speech = language("en")
    brief = compose(opened.view, opened.vocabulary, opened.names, speech, length=length)
    return Base(to_markdown(brief), ".md", ledger)


def found_texts(case: str) -> Iterator[Base]:
    """Real documents from outside, where they are at hand."""
    opened = open_view(case)
    ledger = CaseLedger(opened.view, opened.names)
    paths = sorted((Path(os.environ.get("COUNTERPOISE_DATA", "")) / "ungdc").glob("*.txt"))
    briefing = os.environ.get("COUNTERPOISE_BRIEFING")
    for path in [*paths, *([Path(briefing)] if briefing else [])]:
        yield Base(path.read_text("utf-8"), path.suffix, ledger)


def clean(name: str, bases: Sequence[Base]) -> None:
    """Count the reports on the clean texts; the worst of them is named."""
    counts = [
        (base.clean.count("error") + base.clean.count("warning"), base.pages) for base in bases
    ]
    alarms, pages = sum(count for count, _ in counts), sum(length for _, length in counts)
    worst = max(count / max(length, 1.0) for count, length in counts)
    print(
        f"clean {name} texts: {len(bases)}, {pages:.1f} pages, {alarms} reports, "
        f"at most {worst:.2f} a page\n"
    )


if __name__ == "__main__":
    main()
