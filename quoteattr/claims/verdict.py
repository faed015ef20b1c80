"""What two wordings share, weighed against what it takes to show one utterance."""

from __future__ import annotations

from typing import NamedTuple

_COVERED = 0.7
_COVERED_NEARBY = 0.6
_CONTAINED = 0.95
_NEEDED = {
    (True, True): 5.0, (True, None): 6.5, (True, False): 12.5,
    (None, True): 9.5, (None, None): 10.0, (None, False): 12.5,
    (False, True): 27.5, (False, None): 27.5, (False, False): 27.5,
}  # fmt: skip
_BOTH_ENDS = 2.0
_CHANCE_WHOLE = 0.9
_CHANCE_CUT = 0.5
CHANCE_LOOSE = 4.0
_HALF_SURE = 10.0


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


def shown(told: float, of_heavy: float, verbatim: float, spelt: float, *, whole: bool) -> float:
    """What is left of what shared words tell, in bits, where chance makes two wordings alike too.

    Two whole statements alike are less of a chance than a cut of a long one, or most of a cut.
    The arguments are as in :class:`~quoteattr.claims.judging.Judgement`.
    """
    if told < least_told(verbatim):
        return 0.0
    chance = (_CHANCE_WHOLE + _CHANCE_CUT * (1 - of_heavy)) * (1 + CHANCE_LOOSE * (1 - spelt))
    return (told + _BOTH_ENDS if whole else told) / chance


class Verdict(NamedTuple):
    """What of a judgement decides about claims: ``shown`` is what :func:`shown` leaves of ``told``.

    For the others see :class:`~quoteattr.claims.judging.Judgement`; some conflict is ``firmly`` one.
    """

    told: float
    shown: float
    of_light: float
    of_heavy: float
    conflicting: bool = False
    firmly: bool = False

    def opposes(self) -> bool:
        """Whether the two are the same statement but for what makes them conflict."""
        return self.conflicting and self._could() and self.told >= _HALF_SURE

    def covers(self, context: Context) -> bool:
        """Whether the lighter wording is in the heavier one, as far as that can be asked of wordings."""
        covered = _COVERED_NEARBY if context.nearby and self.told >= _HALF_SURE else _COVERED
        return not self.conflicting and self.of_light >= covered

    def shows_one(self, context: Context) -> bool:
        """Whether what is shared tells enough to show one utterance."""
        return self.covers(context) and self.shown >= _NEEDED[context]

    def contains(self) -> bool:
        """Whether the lighter wording is a cut of the heavier one, word for word."""
        return not self.conflicting and self.of_light >= _CONTAINED

    def contained(self) -> bool:
        """Whether, the other way round, the heavier wording has hardly a word more."""
        return not self.conflicting and self.of_heavy >= _CONTAINED

    def always(self) -> bool:
        """Whether it shows one utterance whoever spoke and whenever."""
        return not self.conflicting and self.of_light >= _COVERED and self.shown >= MOST_NEEDED

    def ever(self) -> bool:
        """Whether it could show one utterance, by some speaker on some day."""
        return not self.conflicting and self._could()

    def matters(self) -> bool:
        """Whether it could draw two statements together, or keep them apart."""
        return self.opposes() if self.conflicting else self._could()

    def _could(self) -> bool:
        return self.of_light >= _COVERED_NEARBY and self.shown >= LEAST_NEEDED

    def sureness(self) -> float:
        """How sure the words make it, in 0..1."""
        return self.of_light * self.told / (self.told + _HALF_SURE)


def itself(told: float) -> Verdict:
    """The verdict on a wording and itself."""
    return Verdict(told, shown(told, 1.0, 1.0, 1.0, whole=True), 1.0, 1.0)
