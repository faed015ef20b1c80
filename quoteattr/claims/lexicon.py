"""What is known of single words: how much each tells, what it is, and which words it may stand for.

The tables are read once from `quoteattr/resources/claims`, whose `claims.md` tells their sources.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise, permutations, product

from attrs import frozen
from rapidfuzz.distance import OSA

from quoteattr.claims.numbers import is_number
from quoteattr.claims.stems import forms_of, stem


class Trait:
    """What a word is, as far as the comparison of claims asks: flags, plain ints as they are read often."""

    NEGATOR = 1 << 0
    DENIAL = 1 << 1
    FUNCTION = 1 << 2
    PRONOUN = 1 << 3
    TITLE = 1 << 4
    DATE = 1 << 5
    UNIT = 1 << 6
    HEDGE = 1 << 7
    MASCULINE = 1 << 8
    FEMININE = 1 << 9
    NAME = 1 << 10
    PERSON = 1 << 11
    GROUP = 1 << 12
    PLACE = 1 << 13
    NUMBER = 1 << 14
    KNOWN = 1 << 15
    GRADED = 1 << 16
    OPPOSED = 1 << 17
    CONTRAST = 1 << 18
    ELLIPSIS = 1 << 19
    ROLE = 1 << 20


ELLIPSIS = "…"
"""The key of dots by which a writer shows that words are left out."""

LIGHT = Trait.FUNCTION | Trait.PRONOUN
"""Words that carry little of what is said: they move, come and go with the sentence's form."""

TURNING = Trait.NEGATOR | Trait.DENIAL | Trait.HEDGE
"""Words that make another statement of one when they are put in."""

_LIGHT_SHARE = 0.5
_LEAST_PART = 5
_FREE_BITS = 6.0
_UNKNOWN_BITS = 15.0
_MAX_BITS = 18.0
_LEAST_WEIGHT = 0.5
_TYPO_BITS = 4.0
_LETTERS_A_TYPO = 3
_SHORTEST_SLIP = 4
_LONGEST_WORD = 40
_ENDINGS = ("", "e", "s", "es", "ed", "ing", "ies")
_DOUBLED = re.compile(r"(.)\1")
_GENDERED = Trait.MASCULINE | Trait.FEMININE
_UNDOING = ("un", "in", "im", "il", "ir", "dis", "non")
_NUMBER_WEIGHT = 20
_SET_PHRASE = 120
_FLAGS = {"n": Trait.NAME, "p": Trait.PERSON, "g": Trait.GROUP, "l": Trait.PLACE}


@frozen(kw_only=True)
class _Tables:
    bits: dict[str, float]
    traits: dict[str, int]
    alike: frozenset[tuple[str, str]]
    opposite: frozenset[tuple[str, str]]
    expected: dict[tuple[str, str], int]
    degrees: dict[str, tuple[tuple[int, int], ...]]


@lru_cache(maxsize=1 << 17)
def traits(key: str) -> int:
    """What a canonical word is."""
    if is_number(key):
        return Trait.NUMBER | Trait.KNOWN
    if key == ELLIPSIS:
        return Trait.ELLIPSIS | Trait.FUNCTION | Trait.KNOWN
    return _tables().traits.get(key, 0)


@lru_cache(maxsize=1 << 17)
def weight(key: str) -> int:
    """How much a word tells beyond what any word tells, in tenths of a bit."""
    if key == ELLIPSIS:
        return 0
    if is_number(key):
        return min(_NUMBER_WEIGHT * len(key), 10 * round(_MAX_BITS - _FREE_BITS))
    told = max(min(bits(key), _MAX_BITS) - _FREE_BITS, _LEAST_WEIGHT)
    return round(10 * (told * _LIGHT_SHARE if traits(key) & LIGHT else told))


def bits(key: str) -> float:
    """How much a word tells by its frequency alone, in bits."""
    return _tables().bits.get(key, _UNKNOWN_BITS)


def known_words() -> Iterable[str]:
    """The stems whose frequency is known."""
    return _tables().bits


def telling(key: str) -> int:
    """How much a word tells of an utterance: a name less, as many say many things of one person."""
    return weight(key) * 3 // 4 if traits(key) & Trait.NAME else weight(key)


def expected(keys: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Which words in a row those before let expect, and how much, in tenths of a bit: 'street' 'journal'."""
    gain_of = _tables().expected
    for at, pair in enumerate(pairwise(keys), start=1):
        if pair in gain_of:
            yield at, gain_of[pair]


def unexpected(told: int, gain: int) -> int:
    """What is left of what a word tells where the word before it lets expect it so much."""
    return max(told - gain, told // _LEAST_PART)


@lru_cache(maxsize=1 << 16)
def alike(a: str, b: str) -> bool:
    """Whether one word may stand for the other: a typo, a synonym, a derivation, a shift of person."""
    if a == b or (a, b) in _tables().alike:
        return True
    if opposite(a, b):
        return False
    either = traits(a) | traits(b)
    if either & Trait.NUMBER:
        return is_number(a) and is_number(b) and _same_number(a, b)
    if traits(a) & traits(b) & Trait.PRONOUN:
        return True
    return is_typo(a, b) or (bool(either & Trait.NAME) and _is_short_name(a, b))


def _same_number(a: str, b: str) -> bool:
    """'March 1st' and 'March 1', the 1970s and the '70s."""
    short, long = sorted((a[1:].removesuffix("th"), b[1:].removesuffix("th")), key=len)
    return short == long or (len(short) == 2 and long in (f"19{short}", f"20{short}"))


def _is_short_name(a: str, b: str) -> bool:
    """'Chris' for 'Christopher'."""
    short, long = sorted((a, b), key=len)
    return len(short) > 2 and len(long) - len(short) > 1 and long.startswith(short)


def opposite(a: str, b: str) -> bool:
    """Whether the two words say the opposite of each other, or 'he' and 'she'."""
    if (a, b) in _tables().opposite:
        return True
    either = (traits(a) | traits(b)) & _GENDERED
    return either == _GENDERED and not traits(a) & traits(b) & _GENDERED


def differ_in_degree(a: str, b: str) -> bool:
    """Whether the two words stand at different places of one scale: 'some' and 'all', 'may' and 'will'."""
    degrees = _tables().degrees
    there = dict(degrees.get(b, ()))
    return any(there.get(scale, at) != at for scale, at in degrees.get(a, ()))


@lru_cache(maxsize=1 << 16)
def is_typo(a: str, b: str) -> bool:
    """Whether the words are a letter or two apart and one of them is unknown, or rare beside the other."""
    if min(len(a), len(b)) < 3 or max(len(a), len(b)) > _LONGEST_WORD or not (a.isalpha() and b.isalpha()):
        return False
    if traits(a) & traits(b) & Trait.KNOWN:
        if abs(bits(a) - bits(b)) < _TYPO_BITS:
            return False
        return _close(a, b) or _DOUBLED.sub(r"\1", a) == _DOUBLED.sub(r"\1", b)
    if not (traits(a) | traits(b)) & Trait.KNOWN:
        return _close(a, b) or (a[0] == b[0] and OSA.distance(a, b) <= min(len(a), len(b)) // _LETTERS_A_TYPO)
    known, word = (a, b) if traits(a) & Trait.KNOWN else (b, a)
    return any(_close(form, word) for form in _forms(known))


def is_slip(a: str, b: str) -> bool:
    """Whether the words are a letter apart, both known as they may be: 'sparks' and 'parks'."""
    return min(len(a), len(b)) >= _SHORTEST_SLIP and OSA.distance(a, b, score_cutoff=1) <= 1


@lru_cache(maxsize=1 << 12)
def _forms(key: str) -> tuple[str, ...]:
    """The words that a stem may stand for."""
    regular = (base + ending for base in (key, key + key[-1]) for ending in _ENDINGS)
    return (*forms_of(key), *regular)


def _close(a: str, b: str) -> bool:
    allowed = 1 if min(len(a), len(b)) < 7 else 2
    return OSA.distance(a, b, score_cutoff=allowed) <= allowed


@cache
def _tables() -> _Tables:
    groups = _groups()
    bits, known = {}, {}
    for key, tenths, flags in _rows("words.tsv"):
        bits[key] = int(tenths) / 10
        known[key] = Trait.KNOWN
        for flag in flags:
            known[key] |= _FLAGS[flag]
    for name, trait in vars(Trait).items():
        for line in groups.get(name.lower(), ()):
            for word in line.split():
                key = stem(word)
                known[key] = known.get(key, Trait.KNOWN) | trait
    related = {"=": set(_equals(groups)), "~": set(), "!": {*_opposites(groups), *_undone(bits)}}
    for kind, a, b in _rows("relations.tsv"):
        related[kind] |= {(a, b), (b, a)}
    degrees = _degrees(groups)
    for words, trait in ((degrees, Trait.GRADED), ({a for a, _ in related["!"]}, Trait.OPPOSED)):
        for key in words:
            known[key] = known.get(key, Trait.KNOWN) | trait
    return _Tables(
        bits=bits,
        traits=known,
        alike=frozenset((related["="] | related["~"]) - related["!"]),
        opposite=frozenset(related["!"]),
        expected={
            **{(first, second): int(tenths) for first, second, tenths in _rows("collocations.tsv")},
            **{
                pair: _SET_PHRASE for line in groups["together"] for pair in pairwise(map(stem, line.split()))
            },
        },
        degrees=degrees,
    )


def _undone(known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Words with those that a prefix of negation makes of them: 'happy' and 'unhappy'."""
    words = set(known)
    for word in words:
        for prefix in _UNDOING:
            if word.startswith(prefix) and word.removeprefix(prefix) in words:
                yield word, word.removeprefix(prefix)
                yield word.removeprefix(prefix), word


def _rows(name: str) -> Iterator[list[str]]:
    text = (files("quoteattr") / "resources" / "claims" / name).read_text(encoding="utf8")
    return (line.split("\t") for line in text.splitlines())


def _groups() -> dict[str, list[str]]:
    text = (files("quoteattr") / "resources" / "claims" / "lexicon.txt").read_text(encoding="utf8")
    groups: defaultdict[str, list[str]] = defaultdict(list)
    name = ""
    for line in text.splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif line and not line.startswith("#"):
            groups[name].append(line)
    return dict(groups)


def _equals(groups: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    for line in groups["equal"]:
        yield from permutations([stem(w) for w in line.split()], 2)


def _opposites(groups: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    for line in groups["opposite"]:
        left, right = ([stem(w) for w in side.split()] for side in line.split("|"))
        for a, b in product(left, right):
            yield from ((a, b), (b, a))


def _degrees(groups: dict[str, list[str]]) -> dict[str, tuple[tuple[int, int], ...]]:
    degrees: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for scale, line in enumerate(groups["scale"]):
        for at, words in enumerate(line.split("|")):
            for key in {stem(w) for w in words.split()}:
                degrees[key].append((scale, at))
    return {key: tuple(places) for key, places in degrees.items()}
