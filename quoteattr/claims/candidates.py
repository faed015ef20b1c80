"""Which pairs of wordings are worth comparing: all that share enough, found without trying all pairs.

A weighted containment join (Chaudhuri, Ganti & Kaushik, "A primitive operator for similarity joins
in data cleaning", 2006): if a heavier wording holds at least the share :data:`SHARED` of a lighter
one's weight, then it holds one of the words of the lighter one's *prefix*, any choice of its words
that leaves less than that share over. Prefixes are made of rare words, looked up in an inverted
index. What is lost by the words of the prefix before the one looked up (Xiao et al., "Efficient
similarity joins for near duplicate detection", 2008) and a signature of the words rule out most of
what is found: all whose words, even if every shared one stood in its place, would tell too little.
No pair that matters is ever missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from quoteattr.claims.judging import IN_ORDER, SHARED, VERBATIM
from quoteattr.claims.verdict import CHANCE_LOOSE, LEAST_TOLD
from quoteattr.claims.vocabulary import Vocabulary

Ints: TypeAlias = NDArray[np.int64]

_SIGNATURE_BITS = 1024
_HASH = np.uint64(0x9E3779B97F4A7C15)
_PAIR_HASH = 1_000_003
_PAIRS_AT_ONCE = 1 << 18
_TOLERANCE = 1
_FIRST_PAIR = 1 << 30


class Block:
    """An index over some wordings, given by their numbers and their codes; it is never changed.

    The distinct words of all wordings and pairs of neighbours lie in a row, ``words``: those of the i-th
    wording, ``owners`` i, from ``starts[i]`` to ``starts[i + 1]``, the prefix first and then the heaviest
    first. ``costs`` are what is lost where another wording lacks the word, and ``spare`` what a wording
    may lose from this word on where none before it is shared, of each of three: of its content, of its
    weight and of what it tells. ``totals`` are the wordings' contents; the words of content stand at the
    places ``heavy`` of that row, those of prefixes at the places ``prefix``.
    """

    def __init__(self, numbers: Sequence[int], codes: Sequence[str], vocabulary: Vocabulary) -> None:
        self.numbers = np.array(numbers, dtype=np.int64)
        n = len(codes)
        owners, words, contents, weights, told = _row(codes, vocabulary)
        self.totals = np.bincount(owners, contents, n).astype(np.int64)
        rank = _rank(owners, words, contents, self.totals)
        order = np.lexsort((words, -weights, -contents, rank, owners))
        owners, words, contents, weights, told = (x[order] for x in (owners, words, contents, weights, told))
        self.words, self.owners = words.astype(np.int32), owners.astype(np.int32)
        self.starts = np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=n))))
        self.signatures = _signatures(self.words, owners, n)
        self.costs, self.spare = _allowance(owners, contents, weights, told, n)
        self.heavy = np.flatnonzero(contents)
        self.prefix = np.flatnonzero(np.isfinite(rank[order]) & (self.spare >= 0).all(axis=0))
        self.all = _Postings(self, self.heavy)
        self.prefixes = _Postings(self, self.prefix)

    def __len__(self) -> int:
        return len(self.totals)


def _row(codes: Sequence[str], vocabulary: Vocabulary) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """For each wording its words and pairs: whose, which, and the content, the weight and what they tell."""
    owners, words = _spread(codes)
    pair_owners, pairs, pair_counts = _distinct(*_neighbours(owners, words))
    owners, words, counts = _distinct(owners, words)
    contents, weights, told = (
        _with_zeros(np.array(of, dtype=np.int64)[words] * counts, len(pairs))
        for of in (vocabulary.contents, vocabulary.weights, vocabulary.told)
    )
    told[len(words) :] = IN_ORDER * pair_counts
    return np.concatenate((owners, pair_owners)), np.concatenate((words, pairs)), contents, weights, told


def _rank(owners: Ints, words: Ints, contents: Ints, totals: Ints) -> NDArray[np.float64]:
    """The order of the words in their wordings' prefixes: cheap ones, until too little is left.

    All other words come last.
    """
    heavy = np.flatnonzero(contents)
    _, which, counts = np.unique(words[heavy], return_inverse=True, return_counts=True)
    dear = np.full(len(words), np.inf)
    dear[heavy] = counts[which] / contents[heavy]
    order = heavy[np.lexsort((words[heavy], dear[heavy], owners[heavy]))]
    whole = totals[owners[order]]
    left = whole - _before(owners[order], contents[order])
    dear[order[left < SHARED * whole - _TOLERANCE]] = np.inf
    return dear


def _before(owners: Ints, costs: NDArray[Any]) -> NDArray[Any]:
    """For each word the sum over those that stand before it in its wording."""
    sums = np.cumsum(costs) - costs
    firsts = np.flatnonzero(np.diff(owners, prepend=-1))
    before: NDArray[Any] = sums - np.repeat(sums[firsts], np.diff(firsts, append=len(owners)))
    return before


def _allowance(
    owners: Ints, contents: Ints, weights: Ints, told: Ints, n: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What each word costs where it is missed, and what is left to lose where all before it are.

    Three of each: see :class:`Block`.
    """
    content, weight, tells = (np.bincount(owners, of, n) for of in (contents, weights, told))
    dearer = 10 * LEAST_TOLD * CHANCE_LOOSE * weights / np.maximum(weight, 1)[owners]
    costs = np.stack((contents, weights, told + dearer))
    spare = np.stack(((1 - SHARED) * content, (1 - VERBATIM) * weight, tells - 10 * LEAST_TOLD))
    lost = np.stack([_before(owners, of) for of in costs])
    return costs.astype(np.float32), (spare[:, owners] - lost + _TOLERANCE).astype(np.float32)


class _Postings:
    """For each word the places where wordings have it, the lightest wording first."""

    def __init__(self, block: Block, places: Ints) -> None:
        keys = block.words[places].astype(np.int64) << 32 | block.totals[block.owners[places]]
        order = np.argsort(keys, kind="stable")
        self._keys, self.places = keys[order], places[order]

    def from_on(self, words: NDArray[np.int32], totals: Ints) -> tuple[Ints, Ints]:
        """Where those wordings are listed that have a word and weigh at least so much."""
        first = words.astype(np.int64) << 32
        return np.searchsorted(self._keys, first | totals), np.searchsorted(self._keys, first + (1 << 32))

    def up_to(self, words: NDArray[np.int32], totals: Ints) -> tuple[Ints, Ints]:
        """Where those wordings are listed that have a word and weigh at most so much."""
        first = words.astype(np.int64) << 32
        return np.searchsorted(self._keys, first), np.searchsorted(self._keys, first | totals, side="right")


def candidates(new: Block, old: Block) -> Ints:
    """Pairs of numbers, the smaller first, one of each block, whose wordings may share enough.

    One row a pair, each pair once.
    """
    found = [*_join(new, new.prefix, old, old.all, flip=False)]
    if new is not old:
        found += _join(old, new.heavy, new, old.prefixes, flip=True)
    pairs = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
    return np.stack((pairs >> 32, pairs & 0xFFFFFFFF), axis=1)


def _join(light: Block, places: Ints, heavy: Block, postings: _Postings, *, flip: bool) -> Iterator[Ints]:
    """The pairs of a lighter and a heavier wording that share a word of the lighter one's prefix.

    Those words at the ``places``, of the lighter or if ``flip`` the heavier block, are looked up in the
    ``postings`` of the other.
    """
    own = heavy if flip else light
    words, totals = own.words[places], own.totals[own.owners[places]]
    low, high = postings.up_to(words, totals) if flip else postings.from_on(words, totals)
    sizes = high - low
    ends = np.cumsum(sizes)
    at = 0
    while at < len(places):
        before = ends[at - 1] if at else 0
        until = max(at + 1, int(np.searchsorted(ends, before + _PAIRS_AT_ONCE, side="right")))
        here = np.repeat(places[at:until], sizes[at:until])
        there = postings.places[_ranges(low[at:until], sizes[at:until])]
        yield _sharing(light, there, heavy, here) if flip else _sharing(light, here, heavy, there)
        at = until


def _sharing(light: Block, lights: Ints, heavy: Block, heavies: Ints) -> Ints:
    """The pairs that may share enough, as far as signatures tell, of those that share the word at a place.

    Of the lighter wording's words, none that stands before it is taken to be shared: the pair is
    found by the first of its prefix that is.
    """
    owners, others = light.owners[lights], heavy.owners[heavies]
    at, until, spare = lights + 1, light.starts[owners + 1], light.spare[:, lights]
    possible = owners != others if light is heavy else np.ones(len(owners), dtype=bool)
    ended = []
    while True:
        done = possible & (at == until)
        here, there = light.numbers[light.owners[at[done] - 1]], heavy.numbers[others[done]]
        ended.append(np.minimum(here, there) << 32 | np.maximum(here, there))
        open_ = np.flatnonzero(possible & (at < until))
        if not len(open_):
            return np.concatenate(ended)
        others, at, until, spare = others[open_], at[open_], until[open_], spare[:, open_]
        bit = _bit(light.words[at])
        found = heavy.signatures[others, bit >> 6] >> (bit & 63).astype(np.uint64) & np.uint64(1)
        spare -= light.costs[:, at] * (found == 0)
        at = at + 1
        possible = (spare >= 0).all(axis=0)


def _spread(codes: Sequence[str]) -> tuple[Ints, Ints]:
    """All words of all wordings in a row: (which wording, which word)."""
    lengths = np.array([len(c) for c in codes], dtype=np.int64)
    words = np.frombuffer("".join(codes).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.repeat(np.arange(len(codes), dtype=np.int64), lengths), words.astype(np.int64)


def _neighbours(owners: Ints, words: Ints) -> tuple[Ints, Ints]:
    """Each two words in a row of one wording, as a word of its own, by a hash."""
    inside = owners[1:] == owners[:-1]
    hashed = (words[:-1] * _PAIR_HASH + words[1:]) % _FIRST_PAIR + _FIRST_PAIR
    return owners[1:][inside], hashed[inside]


def _distinct(owners: Ints, words: Ints) -> tuple[Ints, Ints, Ints]:
    """For each wording its distinct words: (which wording, which word, how often)."""
    unique, counts = np.unique(owners << 32 | words, return_counts=True)
    return unique >> 32, unique & 0xFFFFFFFF, counts


def _with_zeros(values: Ints, more: int) -> Ints:
    return np.concatenate((values, np.zeros(more, dtype=np.int64)))


def _bit(words: NDArray[np.int32]) -> Ints:
    hashed: Ints = ((words.astype(np.uint64) * _HASH) >> np.uint64(54)).astype(np.int64)
    return hashed


def _signatures(words: NDArray[np.int32], owners: Ints, n: int) -> NDArray[np.uint64]:
    """A row of bits for each wording, one set for each of its words."""
    bits = np.zeros((n, _SIGNATURE_BITS // 64), dtype=np.uint64)
    bit = _bit(words)
    np.bitwise_or.at(bits, (owners, bit >> 6), np.uint64(1) << (bit & 63).astype(np.uint64))
    return bits


def _ranges(starts: Ints, sizes: Ints) -> Ints:
    """The numbers from each start on, as many as its size, in a row."""
    ends = np.cumsum(sizes)
    ranges: Ints = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - sizes), sizes)
    return ranges
