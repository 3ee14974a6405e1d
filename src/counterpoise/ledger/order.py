"""Where records stand in the order of their file, so that an insertion moves nothing else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

GAP = 2**32
"""Distance of neighbours at first; 32 insertions fit between any two before renumbering."""


def positions(order: Sequence[str], held: Mapping[str, int], gap: int = GAP) -> list[int]:
    """Give each identifier a position, in strictly increasing order, keeping what can be kept.

    Parameters
    ----------
    order
        Identifiers in the new order, each once.
    held
        Positions of identifiers up to now, all different; further identifiers do no harm.
    gap
        Distance of neighbours that have no bounds between them.

    Returns
    -------
    list of int
        One position an identifier. As many as possible keep theirs (the longest increasing
        subsequence), unless a gap is full: then the whole collection is numbered afresh.
    """
    places = [held.get(identifier) for identifier in order]
    kept = _longest_increasing(places)
    result: list[int] = []
    left: int | None = None
    start = 0
    for index in [*kept, len(order)]:
        right = places[index] if index < len(order) else None
        filling = _between(left, right, index - start, gap)
        if filling is None:
            return [(number + 1) * gap for number in range(len(order))]
        result += filling
        if right is not None:
            result.append(right)
        left, start = right, index + 1
    return result


def _between(left: int | None, right: int | None, count: int, gap: int) -> list[int] | None:
    """Return `count` positions strictly between two bounds; ``None`` where they do not fit."""
    if left is not None and right is not None:
        if right - left <= count:
            return None
        return [left + (right - left) * (step + 1) // (count + 1) for step in range(count)]
    if right is not None:
        return [right - gap * (count - step) for step in range(count)]
    base = left if left is not None else 0
    return [base + gap * (step + 1) for step in range(count)]


def _longest_increasing(places: Sequence[int | None]) -> list[int]:
    """Return the indices of a longest strictly increasing subsequence (patience sorting)."""
    tails: list[int] = []
    tail_indices: list[int] = []
    before: list[int] = [-1] * len(places)
    for index, place in enumerate(places):
        if place is None:
            continue
        at = bisect_left(tails, place)
        before[index] = tail_indices[at - 1] if at else -1
        tails[at : at + 1] = [place]
        tail_indices[at : at + 1] = [index]
    chain: list[int] = []
    index = tail_indices[-1] if tail_indices else -1
    while index >= 0:
        chain.append(index)
        index = before[index]
    return chain[::-1]
