"""Which candidates are attributions, and which of them stand in which other's content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from attrs import frozen

from quoteattr.extraction.tagging.model import Settings
from quoteattr.extraction.tagging.tagger import Candidate
from quoteattr.spans import shared, size

_NOBODY = -1


@frozen
class Nested:
    """A candidate that was accepted; ``parent`` is its parent's number in the sequence, or None."""

    candidate: Candidate
    parent: int | None


def nest(candidates: Sequence[Candidate], settings: Settings, length: int) -> tuple[Nested, ...]:
    """The candidates that are attributions, in text order.

    A likely outermost cue is accepted where no content holds it, a likely cue of any sort beneath the
    one whose content does. The parent is the smallest larger content that holds the cue, or the one
    that a citation names. ``length`` is the text's.
    """
    owner = np.full(length + 1, _NOBODY)
    accepted: list[Nested] = []
    by_anchor: dict[int, int] = {}
    for candidate in sorted(candidates, key=lambda c: (-size(c.content), c.beneath is not None, c.anchor)):
        parent = _parent(candidate, int(owner[candidate.anchor]), accepted, by_anchor)
        if parent is None and candidate.outermost < settings.outermost:
            continue
        if parent is not None and candidate.any < settings.nested:
            continue
        by_anchor[candidate.anchor] = len(accepted)
        if candidate.beneath is None:
            for span in candidate.content:
                owner[span.start : span.end] = len(accepted)
        accepted.append(Nested(candidate, parent))
    return _in_text_order(accepted)


def _parent(
    candidate: Candidate, holder: int, accepted: Sequence[Nested], by_anchor: Mapping[int, int]
) -> int | None:
    if candidate.beneath is not None:
        return by_anchor.get(candidate.beneath)
    around = None if holder == _NOBODY else holder
    while around is not None and not _holds(accepted[around].candidate, candidate):
        around = accepted[around].parent
    return around


def _in_text_order(accepted: Sequence[Nested]) -> tuple[Nested, ...]:
    order = sorted(range(len(accepted)), key=lambda i: _first(accepted[i].candidate))
    place: dict[int | None, int | None] = {number: i for i, number in enumerate(order)}
    place[None] = None
    return tuple(Nested(accepted[i].candidate, place[accepted[i].parent]) for i in order)


def _first(candidate: Candidate) -> int:
    return min(span.start for span in candidate.source + candidate.cue + candidate.content)


def _holds(parent: Candidate, candidate: Candidate) -> bool:
    """Whether a candidate's cue and most of its content lie in the parent's content."""
    within = shared(candidate.content, parent.content)
    return parent.holds(candidate.anchor) and 2 * within > size(candidate.content)
