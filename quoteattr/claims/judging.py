"""The verdict on a pair of wordings, a pure function of the two and of the shipped tables."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from quoteattr.claims.alignment import Alignment, align
from quoteattr.claims.guards import Finding, conflicts
from quoteattr.claims.lexicon import weight, weight_after
from quoteattr.claims.vocabulary import Vocabulary

Relation: TypeAlias = Literal["same", "part", "conflict", "stock", "unrelated"]

SHARED = 0.5
"""The least share of the lighter wording's weight that must stand, word for word, in the other:
the threshold above which candidates are complete."""

_COVERED = 0.7
_COVERED_NEARBY = 0.6
_WHOLE = 0.75
_NEEDED = {
    (True, True): 5.5, (True, None): 8.0, (True, False): 14.5,
    (None, True): 10.0, (None, None): 14.5, (None, False): 14.5,
    (False, True): 22.0, (False, None): 22.0, (False, False): 22.0,
}  # fmt: skip
_HALF_SURE = 10.0


class Judgement(NamedTuple):
    """How a lighter wording stands to a heavier one.

    ``told`` is what the words that both have tell, in bits, with the commonplaces among them
    discounted; ``of_light`` and ``of_heavy`` are the shares of the two that they weigh.
    """

    told: float
    of_light: float
    of_heavy: float
    conflicts: tuple[Finding, ...]
    alignment: Alignment


class Context(NamedTuple):
    """What is known of the two statements besides their words; None for what is not known.

    ``same_speaker`` tells whether one speaker is named for both, ``nearby`` whether they were
    published within days of each other.
    """

    same_speaker: bool | None = None
    nearby: bool | None = None


UNKNOWN = Context()
MOST_NEEDED = max(_NEEDED.values())
LEAST_NEEDED = min(_NEEDED.values())


def lighter_first(a: str, b: str, words: Vocabulary) -> bool:
    """Whether a is the one to be found in b: the order is the same whichever is given first."""
    if a == b:
        return True
    return (words.weight(a), len(a), words.decode(a)) <= (words.weight(b), len(b), words.decode(b))


def judge(light: str, heavy: str, words: Vocabulary) -> Judgement | None:
    """Compare two encoded wordings; None where they share too little to speak of one claim."""
    whole = words.weight(light)
    if not whole:
        return None
    alignment = align(light, heavy, words)
    left = words.weight("".join([light[at] for gap in alignment.gaps for at in gap.left_a]))
    paired = words.weight("".join([light[at] for here, _ in alignment.pairs for at in here]))
    if whole - left - paired < SHARED * whole:
        return None
    return Judgement(
        told=_told(light, alignment, words),
        of_light=1 - left / whole,
        of_heavy=(whole - left) / words.weight(heavy),
        conflicts=tuple(conflicts(light, heavy, alignment, words)),
        alignment=alignment,
    )


def relation(judgement: Judgement | None, context: Context = UNKNOWN) -> Relation:
    """What the pair is, given who said it and when as far as that is known."""
    if judgement is None:
        return "unrelated"
    if judgement.conflicts:
        clear = judgement.of_light >= _COVERED_NEARBY and judgement.told >= _HALF_SURE
        return "conflict" if clear else "unrelated"
    covered = _COVERED_NEARBY if context.nearby and judgement.told >= _HALF_SURE else _COVERED
    if judgement.of_light < covered:
        return "unrelated"
    if judgement.told < _NEEDED[context]:
        return "stock"
    return "same" if judgement.of_heavy >= _WHOLE else "part"


def score(judgement: Judgement | None, relation: Relation) -> float:
    """How sure it is that the pair is one claim: 0.5 and more for 'same' and 'part', less for the others."""
    if judgement is None:
        return 0.0
    sure = judgement.of_light * judgement.told / (judgement.told + _HALF_SURE)
    if relation in ("same", "part"):
        return 0.5 + sure / 2
    return sure / 2 if relation == "stock" else sure / 4


def _told(light: str, alignment: Alignment, words: Vocabulary) -> float:
    left = {at for gap in alignment.gaps for at in gap.left_a}
    keys = words.decode(light)
    return sum(
        weight_after(keys[at - 1], key) if at and at - 1 not in left else weight(key)
        for at, key in enumerate(keys)
        if at not in left
    )
