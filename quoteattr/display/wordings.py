"""A wording as a word diff to another one, along the alignment that the comparison found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from attrs import frozen

from quoteattr.claims import Comparison
from quoteattr.spans import Span

_WORD = re.compile(r"\w+(?:[.,:'’-]\w+)*")


@frozen
class Piece:
    """A stretch of two texts: the same words in both, or words of the one that stand against the other's."""

    a: str
    b: str
    changed: bool


def word_diff(comparison: Comparison) -> Iterator[Piece]:
    """Both texts in pieces, in the order of both; in what case a word is written is no difference."""
    a, b = comparison.a, comparison.b
    at_a = at_b = 0
    for here, there in _same_words(comparison):
        yield from _gap(a[at_a : here.start], b[at_b : there.start])
        yield Piece(here.of(a), there.of(b), changed=False)
        at_a, at_b = here.end, there.end
    yield from _gap(a[at_a:], b[at_b:])


def _same_words(comparison: Comparison) -> Iterator[tuple[Span, Span]]:
    """The aligned spans with the same words, in the order of both texts."""
    at_a = at_b = 0
    for here, there in comparison.alignment:
        same = here.of(comparison.a).casefold() == there.of(comparison.b).casefold()
        if same and here.start >= at_a and there.start >= at_b:
            yield here, there
            at_a, at_b = here.end, there.end


def _gap(a: str, b: str) -> Iterator[Piece]:
    """The texts between two aligned words: what differs, without the equal words around it."""
    old, new = list(_WORD.finditer(a)), list(_WORD.finditer(b))
    before = _alike(old, new)
    after = _alike(old[before:][::-1], new[before:][::-1])
    heads, middles, tails = zip(_parted(a, old, before, after), _parted(b, new, before, after), strict=True)
    yield Piece(*heads, changed=False)
    yield Piece(*middles, changed=any(middles))
    yield Piece(*tails, changed=False)


def _alike(old: Sequence[re.Match[str]], new: Sequence[re.Match[str]]) -> int:
    """How many words the two begin with alike."""
    pairs = zip(old, new, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0][0].casefold() == pair[1][0].casefold(), pairs))


def _parted(text: str, words: Sequence[re.Match[str]], before: int, after: int) -> tuple[str, str, str]:
    """A text cut around the words that stand between so many at its start and so many at its end."""
    middle = words[before : len(words) - after]
    at = words[before - 1].end() if before else 0
    start, end = (middle[0].start(), middle[-1].end()) if middle else (at, at)
    return text[:start], text[start:end], text[end:]
