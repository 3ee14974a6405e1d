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
        self._sums = _line_sums(rest[np.newaxis, :])

    def costs(self, starts: Ints, end: int) -> Floats:
        """Return the costs of the stretches [start, end), one for each of `starts`."""
        return np.asarray(_stretch_costs(self._sums, starts, np.full_like(starts, end))[0])


def best_gains(rows: Floats, *, min_size: int) -> Floats:
    """Return the largest fall in cost that changes bring to each row, for each change made.

    Looks at every single change, and at two changes around a window whose length grows from
    `min_size` by a quarter at a time.

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
    sums = _line_sums(rest)
    before = _stretch_costs(sums, np.zeros(n + 1, dtype=np.int64), np.arange(n + 1))
    after = _stretch_costs(sums, np.arange(n + 1), np.full(n + 1, n))
    whole = before[:, -1]
    cuts = np.arange(min_size, n - min_size + 1)
    gains = whole - (before[:, cuts] + after[:, cuts]).min(axis=1)
    length = min_size
    while n - length >= 2 * min_size:
        starts = np.arange(min_size, n - min_size - length + 1)
        inside = _stretch_costs(sums, starts, starts + length)
        costs = before[:, starts] + inside + after[:, starts + length]
        gains = np.maximum(gains, (whole - costs.min(axis=1)) / 2)
        length = max(length + 1, length * 5 // 4)
    noise = np.where(whole > 0, whole, 1.0) / (n - 2)
    return np.asarray(gains / noise, dtype=np.float64)


def _line_sums(rows: Floats) -> tuple[Floats, Floats]:
    """Return running sums of 1, t, t² (3, n+1) and of y, ty, y² (3, m, n+1)."""
    n = rows.shape[1]
    time = np.arange(n) - (n - 1) / 2
    of_time = np.stack([np.ones(n), time, time * time])
    of_rows = np.stack([rows, time * rows, rows * rows])
    return (
        np.pad(np.cumsum(of_time, axis=-1), [(0, 0), (1, 0)]),
        np.pad(np.cumsum(of_rows, axis=-1), [(0, 0), (0, 0), (1, 0)]),
    )


def _stretch_costs(sums: tuple[Floats, Floats], starts: Ints, ends: Ints) -> Floats:
    """Return the squared distance of each row's stretches from their lines, (m, s)."""
    n, t, tt = sums[0][:, ends] - sums[0][:, starts]
    y, ty, yy = sums[1][:, :, ends] - sums[1][:, :, starts]
    n = np.maximum(n, 1.0)
    across = tt - t * t / n
    with_time = ty - t * y / n
    slope_gain = np.where(across > 1e-9, with_time**2 / np.where(across > 1e-9, across, 1.0), 0.0)
    return np.asarray(np.maximum(yy - y * y / n - slope_gain, 0.0), dtype=np.float64)
