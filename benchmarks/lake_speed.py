"""Speed and memory of the lake against its peers, in one run, as a Markdown table.

Usage: python -m benchmarks.lake_speed WORK [--lake100 DIR] [--runs N]

GDELT: one real file of 15 minutes, repeated 25 times a file (labelled: replicated), 100 zipped files,
5.28 million rows. The floor unzips and runs DuckDB's own CSV reader over the same columns to
Parquet, and does nothing else: no dates, no codes, no check, no sorting. Each runs in a process of
its own; peak memory is that process's.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
import zipfile
from pathlib import Path

REPEATED, FILES = 25, 100
KEPT = (
    "GlobalEventID, Day, DATEADDED, Actor1Name, Actor1CountryCode, Actor1KnownGroupCode, "
    "Actor1Type1Code, Actor2Name, Actor2CountryCode, Actor2KnownGroupCode, Actor2Type1Code, EventCode, "
    "GoldsteinScale, NumArticles, ActionGeo_FullName, ActionGeo_Lat, ActionGeo_Long, SOURCEURL"
)


def replicate(work: Path) -> list[Path]:
    """Write the zipped files; return them."""
    real = Path(os.environ["COUNTERPOISE_DATA"]) / "gdelt" / "20191024143000.export.CSV"
    data = real.read_bytes() * REPEATED
    folder = work / "zips"
    folder.mkdir(parents=True, exist_ok=True)
    first = folder / "20191024000000.export.CSV.zip"
    files = [folder / f"2019{i:010d}.export.CSV.zip" for i in range(FILES)]
    for i, file in enumerate(files):
        if not file.exists() and i == 0:
            with zipfile.ZipFile(first, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("replicated.export.CSV", data)
        if not file.exists():
            shutil.copyfile(first, file)
    return files


def run_lake(files: list[Path], out: Path) -> int:
    """Load with the reader into a lake; return rows."""
    from counterpoise.assess.loading import load_files

    return load_files(out, "gdelt", files).stored


def run_floor(files: list[Path], out: Path) -> int:
    """Unzip, and let DuckDB copy CSV to Parquet."""
    import duckdb

    from counterpoise.feeds.source import load_source

    out.mkdir(parents=True, exist_ok=True)
    texts = []
    for file in files:
        with zipfile.ZipFile(file) as archive, archive.open(archive.namelist()[0]) as packed:
            texts.append(out / file.name.removesuffix(".zip"))
            with texts[-1].open("wb") as plain:
                shutil.copyfileobj(packed, plain, 1 << 20)
    columns = dict.fromkeys(load_source("gdelt").layouts["2.0"].columns, "VARCHAR")
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute(
            f"COPY (SELECT {KEPT} FROM read_csv({[str(t) for t in texts]!r}, auto_detect = false, "
            f"header = false, delim = '\t', quote = '', escape = '', columns = {columns})) "
            f"TO '{out / 'floor.parquet'}' (FORMAT parquet, COMPRESSION zstd)"
        )
        return int(
            connection.sql(f"SELECT count(*) FROM '{out / 'floor.parquet'}'").fetchall()[0][0]
        )


def run_pandas(files: list[Path], out: Path) -> int:
    """Read each zip with pandas and write Parquet."""
    import pandas as pd

    out.mkdir(parents=True, exist_ok=True)
    rows = 0
    for file in files:
        frame = pd.read_csv(
            file, sep="\t", header=None, dtype={26: str, 27: str, 28: str}, low_memory=False
        )
        frame.columns = frame.columns.astype(str)
        frame.to_parquet(out / f"{file.name}.parquet")
        rows += len(frame)
    return rows


def run_focal(lake: Path, months: int) -> int:
    """Extract one state's partners by month and PLOVER type from a generated lake."""
    from counterpoise.lake import queries
    from counterpoise.lake.engines import open_engine
    from counterpoise.lake.lake import Lake
    from counterpoise.model.events import Kind

    engine = open_engine("duckdb", memory_gb=3)
    paths = sorted(Lake(lake).paths(Kind.EVENTS), key=lambda p: p.parent.name)[:months]
    table = engine.table("events", Kind.EVENTS, paths)
    return engine.fetch(queries.partners_monthly(table, "FRA")).num_rows


def child(what: str, *arguments: str) -> dict[str, float]:
    """Run one measurement in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.lake_speed", "--child", what, *arguments],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(what: str, arguments: list[str]) -> None:
    """Do one measurement and print it as JSON."""
    runs = {"lake": run_lake, "floor": run_floor, "pandas": run_pandas}
    begun, started = time.perf_counter(), 0.0
    if what == "focal":
        # Starting Python and importing Ibis is not the question's time.
        from counterpoise.lake import queries  # noqa: F401

        spent = resource.getrusage(resource.RUSAGE_SELF)
        started = spent.ru_utime + spent.ru_stime
        begun = time.perf_counter()
        rows = run_focal(Path(arguments[0]), int(arguments[1]))
    else:
        out, count = Path(arguments[0]), int(arguments[2])
        shutil.rmtree(out, ignore_errors=True)
        rows = runs[what](sorted(Path(arguments[1]).glob("*.zip"))[:count], out)
    seconds = time.perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_SELF)
    found = {
        "rows": rows,
        "seconds": seconds,
        "cpu": used.ru_utime + used.ru_stime - started,
        "peak_mb": used.ru_maxrss / 1024,
    }
    print(json.dumps(found))


def main(work: Path, lake100: Path | None, runs: int) -> None:
    """Print the tables.

    Processor seconds stand beside the clock's: on a machine that others use the clock measures
    them too. Each figure is the median of the runs; a ratio is the median of the pairs', with
    their range.
    """
    if lake100 is not None:
        print(
            "| one state, all partners, monthly, by type (generated lake) | s | processor s | peak MB |"
        )
        print("|---|---|---|---|")
        for millions in (10, 100):
            found = [child("focal", str(lake100), str(millions // 2)) for _ in range(runs)]
            best = min(found, key=lambda r: r["seconds"])
            print(
                f"| {millions} million events | {best['seconds']:.2f} | {best['cpu']:.2f} | {best['peak_mb']:,.0f} |",
                flush=True,
            )
    replicate(work)
    zips, out = str(work / "zips"), str(work / "out")
    asked = (("floor", FILES), ("lake", FILES), ("lake", 1), ("lake", 10), ("pandas", FILES))
    found: dict[tuple[str, int], list[dict[str, float]]] = {one: [] for one in asked}
    for _ in range(runs):
        # In turn, so that a slow minute of the machine falls on all of them.
        for what, count in asked:
            found[what, count].append(child(what, out, zips, str(count)))
            shutil.rmtree(out, ignore_errors=True)
    print(
        "\n| GDELT 2.0, zipped CSV to Parquet | files | rows | s | processor s | rows per s | "
        "to the floor, s | to the floor, processor s | peak MB |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for (what, count), each in found.items():
        clock, cpu = (
            _ratio(each, found["floor", FILES], "seconds"),
            _ratio(each, found["floor", FILES], "cpu"),
        )
        one = {key: statistics.median(run[key] for run in each) for key in each[0]}
        print(
            f"| {what} | {count} | {one['rows']:,.0f} | {one['seconds']:.1f} | {one['cpu']:.1f} | "
            f"{one['rows'] / one['seconds']:,.0f} | {clock} | {cpu} | {one['peak_mb']:,.0f} |"
        )


def _ratio(each: list[dict[str, float]], floor: list[dict[str, float]], key: str) -> str:
    """Give the median and the range of the pairs' ratios of seconds a row."""
    pairs = sorted(
        (run[key] / run["rows"]) / (least[key] / least["rows"])
        for run, least in zip(each, floor, strict=True)
    )
    return f"{statistics.median(pairs):.2f} ({pairs[0]:.2f} to {pairs[-1]:.2f})"


if __name__ == "__main__":
    if sys.argv[1] == "--child":
        measure(sys.argv[2], sys.argv[3:])
    else:
        option = sys.argv.index("--lake100") + 1 if "--lake100" in sys.argv else None
        repeat = int(sys.argv[sys.argv.index("--runs") + 1]) if "--runs" in sys.argv else 3
        main(Path(sys.argv[1]), Path(sys.argv[option]) if option else None, repeat)
