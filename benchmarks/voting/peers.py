"""Plain rivals: first principal component per session, a dynamic Gaussian factor, MCMCpack."""

from __future__ import annotations

import csv
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterpoise.relations.alignment.fitting import first_axis
from counterpoise.relations.alignment.priors import Priors
from counterpoise.relations.alignment.smoother import smooth, walk_of
from counterpoise.relations.alignment.votes import Block, Votes

Floats = NDArray[np.float64]


def first_component(votes: Votes) -> Floats:
    """Return the first principal component of each session's votes (1, 0, -1), shape (T, N).

    An absence counts as the roll call's mean. Each session has a sign of its own: it is turned
    to agree with the session before.
    """
    found = np.full((votes.sessions.size, votes.state_count), np.nan)
    before = first_axis(votes)
    for t, block in enumerate(votes.blocks):
        axis = np.linalg.svd(_centred(block), full_matrices=False)[0][:, 0]
        axis = (axis - axis.mean()) / axis.std()
        kept = ~np.isnan(before[block.states])
        if np.sum(axis[kept] * before[block.states][kept]) < 0:
            axis = -axis
        found[t, block.states] = axis
        before = np.where(np.isnan(found[t]), before, found[t])
    return found


def _centred(block: Block) -> Floats:
    cast = block.yes + block.abstain + block.no
    signed = block.yes - block.no
    return np.asarray(cast * (signed - signed.sum(axis=0) / cast.sum(axis=0)), dtype=np.float64)


def gaussian_factor(votes: Votes, step_sd: float, rounds: int = 40) -> Floats:
    """Return the states of a dynamic Gaussian factor of the votes (1, 0, -1), shape (T, N).

    Loadings and means by least squares, states by the Kalman smoother, noise of one variance.
    """
    walk = walk_of(votes.voted, votes.sessions, Priors(step_sd=step_sd))
    mean = np.tile(first_axis(votes), (votes.sessions.size, 1))
    noise = 0.2
    for _ in range(rounds):
        precision, information = np.zeros_like(mean), np.zeros_like(mean)
        squares = count = 0.0
        for t, block in enumerate(votes.blocks):
            own = mean[t, block.states]
            cast = (block.yes + block.abstain + block.no).astype(np.float64)
            signed = (block.yes - block.no).astype(np.float64)
            total = cast.sum(axis=0)
            middle, level = (own @ cast) / total, signed.sum(axis=0) / total
            spread = (own**2) @ cast - total * middle**2 + 1e-2
            loading = (own @ signed - total * middle * level) / spread
            constant = level - loading * middle
            precision[t, block.states] = (cast @ loading**2) / noise
            information[t, block.states] = (signed - cast * constant) @ loading / noise
            squares += float((cast * (signed - constant - np.outer(own, loading)) ** 2).sum())
            count += float(cast.sum())
        noise = squares / count
        mean, _ = smooth(walk, precision, information)
        shown = mean[votes.voted]
        mean = (mean - shown.mean()) / shown.std()
    return mean


@dataclass(frozen=True)
class Scaled:
    """Positions of another programme on one session, with its seconds."""

    position: Floats
    seconds: float


SCRIPT = """
suppressMessages(library(MCMCpack))
arguments <- commandArgs(trailingOnly = TRUE)
votes <- as.matrix(read.csv(arguments[1], header = FALSE))
started <- proc.time()[["elapsed"]]
drawn <- MCMCirt1d(votes, burnin = 1000, mcmc = 4000, thin = 4, seed = 1,
                   theta.start = NA, AB0 = 0.25, store.item = FALSE, verbose = 0)
cat(proc.time()[["elapsed"]] - started, "\\n")
write.table(colMeans(drawn), arguments[2], row.names = FALSE, col.names = FALSE)
"""


def mcmcpack(table: NDArray[np.int64]) -> Scaled | str:
    """Return MCMCpack's one-dimensional binary model of a table, or why there is none.

    Parameters
    ----------
    table
        1 (yes), 0 (no or abstain), -1 (absent), shape (n, m).
    """
    if shutil.which("Rscript") is None:
        return "R is not installed (Debian: apt-get install r-cran-mcmcpack)"
    asked = ["Rscript", "-e", 'if (!requireNamespace("MCMCpack", quietly = TRUE)) quit(status = 3)']
    if subprocess.run(asked, check=False, capture_output=True).returncode != 0:
        return "R is installed without MCMCpack (Debian: apt-get install r-cran-mcmcpack)"
    with tempfile.TemporaryDirectory() as folder:
        given, found, script = (Path(folder) / name for name in ("in.csv", "out.txt", "run.R"))
        with given.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(
                [["NA" if one < 0 else int(one) for one in row] for row in table]
            )
        script.write_text(SCRIPT, encoding="utf-8")
        started = time.perf_counter()
        done = subprocess.run(
            ["Rscript", str(script), str(given), str(found)],
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            return f"MCMCpack stopped: {done.stderr.strip().splitlines()[-1]}"
        return Scaled(np.loadtxt(found), time.perf_counter() - started)
