"""Misspelt words made the ones that were meant, where that is plain.

Looked up by deletions (Garbe's SymSpell, 2012): two words one edit apart have a word in common
among themselves and what is left of them when one letter is taken out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from rapidfuzz.distance import OSA

from quoteattr.claims.lexicon import bits, known_words

_SHORTEST, _LONGEST = 4, 24
_RAREST = 16.0
_CLEARLY = 6.0


def corrected(stem: str) -> str:
    """The common stem that is a letter away from an unknown one; that one where none or several are."""
    if not _SHORTEST <= len(stem) <= _LONGEST or not stem.isascii():
        return stem
    index = _index()
    near = {known for part in (stem, *_deletions(stem)) for known in index.get(part, ())}
    close = sorted((bits(known), known) for known in near if OSA.distance(stem, known, score_cutoff=1) <= 1)
    if not close or close[0][0] > _RAREST or (len(close) > 1 and close[1][0] - close[0][0] < _CLEARLY):
        return stem
    return close[0][1]


@cache
def _index() -> Mapping[str, tuple[str, ...]]:
    index: defaultdict[str, list[str]] = defaultdict(list)
    for word in known_words():
        if len(word) >= _SHORTEST:
            for part in (word, *_deletions(word)):
                index[part].append(word)
    return {part: tuple(words) for part, words in index.items()}


def _deletions(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))
