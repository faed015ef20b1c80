"""Contents that lie beyond the paragraph of their cue, which is all that the tagger sees.

She went on:                                  a block after a colon
"Nobody told us. We read it in the paper."

"We are ready," he said.                      quotes that go on without a cue
"We have been for weeks."
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set

import numpy as np
from attrs import evolve

from quoteattr.extraction.linking.quotations import Marks
from quoteattr.extraction.tagging.tagger import Candidate
from quoteattr.marks import Quotation, quotation_role
from quoteattr.spans import Span, merge

_NOBODY = -1
# Punctuation and a word or two ('also', 'on Monday') beside a source and a cue.
_FEW = 12


def carry_over_colons(
    text: str,
    candidates: Sequence[Candidate],
    paragraphs: Sequence[Span],
    marks: Marks,
    taken: Set[int] = frozenset(),
) -> tuple[Candidate, ...]:
    """The candidates; one whose paragraph ends in a colon after it has the next block for its content.

    The block is the quotation that the next paragraph opens, to its end, or else that paragraph,
    unless it holds one of the anchors that are ``taken``: a transcript is nobody's block.
    """
    starts = [p.start for p in paragraphs]
    carried = list(candidates)
    for number, candidate in enumerate(candidates):
        here = bisect_right(starts, candidate.anchor) - 1
        if here + 1 == len(paragraphs) or not _introduces(text, candidate, paragraphs[here]):
            continue
        if number + 1 < len(candidates) and candidates[number + 1].anchor < paragraphs[here].end:
            continue
        following = paragraphs[here + 1]
        if not taken.isdisjoint(range(following.start, following.end)):
            continue
        quotation = marks.starting_at(following.start)
        block = quotation.span if quotation else following
        carried[number] = evolve(candidate, content=(block,))
    return tuple(carried)


def _introduces(text: str, candidate: Candidate, paragraph: Span) -> bool:
    rest = text[candidate.anchor : paragraph.end].rstrip()
    return rest.endswith(":") and not any(end in rest for end in (". ", "? ", "! "))


def carry_on(text: str, candidates: Sequence[Candidate], marks: Marks) -> tuple[Candidate, ...]:
    """The candidates, each with the quotations that go on after its own with no cue of their own."""
    owner = np.full(len(text), _NOBODY)
    for number, candidate in enumerate(candidates):
        if candidate.is_likely:
            for span in candidate.content:
                owner[span.start : span.end] = number
    going_on: dict[int, list[Span]] = {}
    last, end = _NOBODY, 0
    for quotation in marks.quotations:
        owners = owner[quotation.start : quotation.end]
        if 2 * np.count_nonzero(owners != _NOBODY) > len(owners):
            last = int(owners[owners != _NOBODY][-1])
        elif last != _NOBODY and _goes_on(text, candidates[last], end, quotation):
            going_on.setdefault(last, []).append(quotation.span)
        else:
            last = _NOBODY
        end = quotation.end
    return tuple(
        evolve(c, content=merge([*c.content, *going_on[i]])) if i in going_on else c
        for i, c in enumerate(candidates)
    )


def _goes_on(text: str, candidate: Candidate, end: int, quotation: Quotation) -> bool:
    """Whether nothing but the candidate's own source and cue parts a quotation from the last one's end."""
    if quotation_role(text, quotation) != "speech":
        return False
    own = [s.of(text) for s in candidate.source + candidate.cue if end <= s.start < quotation.start]
    return _letters([text[end : quotation.start]]) - _letters(own) <= _FEW


def _letters(words: Iterable[str]) -> int:
    """How long some words are, less the white space in them."""
    return sum(len(part) for run in words for part in run.split())
