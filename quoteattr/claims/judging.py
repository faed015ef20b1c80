"""How two wordings stand to each other, a pure function of the two and of the shipped tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Literal, NamedTuple, TypeAlias

from quoteattr.claims.alignment import Alignment, Block, Gap, align
from quoteattr.claims.guards import conflicts
from quoteattr.claims.lexicon import expected, is_typo, unexpected
from quoteattr.claims.reading import Finding, Reader, Reading
from quoteattr.claims.verdict import UNKNOWN, Context, Verdict, least_told, shown
from quoteattr.claims.vocabulary import Vocabulary

Relation: TypeAlias = Literal["same", "part", "conflict", "stock", "unrelated"]

SHARED = 0.6
"""The least share of the lighter wording's content that must stand, word for word, in the other:
the threshold above which candidates are complete."""

VERBATIM = 0.5
"""The same of all of its weight."""

_WHOLE = 0.75
IN_ORDER = 15
_REMEMBERED = 1 << 16


class Judgement(NamedTuple):
    """How a lighter wording stands to a heavier one.

    ``told`` is what the words that both have, and their order, tell in bits, with the commonplaces
    among them discounted; ``of_light`` and ``of_heavy`` are the shares of the two that they weigh,
    ``verbatim`` that of the lighter one without the words that others stand for, and ``spelt``
    that with those of them that are misspelt; ``whole`` is whether both begin and end alike.
    """

    told: float
    of_light: float
    of_heavy: float
    verbatim: float
    spelt: float
    whole: bool
    conflicts: tuple[Finding, ...]
    alignment: Alignment
    readings: list[Reading]


class Profile(NamedTuple):
    """What the words of a wording weigh, all and those of content; what they tell, all and each alone.

    ``so_far`` is what the words up to each tell in a row: less for one that the word before lets
    expect, more for one that follows it unexpectedly.
    """

    weight: int
    content: int
    told: int
    alone: tuple[int, ...]
    so_far: tuple[int, ...]


class _Shared(NamedTuple):
    """What two wordings share word for word; see :class:`Judgement`."""

    alignment: Alignment
    told: float
    verbatim: float


class Judge:
    """Compares encoded wordings of one vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self._reader = Reader(words)
        self._profiles: dict[str, Profile] = {}

    def lighter_first(self, a: str, b: str) -> bool:
        """Whether a is the one to be found in b: the order is the same whichever is given first."""
        here, there = self.profile(a).content, self.profile(b).content
        if here == there and len(a) == len(b):
            return a == b or self.words.decode(a) <= self.words.decode(b)
        return (here, len(a)) < (there, len(b))

    def judge(self, light: str, heavy: str) -> Judgement | None:
        """Compare two wordings; None where they share too little to speak of one claim.

        A wording without a word of content is compared to none but itself.
        """
        profile = self.profile(light)
        shared = self._shared(light, heavy, profile)
        return shared and self._read(light, heavy, profile, shared)

    def verdict(self, light: str, heavy: str) -> Verdict | None:
        """What the comparison decides about claims; None where that is nothing."""
        profile = self.profile(light)
        if light and profile.content and light in heavy:
            head, tail = heavy.split(light, 1)
            if self.words.turning.isdisjoint(head + tail):
                return self._cut_out(profile, heavy, head + tail)
        shared = self._shared(light, heavy, profile)
        if shared is None or shared.told < least_told(shared.verbatim):
            return None
        verdict = verdict_of(self._read(light, heavy, profile, shared))
        return verdict if verdict.matters() else None

    def _cut_out(self, profile: Profile, heavy: str, rest: str) -> Verdict | None:
        """The verdict on a wording and its cut where the rest turns nothing: there is nothing to read."""
        told = profile.told / 10
        of_heavy = 1 - self.words.weight(rest) / self.profile(heavy).weight
        verdict = Verdict(told, shown(told, of_heavy, 1.0, 1.0, whole=not rest), 1.0, of_heavy)
        return verdict if verdict.matters() else None

    def _shared(self, light: str, heavy: str, profile: Profile) -> _Shared | None:
        if (not profile.content and light != heavy) or not light:
            return None
        alignment = align(light, heavy, self.words)
        lacking = "".join([gap.a for gap in alignment.gaps])
        if profile.content - self.words.content(lacking) < SHARED * profile.content:
            return None
        missed = self.words.weight(lacking)
        if profile.weight - missed < VERBATIM * profile.weight:
            return None
        return _Shared(alignment, _told(profile, alignment) / 10, 1 - missed / profile.weight)

    def _read(self, light: str, heavy: str, profile: Profile, shared: _Shared) -> Judgement:
        alignment, gaps = shared.alignment, shared.alignment.gaps
        readings = [self._reader.read(gap) for gap in gaps]
        added = self.words.weight("".join([gap.b for gap in gaps]))
        stood_for, stand_for, misspelt = _weight_paired(gaps, readings, self.words)
        return Judgement(
            told=shared.told,
            of_light=shared.verbatim + stood_for / profile.weight,
            of_heavy=1 - (added - stand_for) / self.profile(heavy).weight,
            verbatim=shared.verbatim,
            spelt=shared.verbatim + misspelt / profile.weight,
            whole=_is_whole(light, heavy, alignment.equal),
            conflicts=tuple(conflicts(light, heavy, alignment, readings, self.words)),
            alignment=alignment,
            readings=readings,
        )

    def profile(self, codes: str) -> Profile:
        """What the words of a wording weigh, remembered for a while."""
        found = self._profiles.get(codes)
        if found is None:
            found = _profile(codes, self.words)
            if len(self._profiles) >= _REMEMBERED:
                self._profiles.clear()
            self._profiles[codes] = found
        return found


def _profile(codes: str, words: Vocabulary) -> Profile:
    alone = tuple([words.told[ord(code)] for code in codes])
    gains = dict(expected(words.decode(codes)))
    row = [
        unexpected(told, gains[at]) if at in gains else told + IN_ORDER
        for at, told in enumerate(alone[1:], start=1)
    ]
    so_far = tuple(accumulate(row, initial=alone[0] if alone else 0))
    return Profile(words.weight(codes), words.content(codes), so_far[-1], alone, so_far)


def verdict_of(judgement: Judgement) -> Verdict:
    """What of a judgement decides about claims."""
    told, of_light, of_heavy, verbatim, spelt, whole, found, _, _ = judgement
    left = shown(told, of_heavy, verbatim, spelt, whole=whole)
    return Verdict(told, left, of_light, of_heavy, bool(found), any(f.firm for f in found))


def relation(judgement: Judgement | None, context: Context = UNKNOWN) -> Relation:
    """What the pair is, given who said it and when as far as that is known."""
    if judgement is None:
        return "unrelated"
    verdict = verdict_of(judgement)
    if verdict.opposes():
        return "conflict"
    if not verdict.covers(context):
        return "unrelated"
    if not verdict.shows_one(context):
        return "stock"
    return "same" if judgement.of_heavy >= _WHOLE else "part"


def score(judgement: Judgement | None, relation: Relation) -> float:
    """How sure it is that the pair is one claim: 0.5 and more for 'same' and 'part', less for the others."""
    if judgement is None:
        return 0.0
    sure = verdict_of(judgement).sureness()
    if relation in ("same", "part"):
        return 0.5 + sure / 2
    return sure / 2 if relation == "stock" else sure / 4


def _is_whole(light: str, heavy: str, equal: Sequence[Block]) -> bool:
    """Whether the two begin and end with the same words."""
    if not equal:
        return False
    (start_a, start_b, _), (last_a, last_b, size) = equal[0], equal[-1]
    return start_a == start_b == 0 and (last_a + size, last_b + size) == (len(light), len(heavy))


def _weight_paired(
    gaps: Sequence[Gap], readings: Sequence[Reading], words: Vocabulary
) -> tuple[int, int, int]:
    """The weight of the words in the lighter and in the heavier wording that stand for each other.

    And, of those in the lighter one, of the words that are but spelt otherwise.
    """
    here = there = misspelt = 0
    for gap, reading in zip(gaps, readings, strict=True):
        for own, others in reading.pairs:
            weight = words.weight("".join([gap.a[i] for i in own]))
            here += weight
            there += words.weight("".join([gap.b[j] for j in others]))
            if len(own) == len(others) == 1 and is_typo(
                words.keys[ord(gap.a[own[0]])], words.keys[ord(gap.b[others[0]])]
            ):
                misspelt += weight
    return here, there, misspelt


def _told(profile: Profile, alignment: Alignment) -> int:
    """What the shared words tell: each run of them in a row, and alone those that moved."""
    alone, so_far = profile.alone, profile.so_far
    told = sum(
        [alone[start] + so_far[start + size - 1] - so_far[start] for start, _, size in alignment.equal]
    )
    return told + sum([alone[at] for gone, _ in alignment.moved for at in gone])
