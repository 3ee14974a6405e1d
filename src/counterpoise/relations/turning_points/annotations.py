"""How well found changes agree with several people's marks.

Both measures are those of van den Burg and Williams (2020), "An Evaluation of Change Point
Detection Algorithms", arXiv:2003.06222, section 4.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from counterpoise.errors import MeasureError

MARGIN = 5
"""How many periods a found change may lie from a mark and still be it."""


def f1_score(
    marks: Mapping[str, Sequence[int]], found: Iterable[int], *, margin: int = MARGIN
) -> float:
    """Return the F1 of found changes against the marks of several annotators.

    Parameters
    ----------
    marks
        First index of each new piece, by annotator. Index 0 counts as a mark of everyone.
    found
        First index of each new piece found. Index 0 is added.
    margin
        Largest distance in periods between a found change and its mark.

    Returns
    -------
    float
        Between 0 and 1. Precision counts against the union of the marks, recall is the mean over
        annotators; no found change serves two marks.

    Raises
    ------
    MeasureError
        Without any annotator.
    """
    _annotators(marks)
    predicted = {0, *found}
    truths = [{0, *indices} for indices in marks.values()]
    union = set[int]().union(*truths)
    precision = _matched(union, predicted, margin) / len(predicted)
    recall = sum(_matched(truth, predicted, margin) / len(truth) for truth in truths) / len(truths)
    return 2 * precision * recall / (precision + recall)


def covering(marks: Mapping[str, Sequence[int]], found: Iterable[int], *, length: int) -> float:
    """Return how well the found pieces cover the annotators' pieces, averaged over annotators.

    Parameters
    ----------
    marks
        First index of each new piece, by annotator.
    found
        First index of each new piece found.
    length
        Number of periods in the series.

    Returns
    -------
    float
        Between 0 and 1: each true piece's best Jaccard index, weighted by its length.

    Raises
    ------
    MeasureError
        Without any annotator, or where an index lies outside the series.
    """
    _annotators(marks)
    pieces = _pieces(found, length)
    scores = []
    for indices in marks.values():
        best = [
            (end - start) * max(_jaccard((start, end), piece) for piece in pieces)
            for start, end in _pieces(indices, length)
        ]
        scores.append(sum(best) / length)
    return sum(scores) / len(scores)


def _annotators(marks: Mapping[str, Sequence[int]]) -> None:
    if len(marks) == 0:
        raise MeasureError("nobody marked this series", remedy="pass at least one annotator")


def _matched(marks: set[int], found: set[int], margin: int) -> int:
    free = set(found)
    matched = 0
    for mark in sorted(marks):
        near = [(abs(mark - other), other) for other in free if abs(mark - other) <= margin]
        if near:
            free.remove(min(near)[1])
            matched += 1
    return matched


def _pieces(changes: Iterable[int], length: int) -> list[tuple[int, int]]:
    cuts = sorted({*changes} - {0})
    outside = [cut for cut in cuts if not 0 < cut < length]
    if outside:
        raise MeasureError(
            f"change {outside[0]} lies outside a series of {length} periods",
            remedy="pass 0-based indices",
        )
    edges = [0, *cuts, length]
    return list(pairwise(edges))


def _jaccard(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(shared, 0) / (max(one[1], other[1]) - min(one[0], other[0]))
