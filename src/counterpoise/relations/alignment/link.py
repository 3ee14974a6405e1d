r"""The ordinal logit of one vote, and its sums over states and over roll calls.

With a state at position x, a roll call of slope b, centre c and gap g > 0 between its cut points:
P(yes) = s(bx - c - g/2) and P(no) = s(-(bx - c + g/2)), s the logistic function. Then
log P(abstain) = log s(bx - c + g/2) + log s(-(bx - c - g/2)) + log(1 - exp(-g)), so that a vote is
one or two binary answers and every derivative is made of two logistic functions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from counterpoise.relations.alignment.votes import Block, Floats, Singles

NODES = (-(3**0.5), 0.0, 3**0.5)
WEIGHTS = (1 / 6, 2 / 3, 1 / 6)
"""Gauss–Hermite nodes and weights for the standard normal: exact up to degree five."""


@dataclass(frozen=True)
class Items:
    """Parameters of the items, one entry each.

    Attributes
    ----------
    slope
        Logits for one unit of position; its sign is the item's polarity.
    centre
        Middle between the cut points, in logits.
    log_gap
        Logarithm of the distance between the cut points.
    """

    slope: Floats
    centre: Floats
    log_gap: Floats

    def of(self, block: Block) -> Items:
        """Return the parameters of a block's columns."""
        kept = block.items
        return Items(self.slope[kept], self.centre[kept], self.log_gap[kept])


def answers(block: Block, position: Floats, items: Items) -> tuple[Singles, Singles]:
    """Return the chances of passing the upper and the lower step, where a vote tells of them.

    Parameters
    ----------
    position
        Of the block's states, shape (n,).
    items
        Of the block's columns.

    Returns
    -------
    tuple of ndarray
        s(bx - c - g/2) and s(bx - c + g/2), shape (n, m), each 0 where the vote is silent on it.
    """
    slope, centre, half = (
        values.astype(np.float32)
        for values in (items.slope, items.centre, np.exp(items.log_gap) / 2)
    )
    line = np.multiply.outer(position.astype(np.float32), slope) - centre
    return block.at_upper * expit(line - half), block.at_lower * expit(line + half)


@dataclass(frozen=True)
class ItemSums:
    """Sums over a block's states, each of shape (3, m): times 1, position, squared position.

    Attributes
    ----------
    upper, lower
        Of the residuals at the two steps (the observed answer less its chance).
    upper_weight, lower_weight
        Of the curvatures at the two steps.
    """

    upper: Floats
    lower: Floats
    upper_weight: Floats
    lower_weight: Floats


def item_sums(block: Block, mean: Floats, variance: Floats, items: Items) -> ItemSums:
    """Sum over the states, averaged over each state's normal position."""
    size = (3, block.items.size)
    sums = [np.zeros(size) for _ in range(4)]
    deviation = np.sqrt(variance)
    for node, weight in zip(NODES, WEIGHTS, strict=True):
        position = mean + node * deviation
        powers = (weight * np.stack([np.ones_like(position), position, position**2])).astype("f4")
        upper, lower = answers(block, position, items)
        sums[0] += powers @ (block.yes - upper)
        sums[1] += powers @ (block.abstain - lower)
        sums[2] += powers @ (upper - upper * upper)
        sums[3] += powers @ (lower - lower * lower)
    return ItemSums(*sums)


def state_sums(block: Block, mean: Floats, variance: Floats, items: Items) -> tuple[Floats, Floats]:
    """Return gradient and curvature of the block's votes in the states' positions.

    Both are averaged over each state's normal position, shape (n,).
    """
    slope = items.slope.astype(np.float32)
    gradient = (block.at_upper @ slope).astype(np.float64)
    curvature = np.zeros_like(gradient)
    deviation = np.sqrt(variance)
    for node, weight in zip(NODES, WEIGHTS, strict=True):
        upper, lower = answers(block, mean + node * deviation, items)
        gradient -= weight * ((upper + lower) @ slope)
        curvature += weight * ((upper - upper * upper + lower - lower * lower) @ slope**2)
    return gradient, curvature


def gathered(parts: Iterable[tuple[Block, ItemSums]], count: int) -> ItemSums:
    """Add up the sums of several blocks by item, each of shape (3, count)."""
    whole = [np.zeros((count, 3)) for _ in range(4)]
    for block, sums in parts:
        found = (sums.upper, sums.lower, sums.upper_weight, sums.lower_weight)
        for total, part in zip(whole, found, strict=True):
            np.add.at(total, block.items, part.T)
    return ItemSums(*(total.T for total in whole))
