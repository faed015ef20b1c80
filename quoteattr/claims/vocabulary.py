"""Canonical words as single characters, so that string routines in C run over words."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from quoteattr.claims.lexicon import LIGHT, traits, weight
from quoteattr.errors import InputValueError


class Vocabulary:
    """The words met so far: each has one character, its number in the vocabulary.

    ``keys``, ``weights``, ``contents`` and ``traits`` are indexed by ``ord`` of that character;
    a word's content is its weight, or 0 for the light words that every sentence has.
    """

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.weights: list[int] = []
        self.contents: list[int] = []
        self.traits: list[int] = []
        self._code_of: dict[str, str] = {}

    def encode(self, keys: Iterable[str]) -> str:
        """A string with one character a word."""
        code_of = self._code_of
        return "".join([code_of.get(key) or self._added(key) for key in keys])

    def decode(self, codes: str) -> tuple[str, ...]:
        """The words that :meth:`encode` was given."""
        return tuple(self.keys[ord(code)] for code in codes)

    def weight(self, codes: str) -> int:
        """How much these words tell together, in tenths of a bit."""
        weights = self.weights
        return sum([weights[ord(code)] for code in codes])

    def content(self, codes: str) -> int:
        """How much the words of content among these tell together, in tenths of a bit."""
        contents = self.contents
        return sum([contents[ord(code)] for code in codes])

    def _added(self, key: str) -> str:
        if len(self.keys) > sys.maxunicode:
            raise InputValueError(f"a tracker holds at most {sys.maxunicode + 1:,} different words")
        code = self._code_of[key] = chr(len(self.keys))
        self.keys.append(key)
        self.weights.append(weight(key))
        self.traits.append(traits(key))
        self.contents.append(0 if traits(key) & LIGHT else weight(key))
        return code
