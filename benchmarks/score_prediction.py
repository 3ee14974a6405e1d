"""The next fortnight's mix of 20 CAMEO roots given its total, on ICEWS 2021–2022.

Run `python -m benchmarks.score_prediction` with COUNTERPOISE_DATA set; with `validation` it stops
before the test months.

The constants of the pool, of the running mean and of the two-timescale counts were chosen on
May–August 2022, with all else fitted on data to 9 May; the half-lives of the Goldstein average and
of the latent forms were not tuned. The test is 11 October to 31 December 2022, with all else fitted
on data to the end of September (the file has no September 2022). Dyads are pairs of states with at
least 50 acts before the first period judged.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.score import rivals
from benchmarks.score.feed import TEST_FROM, Icews, icews
from counterpoise.relations.reported_events import fit_forecast, fit_scores, forecast_mix

Floats = NDArray[np.float64]
LEAST_ACTS = 50.0
DRAWS = 1000


@dataclass(frozen=True)
class Judged:
    """Log-likelihood and number of acts by dyad, each of shape (n,)."""

    likelihood: Floats
    acts: Floats

    @property
    def nats(self) -> float:
        """Mean log-likelihood of an act."""
        return float(self.likelihood.sum() / self.acts.sum())

    def gain(self, other: Judged) -> tuple[float, float, float]:
        """Return nats an act over another, its standard error over dyads, and the macro mean."""
        more = self.likelihood - other.likelihood
        draw = np.random.default_rng(7)
        picks = draw.integers(0, more.size, (DRAWS, more.size))
        spread = (more[picks].sum(axis=1) / self.acts[picks].sum(axis=1)).std()
        seen = self.acts > 0
        macro = float((more[seen] / self.acts[seen]).mean())
        return float(more.sum() / self.acts.sum()), float(spread), macro


def forecasts(feed: Icews, first: int, last: int) -> tuple[NDArray[np.intp], dict[str, Floats]]:
    """Return the dyads judged and every form's shares for periods first to last − 1."""
    counts = dense(feed)
    dyads = np.flatnonzero(counts[:first].sum(axis=(0, 2)) >= LEAST_ACTS)
    own, world = counts[:, dyads], counts.sum(axis=1)
    judged = slice(first, last)
    running = rivals.running_mean(own, world, 40.0)
    weights = feed.events.feeds[0].types.goldstein
    found = {
        "global mix": np.broadcast_to(rivals.global_mix(world), own.shape),
        "Goldstein average, half-life 12 weeks": rivals.goldstein_average(
            own, world, weights, first
        ),
        **{
            f"latent form, {size} dimensions": rivals.latent_space(own, world, size, first)
            for size in (1, 2, 3)
        },
        "dyad running mean": running,
        "two-timescale counts": rivals.two_timescales(own, world, 40.0, 120.0),
    }
    result = {name: np.asarray(share[judged]) for name, share in found.items()}
    return dyads, result | ours(feed, dyads, own[judged].sum(axis=2), first)


def ours(feed: Icews, dyads: NDArray[np.intp], acts: Floats, first: int) -> dict[str, Floats]:
    """Return the pool's shares, without and with the total, and the latent score's alone."""
    past = feed.events.until(int(feed.events.periods[first]))
    model = fit_scores(past)
    result: dict[str, Floats] = {}
    for name, known in (("pool, total unused", False), ("pool", True)):
        pool = fit_forecast(model, past, feed.sides, total_known=known)
        shares = []
        for row, total in enumerate(acts):
            day = first + row
            so_far = (
                feed.events.until(int(feed.events.periods[day]))
                if day < feed.events.periods.size
                else feed.events
            )
            ahead = forecast_mix(pool, so_far, feed.sides, dyads=dyads, acts=np.maximum(total, 1.0))
            shares.append(ahead.share.value)
        result[name] = np.stack(shares)
    return result


def dense(feed: Icews) -> Floats:
    """Return all counts, shape (T, D, K)."""
    counts = feed.events.feeds[0]
    shape = (feed.events.periods.size, feed.events.dyads, len(counts.types))
    table = np.zeros(shape)
    np.add.at(table, (counts.period, counts.dyad, counts.type), counts.acts)
    return table


def table(feed: Icews, label: str, first: int, last: int) -> None:
    """Print one table."""
    dyads, found = forecasts(feed, first, last)
    came = dense(feed)[first:last, dyads]
    judged = {
        name: Judged((came * np.log(share)).sum(axis=(0, 2)), came.sum(axis=(0, 2)))
        for name, share in found.items()
    }
    running, two = judged["dyad running mean"], judged["two-timescale counts"]
    print(f"\n**{label}**: {dyads.size} dyads, {came.sum():,.0f} acts\n")
    print("| form | nats an act | over running mean (s.e.) | macro | over two-timescale (s.e.) |")
    print("|---|---|---|---|---|")
    for name, one in judged.items():
        gain, error, macro = one.gain(running)
        second, second_error, _ = one.gain(two)
        print(
            f"| {name} | {one.nats:.4f} | {gain:+.4f} ({error:.4f}) | {macro:+.4f} "
            f"| {second:+.4f} ({second_error:.4f}) |"
        )


def main(arguments: list[str]) -> None:
    """Print the validation months and, unless told otherwise, the test months."""
    feed = icews()
    test = int(np.searchsorted(feed.events.periods, TEST_FROM))
    april = test - 12  # the fortnight from 26 April 2022 is the last before validation
    table(feed, "validation, May–August 2022", april + 1, test - 3)
    if "validation" not in arguments:
        table(feed, "test, 11 October–31 December 2022", test, feed.events.periods.size)


if __name__ == "__main__":
    main(sys.argv[1:])
