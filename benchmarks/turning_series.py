"""Plain series: agreement with the Turing Change Point Dataset, false alarms, ruptures beside it.

Run `python -m benchmarks.turning_series`. One default for every series; nothing is fitted here.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import ruptures
from numpy.typing import NDArray

from benchmarks.turning.known import data_folder
from counterpoise.relations.turning_points import find_changes
from counterpoise.relations.turning_points.annotations import covering, f1_score
from counterpoise.relations.turning_points.simulate import line_with_noise

Floats = NDArray[np.float64]
Detector = Callable[[Floats], Sequence[int]]
Marks = dict[str, list[int]]
MIN_SIZE = 3
AUTOCORRELATED_SERIES = 1000
"""Series a cell of the autocorrelated mode: a true rate of 5 % then shows between 3.6 and 6.4."""


def turing_series() -> dict[str, tuple[Floats, Marks]]:
    """Read the series with their annotators' marks."""
    folder = data_folder() / "tcpd"
    marks: dict[str, Marks] = json.loads((folder / "annotations.json").read_text("utf-8"))
    result = {}
    for name in sorted(marks):
        raw = json.loads((folder / f"{name}.json").read_text("utf-8"))["series"][0]["raw"]
        result[name] = (np.array(raw, dtype=np.float64), marks[name])
    return result


def ours(penalty: float) -> Detector:
    """Return the front with a penalty of so many log n."""
    return lambda values: find_changes(values, penalty_per_log_length=penalty).changes


def pelt(model: str, factor: float) -> Detector:
    """Return ruptures' PELT on standardised values with a penalty of `factor` log n."""

    def detect(values: Floats) -> Sequence[int]:
        search = ruptures.Pelt(model=model, min_size=MIN_SIZE, jump=1).fit(_standard(values))
        return list(search.predict(pen=factor * np.log(values.size)))[:-1]

    return detect


def kernel(factor: float) -> Detector:
    """Return ruptures' KernelCPD (Gaussian kernel) with a penalty of `factor` log n."""

    def detect(values: Floats) -> Sequence[int]:
        search = ruptures.KernelCPD(kernel="rbf", min_size=MIN_SIZE).fit(_standard(values))
        return list(search.predict(pen=factor * np.log(values.size)))[:-1]

    return detect


def _standard(values: Floats) -> Floats:
    return ((values - values.mean()) / values.std())[:, np.newaxis]


def agreement_table(series: Mapping[str, tuple[Floats, Marks]]) -> None:
    """Print mean F1 and cover of each detector with the range when one series is left out."""
    detectors: dict[str, Detector] = {"no change": lambda _: []}
    detectors["**pieces, default (3 log n)**"] = lambda values: find_changes(values).changes
    detectors |= {f"pieces, {c:g} log n": ours(c) for c in (3.5, 4.0, 4.5, 5.0)}
    detectors["pieces, autocorrelated"] = lambda values: (
        find_changes(values, noise="autocorrelated").changes
    )
    detectors |= {f"ruptures PELT l2, {c} log n": pelt("l2", c) for c in (1, 3)}
    detectors |= {"ruptures PELT rbf, 1 log n": pelt("rbf", 1)}
    detectors |= {f"ruptures KernelCPD rbf, {c} log n": kernel(c) for c in (1, 3)}
    nothing = [f1_score(marks, []) for _, marks in series.values()]
    print("| detector | F1 | leaving one out | cover | leaving one out | worse than none | s |")
    print("|---|---|---|---|---|---|---|")
    for name, detect in detectors.items():
        began = time.perf_counter()
        found = [detect(values) for values, _ in series.values()]
        seconds = time.perf_counter() - began
        pairs = list(zip(series.values(), found, strict=True))
        f1 = np.array([f1_score(marks, cuts) for (_, marks), cuts in pairs])
        cover = np.array([covering(m, cuts, length=v.size) for (v, m), cuts in pairs])
        worse = int((f1 < np.array(nothing) - 1e-9).sum())
        print(
            f"| {name} | {f1.mean():.3f} | {_left_out(f1)} | {cover.mean():.3f} "
            f"| {_left_out(cover)} | {worse} of {f1.size} | {seconds:.2f} |",
            flush=True,
        )


def series_table(series: Mapping[str, tuple[Floats, Marks]]) -> None:
    """Print the default's changes series by series."""
    print("\n| series | n | F1 | none | cover | changes |\n|---|---|---|---|---|---|")
    for name, (values, marks) in series.items():
        found = find_changes(values).changes
        print(
            f"| {name} | {values.size} | {f1_score(marks, found):.3f} | {f1_score(marks, []):.3f} "
            f"| {covering(marks, found, length=values.size):.3f} | {list(found)} |"
        )


def _left_out(scores: Floats) -> str:
    means = (scores.sum() - scores) / (scores.size - 1)
    return f"{means.min():.3f}–{means.max():.3f}"


def alarm_table() -> None:
    """Print the share of simulated series without a change in which one is found."""
    kinds: dict[str, dict[str, float]] = {
        "independent": {},
        "trend + independent": {"slope": 0.1},
        "AR(.3)": {"autocorrelation": 0.3},
        "AR(.7)": {"autocorrelation": 0.7},
        "AR(.9)": {"autocorrelation": 0.9},
        "random walk": {"autocorrelation": 1.0},
    }
    lengths = (15, 30, 60, 120, 250, 500)
    print("\n| no change in | mode | " + " | ".join(f"n = {n}" for n in lengths) + " |")
    print("|---" * (len(lengths) + 2) + "|")
    for kind, options in kinds.items():
        modes = (3.0, 4.0, 5.0) if "independent" in kind else (3.0, 4.0)
        for penalty in modes:
            cells = [_rate(ours(penalty), n, options, 400 if n < 250 else 200) for n in lengths]
            print(f"| {kind} | {penalty:g} log n | " + " | ".join(cells) + " |", flush=True)
        cells = [_rate(_autocorrelated, n, options, AUTOCORRELATED_SERIES) for n in lengths]
        print(f"| {kind} | autocorrelated, 5 % | " + " | ".join(cells) + " |", flush=True)
    print("\n| step of 4 shocks' sd in the middle of 120 | found within 5 |\n|---|---|")
    for rho in (0.0, 0.3, 0.7):
        for label, detect in (("3 log n", ours(3.0)), ("autocorrelated", _autocorrelated)):
            print(f"| AR({rho:g}), {label} | {_power(detect, rho):.2f} |", flush=True)


def _autocorrelated(values: Floats) -> Sequence[int]:
    return find_changes(values, noise="autocorrelated").changes


def _rate(detect: Detector, n: int, options: Mapping[str, float], times: int) -> str:
    alarms = sum(len(detect(line_with_noise(n, seed=s, **options))) > 0 for s in range(times))
    return f"{alarms / times:.3f}"


def _power(detect: Detector, rho: float) -> float:
    times = 100
    found = 0
    for seed in range(times):
        values = line_with_noise(120, seed=seed, autocorrelation=rho, steps=[(60, 4.0)])
        found += any(abs(cut - 60) <= 5 for cut in detect(values))
    return found / times


def main() -> None:
    """Print the tables."""
    series = turing_series()
    agreement_table(series)
    series_table(series)
    alarm_table()


if __name__ == "__main__":
    main()
