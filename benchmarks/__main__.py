"""Print the tables of docs/benchmarks.md that need no data from outside: python -m benchmarks."""

from __future__ import annotations

import subprocess
import sys

COMMANDS = (
    ("benchmarks.ledger_load",),
    ("benchmarks.coded_acts_coverage", "3000"),
    ("benchmarks.assessment", "100000"),
    ("benchmarks.brief_speed",),
)


def main() -> int:
    """Run each benchmark in a process of its own, so that peak memory is its own."""
    codes = [
        subprocess.run([sys.executable, "-m", *command], check=False).returncode
        for command in COMMANDS
    ]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
