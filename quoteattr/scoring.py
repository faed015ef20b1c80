"""Predicted attributions beside gold ones, scored as corpora of this kind are (Newell et al., LREC 2018).

Contents agree where they share at least half of their union, in characters; sources where they share
at least half of the shorter one, or both are absent.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from attrs import frozen

from quoteattr.spans import Span

_CONTENT_SHARE = _SOURCE_SHARE = 0.5
_LONGEST_SOURCE = 120
_EDGE = re.compile(r"[\s\"“”‘’'«».,;:!?…\-–—()\[\]]")


@frozen
class Parts:
    """The parts of an attribution as the offsets of their characters."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]

    @classmethod
    def of(cls, source: Iterable[Span], cue: Iterable[Span], content: Iterable[Span]) -> Parts:
        """The parts that are in these spans."""
        return cls(_characters(source), _characters(cue), _characters(content))

    def overlap(self, other: Parts) -> float:
        """The share of the union of the two contents that both have."""
        return len(self.content & other.content) / len(self.content | other.content)

    def agrees_in_content(self, gold: Parts) -> bool:
        """Whether the contents are the same in the main."""
        return self.overlap(gold) >= _CONTENT_SHARE

    def agrees_in_cue(self, gold: Parts) -> bool:
        """Whether the contents agree, and the cues share a character or both are absent."""
        met = not self.cue.isdisjoint(gold.cue) or not (self.cue or gold.cue)
        return met and self.agrees_in_content(gold)

    def agrees(self, gold: Parts) -> bool:
        """Whether the contents agree, and the sources do: then the attribution is right."""
        return self.agrees_in_content(gold) and self.agrees_in_source(gold)

    def agrees_in_source(self, gold: Parts) -> bool:
        """Whether the sources share enough and this one is not much longer, or both are absent."""
        if not self.source or not gold.source:
            return not self.source and not gold.source
        shared = len(self.source & gold.source)
        longest = max(2 * len(gold.source), _LONGEST_SOURCE)
        enough = shared >= _SOURCE_SHARE * min(len(self.source), len(gold.source))
        return enough and len(self.source) <= longest


def pair(predicted: Sequence[Parts], gold: Sequence[Parts]) -> list[tuple[int, int]]:
    """The numbers of predictions with those of gold attributions, each taken once.

    The contents that overlap most come first, and of equals the two whose sources agree.
    """

    def rank(numbers: tuple[int, int]) -> tuple[float, bool]:
        mine, theirs = predicted[numbers[0]], gold[numbers[1]]
        return -mine.overlap(theirs), not mine.agrees_in_source(theirs)

    pairs = []
    free, free_gold = set(range(len(predicted))), set(range(len(gold)))
    for i, j in sorted(_sharing(predicted, gold), key=rank):
        if i in free and j in free_gold:
            free.remove(i)
            free_gold.remove(j)
            pairs.append((i, j))
    return pairs


def _sharing(predicted: Sequence[Parts], gold: Sequence[Parts]) -> list[tuple[int, int]]:
    """The pairs whose contents share a character."""
    owners: defaultdict[int, list[int]] = defaultdict(list)
    for j, theirs in enumerate(gold):
        for character in theirs.content:
            owners[character].append(j)
    return [
        (i, j)
        for i, mine in enumerate(predicted)
        for j in sorted({j for character in mine.content for j in owners.get(character, ())})
    ]


def trimmed(spans: Iterable[Span], text: str) -> list[Span]:
    """The spans without the marks, the punctuation and the white space at their ends.

    Spans that hold nothing else are left out, but for a part that is nothing but them, as a colon.
    """
    whole = list(spans)
    return [piece for span in whole if (piece := _trimmed(span, text)) is not None] or whole


def _trimmed(span: Span, text: str) -> Span | None:
    start, end = span.start, span.end
    while start < end and _EDGE.match(text[start]):
        start += 1
    while start < end and _EDGE.match(text[end - 1]):
        end -= 1
    return Span(start, end) if start < end else None


def _characters(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(offset for span in spans for offset in range(span.start, span.end))
