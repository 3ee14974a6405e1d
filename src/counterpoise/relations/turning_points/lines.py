"""Straight pieces of a real-valued series and how far the values lie from them."""

from __future__ import annotations

import numpy as np

from counterpoise.relations.turning_points.arrays import Floats, Ints


def line_residuals(rows: Floats) -> Floats:
    """Return each row less its least-squares line.

    Parameters
    ----------
    rows
        Series of shape (m, n), n at least 2.

    Returns
    -------
    ndarray
        Residuals of shape (m, n).
    """
    n = rows.shape[1]
    time = np.arange(n) - (n - 1) / 2
    level = rows - rows.mean(axis=1, keepdims=True)
    return np.asarray(level - (level @ time / (time @ time))[:, np.newaxis] * time)


class LineCost:
    """Squared distance of a stretch from its own line, in units of the noise's variance.

    The noise is the variance around one line through the whole series. A series that lies on one
    line has no noise: every stretch costs nothing.

    Parameters
    ----------
    values
        Finite series of shape (n,), n at least 3.
    """

    convex = True

    def __init__(self, values: Floats) -> None:
        self.length = int(values.size)
        rest = line_residuals(values[np.newaxis, :])[0]
        spread = float(np.sqrt(rest @ rest / (self.length - 2)))
        scale = float(np.abs(values).max())
        self.noise_variance = spread**2
        on_one_line = spread <= 1e-10 * scale
        rest = np.zeros(self.length) if on_one_line else rest / spread
        time = np.arange(self.length) - (self.length - 1) / 2
        sums = np.stack([np.ones(self.length), time, time * time, rest, time * rest, rest * rest])
        self._sums = np.concatenate([np.zeros((6, 1)), np.cumsum(sums, axis=1)], axis=1)

    def costs(self, starts: Ints, end: int) -> Floats:
        """Return the costs of the stretches [start, end), one for each of `starts`."""
        n, t, tt, y, ty, yy = self._sums[:, end : end + 1] - self._sums[:, starts]
        n = np.maximum(n, 1.0)
        across = tt - t * t / n
        with_time = ty - t * y / n
        slope_gain = np.where(across > 0, with_time**2 / np.where(across > 0, across, 1.0), 0.0)
        return np.asarray(np.maximum(yy - y * y / n - slope_gain, 0.0), dtype=np.float64)


def best_single_gains(rows: Floats, *, min_size: int) -> Floats:
    """Return the largest fall in cost that one change brings to each row.

    Parameters
    ----------
    rows
        Series of shape (m, n), n at least twice `min_size`.
    min_size
        The shortest stretch allowed, in periods.

    Returns
    -------
    ndarray
        Gains of shape (m,), in units of the noise's variance around one line.
    """
    rest = line_residuals(rows)
    n = rest.shape[1]
    before = _prefix_costs(rest)
    after = _prefix_costs(rest[:, ::-1])[:, ::-1]
    whole = before[:, -1]
    split = before[:, min_size - 1 : n - min_size] + after[:, min_size : n - min_size + 1]
    noise = np.where(whole > 0, whole, 1.0) / (n - 2)
    return np.asarray((whole - split.min(axis=1)) / noise, dtype=np.float64)


def _prefix_costs(rows: Floats) -> Floats:
    n = rows.shape[1]
    count = np.arange(1, n + 1, dtype=np.float64)
    time = count - (n + 1) / 2
    t, tt = np.cumsum(time), np.cumsum(time * time)
    across = tt - t * t / count
    y = np.cumsum(rows, axis=1)
    with_time = np.cumsum(rows * time, axis=1) - t * y / count
    slope_gain = np.where(across > 0, with_time**2 / np.where(across > 0, across, 1.0), 0.0)
    return np.asarray(np.cumsum(rows * rows, axis=1) - y * y / count - slope_gain, dtype=np.float64)
