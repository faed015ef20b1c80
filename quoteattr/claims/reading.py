"""What one gap of an alignment says: which words stand for each other, and which say something else.

A reading depends on the words of the gap alone, so it is kept: the same few words are left over
again and again among the wordings of one claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Literal, NamedTuple, TypeAlias

from quoteattr.claims.alignment import Gap
from quoteattr.claims.lexicon import Trait, alike, differ_in_degree, is_slip, opposite
from quoteattr.claims.side import Side
from quoteattr.claims.vocabulary import Vocabulary

DifferenceKind: TypeAlias = Literal["number", "negation", "entity", "scope", "predicate", "wording"]

_NEAR = 6
_INSERTED = 3
_SUBSTITUTED = 3
_UNEVEN = 2
_LONGEST_COMPOUND = 5
_LONG = 16
_MOST_TRIED = 80
_MOST_READ = 2000
_DENYING = Trait.NEGATOR | Trait.DENIAL
_OPPOSABLE = Trait.OPPOSED | Trait.MASCULINE | Trait.FEMININE
_KEPT = 1 << 17
_COUNTED = (Trait.NUMBER, Trait.DATE, Trait.UNIT)
_SOMEBODY = Trait.PERSON | Trait.TITLE | Trait.MASCULINE | Trait.FEMININE
_DESCRIBED = Trait.ROLE | Trait.TITLE | Trait.PRONOUN

Pair: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]


class Finding(NamedTuple):
    """A difference: its kind, and the positions of the words that make it in a and in b.

    It is not ``firm`` where two wordings of one statement may show it too: cuts that each lack a
    word of it, parts that changed places, a hedge left out.
    """

    kind: DifferenceKind
    a: tuple[int, ...]
    b: tuple[int, ...]
    firm: bool = True


class Reading(NamedTuple):
    """``pairs`` of words that stand for each other, and what keeps the two apart.

    ``replaced`` are other words of content in the place of a few: they keep two wordings apart
    that agree otherwise. Positions count from the gap's first word.
    """

    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]
    replaced: Finding | None

    def shifted(self, by_a: int, by_b: int) -> Reading:
        """The same with positions that count from so many words earlier."""
        pairs = tuple(_shift(here, there, by_a, by_b) for here, there in self.pairs)
        findings = tuple(Finding(f.kind, *_shift(f.a, f.b, by_a, by_b), f.firm) for f in self.findings)
        other = self.replaced
        return Reading(
            pairs, findings, other and Finding(other.kind, *_shift(other.a, other.b, by_a, by_b), other.firm)
        )


def _shift(a: tuple[int, ...], b: tuple[int, ...], by_a: int, by_b: int) -> Pair:
    return tuple(i + by_a for i in a), tuple(j + by_b for j in b)


NOTHING = Reading((), (), None)


class Reader:
    """Reads gaps, and remembers what it read."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self._read: dict[tuple[str, str, bool, bool], Reading] = {}

    def read(self, gap: Gap) -> Reading:
        """The reading of a gap.

        Before the first and after the last shared word only the nearest words count: their
        positions are those in the gap all the same.
        """
        a, b, first, last = gap.a, gap.b, gap.first, gap.last
        if not (a and b):
            if self.words.turning.isdisjoint(a or b):
                return NOTHING
        elif (first or last) and not (self._tells(a) and self._tells(b)):
            a, b = (a, "") if self._tells(a) else ("", b)
        skipped_a, skipped_b = 0, 0
        if first and not last:
            skipped_a, skipped_b = max(len(a) - _NEAR, 0), max(len(b) - _NEAR, 0)
            a, b = a[skipped_a:], b[skipped_b:]
        elif last and not first:
            a, b = a[:_NEAR], b[:_NEAR]
        elif len(a) * len(b) > _MOST_READ or len(a) + len(b) > _MOST_READ:
            return NOTHING
        found = self._remembered(a, b, first, last)
        return found.shifted(skipped_a, skipped_b) if skipped_a or skipped_b else found

    def _remembered(self, a: str, b: str, first: bool, last: bool) -> Reading:
        key = (a, b, first, last)
        found = self._read.get(key)
        if found is None:
            found = _read(Side(a, self.words), Side(b, self.words), first, last)
            if len(self._read) >= _KEPT:
                self._read.clear()
            if len(a) + len(b) <= _LONG:
                self._read[key] = found
        return found

    def _tells(self, codes: str) -> bool:
        return not self.words.telling.isdisjoint(codes) or not self.words.graded.isdisjoint(codes)


def _read(a: Side, b: Side, first: bool, last: bool) -> Reading:
    pairs = tuple(_paired(a, b)) if a.open and b.open else ()
    a.close(first, last)
    b.close(first, last)
    if (a.mask | b.mask) & Trait.ELLIPSIS:
        return Reading(pairs, (), None)
    if a.near and b.near:
        turned = _turned(a, b, inside=not (first or last))
        findings = [*_counted(a, b, first, last), *_named(a, b, first, last), *_graded(a, b), *turned]
        replaced = None if _ends_elsewhere(a, b, first, last) else _replaced(a, b)
        return Reading(pairs, tuple(findings), replaced)
    if (first or last) and not pairs:
        return NOTHING
    return Reading(pairs, tuple(_turned(a, b, inside=not (first or last))), None)


def _paired(a: Side, b: Side) -> Iterator[Pair]:
    """Take words that may stand for one another out of both sides."""
    if len(a.open) * len(b.open) > _MOST_TRIED:
        return
    for i in list(a.open):
        match = next((j for j in b.open if alike(a.keys[i], b.keys[j])), None)
        if match is not None:
            yield (i,), (match,)
            a.open.remove(i)
            b.open.remove(match)
    for one, many, flip in ((a, b, False), (b, a, True)):
        for i in list(one.open) if len(many.open) > 1 else ():
            if run := _parts(one.keys[i], many):
                yield (run, (i,)) if flip else ((i,), run)
                one.open.remove(i)
                many.open = [at for at in many.open if at not in run]


def _parts(key: str, side: Side) -> tuple[int, ...]:
    """The words in a row whose letters or initials make up the key."""
    at = side.open
    if len(key) < 3 or not any(side.keys[i][0] == key[0] for i in at):
        return ()
    for size in range(2, min(len(at), _LONGEST_COMPOUND) + 1):
        for start in range(len(at) - size + 1):
            run = at[start : start + size]
            parts = [side.keys[i] for i in run]
            if key[0] == parts[0][0] and key in ("".join(parts), "".join([p[0] for p in parts])):
                return tuple(run)
    return ()


def _counted(a: Side, b: Side, first: bool, last: bool) -> Iterator[Finding]:
    """Two numbers, dates or units in one place."""
    for trait in _COUNTED:
        if a.mask & b.mask & trait:
            here, there = a.having(trait), b.having(trait)
            yield Finding("number", here, there, firm=_stand_together(a, here, b, there, first, last))


def _named(a: Side, b: Side, first: bool, last: bool) -> Iterator[Finding]:
    """Two names in one place, or somebody where the other has a place or an organization.

    Beyond what is shared, they are in one place for sure where both stand right beside it.
    """
    here, there = a.names(), b.names()
    if here and there:
        firm = a.knows(here) and b.knows(there) and _stand_together(a, here, b, there, first, last)
        yield Finding("entity", here, there, firm)
    elif a.is_nobody(here) and (somebody := b.having(_SOMEBODY)):
        yield Finding("entity", here, somebody)
    elif b.is_nobody(there) and (somebody := a.having(_SOMEBODY)):
        yield Finding("entity", somebody, there)


def _stand_together(
    a: Side, here: tuple[int, ...], b: Side, there: tuple[int, ...], first: bool, last: bool
) -> bool:
    nearest = -1 if first else 0
    return not (first or last) or (a.near[nearest] in here and b.near[nearest] in there)


def _graded(a: Side, b: Side) -> Iterator[Finding]:
    """'Some' for 'all', 'may' for 'will'."""
    for x, y in product(a.having(Trait.GRADED), b.having(Trait.GRADED)):
        if differ_in_degree(a.keys[x], b.keys[y]):
            yield Finding("scope", (x,), (y,))


def _turned(a: Side, b: Side, *, inside: bool) -> Iterator[Finding]:
    """A negation, an opposite, a hedge on one side only; a negation and an opposite cancel."""
    hedge_a, hedge_b = a.having(Trait.HEDGE), b.having(Trait.HEDGE)
    if bool(hedge_a) != bool(hedge_b):
        yield Finding("scope", hedge_a, hedge_b, firm=False)
    if not (a.near and b.near) and len(a.near) + len(b.near) > _INSERTED:
        return
    turned = _opposites(a, b)
    turned_a, turned_b = {x for x, _ in turned}, {y for _, y in turned}
    denied_a = tuple(i for i in a.having(_DENYING) if i not in turned_a)
    denied_b = tuple(j for j in b.having(_DENYING) if j not in turned_b)
    one_sided = bool(denied_a) != bool(denied_b)
    if turned and not (one_sided and _is_brief(a, b)):
        yield Finding("predicate", tuple(sorted(turned_a)), tuple(sorted(turned_b)))
    elif one_sided and not turned:
        firm = inside and any(
            side.traits[i] & Trait.NEGATOR for side, at in ((a, denied_a), (b, denied_b)) for i in at
        )
        yield Finding("negation", denied_a, denied_b, firm)


def _is_brief(a: Side, b: Side) -> bool:
    """Whether there is room for a word and the negation of its opposite, and no more."""
    return len(a.near) + len(b.near) <= _INSERTED


def _opposites(a: Side, b: Side) -> list[tuple[int, int]]:
    pairs = product(a.having(_OPPOSABLE), b.having(_OPPOSABLE))
    return [(x, y) for x, y in pairs if opposite(a.keys[x], b.keys[y])]


def _ends_elsewhere(a: Side, b: Side, first: bool, last: bool) -> bool:
    """Whether one side goes on beyond the end of the other: its words stand in no other's place.

    But for the words right beside what is shared, where both are of content.
    """
    if not (first or last) or abs(len(a.keys) - len(b.keys)) <= _UNEVEN:
        return False
    return not _stand_together(a, a.content(), b, b.content(), first, last)


def _replaced(a: Side, b: Side) -> Finding | None:
    """Other words of content in the place of a few; no slips, names for who is described, nor opposites."""
    here, there = a.content(), b.content()
    if not (0 < len(here) <= _SUBSTITUTED and 0 < len(there) <= _SUBSTITUTED):
        return None
    if _is_brief(a, b) and _opposites(a, b):
        return None
    if len(here) == len(there) == 1 and is_slip(a.keys[here[0]], b.keys[there[0]]):
        return None
    named_a, named_b = a.names(), b.names()
    if (named_a and (named_b or b.mask & _DESCRIBED)) or (named_b and a.mask & _DESCRIBED):
        return None
    return Finding("predicate", here, there, firm=False)
