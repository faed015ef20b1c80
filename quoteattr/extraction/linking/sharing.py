"""Quotations that several cues lay claim to, as in '"It fell," Moss said. "It stands," Reed said'.

Of cues side by side each has its own quotations; one that stands in what another reports is its part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from quoteattr.extraction.linking.quotations import Marks, kind_of
from quoteattr.extraction.tagging.tagger import Candidate
from quoteattr.spans import Span, cut_out, shared, size

_STOP = re.compile(r"[.?!]")


def share_out(text: str, candidates: Sequence[Candidate], marks: Marks) -> tuple[Candidate, ...]:
    """The candidates; of those side by side the nearest cue alone keeps a quotation that several have.

    Only what has nothing but quotations for its content loses any: another may well report them too.
    """
    parted = list(candidates)
    for quotation, claiming in _claims(candidates, marks).items():
        apart = [i for i in claiming if not _within(candidates[i], candidates, claiming)]
        nearest = min(apart, key=lambda i: _distance(text, candidates[i], quotation), default=None)
        for i in apart:
            if i != nearest and kind_of(candidates[i], marks) == "direct":
                parted[i] = evolve(parted[i], content=cut_out(text, parted[i].content, [quotation]))
    return tuple(p for p, c in zip(parted, candidates, strict=True) if p.content or not c.content)


def _claims(candidates: Sequence[Candidate], marks: Marks) -> dict[Span, list[int]]:
    """The numbers of the likely candidates that have each quotation in their content."""
    claims: dict[Span, list[int]] = {}
    for i, candidate in enumerate(candidates):
        if candidate.content and candidate.is_likely:
            for quotation in marks.around(candidate.content, candidate.anchor):
                if shared([quotation.span], candidate.content) == size([quotation.span]):
                    claims.setdefault(quotation.span, []).append(i)
    return claims


def _within(candidate: Candidate, candidates: Sequence[Candidate], others: Sequence[int]) -> bool:
    """Whether the content of one of the others holds the cue, or this one's content holds theirs."""
    return any(
        other.holds(candidate.anchor) or candidate.holds(other.anchor)
        for other in (candidates[i] for i in others)
        if other is not candidate
    )


def _distance(text: str, candidate: Candidate, quotation: Span) -> tuple[bool, int]:
    """Whether a full stop parts a cue from a quotation, and by how many characters they are apart."""
    before = candidate.anchor < quotation.start
    ends = (candidate.cue[-1].end, quotation.start) if before else (quotation.end, candidate.cue[0].start)
    between = text[slice(*ends)]
    return bool(_STOP.search(between)), len(between)
