"""Every feed's rows, accounted for: read = stored + rejected, as a Markdown table.

Usage: python -m benchmarks.rows_accounted LAKE

Loads what COUNTERPOISE_DATA holds into an empty folder LAKE, counts what the lake then answers, and
runs the doctor. A feed without data at hand is named as such.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

from counterpoise.assess.doctor import examine
from counterpoise.assess.loading import load_files, told
from counterpoise.feeds.registry import FEEDS
from counterpoise.feeds.source import load_source
from counterpoise.lake.engines import open_engine
from counterpoise.lake.lake import Lake

FILES = {
    "icews": "icews/icews_2021_2022.parquet",
    "gdelt": "gdelt/*.export.CSV",
    "gdelt_dyads": "gdelt/gdelt_daily_dyads_2018_2022.parquet",
    "unga_votes": "unga/un_votes.parquet",
    "sipri_transfers": "sipri/trade-register.csv",
    "gsdb": "gsdb/GSDB_V4.csv",
    "dac2a": "oecd/ODA-*-DAC2a.csv",
    "coups": "coups/cline_coup_2.1.2.csv",
}


def row(feed: str, files: list[Path], lake: Lake) -> tuple[str, list[str]]:
    """Load one feed; return its line of the table, and what was not expected."""
    report = load_files(lake.root, feed, files)
    engine = open_engine("duckdb")
    counted = engine.value(lake.table(engine, load_source(feed).kind, feeds=(feed,)).count())
    verdicts = Counter(verdict.level for verdict in examine(lake, engine, (feed,)))
    fits = report.read == report.stored + report.rejected and counted == report.stored
    line = (
        f"| {feed} | {len(files)} | {report.read:,} | {report.stored:,} | {report.rejected:,} | "
        f"{counted:,} | {'yes' if fits and not report.failures else 'NO'} | "
        f"{verdicts['pass']} / {verdicts['warn']} / {verdicts['fail']} |"
    )
    said = [f"rejected, row {r.row}: {r.reason}" for r in report.rejections[:5]]
    return line, [*said, *told(report.unexpected)]


def main(root: Path) -> None:
    """Print the table, and below it each rejection and whatever was not expected."""
    data = Path(os.environ["COUNTERPOISE_DATA"])
    lake = Lake(root)
    print(
        "| feed | files | read | stored | rejected | counted in the lake | accounted for | "
        "doctor: pass / warn / fail |"
    )
    print("|---|---:|---:|---:|---:|---:|---|---|")
    notes = []
    for feed in FEEDS:
        files = sorted(data.glob(FILES[feed])) if feed in FILES else []
        if not files:
            print(f"| {feed} | | | | | | no data at hand | |", flush=True)
            continue
        line, said = row(feed, files, lake)
        print(line, flush=True)
        notes += [f"- {feed}: {one}" for one in said]
    print("\n" + "\n".join(notes))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
