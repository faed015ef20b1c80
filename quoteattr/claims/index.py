"""All wordings met so far, with the verdicts on their pairs: grown by batches, never compared twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from quoteattr.claims.candidates import Block, candidates
from quoteattr.claims.judging import Judge, Judgement, verdict_of
from quoteattr.claims.verdict import Verdict
from quoteattr.claims.vocabulary import Vocabulary
from quoteattr.claims.wording import keys_of

_AT_ONCE = 1 << 16


class Link(NamedTuple):
    """Two wordings, by number, that have something to do with each other, the lighter one first."""

    light: int
    heavy: int
    verdict: Verdict


class Index:
    """Numbers wordings, and finds which of them are to be seen together."""

    def __init__(self) -> None:
        self.words = Vocabulary()
        self.judge = Judge(self.words)
        self.codes: list[str] = []
        self._sizes: list[tuple[int, int]] = []
        self._number_of: dict[str, int] = {}
        self._blocks: list[Block] = []

    def number(self, text: str) -> int:
        """The number of a text's wording; a new one is not yet linked, see :meth:`grow`."""
        codes = self.words.encode(keys_of(text))
        number = self._number_of.get(codes)
        if number is None:
            number = self._number_of[codes] = len(self.codes)
            self.codes.append(codes)
            self._sizes.append((self.words.content(codes), len(codes)))
        return number

    def told(self, number: int) -> float:
        """What a wording tells as a whole, in bits."""
        return self.judge.profile(self.codes[number]).told / 10

    def grow(self, since: int) -> Iterator[Link]:
        """Link the wordings from this number on with all others and with each other."""
        if since == len(self.codes):
            return
        before = self._blocks.copy()
        block = self.hold(since)
        for old in before:
            yield from self._links(candidates(block, old))
        yield from self._links(candidates(block, block))

    def hold(self, since: int) -> Block:
        """Keep the wordings from this number on for :meth:`matches`, without linking them."""
        block = self._block(range(since, len(self.codes)))
        self._blocks.append(block)
        self._merge()
        return block

    def matches(self, text: str) -> Iterator[tuple[int, Verdict]]:
        """The wordings that have something to do with a text, without adding it."""
        codes = self.words.encode(keys_of(text))
        if codes in self._number_of:
            number = self._number_of[codes]
            if judgement := self.judge.judge(codes, codes):
                yield number, verdict_of(judgement)
        own = len(self.codes)
        block = Block([own], [codes], self.words)
        for old in self._blocks:
            for pair in candidates(block, old):
                number = min(pair)
                if self.codes[number] != codes and (found := self._judged(codes, self.codes[number])):
                    yield number, verdict_of(found)

    def _block(self, numbers: Sequence[int]) -> Block:
        return Block(numbers, [self.codes[number] for number in numbers], self.words)

    def _merge(self) -> None:
        """Keep few blocks, each at least twice as large as the next: what is added costs little again."""
        while len(self._blocks) > 1 and len(self._blocks[-2]) < 2 * len(self._blocks[-1]):
            numbers = [*self._blocks[-2].numbers.tolist(), *self._blocks[-1].numbers.tolist()]
            self._blocks[-2:] = [self._block(numbers)]

    def _links(self, pairs: np.ndarray) -> Iterator[Link]:
        for start in range(0, len(pairs), _AT_ONCE):
            low, high = pairs[start : start + _AT_ONCE].T.tolist()
            yield from self._judge_all(zip(low, high, strict=True))

    def _judge_all(self, pairs: Iterable[tuple[int, int]]) -> Iterator[Link]:
        codes, sizes, judge = self.codes, self._sizes, self.judge
        for low, high in pairs:
            in_order = sizes[low] < sizes[high]
            if sizes[low] == sizes[high]:
                in_order = judge.lighter_first(codes[low], codes[high])
            light, heavy = (low, high) if in_order else (high, low)
            if verdict := judge.verdict(codes[light], codes[heavy]):
                yield Link(light, heavy, verdict)

    def _judged(self, a: str, b: str) -> Judgement | None:
        if self.judge.lighter_first(a, b):
            return self.judge.judge(a, b)
        return self.judge.judge(b, a)
