"""Families of claims: what says the same thing in other words, and what only looks like it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from attrs import frozen
from hypothesis import strategies as st

from quoteattr.document import Statement


@frozen
class _Slot:
    """Words of a claim, others that mean the same there, and others that make it another claim."""

    words: str
    same: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


@frozen
class _Pattern:
    """A claim whose core alone tells enough to be known again."""

    before: str
    core: tuple[_Slot, ...]
    after: str

    def worded(self, core: Iterable[str]) -> str:
        """The whole claim with these words for its core."""
        return _sentence(self.before, *core, self.after)


_PATTERNS = (
    _Pattern(
        "the ferry company",
        (
            _Slot("will close", ("would close",), ("will not close", "may close", "will open")),
            _Slot("seven", ("7",), ("six", "8", "seventy")),
            _Slot("of its"),
            _Slot("twelve", ("12",), ("eleven", "14")),
            _Slot("harbour piers", ("harbor piers",)),
        ),
        "before the winter timetable begins",
    ),
    _Pattern(
        "after all that was promised,",
        (
            _Slot("we spent"),
            _Slot("4.5 million dollars", ("$4.5 million", "$4.5m"), ("5.4 million dollars", "$4.5 billion")),
            _Slot("on a lighthouse that"),
            _Slot("guides", (), ("doesn't guide", "never guides")),
            _Slot("ships into"),
            _Slot("Port Alder", (), ("Port Birch",)),
        ),
        "and back out again",
    ),
    _Pattern(
        "as far as anybody knows,",
        (
            _Slot("Councillor Brandt", (), ("Councillor Moreau", "Councillor Osei")),
            _Slot("did not promise", ("didn't promise", "never promised"), ("promised",)),
            _Slot("the fishermen"),
            _Slot("three", ("3",), ("thirty", "two")),
            _Slot("trawlers and a"),
            _Slot("grey", ("gray",)),
            _Slot("lifeboat"),
        ),
        "in the spring",
    ),
    _Pattern(
        "it turns out that",
        (
            _Slot("all", (), ("some", "none")),
            _Slot("of the divers who searched the reef for the"),
            _Slot("Silver Gannet", (), ("Silver Heron",)),
            _Slot("are", ("were",), ("are not", "aren't")),
            _Slot("paid by"),
            _Slot("harbour insurers", ("harbor insurers",)),
        ),
        "themselves",
    ),
)
_QUOTED = ("{}", "{}.", "“{}”", '"{}!"')
_SPEAKERS = (None, "Mara Ilven", "Theo Brandt", "a spokesman for the port", "he")
_FIRST_DAY = date(2031, 2, 1)


@frozen(kw_only=True)
class ClaimFamily:
    """A claim, wordings that make it too, and look-alikes that make another one.

    To :func:`quoteattr.compare` the claim and a variant are 'same' or 'part', the claim and a look-alike a
    'conflict'. All have ids of their own and one speaker, so they can be tracked together.
    """

    claim: Statement
    variants: tuple[Statement, ...]
    look_alikes: tuple[Statement, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All of them, the claim first."""
        return self.claim, *self.variants, *self.look_alikes


@st.composite
def claim_families(draw: st.DrawFn, *, max_size: int = 3) -> ClaimFamily:
    """A claim with one to ``max_size`` variants, and as many look-alikes.

    Variants put numbers in figures, contract, shift the tense, spell otherwise, quote, or leave out words
    at the ends; look-alikes change one number, name, negation, degree or verb.
    """
    pattern = draw(st.sampled_from(_PATTERNS))
    speaker = draw(st.sampled_from(_SPEAKERS))

    def said(kind: str, texts: Sequence[str]) -> tuple[Statement, ...]:
        days = [draw(st.integers(0, 30)) for _ in texts]
        return tuple(
            Statement(id=f"{kind}-{n}", text=text, speaker=speaker, published=_FIRST_DAY + timedelta(day))
            for n, (text, day) in enumerate(zip(texts, days, strict=True), start=1)
        )

    [claim] = said("claim", [pattern.worded(slot.words for slot in pattern.core)])
    variants = draw(st.lists(_variants(pattern), min_size=1, max_size=max_size))
    look_alikes = draw(st.lists(_look_alikes(pattern), min_size=1, max_size=max_size))
    return ClaimFamily(
        claim=claim, variants=said("variant", variants), look_alikes=said("look-alike", look_alikes)
    )


def wordings() -> st.SearchStrategy[str]:
    """A claim as somebody may word it, right or wrong, and cut anywhere."""
    whole = st.sampled_from(_PATTERNS).flatmap(lambda pattern: _variants(pattern) | _look_alikes(pattern))
    return st.builds(_cut, whole, st.integers(0, 9), st.integers(0, 9))


@st.composite
def _variants(draw: st.DrawFn, pattern: _Pattern) -> str:
    core = [draw(st.sampled_from([slot.words, *slot.same])) for slot in pattern.core]
    before, after = draw(st.sampled_from([pattern.before, ""])), draw(st.sampled_from([pattern.after, ""]))
    return draw(st.sampled_from(_QUOTED)).format(_sentence(before, *core, after))


@st.composite
def _look_alikes(draw: st.DrawFn, pattern: _Pattern) -> str:
    core = [slot.words for slot in pattern.core]
    at = draw(st.sampled_from([at for at, slot in enumerate(pattern.core) if slot.other]))
    core[at] = draw(st.sampled_from(pattern.core[at].other))
    return draw(st.sampled_from(_QUOTED)).format(pattern.worded(core))


def _sentence(*pieces: str) -> str:
    text = " ".join(filter(None, pieces))
    return text[0].upper() + text[1:]


def _cut(text: str, before: int, after: int) -> str:
    """The text without so many words at either end, but for one."""
    words = text.split()
    return " ".join(words[before : max(len(words) - after, before + 1)])
