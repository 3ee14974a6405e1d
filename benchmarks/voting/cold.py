"""One cold start: read the lake, fit, compare; prints one JSON object. For `benchmarks.alignment`.

Run `python -m benchmarks.voting.cold LAKE FOLDER PRESET`.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from benchmarks.voting.published import agreement, published
from counterpoise.assess.alignment_preset import PRESETS
from counterpoise.assess.alignment_scale import scale_of, selection_of
from counterpoise.assess.alignment_votes import default_anchors, read_votes
from counterpoise.lake.engines import open_engine
from counterpoise.lake.lake import Lake


def peak_mb() -> float:
    """Return the greatest resident size of this process; getrusage would tell the parent's."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def main(lake: str, folder: str, preset: str) -> None:
    """Read, fit, compare and print."""
    started = time.perf_counter()
    records = read_votes(Lake(Path(lake)), open_engine("duckdb"))
    chosen = selection_of(records, PRESETS[preset], (), lake)
    scale = scale_of(chosen, PRESETS[preset]).towards(default_anchors(records.source))
    seconds = time.perf_counter() - started
    peak = peak_mb()
    processor = time.process_time()
    theirs, rows = published(Path(folder), chosen.records)
    found = agreement(theirs, scale.fit.mean, scale.fit.votes.voted)
    told = {"wall": seconds, "processor": processor, "peak_mb": peak, "rows": rows}
    told |= {"rounds": scale.fit.rounds, "votes": records.votes.state.size}
    print(json.dumps(dict(found) | told))


if __name__ == "__main__":
    main(*sys.argv[1:])
