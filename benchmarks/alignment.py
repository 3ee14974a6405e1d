"""Votes of the General Assembly: published estimates, held-out votes, coverage, peers, an update.

Run `python -m benchmarks.alignment`, with --grid for the spreads that were tried as well. Needs
COUNTERPOISE_DATA.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.voting.peers import first_component, gaussian_factor, mcmcpack
from benchmarks.voting.published import agreement, published
from counterpoise.assess.alignment_preset import PRESETS
from counterpoise.assess.alignment_scale import selection_of
from counterpoise.assess.alignment_votes import VoteRecords, read_votes, repeated_items
from counterpoise.assess.loading import load_files
from counterpoise.lake.engines import open_engine
from counterpoise.lake.lake import Lake
from counterpoise.relations.alignment import (
    DEFAULT,
    PUBLISHED,
    Fit,
    Priors,
    Standing,
    Votes,
    fit,
    log_score,
    spread,
    updated,
)
from counterpoise.relations.alignment.simulate import simulate_votes

SPLIT_SEED = 20200601
Z90 = 1.6448536269514722


def data_folder() -> Path:
    """Return the folder of votes, or stop with a reason."""
    root = os.environ.get("COUNTERPOISE_DATA")
    if root is None:
        sys.exit("skipped: set COUNTERPOISE_DATA to the folder of data sets")
    return Path(root) / "unga"


def against_published(lake: Lake, folder: Path, records: VoteRecords) -> None:
    """Print agreement with the published estimates, ours from a cold start."""
    print(
        "\n| positions | matched | median r | least r | pooled r | rounds | s wall | s cpu | MB |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for preset in ("published", "default"):
        command = ["benchmarks.voting.cold", str(lake.root), str(folder), preset]
        done = subprocess.run(
            [sys.executable, "-m", *command], check=True, capture_output=True, text=True
        )
        told = json.loads(done.stdout)
        print(
            f"| preset {preset}, cold start | {told['matched']} of {told['rows']} | "
            f"{told['median']:.4f} | {told['least']:.4f} | {told['pooled']:.4f} | "
            f"{told['rounds']} | {told['wall']:.1f} | {told['processor']:.1f} | "
            f"{told['peak_mb']:.0f} |"
        )
    chosen = selection_of(records, PRESETS["published"], (), str(lake.root))
    votes = chosen.records.votes
    theirs, rows = published(folder, chosen.records)
    _row("preset published, bridged", theirs, rows, _bridged(votes, records))
    for name, make in (
        ("first component per session", lambda: first_component(votes)),
        ("dynamic Gaussian factor, step .2", lambda: gaussian_factor(votes, 0.2)),
        ("dynamic Gaussian factor, step .5", lambda: gaussian_factor(votes, 0.5)),
    ):
        started, used = time.perf_counter(), time.process_time()
        found = agreement(theirs, make(), votes.voted)
        spent = time.perf_counter() - started, time.process_time() - used
        _line(name, found, rows, f"| – | {spent[0]:.1f} | {spent[1]:.1f} | – |")


def _bridged(votes: Votes, records: VoteRecords) -> Fit:
    return fit(replace(votes, item=repeated_items(records)), PUBLISHED)


def _row(name: str, theirs: NDArray[np.float64], rows: int, found: Fit) -> None:
    told = agreement(theirs, found.mean, found.votes.voted)
    _line(name, told, rows, f"| {found.rounds} | – | – | – |")


def _line(name: str, told: object, rows: int, end: str) -> None:
    assert isinstance(told, dict)
    print(
        f"| {name} | {told['matched']} of {rows} | {told['median']:.4f} | {told['least']:.4f} | "
        f"{told['pooled']:.4f} {end}"
    )


class HeldOut:
    """Four fifths of the votes to fit on, a tenth to choose by, a tenth to report on."""

    def __init__(self, records: VoteRecords) -> None:
        votes = records.votes.contested()
        drawn = np.random.default_rng(SPLIT_SEED).random(votes.state.size)
        kept = votes.select(drawn < 0.8).contested()
        self.whole, self.train = votes, kept
        self.item = repeated_items(records)
        asked = kept.is_contested[votes.roll_call]
        session = np.searchsorted(kept.sessions, votes.session[votes.roll_call])
        begun = np.logical_or.accumulate(kept.voted, axis=0)
        going = np.logical_or.accumulate(kept.voted[::-1], axis=0)[::-1]
        told = asked & (begun & going)[session, votes.state]
        self.choosing = told & (drawn >= 0.8) & (drawn < 0.9)
        self.reporting = told & (drawn >= 0.9)

    def fit(self, priors: Priors, *, bridged: bool) -> Fit:
        """Fit the training votes."""
        return fit(replace(self.train, item=self.item) if bridged else self.train, priors)

    def score(self, found: Fit, kept: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return the log chance of each held-out vote."""
        votes = self.whole
        return log_score(found, votes.state[kept], votes.roll_call[kept], votes.choice[kept])

    def shares(self, kept: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return the log chance under each roll call's own shares, half a vote added to each."""
        counts = np.full((self.whole.session.size, 3), 0.5)
        np.add.at(counts, (self.train.roll_call, self.train.choice), 1)
        counts /= counts.sum(axis=1, keepdims=True)
        return np.asarray(np.log(counts[self.whole.roll_call[kept], self.whole.choice[kept]]))


def held_out(records: VoteRecords) -> None:
    """Print the log chance of the reporting tenth, default beside preset and shares."""
    split = HeldOut(records)
    kept = split.reporting
    print("\n| model | nats a vote | less than default | s.e. | rounds | s cpu |")
    print("|---|---|---|---|---|---|")
    best = None
    for name, priors, bridged in (
        ("**default**", DEFAULT, True),
        ("default without bridging", DEFAULT, False),
        ("published preset's spreads", PUBLISHED, False),
        ("published preset's spreads, bridged", PUBLISHED, True),
    ):
        used = time.process_time()
        found = split.fit(priors, bridged=bridged)
        spent = time.process_time() - used
        score = split.score(found, kept)
        best = score if best is None else best
        _scored(name, score, best, f"{found.rounds} | {spent:.1f}")
    assert best is not None
    _scored("shares of the roll call alone", split.shares(kept), best, "– | –")
    print(f"\n{int(kept.sum()):,} votes to report on; another tenth served to choose.")


def _scored(name: str, score: NDArray[np.float64], best: NDArray[np.float64], end: str) -> None:
    gap = best - score
    error = gap.std() / np.sqrt(gap.size)
    print(f"| {name} | {score.mean():.4f} | {gap.mean():.4f} | {error:.4f} | {end} |")


def grid(records: VoteRecords) -> None:
    """Print the choosing tenth's log chance for the spreads that were tried."""
    split = HeldOut(records)
    print("\n| slope | step | centre | log gap | bridged | nats a vote | rounds |")
    print("|---|---|---|---|---|---|---|")
    tried = [(s, t, 3.0, 1.0, False) for s in (0.5, 1, 2, 3, 4) for t in (0.1, 0.2, 0.35, 0.5)]
    tried += [(3, 0.2, 3.0, 1.0, True), (4, 0.2, 3.0, 1.0, True), (3, 0.2, 6.0, 1.0, True)]
    tried += [(4, 0.2, 6.0, 1.5, True), (4, 0.2, 6.0, 2.0, True), (4, 0.2, 10.0, 2.0, True)]
    tried += [(6, 0.2, 6.0, 2.0, True), (4, 0.25, 6.0, 2.0, True)]
    for slope, step, centre, gap, bridged in tried:
        priors = Priors(slope_sd=slope, step_sd=step, centre_sd=centre, log_gap_sd=gap)
        found = split.fit(priors, bridged=bridged)
        score = split.score(found, split.choosing).mean()
        shown = f"{slope:g} | {step:g} | {centre:g} | {gap:g} | {'yes' if bridged else 'no'}"
        print(f"| {shown} | {score:.5f} | {found.rounds} |", flush=True)


def coverage(draws: int = 4) -> None:
    """Print how often 90 % intervals hold the truth, on votes simulated from the model."""
    print(
        "\n| truth | states × sessions × roll calls | positions | given the items | differences |"
    )
    print("|---|---|---|---|---|")
    for name, priors in (
        ("default", DEFAULT),
        ("slope 2", replace(DEFAULT, slope_sd=2.0)),
        ("slope 1.5, step .05", replace(DEFAULT, slope_sd=1.5, step_sd=0.05)),
        ("published preset", PUBLISHED),
    ):
        for size in ((60, 10, 15), (100, 20, 40), (190, 20, 80)):
            held = np.mean([_covered(size, seed, priors) for seed in range(draws)], axis=0)
            sizes = " × ".join(str(one) for one in size)
            print(f"| {name} | {sizes} | " + " | ".join(f"{x:.3f}" for x in held) + " |")


def _covered(size: tuple[int, int, int], seed: int, priors: Priors) -> tuple[float, float, float]:
    drawn = simulate_votes(*size, seed=seed, priors=priors)
    found = fit(drawn.votes, priors)
    unsure, voted = spread(found), drawn.votes.voted
    sign = np.sign(np.sum(found.mean[voted] * drawn.position[voted]))
    off = sign * found.mean - drawn.position
    shares = [
        float((np.abs(off) <= Z90 * np.sqrt(variance))[voted].mean())
        for variance in (unsure.variance, found.variance)
    ]
    rng, hits = np.random.default_rng(seed), []
    for _ in range(50):
        contrast = np.zeros_like(off)
        t = rng.integers(size[1])
        one, other = rng.choice(size[0], 2, replace=False)
        contrast[t, one], contrast[t, other] = 1.0, -1.0
        miss = abs(float((contrast * off).sum()))
        hits.append(miss <= Z90 * np.sqrt(unsure.contrast_variance(contrast)))
    return shares[0], shares[1], float(np.mean(hits))


def update(records: VoteRecords) -> None:
    """Print what one more session costs, filtered, beside fitting all again."""
    votes = records.votes.contested()
    last = votes.session[votes.roll_call] == votes.sessions[-1]
    before = fit(votes.select(~last), DEFAULT)
    unsure = spread(before)
    standing = Standing(
        int(before.votes.sessions[-1]),
        before.mean[-1],
        unsure.variance[-1],
        before.walk.alive[-1],
    )
    started = time.perf_counter()
    found, _ = updated(standing, votes.select(last), DEFAULT)
    filtered = time.perf_counter() - started
    started = time.perf_counter()
    again = fit(votes, DEFAULT)
    fitted = time.perf_counter() - started
    voted = again.votes.voted[-1]
    sign = np.sign(np.sum(found.mean[voted] * again.mean[-1][voted]))
    r = sign * np.corrcoef(found.mean[voted], again.mean[-1][voted])[0, 1]
    print("\n| last session | s wall | r with fitting all again |")
    print("|---|---|---|")
    print(f"| filtered from the session before | {filtered:.2f} | {r:.4f} |")
    print(f"| all fitted again | {fitted:.1f} | 1 |")


def beside_mcmcpack(records: VoteRecords) -> None:
    """Print agreement with R's MCMCpack on one session, yes against the rest."""
    votes = records.votes.contested()
    one = votes.select(votes.session[votes.roll_call] == votes.sessions[-1])
    block = one.blocks[0]
    cast = (block.yes + block.abstain + block.no).astype(np.int64)
    table = np.where(cast > 0, block.yes.astype(np.int64), -1)
    divided = np.array([np.unique(c[c >= 0]).size > 1 for c in table.T])
    found = mcmcpack(table[:, divided])
    if isinstance(found, str):
        print(f"\nMCMCpack: skipped: {found}.")
        return
    started = time.perf_counter()
    binary = np.where(one.choice == 0, 0, 2)
    ours = fit(replace(one, choice=binary).contested(), replace(DEFAULT, slope_sd=2.0))
    spent = time.perf_counter() - started
    full = fit(one, replace(DEFAULT, slope_sd=2.0))
    print(f"\n| last session, {table.shape[0]} × {int(divided.sum())} | s wall | r with MCMCpack |")
    print("|---|---|---|")
    print(f"| MCMCpack `MCMCirt1d`, 5,000 draws | {found.seconds:.1f} | 1 |")
    for name, mean, seconds in (
        ("this, yes against the rest", ours.mean[0, block.states], f"{spent:.2f}"),
        ("this, three choices", full.mean[0, block.states], "–"),
    ):
        r = abs(np.corrcoef(mean, found.position)[0, 1])
        print(f"| {name} | {seconds} | {r:.4f} |")


def main() -> None:
    """Load the votes and print every table."""
    folder = data_folder()
    with tempfile.TemporaryDirectory() as home:
        lake = Lake(Path(home))
        load_files(lake.root, "unga_votes", [folder / "un_votes.parquet"])
        records = read_votes(lake, open_engine("duckdb"))
        against_published(lake, folder, records)
        held_out(records)
        if "--grid" in sys.argv:
            grid(records)
        coverage()
        update(records)
        beside_mcmcpack(records)


if __name__ == "__main__":
    main()
