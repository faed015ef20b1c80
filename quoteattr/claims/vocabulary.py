"""Canonical words as single characters, so that string routines in C run over words."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from quoteattr.claims.lexicon import LIGHT, TURNING, Trait, telling, traits, weight
from quoteattr.errors import InputValueError


class Vocabulary:
    """The words met so far: each has one character, its number in the vocabulary.

    ``keys``, ``weights``, ``contents``, ``told`` and ``traits`` are indexed by ``ord`` of that
    character; a word's content is its weight, or 0 for the light words that every sentence has, and
    ``told`` is what it tells of an utterance, all in tenths of a bit. ``telling``,
    ``turning`` and ``graded`` are the characters of the words with content, of those that make
    another statement of one, and of those that stand on a scale.
    """

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.weights: list[int] = []
        self.contents: list[int] = []
        self.told: list[int] = []
        self.traits: list[int] = []
        self.telling: set[str] = set()
        self.turning: set[str] = set()
        self.graded: set[str] = set()
        self._code_of: dict[str, str] = {}
        self._weight_of: dict[str, int] = {}
        self._content_of: dict[str, int] = {}

    def encode(self, keys: Iterable[str]) -> str:
        """A string with one character a word."""
        code_of = self._code_of
        return "".join([code_of.get(key) or self._added(key) for key in keys])

    def decode(self, codes: str) -> tuple[str, ...]:
        """The words that :meth:`encode` was given."""
        return tuple([self.keys[ord(code)] for code in codes])

    def weight(self, codes: str) -> int:
        """How much these words tell together, in tenths of a bit."""
        return sum(map(self._weight_of.__getitem__, codes))

    def content(self, codes: str) -> int:
        """How much the words of content among these tell together, in tenths of a bit."""
        return sum(map(self._content_of.__getitem__, codes))

    def _added(self, key: str) -> str:
        if len(self.keys) > sys.maxunicode:
            raise InputValueError(f"a tracker holds at most {sys.maxunicode + 1:,} different words")
        code = self._code_of[key] = chr(len(self.keys))
        self.keys.append(key)
        trait, weighs = traits(key), weight(key)
        content = 0 if trait & LIGHT else weighs
        self.weights.append(weighs)
        self.contents.append(content)
        self.told.append(telling(key))
        self.traits.append(trait)
        self._weight_of[code], self._content_of[code] = weighs, content
        if content:
            self.telling.add(code)
        if trait & TURNING:
            self.turning.add(code)
        if trait & Trait.GRADED:
            self.graded.add(code)
        return code
