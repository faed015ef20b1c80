"""Cues that share a source: 'the mayor said that the bridge is safe, and promised to test it again'.

The second cue is no part of what the first one reports, though it stands behind it in one sentence:
who is reported has a source within the report, who goes on has the reporter's own.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence

from attrs import evolve

from quoteattr.extraction.tagging.tagger import Candidate
from quoteattr.spans import Span, before

# Chosen on development texts: a cue this likely ends the content of one this likely.
_LIKELY, _SURE = 0.5, 0.8
_NEAR = 6
_JOINING = re.compile(r"\b(?:and|but|or|while|then|also|even)\Z")
_PARTING = string.whitespace + "\xa0,;–—-"
_LONGEST_JOINING = len("while")


def part_coordinated(text: str, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, by their anchors; each content ends before a cue that goes on with its source."""
    parted = sorted(candidates, key=lambda c: c.anchor)
    for i, candidate in enumerate(parted):
        for j in range(max(0, i - _NEAR), i):
            if _likely(candidate) >= _SURE and _goes_on(parted[j], candidate):
                content = _before(text, parted[j].content, candidate.cue[0].start)
                parted[j] = evolve(parted[j], content=content or parted[j].content)
    return tuple(parted)


def _likely(candidate: Candidate) -> float:
    return max(candidate.any, candidate.outermost)


def _goes_on(first: Candidate, second: Candidate) -> bool:
    """Whether a cue stands in the content of one before it with which it shares its source."""
    return (
        _likely(first) >= _LIKELY
        and first.holds(second.anchor)
        and any(mine.overlaps(its) for mine in first.source for its in second.source)
    )


def _before(text: str, spans: Sequence[Span], offset: int) -> tuple[Span, ...]:
    """What some spans hold before a place, less the words that join it to what follows."""
    kept = [*before(spans, offset)]
    while kept and not (words := _less_joining(kept[-1].of(text))):
        kept.pop()
    return (*kept[:-1], Span(kept[-1].start, kept[-1].start + len(words))) if kept else ()


def _less_joining(words: str) -> str:
    """Some words less what joins them to others at their end: ', and then'."""
    words = words.rstrip(_PARTING)
    while joining := _JOINING.search(words, max(0, len(words) - _LONGEST_JOINING)):
        words = words[: joining.start()].rstrip(_PARTING)
    return words
