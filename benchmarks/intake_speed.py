"""Speed of intake and linter beside trafilatura and pypdf alone.

COUNTERPOISE_BRIEFING=… python benchmarks/intake_speed.py [--documents 1000]
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path

import pypdf
import trafilatura
import typst

from counterpoise.intake.ingest import ingest
from counterpoise.intake.library import Library
from counterpoise.intake.parse import parse_bytes
from counterpoise.lint.run import lint


def best_seconds(action: Callable[[], object], rounds: int = 5) -> float:
    """Return the processor time of the best of several runs after one to warm up."""
    action()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    options = parser.parse_args()
    data = Path(os.environ["COUNTERPOISE_BRIEFING"]).read_bytes()
    text = data.decode()
    (document,) = parse_bytes(data, ".txt", "text")
    page = as_page(text)
    paper = as_paper(text)
    rows = [
        ("text parsed", best_seconds(lambda: parse_bytes(data, ".txt", "t")), None),
        ("linted, document alone", best_seconds(lambda: lint(document)), None),
        (
            "HTML parsed, against trafilatura alone",
            best_seconds(lambda: parse_bytes(page, ".html", "h")),
            best_seconds(lambda: trafilatura.extract(page.decode())),
        ),
        (
            "PDF parsed, against pypdf alone",
            best_seconds(lambda: parse_bytes(paper, ".pdf", "p"), 2),
            best_seconds(lambda: pages_of(paper), 2),
        ),
    ]
    print(f"| {len(data):,} bytes | processor seconds | peer | ratio |\n|---|---|---|---|")
    for name, own, peer in rows:
        ratio = f"{own / peer:.2f}" if peer is not None else "–"
        print(f"| {name} | {own:.3f} | {'–' if peer is None else f'{peer:.3f}'} | {ratio} |")
    print(many(data, options.documents))


def as_page(text: str) -> bytes:
    """Wrap the text's lines in paragraphs."""
    body = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
    return f"<html><body><article>{body}</article></body></html>".encode()


def as_paper(text: str) -> bytes:
    """Set the text as PDF."""
    source = "\n\n".join(
        f"#{{{chr(34)}{line.replace(chr(92), '').replace(chr(34), '')}{chr(34)}}}"
        for line in text.splitlines()
        if line.strip()
    )
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made


def pages_of(paper: bytes) -> str:
    """Extract with pypdf alone."""
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(paper)).pages)


def many(data: bytes, count: int) -> str:
    """Ingest many different documents of this size."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "in"
        root.mkdir()
        for number in range(count):
            (root / f"{number:04}.txt").write_bytes(data + f"\n\nCopy {number}.\n".encode())
        start, started = time.perf_counter(), time.process_time()
        library = Library(Path(folder) / "library")
        read = sum(o.kept is not None for o in ingest(str(root), library, accessed=date.min))
        seconds, busy = time.perf_counter() - start, time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = f"{seconds:.0f} s ({busy:.0f} s of processor), one process, peak {peak:.0f} MB"
    return f"\n{read} documents ingested in {told}"


if __name__ == "__main__":
    main()
