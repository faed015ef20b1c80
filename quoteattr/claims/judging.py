"""The verdict on a pair of wordings, a pure function of the two and of the shipped tables."""

from __future__ import annotations

from typing import NamedTuple

from quoteattr.claims.alignment import Alignment, align
from quoteattr.claims.guards import Finding, conflicts
from quoteattr.claims.vocabulary import Vocabulary

SHARED = 0.5
"""The least share of the lighter wording's weight that must stand, word for word, in the other."""


class Judgement(NamedTuple):
    """How a lighter wording stands to a heavier one.

    ``shared`` is the weight, in bits, of the words that both have or that stand for each other;
    ``of_light`` and ``of_heavy`` are its shares of the two.
    """

    shared: float
    of_light: float
    of_heavy: float
    conflicts: tuple[Finding, ...]
    alignment: Alignment


def judge(light: str, heavy: str, words: Vocabulary) -> Judgement | None:
    """Compare two encoded wordings; None where they share too little to speak of one claim."""
    whole = words.weight(light)
    if not whole:
        return None
    alignment = align(light, heavy, words)
    exact = whole - _weight_left(light, alignment, words) - _weight_paired(light, alignment, words)
    if exact < SHARED * whole:
        return None
    found = conflicts(light, heavy, alignment, words)
    shared = whole - _weight_left(light, alignment, words)
    return Judgement(shared, shared / whole, shared / words.weight(heavy), tuple(found), alignment)


def _weight_left(light: str, alignment: Alignment, words: Vocabulary) -> float:
    return words.weight("".join([light[at] for gap in alignment.gaps for at in gap.left_a]))


def _weight_paired(light: str, alignment: Alignment, words: Vocabulary) -> float:
    return words.weight("".join([light[at] for here, _ in alignment.pairs for at in here]))
