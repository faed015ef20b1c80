"""Which pairs of wordings are worth comparing: all that share enough, found without trying all pairs.

A weighted containment join (Chaudhuri, Ganti & Kaushik, "A primitive operator for similarity joins
in data cleaning", 2006): if a heavier wording holds at least the share :data:`SHARED` of a lighter
one's weight, then it holds one of the words of the lighter one's *prefix*, any choice of its words
that leaves less than that share over. Prefixes are made of rare words, looked up in an inverted
index, and a signature of the words rules out most of what is found: all whose words, even if every
shared one stood in its place, would tell too little. No pair that matters is ever missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from quoteattr.claims.judging import IN_ORDER, SHARED, VERBATIM
from quoteattr.claims.verdict import CHANCE_LOOSE, LEAST_TOLD
from quoteattr.claims.vocabulary import Vocabulary

Ints: TypeAlias = NDArray[np.int64]

_SIGNATURE_BITS = 512
_HASH = np.uint64(0x9E3779B97F4A7C15)
_PAIR_HASH = 1_000_003
_PAIRS_AT_ONCE = 1 << 20
_TOLERANCE = 1
_FIRST_PAIR = 1 << 30


class Block:
    """An index over some wordings, given by their numbers and their codes; it is never changed.

    The distinct words of all wordings and pairs of neighbours lie in a row, a wording's heaviest
    first: ``words``, those of the i-th wording from ``starts[i]`` to ``starts[i + 1]``. ``costs``
    are what is lost where another wording lacks the word, and ``spare`` what a wording may lose, of
    each of three: of its content, of its weight and of what it tells. ``totals`` are the wordings'
    contents, and the words of content alone are ``heavy_words`` of ``heavy_owners``.
    """

    def __init__(self, numbers: Sequence[int], codes: Sequence[str], vocabulary: Vocabulary) -> None:
        self.numbers = np.array(numbers, dtype=np.int64)
        owners, words = _spread(codes)
        pair_owners, pairs, pair_counts = _distinct(*_neighbours(owners, words))
        owners, words, counts = _distinct(owners, words)
        contents, weights, told = (
            _with_zeros(np.array(of, dtype=np.int64)[words] * counts, len(pairs))
            for of in (vocabulary.contents, vocabulary.weights, vocabulary.told)
        )
        told[len(words) :] = IN_ORDER * pair_counts
        owners, words = np.concatenate((owners, pair_owners)), np.concatenate((words, pairs))
        order = np.lexsort((words, -weights, -contents, owners))
        owners, words, contents, weights, told = (x[order] for x in (owners, words, contents, weights, told))
        n = len(codes)
        self.words = words.astype(np.int32)
        self.starts = np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=n))))
        self.signatures = _signatures(self.words, owners, n)
        self.totals = np.bincount(owners, contents, n).astype(np.int64)
        self.costs, self.spare = _allowance(owners, contents, weights, told, n)
        heavy = contents > 0
        self.heavy_words, self.heavy_owners = self.words[heavy], owners[heavy].astype(np.int32)
        self.all = _Postings(self.heavy_words, self.heavy_owners, self.totals)
        prefix = self._prefix(contents[heavy]) & (self.spare[self.heavy_owners] >= 0).all(axis=1)
        self.prefix_words, self.prefix_owners = self.heavy_words[prefix], self.heavy_owners[prefix]
        self.prefix = _Postings(self.prefix_words, self.prefix_owners, self.totals)

    def __len__(self) -> int:
        return len(self.totals)

    def _prefix(self, contents: Ints) -> NDArray[np.bool_]:
        """Which words of content are in their wordings' prefixes: cheap ones, until too little is left."""
        owners = self.heavy_owners
        order = np.lexsort((self.all.frequency(self.heavy_words) / contents, owners))
        contents = contents[order]
        before = np.cumsum(contents) - contents
        sizes = np.bincount(owners, minlength=len(self))
        firsts = np.cumsum(sizes) - sizes
        before -= np.repeat(before[firsts[sizes > 0]], sizes[sizes > 0])
        left = self.totals[owners] - before
        chosen = np.zeros(len(order), dtype=bool)
        chosen[order] = left >= SHARED * self.totals[owners] - _TOLERANCE
        return chosen


def _allowance(
    owners: Ints, contents: Ints, weights: Ints, told: Ints, n: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What each word costs where it is missed, and what each of n wordings may lose: three of each."""
    content, weight, tells = (np.bincount(owners, of, n) for of in (contents, weights, told))
    dearer = 10 * LEAST_TOLD * CHANCE_LOOSE * weights / np.maximum(weight, 1)[owners]
    costs = np.stack((contents, weights, told + dearer), axis=1)
    spare = np.stack(((1 - SHARED) * content, (1 - VERBATIM) * weight, tells - 10 * LEAST_TOLD), axis=1)
    return costs.astype(np.float32), (spare + _TOLERANCE).astype(np.float32)


class _Postings:
    """For each word the wordings that have it, the lightest first."""

    def __init__(self, words: NDArray[np.int32], owners: NDArray[np.int32], totals: Ints) -> None:
        keys = words.astype(np.int64) << 32 | totals[owners]
        order = np.argsort(keys, kind="stable")
        self._keys, self.owners = keys[order], owners[order]

    def frequency(self, words: NDArray[np.int32]) -> Ints:
        """How many wordings have each of the words."""
        low, high = self.from_on(words, np.zeros(len(words), dtype=np.int64))
        return high - low

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
    found = _join(new, old, new.prefix_words, new.prefix_owners, old.all, flip=False)
    if new is not old:
        back = _join(old, new, new.heavy_words, new.heavy_owners, old.prefix, flip=True)
        found = np.concatenate((found, back))
    low, high = found.min(axis=1), found.max(axis=1)
    pairs = np.unique(low << 32 | high)
    return np.stack((pairs >> 32, pairs & 0xFFFFFFFF), axis=1)


def _join(
    light: Block,
    heavy: Block,
    words: NDArray[np.int32],
    owners: NDArray[np.int32],
    postings: _Postings,
    *,
    flip: bool,
) -> Ints:
    """Numbers of lighter and heavier wordings: ``owners`` of ``words`` against those in ``postings``."""
    low, high = (
        postings.up_to(words, heavy.totals[owners]) if flip else postings.from_on(words, light.totals[owners])
    )
    sizes = high - low
    found = [np.zeros((0, 2), dtype=np.int64)]
    ends = np.cumsum(sizes)
    at = 0
    while at < len(words):
        before = ends[at - 1] if at else 0
        until = max(at + 1, int(np.searchsorted(ends, before + _PAIRS_AT_ONCE, side="right")))
        here = np.repeat(owners[at:until], sizes[at:until])
        there = postings.owners[_ranges(low[at:until], sizes[at:until])]
        lights, heavies = (there, here) if flip else (here, there)
        found.append(_sharing(light, lights, heavy, heavies))
        at = until
    return np.concatenate(found)


def _sharing(light: Block, lights: NDArray[np.int32], heavy: Block, heavies: NDArray[np.int32]) -> Ints:
    """The numbers of the pairs that may share enough, as far as signatures tell."""
    if light is heavy:
        apart = lights != heavies
        lights, heavies = lights[apart], heavies[apart]
    spare = light.spare[lights]
    ended = [np.zeros((0, 2), dtype=np.int64)]
    at = light.starts[lights]
    until = light.starts[lights + 1]
    while len(lights):
        bit = _bit(light.words[at])
        missed = (heavy.signatures[heavies, bit >> 6] >> (bit & 63).astype(np.uint64)) & np.uint64(1) == 0
        spare[missed] -= light.costs[at[missed]]
        at = at + 1
        possible = (spare >= 0).all(axis=1)
        done, open_ = possible & (at >= until), possible & (at < until)
        ended.append(np.stack((light.numbers[lights[done]], heavy.numbers[heavies[done]]), axis=1))
        lights, heavies = lights[open_], heavies[open_]
        spare, at, until = spare[open_], at[open_], until[open_]
    return np.concatenate(ended)


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
    hashed: Ints = ((words.astype(np.uint64) * _HASH) >> np.uint64(55)).astype(np.int64)
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
