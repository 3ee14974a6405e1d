"""How long the score takes: 40,000 dyads × 300 months × 20 types, simulated sparse counts.

Run `python -m benchmarks.score_speed`, or with a size (`1`, `2`, `4`) for that multiple alone;
`one` prints the single dyad beside statsmodels' state space. Each size runs in a process of its
own, so that peak memory is its own. Seconds are of the clock and, in brackets, of the processor.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable

import numpy as np

from counterpoise.relations.reported_events import (
    ReportedEvents,
    ScoreModel,
    fit_scores,
    smooth_scores,
)
from counterpoise.relations.reported_events.cells import cells_of
from counterpoise.relations.reported_events.kalman import foretold, step, update
from counterpoise.relations.reported_events.simulate import true_model, world

DYADS, MONTHS, ACTS_PER_CELL = 40_000, 300, 2.0


def timed(work: Callable[[], object]) -> tuple[object, str, float]:
    """Return the result, seconds of clock and processor as text, and processor seconds."""
    clock, processor = time.perf_counter(), time.process_time()
    result = work()
    spent = time.process_time() - processor
    return result, f"{time.perf_counter() - clock:.1f} ({spent:.1f})", spent


def sized(times: int) -> None:
    """Print one row of the table."""
    model = true_model(seed=3)
    drawn = world(
        model, dyads=DYADS * times, periods=MONTHS, acts_per_cell=ACTS_PER_CELL, spread=1.5, seed=5
    )
    events = drawn.events
    acts = float(events.feeds[0].acts.sum(dtype=np.float64))
    del drawn
    before = _peak_gb()
    fitted, fit_seconds, fit_processor = timed(lambda: fit_scores(events))
    assert isinstance(fitted, ScoreModel)
    _, smooth_seconds, smooth_processor = timed(lambda: smooth_scores(fitted, events))
    month_seconds = new_month(fitted, events)
    cells = DYADS * times * MONTHS
    whole = fit_processor + smooth_processor
    print(
        f"| {times}× | {cells / 1e6:.0f} M | {acts / 1e6:.1f} M | {fit_seconds} "
        f"| {smooth_seconds} | {whole / cells * 1e6:.2f} | {month_seconds} "
        f"| {before:.1f} | {_peak_gb():.1f} |",
        flush=True,
    )


def new_month(model: ScoreModel, events: ReportedEvents) -> str:
    """Filter one further month of all dyads from the states of the month before."""
    last = int(events.periods.size - 1)
    newest = ReportedEvents(events.dyads, events.periods[-1:], (_of_period(events, last),))
    early = events.until(int(events.periods[last]))
    state = None
    for _, _, after in foretold(model, cells_of(model, early)):
        state = after
    assert state is not None
    known = state
    seen = np.bincount(early.feeds[0].dyad, early.feeds[0].acts, events.dyads)

    def filtered() -> object:
        ahead = step(model, known, model.volatility(seen, last))
        return update(ahead, cells_of(model, newest), 0)

    return timed(filtered)[1]


def _of_period(events: ReportedEvents, period: int):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    feed = events.feeds[0]
    at = feed.period == period
    return replace(
        feed,
        dyad=feed.dyad[at],
        period=np.zeros(int(at.sum()), np.int32),
        type=feed.type[at],
        acts=feed.acts[at],
    )


def beside_statsmodels() -> None:
    """Print the filter and smoother of one dyad beside a linear-Gaussian state space."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    model = true_model(seed=3)
    drawn = world(model, dyads=1000, periods=MONTHS, acts_per_cell=20, spread=0.3, seed=6)
    feed = drawn.events.feeds[0]
    slope = model.feeds[0].slope
    cell = feed.dyad * MONTHS + feed.period
    sums = np.bincount(cell, feed.acts * slope[feed.type], 1000 * MONTHS).reshape(1000, MONTHS)
    acts = np.bincount(cell, feed.acts, 1000 * MONTHS).reshape(1000, MONTHS)
    mean = np.where(acts > 0, sums / np.maximum(acts, 1), np.nan)
    correlation: dict[str, list[float]] = {"ours": [], "peer": []}
    peer_seconds = 0.0
    for dyad in range(20):
        begun = time.process_time()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            peer = UnobservedComponents(mean[dyad], "llevel", autoregressive=1).fit(disp=False)
            level = peer.smoothed_state[0] + peer.smoothed_state[1]
        peer_seconds += time.process_time() - begun
        correlation["peer"].append(float(np.corrcoef(level, drawn.score[:, dyad])[0, 1]))
    ours, _, seconds = timed(lambda: smooth_scores(model, drawn.events))
    value = ours.value  # type: ignore[attr-defined]
    for dyad in range(20):
        correlation["ours"].append(float(np.corrcoef(value[:, dyad], drawn.score[:, dyad])[0, 1]))
    print("\n| one dyad, 300 months | ms of processor | r with the truth, median of 20 |")
    print("|---|---|---|")
    print(
        f"| this smoother (1,000 dyads at once) | {seconds:.2f} "
        f"| {np.median(correlation['ours']):.3f} |"
    )
    print(
        f"| statsmodels local level + AR(1), fitted | {peer_seconds / 20 * 1000:.0f} "
        f"| {np.median(correlation['peer']):.3f} |"
    )


def _peak_gb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def main(arguments: list[str]) -> None:
    """Print the table, a process a size."""
    if arguments == ["one"]:
        beside_statsmodels()
    elif arguments:
        sized(int(arguments[0]))
    else:
        print(
            "| size | cells | acts | fit, s | smooth all, s | µs a cell | one new month, s "
            "| GB after drawing | GB at the peak |\n" + "|---" * 9 + "|",
            flush=True,
        )
        for part in ("1", "2", "4", "one"):
            command = [sys.executable, "-m", "benchmarks.score_speed", part]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
