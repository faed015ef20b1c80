"""Which predicted attributions are right: paired with gold ones by content, and agreeing in source."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from quoteattr.document import Attribution
from quoteattr.scoring import Parts, pair
from quoteattr.training.corpus import Gold


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
    mine, theirs = ([Parts.of(a.source, a.cue, a.content) for a in side] for side in (predicted, gold))
    found = {i for i, j in pair(mine, theirs) if mine[i].agrees(theirs[j])}
    return [i in found for i in range(len(predicted))]
