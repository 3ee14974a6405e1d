"""Time and memory of a brief, and where the time goes: python -m benchmarks.brief_speed [CASE].

Every row of the first table is a process of its own, started as the console script starts, best of
three; CPU time and memory are those of the process and its children (Pandoc is one). The second
table tells the steps of one process in order, so that each start-up cost falls on the step that
first pays it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 3
COMMAND = "import sys; from counterpoise.cli import main; sys.argv[0] = 'counterpoise'; main()"
RUNS = {
    "HTML alone": ("--format", "html"),
    "Markdown alone": ("--format", "md"),
    "PDF alone": ("--format", "pdf"),
    "default: HTML, Markdown, JSON, PDF, BibTeX, CSL-JSON": (),
    "all forms, Word included": ("--format", "all"),
    "one page, default forms": ("--length", "page"),
    "five pages, default forms": ("--length", "brief"),
}


def main(case: str) -> None:
    """Print both tables."""
    print("| brief | wall s | CPU s | peak memory, MB |\n|---|---|---|---|")
    for label, options in RUNS.items():
        wall, cpu, peak = min(_run(("brief", case, *options)) for _ in range(ROUNDS))
        print(f"| {label} | {wall:.1f} | {cpu:.1f} | {peak:.0f} |", flush=True)
    wall, cpu, peak = min(_run(("export", case)) for _ in range(ROUNDS))
    print(f"| export, CSV and Parquet | {wall:.1f} | {cpu:.1f} | {peak:.0f} |", flush=True)
    print("\n| step | wall s | CPU s of the process |\n|---|---|---|")
    _steps(case)


def _run(arguments: tuple[str, ...]) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak memory (MB) of a command with its children."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", COMMAND, *arguments, "--output", folder]
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - begun
    if process.returncode:
        raise SystemExit(process.returncode)
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


class _Clock:
    """Prints the time since the last step."""

    def __init__(self) -> None:
        self.wall, self.cpu = time.perf_counter(), time.process_time()

    def step(self, label: str) -> None:
        wall, cpu = time.perf_counter(), time.process_time()
        print(f"| {label} | {wall - self.wall:.2f} | {cpu - self.cpu:.2f} |", flush=True)
        self.wall, self.cpu = time.perf_counter(), time.process_time()


def _steps(case: str) -> None:
    clock = _Clock()
    from counterpoise.brief.compose import compose
    from counterpoise.brief.language import language
    from counterpoise.brief.pdf_data import figures
    from counterpoise.brief.pictures import svg_of
    from counterpoise.brief.write import FORMS, Material, write_brief
    from counterpoise.cli.opening import open_view

    clock.step("imports")
    opened = open_view(case)
    clock.step("read the case through a ledger")
    speech = language("en")
    brief = compose(opened.view, opened.vocabulary, opened.names, speech)
    clock.step("findings and prose")
    charts = list(figures(brief))
    for number, figure in enumerate(charts):
        svg_of(figure)
        if number == 0:
            clock.step("first chart, the renderer's start included")
    clock.step(f"the other {len(charts) - 1} charts")
    material = Material(brief, opened.view, opened.names, speech)
    for form in FORMS:
        FORMS[form].make(material)
        clock.step(f"form {form}")
    with tempfile.TemporaryDirectory() as folder:
        write_brief(material, Path(folder), forms=("md",))
    clock.step("writing one file")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "mali")
