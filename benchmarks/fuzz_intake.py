"""Coverage-guided fuzzing of the parser with atheris, which is not among the dependencies.

    python benchmarks/fuzz_intake.py -max_total_time=600

Whatever the bytes, the parser returns a document that keeps every character, or refuses with a
`DocumentError`.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["counterpoise.intake"]):
    from counterpoise.errors import DocumentError
    from counterpoise.intake.parse import parse_bytes

SUFFIXES = (".txt", ".md", ".html", ".eml", ".xml", ".txt")


def once(data: bytes) -> None:
    """Parse one input."""
    if not data:
        return
    suffix = SUFFIXES[data[0] % len(SUFFIXES)]
    try:
        documents = parse_bytes(data[1:], suffix, "fuzz")
    except DocumentError:
        return
    for document in documents:
        kept = sum(len(document.quote(s).split()) for s in document.sections)
        assert kept >= len(document.text.split()), suffix


if __name__ == "__main__":
    atheris.Setup(sys.argv, once)
    atheris.Fuzz()
