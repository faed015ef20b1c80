"""Which candidates are attributions, and which of them stand in which other's content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from attrs import frozen

from quoteattr.document import Span
from quoteattr.extraction.model import Settings
from quoteattr.extraction.tagging import Candidate

_NOBODY = -1


@frozen
class Nested:
    """A candidate that was accepted; ``parent`` is its parent's number in the sequence, or None."""

    candidate: Candidate
    parent: int | None


def nest(candidates: Sequence[Candidate], settings: Settings, length: int) -> tuple[Nested, ...]:
    """The candidates that are attributions, in text order.

    A likely outermost cue is accepted wherever it stands, any other only within the content of one
    that is. The parent is the smallest larger content that holds the cue. ``length`` is the text's.
    """
    owner = np.full(length + 1, _NOBODY)
    accepted: list[Nested] = []
    for candidate in sorted(candidates, key=lambda c: (-size(c.content), c.anchor)):
        holder = int(owner[candidate.anchor])
        within = holder != _NOBODY and _holds(candidate.content, accepted[holder].candidate)
        parent = holder if within else None
        likely = candidate.outermost if parent is None else max(candidate.outermost, candidate.any)
        if likely < (settings.outermost if parent is None else settings.nested):
            continue
        for span in candidate.content:
            owner[span.start : span.end] = len(accepted)
        accepted.append(Nested(candidate, parent))
    order = sorted(range(len(accepted)), key=lambda i: _first(accepted[i].candidate))
    place = {number: i for i, number in enumerate(order)}
    return tuple(
        Nested(n.candidate, None if n.parent is None else place[n.parent])
        for n in (accepted[i] for i in order)
    )


def _first(candidate: Candidate) -> int:
    return min(span.start for span in candidate.source + candidate.cue + candidate.content)


def size(spans: Iterable[Span]) -> int:
    """How many characters these spans hold together."""
    return sum(span.end - span.start for span in spans)


def _holds(content: Sequence[Span], parent: Candidate) -> bool:
    """Whether most of a content lies in the parent's."""
    shared = sum(
        max(0, min(mine.end, its.end) - max(mine.start, its.start))
        for mine in content
        for its in parent.content
    )
    return 2 * shared > size(content)
