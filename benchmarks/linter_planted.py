"""Recall on planted defects and false alarms on clean pages.

    python benchmarks/linter_planted.py [--rounds 40] [--case mali]

Bases: the brief that Counterpoise writes of the case, as Markdown, and the texts in
``benchmarks/texts``, which it did not write. A defect counts as seen when one of its checks reports
something that it did not report on the clean text.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from random import Random

from counterpoise.brief.compose import compose
from counterpoise.brief.language import language
from counterpoise.brief.write import write_brief
from counterpoise.cli.opening import open_view
from counterpoise.intake.parse import parse_bytes
from counterpoise.lint.case_ledger import CaseLedger
from counterpoise.lint.draft import Draft
from counterpoise.lint.planting import PLANTERS
from counterpoise.lint.run import LintResult, lint

TEXTS = Path(__file__).parent / "texts"
WORDS_A_PAGE = 500


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--case", default="mali")
    parser.add_argument("--only", default="", help="classes whose names hold this")
    parser.add_argument("--own", type=Path, help="a brief written before, instead of a new one")
    options = parser.parse_args()
    opened = open_view(options.case)
    ledger = CaseLedger(opened.view, opened.names)
    own = (
        own_brief(opened)
        if options.own is None
        else (options.own.read_text("utf-8"), options.own.suffix)
    )
    others = [(path.read_text("utf-8"), path.suffix) for path in sorted(TEXTS.iterdir())]
    clean(own, others, ledger)
    print("| class | own text: seen | of | other text: seen | of | recall |")
    print("|---|---|---|---|---|---|")
    for planter in (p for p in PLANTERS if options.only in p.name):
        random = Random(planter.name)
        rows = []
        for bases in ([own], others):
            seen = done = 0
            for round_number in range(options.rounds * 3):
                if done >= options.rounds:
                    break
                text, suffix = bases[round_number % len(bases)]
                outcome = try_one(planter, text, suffix, ledger, random)
                if outcome is not None:
                    done += 1
                    seen += outcome
            rows += [seen, done]
        whole = rows[1] + rows[3]
        recall = f"{(rows[0] + rows[2]) / whole:.2f}" if whole else "–"
        print(f"| {planter.name} | {' | '.join(map(str, rows))} | {recall} |", flush=True)


_KNOWN: dict[str, LintResult] = {}
_DRAFTS: dict[str, Draft] = {}


def try_one(planter, text, suffix, ledger, random):
    """Plant once; None where the text offers no place."""
    if text not in _KNOWN:
        (document,) = parse_bytes(text.encode(), suffix, "base")
        _KNOWN[text] = lint(document, ledger=ledger)
        _DRAFTS[text] = Draft(document, ledger)
    planted = planter.plant(_DRAFTS[text], random)
    if planted is None or planted == text:
        return None
    (document,) = parse_bytes(planted.encode(), suffix, "planted")
    before = Counter(r.check for r in _KNOWN[text].reports)
    after = Counter(r.check for r in lint(document, ledger=ledger).reports)
    return any(after[check] > before[check] for check in planter.checks)


def own_brief(opened) -> tuple[str, str]:
    """Write the brief of the case as Markdown."""
    speech = language("en")
    brief = compose(opened.view, opened.vocabulary, opened.names, speech)
    with tempfile.TemporaryDirectory() as folder:
        paths = write_brief(brief, opened.view, opened.names, speech, Path(folder), forms=("md",))
        return next(p for p in paths if p.suffix == ".md").read_text("utf-8"), ".md"


def clean(own: tuple[str, str], others: list[tuple[str, str]], ledger: CaseLedger) -> None:
    """Count the reports on the clean texts."""
    alarms: defaultdict[str, int] = defaultdict(int)
    pages: defaultdict[str, float] = defaultdict(float)
    for name, (text, suffix) in [("own", own), *(("other", base) for base in others)]:
        (document,) = parse_bytes(text.encode(), suffix, "clean")
        result = lint(document, ledger=ledger)
        alarms[name] += result.count("error") + result.count("warning")
        pages[name] += len(text.split()) / WORDS_A_PAGE
    for name, count in alarms.items():
        print(f"clean {name} text: {count} reports on {pages[name]:.1f} pages\n")


if __name__ == "__main__":
    main()
