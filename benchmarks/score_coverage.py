"""Whether the score's intervals mean what they say, and what volume does to the score.

Run `python -m benchmarks.score_coverage` with COUNTERPOISE_DATA set.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta

from benchmarks.score.feed import TEST_FROM, Icews, icews
from counterpoise.relations.reported_events import (
    Dispersion,
    ReportedEvents,
    ScoreModel,
    filter_scores,
    fit_forecast,
    fit_scores,
    forecast_mix,
    smooth_scores,
)
from counterpoise.relations.reported_events.cells import cells_of
from counterpoise.relations.reported_events.simulate import true_model, world
from counterpoise.relations.reported_events.variances import surprises

Floats = NDArray[np.float64]
BINS = ((5, 10), (10, 30), (30, 100), (100, 100_000))
SEEDS = (1, 2, 3)


def simulated() -> None:
    """Known truth: coverage of 90 % intervals and the recovered scale, everything fitted."""
    print("\n**Simulated truth** (2,000 dyads, 40 periods, 20 types; mean of 3 worlds)\n")
    print("| acts a cell | overdispersed | filtered | smoothed | scale, mean | scale, worst |")
    print("|---|---|---|---|---|---|")
    for spread in (Dispersion(0.0, 0.0, 1.0), Dispersion(0.15, 0.01, 10.0)):
        for acts in (2, 5, 20):
            rows = [_one_world(acts, spread, seed) for seed in SEEDS]
            now, later, scale = (np.array(column) for column in zip(*rows, strict=True))
            worst = scale[np.argmax(np.abs(scale - 1))]
            print(
                f"| {acts} | {'yes' if spread.top > 0 else 'no'} | {now.mean():.3f} "
                f"| {later.mean():.3f} | {scale.mean():.3f} | {worst:.3f} |",
                flush=True,
            )


def _one_world(acts: float, spread: Dispersion, seed: int) -> tuple[float, float, float]:
    model = true_model(dispersion=spread, seed=seed)
    drawn = world(model, dyads=2000, periods=40, acts_per_cell=acts, spread=0.5, seed=seed)
    fitted = fit_scores(drawn.events)
    covered = []
    for score in (filter_scores, smooth_scores):
        found = score(fitted, drawn.events)
        covered.append(float(np.mean((found.low < drawn.score) & (drawn.score < found.high))))
    share = np.exp(model.feeds[0].intercept)
    true, slope = model.feeds[0].slope, fitted.feeds[0].slope
    return covered[0], covered[1], float((share @ (slope * true)) / (share @ true**2))


@dataclass(frozen=True)
class Foretold:
    """A quantity of each cell, and how it was foretold, arrays of shape (n,)."""

    acts: Floats
    found: Floats
    expected: Floats
    variance: Floats

    def covered(self, low: float, high: float) -> Floats:
        """Whether each 90 % interval, a beta on the quantity's range, holds what was found."""
        width = high - low
        mean = np.clip((self.expected - low) / width, 1e-6, 1 - 1e-6)
        var = np.minimum(self.variance / width**2, 0.99 * mean * (1 - mean))
        strength = mean * (1 - mean) / var - 1
        ends = [beta.ppf(tail, mean * strength, (1 - mean) * strength) for tail in (0.05, 0.95)]
        place = (self.found - low) / width
        return np.asarray((ends[0] <= place) & (place <= ends[1]))


def slopes_ahead(model: ScoreModel, feed: Icews, first: int, last: int) -> Foretold:
    """Return the mean learned slope of each cell's acts as foretold by the latent score alone."""
    until = feed.events.until(int(feed.events.periods[last - 1]) + 1)
    periods = surprises(model, cells_of(model, until), skip=first)
    cells = [one for period in periods for one in period]
    return Foretold(
        *(
            np.concatenate([getattr(one, name) for one in cells])
            for name in ("acts", "found", "expected", "variance")
        )
    )


def weights_ahead(model: ScoreModel, feed: Icews, first: int, last: int) -> Foretold:
    """Return the mean Goldstein weight of each cell's acts as foretold by the pool."""
    counts, days = feed.events.feeds[0], feed.events.periods
    pool = fit_forecast(model, feed.events.until(int(days[first])), feed.sides)
    weight = counts.types.goldstein
    columns = []
    for period in range(first, last):
        at = counts.period == period
        acts = np.bincount(counts.dyad[at], counts.acts[at], feed.events.dyads)
        total = np.bincount(
            counts.dyad[at], counts.acts[at] * weight[counts.type[at]], feed.events.dyads
        )
        dyads = np.flatnonzero(acts)
        past = feed.events.until(int(days[period]))
        ahead = forecast_mix(pool, past, feed.sides, dyads=dyads, acts=acts[dyads])
        mean = ahead.share.value @ weight
        spread = ahead.share.value @ weight**2 - mean**2
        more = pool.dispersion.inflation(acts[dyads])
        columns.append((acts[dyads], total[dyads] / acts[dyads], mean, spread * more / acts[dyads]))
    return Foretold(*(np.concatenate(column) for column in zip(*columns, strict=True)))


def real(feed: Icews, label: str, first: int, last: int) -> None:
    """Print coverage of one-step forecasts by the number of acts in the cell."""
    model = fit_scores(feed.events.until(int(feed.events.periods[first])))
    kinds = model.feeds[0]
    rows = {
        "mean slope, latent score": (slopes_ahead(model, feed, first, last), kinds.slope),
        "mean Goldstein weight, pool": (
            weights_ahead(model, feed, first, last),
            kinds.types.goldstein,
        ),
    }
    print(f"\n**One step ahead on ICEWS, {label}**: coverage of 90 % intervals (cells)\n")
    print("| quantity | 5–10 acts | 10–30 | 30–100 | 100 up |")
    print("|---|---|---|---|---|")
    for name, (cells, scale) in rows.items():
        held = cells.covered(float(scale.min()), float(scale.max()))
        parts = []
        for low, high in BINS:
            some = (cells.acts >= low) & (cells.acts < high)
            parts.append(f"{held[some].mean():.3f} ({some.sum():,})")
        print(f"| {name} | " + " | ".join(parts) + " |", flush=True)


def volume(feed: Icews, last: int) -> None:
    """Print how far the score moves when more is reported in the same mix."""
    events = feed.events.until(int(feed.events.periods[last]))
    model = fit_scores(events)
    counts = events.feeds[0]
    newest = int(counts.period.max())
    twice = _with(events, 2 * counts.acts)
    once = _with(events, np.where(counts.period == newest, 2, 1) * counts.acts)
    acts = np.bincount(counts.dyad, counts.acts, events.dyads)
    print("\n**More of the same** (ICEWS to August 2022; in posterior standard deviations)\n")
    print("| what is doubled | cells | mean | 95th percentile |")
    print("|---|---|---|---|")
    now, then = smooth_scores(model, events), smooth_scores(model, twice)
    moved = np.abs(then.value - now.value) / now.sd
    for label, least in (("a dyad with acts", 1.0), ("a dyad with 50 acts or more", 50.0)):
        _row(f"all acts of {label}", moved[:, acts >= least])
    now, then = filter_scores(model, events), filter_scores(model, once)
    moved = np.abs(then.value - now.value) / now.sd
    _row(
        "the acts of one fortnight, filtered score of that fortnight",
        moved[newest][now.acts[newest] > 0],
    )
    again = icews(told_twice=True).events.until(int(feed.events.periods[last]))
    then = smooth_scores(model, again)
    moved = np.abs(then.value - smooth_scores(model, events).value)
    _row("every report in the file, read anew", moved)


def _row(label: str, moved: NDArray[np.float32]) -> None:
    print(f"| {label} | {moved.size:,} | {moved.mean():.3f} | {np.quantile(moved, 0.95):.3f} |")


def _with(events: ReportedEvents, acts: NDArray[np.float32]) -> ReportedEvents:
    feed = replace(events.feeds[0], acts=acts.astype(np.float32))
    return ReportedEvents(events.dyads, events.periods, (feed,))


def main() -> None:
    """Print all tables."""
    simulated()
    feed = icews()
    test = int(np.searchsorted(feed.events.periods, TEST_FROM))
    real(feed, "May–August 2022, fitted on what came before", test - 11, test - 3)
    real(feed, "11 October–31 December 2022, fitted to September", test, feed.events.periods.size)
    volume(feed, test)


if __name__ == "__main__":
    main()
