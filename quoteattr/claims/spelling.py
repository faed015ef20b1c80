"""Misspelt words made the ones that were meant, where that is plain.

Looked up by deletions (Garbe's SymSpell, 2012): two words one edit apart have a word in common
among themselves and what is left of them when one letter is taken out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from quoteattr.claims.lexicon import bits, known_words

_SHORTEST, _LONGEST = 4, 24
_RAREST = 16.0
_CLEARLY = 6.0


def corrected(stem: str) -> str:
    """The common stem that is a letter away from an unknown one; that one where none or several are."""
    if not _SHORTEST <= len(stem) <= _LONGEST or not stem.isascii():
        return stem
    near = _one_deletion_apart(stem)
    close = sorted((bits(known), known) for known in near if OSA.distance(stem, known, score_cutoff=1) <= 1)
    if not close or close[0][0] > _RAREST or (len(close) > 1 and close[1][0] - close[0][0] < _CLEARLY):
        return stem
    return close[0][1]


def _one_deletion_apart(stem: str) -> set[str]:
    """The known stems that have a deletion in common with this one, and some by chance."""
    words, hashes, owners = _index()
    wanted = np.array([hash(part) for part in _deletions(stem)])
    low, high = np.searchsorted(hashes, wanted), np.searchsorted(hashes, wanted, side="right")
    found = zip(low.tolist(), high.tolist(), strict=True)
    return {words[owner] for start, end in found for owner in owners[start:end].tolist()}


@cache
def _index() -> tuple[Sequence[str], NDArray[np.int64], NDArray[np.int32]]:
    """The known stems; their deletions as hashes, sorted; and the place of the stem that each is of.

    A tenth of the memory that a dict takes.
    """
    words = [word for word in known_words() if len(word) >= _SHORTEST]
    hashes = np.fromiter((hash(part) for word in words for part in _deletions(word)), dtype=np.int64)
    owners = np.repeat(np.arange(len(words), dtype=np.int32), [len(word) + 1 for word in words])
    order = np.argsort(hashes)
    return words, hashes[order], owners[order]


def _deletions(word: str) -> Iterator[str]:
    """The word, and what is left of it without each of its letters."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
