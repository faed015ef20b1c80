"""The verdict on a pair of wordings, a pure function of the two and of the shipped tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Literal, NamedTuple, TypeAlias

from quoteattr.claims.alignment import Alignment, Block, Gap, align
from quoteattr.claims.guards import conflicts
from quoteattr.claims.lexicon import expected, is_typo, unexpected
from quoteattr.claims.reading import Finding, Reader, Reading
from quoteattr.claims.vocabulary import Vocabulary

Relation: TypeAlias = Literal["same", "part", "conflict", "stock", "unrelated"]

SHARED = 0.6
"""The least share of the lighter wording's content that must stand, word for word, in the other:
the threshold above which candidates are complete."""

VERBATIM = 0.5
"""The same of all of its weight."""

_COVERED = 0.7
_COVERED_NEARBY = 0.6
_WHOLE = 0.75
_NEEDED = {
    (True, True): 5.0, (True, None): 8.0, (True, False): 12.5,
    (None, True): 9.5, (None, None): 10.0, (None, False): 12.5,
    (False, True): 27.5, (False, None): 27.5, (False, False): 27.5,
}  # fmt: skip
_BOTH_ENDS = 2.0
_CONTAINED = 0.95
_CHANCE_WHOLE = 0.9
_CHANCE_CUT = 0.5
CHANCE_LOOSE = 4.0
IN_ORDER = 15
_HALF_SURE = 10.0
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


class Verdict(NamedTuple):
    """What of a judgement decides about claims; see :class:`Judgement` and :class:`Finding`."""

    told: float
    of_light: float
    of_heavy: float
    verbatim: float
    spelt: float
    whole: bool
    conflicting: bool
    firmly: bool = True

    def opposes(self) -> bool:
        """Whether the two are the same statement but for what makes them conflict."""
        return (
            self.conflicting
            and self.of_light >= _COVERED_NEARBY
            and self.told >= _HALF_SURE
            and self._tells(LEAST_NEEDED)
        )

    def covers(self, context: Context) -> bool:
        """Whether the lighter wording is in the heavier one, as far as that can be asked of wordings."""
        covered = _COVERED_NEARBY if context.nearby and self.told >= _HALF_SURE else _COVERED
        return not self.conflicting and self.of_light >= covered

    def shows_one(self, context: Context) -> bool:
        """Whether what is shared tells enough to show one utterance."""
        return self.covers(context) and self._tells(_NEEDED[context])

    def contains(self) -> bool:
        """Whether the lighter wording is a cut of the heavier one, word for word."""
        return not self.conflicting and self.of_light >= _CONTAINED

    def contained(self) -> bool:
        """Whether, the other way round, the heavier wording has hardly a word more."""
        return not self.conflicting and self.of_heavy >= _CONTAINED

    def always(self) -> bool:
        """Whether it shows one utterance whoever spoke and whenever."""
        return not self.conflicting and self.of_light >= _COVERED and self._tells(MOST_NEEDED)

    def ever(self) -> bool:
        """Whether it could show one utterance, by some speaker on some day."""
        return not self.conflicting and self.of_light >= _COVERED_NEARBY and self._tells(LEAST_NEEDED)

    def matters(self) -> bool:
        """Whether it could draw two statements together, or keep them apart."""
        return self.ever() or self.opposes()

    def _tells(self, needed: float) -> bool:
        """Whether what is shared tells so much, and as much more as chance asks for.

        Two whole statements alike are less of a chance than a cut of a long one, or most of a cut.
        """
        chance = (_CHANCE_WHOLE + _CHANCE_CUT * (1 - self.of_heavy)) * (1 + CHANCE_LOOSE * (1 - self.spelt))
        return (
            self.told >= least_told(self.verbatim) and self.told + _BOTH_ENDS * self.whole >= needed * chance
        )

    def sureness(self) -> float:
        """How sure the words make it, in 0..1."""
        return self.of_light * self.told / (self.told + _HALF_SURE)


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
LEAST_TOLD = LEAST_NEEDED * _CHANCE_WHOLE
"""The least that two wordings must share word for word, in bits, to be more than stock: where one
of them is in the other as it is, see :func:`least_told`."""


def least_told(verbatim: float) -> float:
    """The same where they share so much of the lighter one's weight: candidates are complete above it."""
    return LEAST_TOLD * (1 + CHANCE_LOOSE * (1 - verbatim))


class Profile(NamedTuple):
    """What the words of a wording weigh, all and those of content; what each tells, alone and in a row.

    ``order`` sums up, word by word, what it tells that they come in this order; ``told`` is what
    it all tells.
    """

    weight: int
    content: int
    told: int
    alone: list[int]
    after: list[int]
    order: list[int]


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
        shared = self._shared(light, heavy)
        return shared and self._read(light, heavy, shared)

    def verdict(self, light: str, heavy: str) -> Verdict | None:
        """What the comparison decides about claims; None where that is nothing."""
        shared = self._shared(light, heavy)
        if shared is None or shared.told < least_told(shared.verbatim):
            return None
        verdict = verdict_of(self._read(light, heavy, shared))
        return verdict if verdict.matters() else None

    def _shared(self, light: str, heavy: str) -> _Shared | None:
        profile = self.profile(light)
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

    def _read(self, light: str, heavy: str, shared: _Shared) -> Judgement:
        alignment, gaps = shared.alignment, shared.alignment.gaps
        readings = [self._reader.read(gap) for gap in gaps]
        added = self.words.weight("".join([gap.b for gap in gaps]))
        stood_for, stand_for, misspelt = _weight_paired(gaps, readings, self.words)
        return Judgement(
            told=shared.told,
            of_light=shared.verbatim + stood_for / self.profile(light).weight,
            of_heavy=1 - (added - stand_for) / self.profile(heavy).weight,
            verbatim=shared.verbatim,
            spelt=shared.verbatim + misspelt / self.profile(light).weight,
            whole=_is_whole(light, heavy, alignment.equal),
            conflicts=tuple(conflicts(light, heavy, alignment, readings, self.words)),
            alignment=alignment,
            readings=readings,
        )

    def profile(self, codes: str) -> Profile:
        """What the words of a wording weigh, remembered for a while."""
        found = self._profiles.get(codes)
        if found is None:
            numbers = [ord(code) for code in codes]
            alone = [self.words.told[at] for at in numbers]
            gains = dict(expected(self.words.decode(codes)))
            after = [unexpected(told, gains[at]) if at in gains else told for at, told in enumerate(alone)]
            order = [0, *accumulate([0 if at in gains else IN_ORDER for at in range(1, len(alone))])]
            told = sum(after) + order[-1]
            found = Profile(self.words.weight(codes), self.words.content(codes), told, alone, after, order)
            if len(self._profiles) >= _REMEMBERED:
                self._profiles.clear()
            self._profiles[codes] = found
        return found


def verdict_of(judgement: Judgement) -> Verdict:
    """What of a judgement decides about claims."""
    return Verdict(
        judgement.told,
        judgement.of_light,
        judgement.of_heavy,
        judgement.verbatim,
        judgement.spelt,
        judgement.whole,
        bool(found := judgement.conflicts),
        any(f.firm for f in found),
    )


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
    """What the shared words tell, less for one that the shared one before it lets expect.

    More where they follow one another in both, and that is not to be expected.
    """
    after, order = profile.after, profile.order
    left = {at for gap in alignment.gaps for at in gap.at_a}
    if not left and len(alignment.equal) == 1:
        return profile.told
    told = sum(after) - sum([after[at] for at in left])
    told += sum(
        [profile.alone[at + 1] - after[at + 1] for at in left if at + 1 < len(after) and at + 1 not in left]
    )
    return told + sum([order[start + size - 1] - order[start] for start, _, size in alignment.equal])
