"""Which predicted attributions are right: paired with gold ones by content, and agreeing in source.

As corpora of this kind are scored (Newell et al., LREC 2018): contents overlap by at least half of
their union, and sources share at least half of the shorter one, or both are absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from quoteattr.document import Attribution, Span
from quoteattr.training.corpus import Gold

_LONGEST_SOURCE = 120


@frozen
class F1:
    """Precision, recall and their harmonic mean, from counts."""

    right: int
    predicted: int
    gold: int

    @property
    def value(self) -> float:
        """The F1, 0 where nothing is right."""
        return 2 * self.right / max(self.predicted + self.gold, 1)


def are_right(predicted: Sequence[Attribution], gold: Sequence[Gold]) -> list[bool]:
    """For each prediction whether it is right, each gold attribution taken once, the closest first."""
    theirs = [(_characters(g.content), _characters(g.source)) for g in gold]
    mine = [(_characters(a.content), _characters(a.source)) for a in predicted]
    overlaps = [
        (_overlap(content, its), _agree(its_source, source), i, j)
        for i, (content, source) in enumerate(mine)
        for j, (its, its_source) in enumerate(theirs)
        if content & its
    ]
    right = [False] * len(predicted)
    free_mine, free_theirs = set(range(len(mine))), set(range(len(theirs)))
    for overlap, agree, i, j in sorted(overlaps, key=lambda o: (-o[0], not o[1])):
        if i in free_mine and j in free_theirs:
            free_mine.remove(i)
            free_theirs.remove(j)
            right[i] = overlap >= 0.5 and agree
    return right


def _characters(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(i for span in spans for i in range(span.start, span.end))


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other)


def _agree(gold: frozenset[int], predicted: frozenset[int]) -> bool:
    if not gold or not predicted:
        return not gold and not predicted
    shared = len(gold & predicted)
    longest = max(2 * len(gold), _LONGEST_SOURCE)
    return shared >= 0.5 * min(len(gold), len(predicted)) and len(predicted) <= longest
