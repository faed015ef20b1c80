"""What two aligned wordings say differently: the guards that keep look-alikes apart.

Each guard reads one gap of the alignment, or all of them, and tells which words of a stand
against which words of b: a number, a negation, a name, a degree, a predicate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Literal, NamedTuple, TypeAlias

from quoteattr.claims.alignment import Alignment, Gap
from quoteattr.claims.lexicon import Trait, differ_in_degree, opposite
from quoteattr.claims.vocabulary import Vocabulary

DifferenceKind: TypeAlias = Literal["number", "negation", "entity", "scope", "predicate", "wording"]

_EDGE = 4
_INSERTED = 3
_SUBSTITUTED = 3
_LOOSE = 0.25
_LONGEST_SWAP = 6
_COUNTED = (Trait.NUMBER, Trait.DATE, Trait.UNIT)
_GENDERED = Trait.MASCULINE | Trait.FEMININE
_SOMEBODY = Trait.PERSON | Trait.TITLE | _GENDERED
_DESCRIBED = _SOMEBODY | Trait.GROUP | Trait.PRONOUN
_NO_CONTENT = Trait.FUNCTION | Trait.PRONOUN | Trait.NUMBER | Trait.DATE | Trait.NEGATOR | Trait.TITLE


class Finding(NamedTuple):
    """A difference: its kind, and the positions of the words that make it in a and in b."""

    kind: DifferenceKind
    a: tuple[int, ...]
    b: tuple[int, ...]


class _Side(NamedTuple):
    """One side of a gap: the words near enough to the shared ones, with what they are."""

    text: str
    at: list[int]
    words: Vocabulary

    def having(self, wanted: Trait) -> list[int]:
        traits = self.words.traits
        return [at for at in self.at if traits[ord(self.text[at])] & wanted]

    def lacking(self, unwanted: Trait) -> list[int]:
        traits = self.words.traits
        return [at for at in self.at if not traits[ord(self.text[at])] & unwanted]

    def names(self) -> list[int]:
        return [at for at in self.at if self._is_name(at)]

    def _is_name(self, at: int) -> bool:
        trait = self.trait(at)
        if trait & Trait.KNOWN:
            return bool(trait & Trait.NAME) and not trait & (Trait.DATE | Trait.TITLE)
        return self.key(at).isalpha() and len(self.key(at)) > 2

    def is_nobody(self, names: Iterable[int]) -> bool:
        """Whether the names are known to be of places or organizations."""
        return all(self.trait(at) & (Trait.PLACE | Trait.GROUP) for at in names)

    def key(self, at: int) -> str:
        return self.words.keys[ord(self.text[at])]

    def trait(self, at: int) -> Trait:
        return self.words.traits[ord(self.text[at])]


def conflicts(a: str, b: str, alignment: Alignment, words: Vocabulary) -> list[Finding]:
    """What keeps two aligned wordings from being one claim."""
    found: list[Finding] = []
    for gap in alignment.gaps:
        if gap.left_a or gap.left_b:
            side_a, side_b = _near(a, gap.left_a, gap, words), _near(b, gap.left_b, gap, words)
            if side_a.at and side_b.at:
                found += _counted(side_a, side_b)
                found += _named(side_a, side_b)
                found += _graded(side_a, side_b)
                found += _replaced(side_a, side_b, gap, alignment)
            found += _turned(side_a, side_b, gap)
    found += _swapped(a, b, alignment, words)
    return found


def _near(text: str, left: list[int], gap: Gap, words: Vocabulary) -> _Side:
    """Before the first shared word and after the last one, only the nearest words count."""
    if gap.first and not gap.last:
        left = left[-_EDGE:]
    elif gap.last and not gap.first:
        left = left[:_EDGE]
    return _Side(text, left, words)


def _counted(a: _Side, b: _Side) -> Iterator[Finding]:
    """Two numbers, dates or units in one place."""
    for trait in _COUNTED:
        if (here := a.having(trait)) and (there := b.having(trait)):
            yield Finding("number", tuple(here), tuple(there))


def _named(a: _Side, b: _Side) -> Iterator[Finding]:
    """Two names in one place, or somebody where the other has a place or an organization."""
    here, there = a.names(), b.names()
    if here and there:
        yield Finding("entity", tuple(here), tuple(there))
    elif here and a.is_nobody(here) and (somebody := b.having(_SOMEBODY)):
        yield Finding("entity", tuple(here), tuple(somebody))
    elif there and b.is_nobody(there) and (somebody := a.having(_SOMEBODY)):
        yield Finding("entity", tuple(somebody), tuple(there))


def _graded(a: _Side, b: _Side) -> Iterator[Finding]:
    """'Some' for 'all', 'may' for 'will'; or a plan, a chance, a part for the whole thing."""
    for x, y in product(a.at, b.at):
        if differ_in_degree(a.key(x), b.key(y)):
            yield Finding("scope", (x,), (y,))


def _turned(a: _Side, b: _Side, gap: Gap) -> Iterator[Finding]:
    """A negation, a denial or an opposite on one side only; two of them cancel."""
    hedge_a, hedge_b = a.having(Trait.HEDGE), b.having(Trait.HEDGE)
    if gap.first or gap.last:
        if not (a.at and b.at):
            yield from _cut_off(a, b, gap)
            return
    if bool(hedge_a) != bool(hedge_b):
        yield Finding("scope", tuple(hedge_a), tuple(hedge_b))
    if len(a.at) + len(b.at) > _INSERTED and not (a.at and b.at):
        return
    denied_a, denied_b = (side.having(Trait.NEGATOR | Trait.DENIAL) for side in (a, b))
    turned = [(x, y) for x, y in product(a.at, b.at) if opposite(a.key(x), b.key(y))]
    if turned and bool(denied_a) == bool(denied_b):
        yield Finding("predicate", tuple({x for x, _ in turned}), tuple({y for _, y in turned}))
    elif bool(denied_a) != bool(denied_b) and not turned:
        yield Finding("negation", tuple(denied_a), tuple(denied_b))


def _cut_off(a: _Side, b: _Side, gap: Gap) -> Iterator[Finding]:
    """A cut that begins right after a negation says the opposite of what it is cut from."""
    if gap.first:
        before_a, before_b = a.at[-1:], b.at[-1:]
        if any(side.trait(at) & Trait.NEGATOR for side, near in ((a, before_a), (b, before_b)) for at in near):
            yield Finding("negation", tuple(before_a), tuple(before_b))


def _replaced(a: _Side, b: _Side, gap: Gap, alignment: Alignment) -> Iterator[Finding]:
    """Other words of weight in the place of a few, in a pair that agrees otherwise."""
    here, there = a.lacking(_NO_CONTENT), b.lacking(_NO_CONTENT)
    if not (0 < len(here) <= _SUBSTITUTED and 0 < len(there) <= _SUBSTITUTED):
        return
    names_here, names_there = a.names(), b.names()
    if (names_here and names_there) or (names_here and b.having(_DESCRIBED)):
        return
    if names_there and a.having(_DESCRIBED):
        return
    if _looseness(a, b, gap, alignment) <= _LOOSE:
        yield Finding("predicate", tuple(here), tuple(there))


def _looseness(a: _Side, b: _Side, gap: Gap, alignment: Alignment) -> float:
    """The share of the shorter wording's weight that the other inner gaps of the pair leave over."""
    words = a.words
    others = [g for g in alignment.gaps if g is not gap and not (g.first or g.last)]
    rest_a = "".join([a.text[at] for g in others for at in g.left_a])
    rest_b = "".join([b.text[at] for g in others for at in g.left_b])
    whole = min(words.weight(a.text), words.weight(b.text))
    return max(words.weight(rest_a), words.weight(rest_b)) / whole


def _swapped(a: str, b: str, alignment: Alignment, words: Vocabulary) -> Iterator[Finding]:
    """Two parts that changed places, a name that changed its side of a verb, a negation its verb."""
    for gap in alignment.gaps:
        if gap.moved_a and gap.moved_b:
            yield Finding("entity", tuple(gap.moved_a), tuple(gap.moved_b))
    moved_a = [at for gap in alignment.gaps for at in gap.moved_a]
    moved_b = [at for gap in alignment.gaps for at in gap.moved_b]
    order_a, order_b = "".join([a[at] for at in moved_a]), "".join([b[at] for at in moved_b])
    if order_a == order_b:
        pairs = zip(moved_a, moved_b, strict=True)
        yield from (
            Finding("negation", (x,), (y,))
            for x, y in pairs
            if words.traits[ord(a[x])] & Trait.NEGATOR and a[x + 1 : x + 2] != b[y + 1 : y + 2]
        )
    elif len(order_a) <= _LONGEST_SWAP and any(words.traits[ord(c)] & Trait.NAME for c in order_a):
        yield Finding("entity", tuple(moved_a), tuple(moved_b))
