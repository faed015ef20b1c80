"""What one gap of an alignment says: which words stand for each other, and which say something else.

A reading depends on the words of the gap alone, so it is kept: the same few words are left over
again and again among the wordings of one claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Literal, NamedTuple, TypeAlias

from quoteattr.claims.alignment import Gap
from quoteattr.claims.lexicon import Trait, alike, differ_in_degree, opposite
from quoteattr.claims.vocabulary import Vocabulary

DifferenceKind: TypeAlias = Literal["number", "negation", "entity", "scope", "predicate", "wording"]

_PAIRED = 6
_EDGE = 4
_INSERTED = 3
_SUBSTITUTED = 3
_LONGEST_COMPOUND = 5
_LONG = 16
_KEPT = 1 << 17
_COUNTED = (Trait.NUMBER, Trait.DATE, Trait.UNIT)
_SOMEBODY = Trait.PERSON | Trait.TITLE | Trait.MASCULINE | Trait.FEMININE
_DESCRIBED = _SOMEBODY | Trait.GROUP | Trait.PRONOUN
_NO_CONTENT = Trait.FUNCTION | Trait.PRONOUN | Trait.NUMBER | Trait.DATE | Trait.NEGATOR | Trait.TITLE

Pair: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]


class Finding(NamedTuple):
    """A difference: its kind, and the positions of the words that make it in a and in b."""

    kind: DifferenceKind
    a: tuple[int, ...]
    b: tuple[int, ...]


class Reading(NamedTuple):
    """``pairs`` of words that stand for each other, what keeps the two apart, and what is left over.

    ``replaced`` are other words of content in the place of a few: they keep two wordings apart
    that agree otherwise. Positions count from the gap's first word; ``open_a`` and ``open_b``
    weigh what has no pair.
    """

    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]
    replaced: Finding | None
    open_a: int
    open_b: int


class Reader:
    """Reads gaps, and remembers what it read."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self._read: dict[tuple[str, str, bool, bool], Reading] = {}

    def read(self, gap: Gap) -> Reading:
        """The reading of a gap; before the first and after the last shared word only the nearest words count."""
        key = (gap.a, gap.b, gap.first, gap.last)
        found = self._read.get(key)
        if found is None:
            found = _read(_Side(gap.a, self.words), _Side(gap.b, self.words), gap.first, gap.last)
            if len(gap.a) + len(gap.b) <= _LONG:
                if len(self._read) >= _KEPT:
                    self._read.clear()
                self._read[key] = found
        return found


class _Side:
    """The words of one side of a gap, with those still open."""

    def __init__(self, codes: str, words: Vocabulary) -> None:
        self.keys = words.decode(codes)
        self.traits = [words.traits[ord(code)] for code in codes]
        self.weights = [words.weights[ord(code)] for code in codes]
        self.open = list(range(len(codes)))

    def near(self, first: bool, last: bool, size: int) -> list[int]:
        """The open words nearest to what is shared."""
        if first and not last:
            return self.open[-size:]
        return self.open[:size] if last and not first else self.open

    def having(self, at: list[int], wanted: int) -> tuple[int, ...]:
        return tuple(i for i in at if self.traits[i] & wanted)

    def names(self, at: list[int]) -> tuple[int, ...]:
        return tuple(i for i in at if self._is_name(i))

    def _is_name(self, i: int) -> bool:
        if self.traits[i] & Trait.KNOWN:
            return bool(self.traits[i] & Trait.NAME) and not self.traits[i] & (Trait.DATE | Trait.TITLE)
        return self.keys[i].isalpha() and len(self.keys[i]) > 2

    def is_nobody(self, names: tuple[int, ...]) -> bool:
        """Whether these are names, all of places or organizations."""
        return bool(names) and all(self.traits[i] & (Trait.PLACE | Trait.GROUP) for i in names)

    def content(self, at: list[int]) -> tuple[int, ...]:
        return tuple(i for i in at if not self.traits[i] & _NO_CONTENT)

    def left(self) -> int:
        return sum([self.weights[i] for i in self.open])


def _read(a: _Side, b: _Side, first: bool, last: bool) -> Reading:
    pairs = tuple(_paired(a, b, first, last)) if a.open and b.open else ()
    near_a, near_b = a.near(first, last, _EDGE), b.near(first, last, _EDGE)
    replaced = None
    findings: list[Finding] = []
    if near_a and near_b:
        findings = [*_counted(a, near_a, b, near_b), *_named(a, near_a, b, near_b)]
        findings += _graded(a, near_a, b, near_b)
        replaced = _replaced(a, near_a, b, near_b)
    if near_a or near_b:
        if (first or last) and not (near_a and near_b):
            findings += _cut_off(a, near_a, b, near_b) if first else ()
        else:
            findings += _turned(a, near_a, b, near_b)
    return Reading(pairs, tuple(findings), replaced, a.left(), b.left())


def _paired(a: _Side, b: _Side, first: bool, last: bool) -> Iterator[Pair]:
    """Take words that may stand for one another out of both sides, nearest to the shared words first."""
    near_a, near_b = a.near(first, last, _PAIRED), b.near(first, last, _PAIRED)
    if len(near_a) * len(near_b) > _PAIRED * _PAIRED * 2:
        return
    near_b = list(near_b)
    for i in near_a:
        match = next((j for j in near_b if alike(a.keys[i], b.keys[j])), None)
        if match is not None:
            near_b.remove(match)
            yield (i,), (match,)
            a.open.remove(i)
            b.open.remove(match)
    for one, many, flip in ((a, b, False), (b, a, True)):
        for i in one.near(first, last, _PAIRED):
            if run := _parts(one.keys[i], many, many.near(first, last, _PAIRED)):
                yield (run, (i,)) if flip else ((i,), run)
                one.open = [at for at in one.open if at != i]
                many.open = [at for at in many.open if at not in run]


def _parts(key: str, side: _Side, at: list[int]) -> tuple[int, ...]:
    """The words in a row whose letters or initials make up the key."""
    if len(key) < 3:
        return ()
    for size in range(2, min(len(at), _LONGEST_COMPOUND) + 1):
        for start in range(len(at) - size + 1):
            run = at[start : start + size]
            parts = [side.keys[i] for i in run]
            if key[0] == parts[0][0] and key in ("".join(parts), "".join([p[0] for p in parts])):
                return tuple(run)
    return ()


def _counted(a: _Side, near_a: list[int], b: _Side, near_b: list[int]) -> Iterator[Finding]:
    """Two numbers, dates or units in one place."""
    for trait in _COUNTED:
        if (here := a.having(near_a, trait)) and (there := b.having(near_b, trait)):
            yield Finding("number", here, there)


def _named(a: _Side, near_a: list[int], b: _Side, near_b: list[int]) -> Iterator[Finding]:
    """Two names in one place, or somebody where the other has a place or an organization."""
    here, there = a.names(near_a), b.names(near_b)
    if here and there:
        yield Finding("entity", here, there)
    elif a.is_nobody(here) and (somebody := b.having(near_b, _SOMEBODY)):
        yield Finding("entity", here, somebody)
    elif b.is_nobody(there) and (somebody := a.having(near_a, _SOMEBODY)):
        yield Finding("entity", somebody, there)


def _graded(a: _Side, near_a: list[int], b: _Side, near_b: list[int]) -> Iterator[Finding]:
    """'Some' for 'all', 'may' for 'will'."""
    for x, y in product(near_a, near_b):
        if differ_in_degree(a.keys[x], b.keys[y]):
            yield Finding("scope", (x,), (y,))


def _turned(a: _Side, near_a: list[int], b: _Side, near_b: list[int]) -> Iterator[Finding]:
    """A negation, an opposite, a hedge on one side only; a negation and an opposite cancel."""
    hedge_a, hedge_b = a.having(near_a, Trait.HEDGE), b.having(near_b, Trait.HEDGE)
    if bool(hedge_a) != bool(hedge_b):
        yield Finding("scope", hedge_a, hedge_b)
    if len(near_a) + len(near_b) > _INSERTED and not (near_a and near_b):
        return
    denied_a, denied_b = (s.having(at, Trait.NEGATOR | Trait.DENIAL) for s, at in ((a, near_a), (b, near_b)))
    turned = [(x, y) for x, y in product(near_a, near_b) if opposite(a.keys[x], b.keys[y])]
    if turned and bool(denied_a) == bool(denied_b):
        yield Finding("predicate", tuple({x for x, _ in turned}), tuple({y for _, y in turned}))
    elif bool(denied_a) != bool(denied_b) and not turned:
        yield Finding("negation", denied_a, denied_b)


def _cut_off(a: _Side, near_a: list[int], b: _Side, near_b: list[int]) -> Iterator[Finding]:
    """A cut that begins right after a negation says the opposite of what it is cut from."""
    before_a, before_b = a.having(near_a[-1:], Trait.NEGATOR), b.having(near_b[-1:], Trait.NEGATOR)
    if before_a or before_b:
        yield Finding("negation", before_a, before_b)


def _replaced(a: _Side, near_a: list[int], b: _Side, near_b: list[int]) -> Finding | None:
    """Other words of content in the place of a few, unless a name stands for who it describes."""
    here, there = a.content(near_a), b.content(near_b)
    if not (0 < len(here) <= _SUBSTITUTED and 0 < len(there) <= _SUBSTITUTED):
        return None
    named_a, named_b = a.names(near_a), b.names(near_b)
    if named_a and (named_b or b.having(near_b, _DESCRIBED)):
        return None
    if named_b and a.having(near_a, _DESCRIBED):
        return None
    return Finding("predicate", here, there)
