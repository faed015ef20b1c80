"""The verdict on a pair of wordings, a pure function of the two and of the shipped tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from quoteattr.claims.alignment import Alignment, align
from quoteattr.claims.guards import conflicts
from quoteattr.claims.lexicon import weight, weight_after
from quoteattr.claims.reading import Finding, Reader, Reading
from quoteattr.claims.vocabulary import Vocabulary

Relation: TypeAlias = Literal["same", "part", "conflict", "stock", "unrelated"]

SHARED = 0.6
"""The least share of the lighter wording's content that must stand, word for word, in the other:
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
    readings: list[Reading]


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


class Judge:
    """Compares encoded wordings of one vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self._reader = Reader(words)

    def lighter_first(self, a: str, b: str) -> bool:
        """Whether a is the one to be found in b: the order is the same whichever is given first."""
        weigh = self.words.content
        here, there = weigh(a), weigh(b)
        if here == there and len(a) == len(b):
            return a == b or self.words.decode(a) <= self.words.decode(b)
        return (here, len(a)) < (there, len(b))

    def judge(self, light: str, heavy: str) -> Judgement | None:
        """Compare two wordings; None where they share too little to speak of one claim.

        A wording without a word of content is compared to none but itself.
        """
        words = self.words
        content = words.content(light)
        if not content:
            return self._identical(light) if light and light == heavy else None
        alignment = align(light, heavy, words)
        gaps = alignment.gaps
        if content - sum([words.content(gap.a) for gap in gaps]) < SHARED * content:
            return None
        readings = [self._reader.read(gap) for gap in gaps]
        whole = words.weight(light)
        shared = whole - sum([reading.open_a for reading in readings])
        return Judgement(
            told=_told(light, alignment, readings, words) / 10,
            of_light=shared / whole,
            of_heavy=shared / words.weight(heavy),
            conflicts=tuple(conflicts(light, heavy, alignment, readings, words)),
            alignment=alignment,
            readings=readings,
        )

    def _identical(self, codes: str) -> Judgement:
        alignment = align(codes, codes, self.words)
        return Judgement(_told(codes, alignment, [], self.words) / 10, 1.0, 1.0, (), alignment, [])


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


def _told(light: str, alignment: Alignment, readings: Sequence[Reading], words: Vocabulary) -> int:
    """The weight of what is shared, less for a word that the shared one before it lets expect."""
    keys = words.decode(light)
    left = {at for gap in alignment.gaps for at in gap.at_a}
    for gap, reading in zip(alignment.gaps, readings, strict=False):
        left.difference_update(gap.at_a[i] for here, _ in reading.pairs for i in here)
    return sum(
        weight_after(keys[at - 1], key) if at and at - 1 not in left else weight(key)
        for at, key in enumerate(keys)
        if at not in left
    )
